"""Whether there is a level stroke before the digits of a cell, of cells drawn large and made smaller."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from pipeline.imaging.signs import stroke_before

DPI = 200.0
BARE = 0.1


def cell(text: str, *, sign: int | None = None, near: int = 6) -> NDArray[np.uint8]:
    """A cell with a figure, blurred as by a coarse scan; `sign` is the grey level of a hyphen `near` it, in pixels."""
    picture = Image.new("L", (480, 160), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(68)
    x0, top, _, bottom = draw.textbbox((200, 40), text, font=font)
    draw.text((200, 40), text, font=font, fill=0)
    if sign is not None:
        middle = top + 0.62 * (bottom - top)
        draw.rectangle((x0 - near - 24, middle - 4, x0 - near, middle + 4), fill=sign)
    small = picture.resize((60, 20), Image.Resampling.BOX)
    return np.array(small.resize((120, 40), Image.Resampling.BILINEAR), np.uint8)


def darkness(picture: NDArray[np.uint8], *, below: int = 212, four: bool = False) -> float:
    return stroke_before(picture, np.where(picture < below, 255, 0).astype(np.uint8), DPI, four=four)


@pytest.mark.parametrize("figure", ["1", "2", "3", "5", "6", "7", "8", "9", "12", "307"])
def test_before_digits_paper_is_bare(figure: str) -> None:
    assert darkness(cell(figure)) < BARE


def test_the_bar_of_a_four_is_no_sign() -> None:
    assert darkness(cell("4"), four=False) > BARE
    assert darkness(cell("4"), four=True) < BARE


@pytest.mark.parametrize("figure", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "12", "307"])
@pytest.mark.parametrize("sign", [0, 120, 170])
def test_a_sign_is_seen_however_pale(figure: str, sign: int) -> None:
    assert darkness(cell(figure, sign=sign), four=figure == "4") > BARE


def test_a_sign_that_is_no_ink_is_seen_beside_the_mask_of_print() -> None:
    assert darkness(cell("8", sign=170), below=150) > BARE


def test_a_sign_that_runs_into_the_digit_is_seen() -> None:
    assert darkness(cell("6", sign=0, near=-4)) > BARE


def test_a_fold_of_the_paper_is_no_level_stroke() -> None:
    picture = cell("8")
    picture[:, 20:26] = 200
    assert darkness(picture, below=150) < BARE
