"""Red ink over print: paper is bright again, what was printed under it stays, and what hides it is remembered."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.imaging.redink import Unsealed, without_red

CREAM, TINT = (226, 240, 250), (50, 40, 215)  # BGR
MIDDLE, RADIUS = (400, 300), 150


def page(print_: int = 100, *, ruled: bool = True) -> NDArray[np.uint8]:
    """Cream paper with grey figures and rules."""
    import cv2

    pixels = np.full((600, 800, 3), CREAM, np.uint8)
    for y in range(50, 600, 60):
        if ruled:
            cv2.line(pixels, (40, y), (760, y), (print_,) * 3, 2)
        for x in range(60, 760, 50):
            cv2.putText(pixels, "8", (x, y + 40), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (print_,) * 3, 2)
    return pixels


def stamped(pixels: NDArray[np.uint8], *, strength: float, opaque: bool) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """The page under a seal with a ring and a star, and where its ink is."""
    import cv2

    shape = np.zeros(pixels.shape[:2], np.uint8)
    cv2.circle(shape, MIDDLE, RADIUS, (1,), 9)
    cv2.circle(shape, MIDDLE, 45, (1,), -1)
    under = pixels.astype(np.float32)
    over = np.array(TINT, np.float32) if opaque else under * np.array(TINT, np.float32) / 255
    amount = shape[..., None] * np.float32(strength)
    return (under * (1 - amount) + over * amount).round().astype(np.uint8), shape > 0


def look(*, strength: float, opaque: bool, print_: int = 100) -> tuple[Unsealed, NDArray[np.uint8], NDArray[np.bool_]]:
    import cv2

    bare = page(print_)
    pixels, inked = stamped(bare, strength=strength, opaque=opaque)
    return without_red(pixels), cv2.cvtColor(bare, cv2.COLOR_BGR2GRAY).astype(np.uint8), inked


@pytest.mark.parametrize("print_", [20, 100, 140])
def test_what_is_printed_under_a_stamp_is_as_dark_as_before(print_: int) -> None:
    seen, bare, inked = look(strength=0.9, opaque=False, print_=print_)
    off = np.abs(seen.lit.astype(int) - bare)
    assert np.percentile(off[inked], 99) <= 12
    assert off[~inked].max() <= 12


def test_a_stamp_through_which_print_shines_hides_nothing() -> None:
    seen, _, inked = look(strength=0.9, opaque=False)
    assert seen.ink[inked].all()
    assert not seen.hiding.any()


def test_a_seal_that_was_pasted_over_the_print_hides_it() -> None:
    import cv2

    seen, _, inked = look(strength=0.8, opaque=True)
    assert seen.hiding[inked].all()
    paper = cv2.cvtColor(np.full((1, 1, 3), CREAM, np.uint8), cv2.COLOR_BGR2GRAY)[0, 0]
    assert abs(int(np.median(seen.lit[inked])) - int(paper)) <= 3


def test_a_seal_beside_which_nothing_plain_is_printed_may_hide_what_is_under_it() -> None:
    bare = np.full((600, 800, 3), CREAM, np.uint8)
    pixels, inked = stamped(bare, strength=0.9, opaque=False)
    seen = without_red(pixels)
    assert seen.hiding[inked].all()
    assert seen.lit.min() >= 230


def test_a_picture_without_red_stays() -> None:
    import cv2

    bare = page()
    seen = without_red(bare)
    assert not seen.ink.any()
    assert (seen.lit == cv2.cvtColor(bare, cv2.COLOR_BGR2GRAY)).all()
    assert without_red(seen.lit).lit is seen.lit


def test_print_under_a_stamp_that_is_paler_than_the_rules_stays() -> None:
    import cv2

    bare = page(150)
    for y in range(50, 600, 60):
        cv2.line(bare, (40, y), (760, y), (20, 20, 20), 2)
    pixels, inked = stamped(bare, strength=0.9, opaque=False)
    seen = without_red(pixels)
    was = cv2.cvtColor(bare, cv2.COLOR_BGR2GRAY).astype(np.uint8)
    figures = inked & (was > 140) & (was < 160)
    assert figures.sum() > 500
    assert not seen.hiding.any()
    assert np.percentile(np.abs(seen.lit.astype(int) - was)[figures], 90) <= 12


def test_one_seal_of_a_page_that_hides_print_says_that_others_may_of_which_no_rule_says_otherwise() -> None:
    bare, first = stamped(page(ruled=False), strength=0.9, opaque=False)
    through, _ = stamped(page(), strength=0.9, opaque=False)
    over, second = stamped(page(), strength=0.8, opaque=True)
    assert not without_red(bare).hiding.any()
    seen = without_red(np.concatenate([bare, through, over]))
    assert seen.hiding[:600][first].all()
    assert not seen.hiding[600:1200].any()
    assert seen.hiding[1200:][second].all()


def test_print_of_which_a_pasted_seal_leaves_enough_is_brought_back() -> None:
    seen, bare, inked = look(strength=0.55, opaque=True)
    off = np.abs(seen.lit.astype(int) - bare)
    assert np.percentile(off[inked], 95) <= 20
    assert not seen.hiding.any()


def test_a_seal_that_leaves_its_outlines_may_hide_print_whatever_rules_say() -> None:
    import cv2

    pixels, _ = stamped(page(20), strength=0.9, opaque=False)
    assert not without_red(pixels).hiding.any()
    for radius in range(4, 46, 4):  # ink whose light is not in proportion to its colour
        cv2.circle(pixels, MIDDLE, radius, (70, 65, 150), 1)
    assert without_red(pixels).hiding[inner()].any()


def test_colour_that_noise_leaves_along_print_is_no_seal() -> None:
    pixels, random = page(), np.random.default_rng(1)
    ys, xs = np.nonzero((pixels == 100).all(axis=2))
    some = random.choice(len(ys), 1500, replace=False)
    pixels[ys[some], xs[some]] = (60, 60, 130)
    seen = without_red(pixels)
    assert not seen.ink.any()
    assert not seen.hiding.any()


def test_two_inks_that_touch_are_each_taken_out() -> None:
    import cv2

    pixels, _ = stamped(page(), strength=0.9, opaque=False)
    cv2.rectangle(pixels, (560, 230), (620, 380), (90, 20, 235), -1)
    left = without_red(pixels).lit[inner()]
    paper = cv2.cvtColor(np.full((1, 1, 3), CREAM, np.uint8), cv2.COLOR_BGR2GRAY)[0, 0]
    assert abs(int(np.median(left)) - int(paper)) <= 12


def inner() -> tuple[slice, slice]:
    """The star of the seal."""
    (x, y), side = MIDDLE, 30
    return slice(y - side, y + side), slice(x - side, x + side)


def test_a_seal_under_which_print_is_seen_where_its_ink_is_worn_hides_the_rest() -> None:
    bare = page()
    pixels, inked = stamped(bare, strength=0.85, opaque=True)
    thin, _ = stamped(bare, strength=0.4, opaque=True)
    dark, _ = stamped(bare, strength=0.4, opaque=False)
    pixels[440:] = dark[440:]  # the lower end of the ring
    assert thin.shape == pixels.shape
    assert without_red(pixels).hiding[inked].all()


def test_a_dot_of_colour_at_the_rim_of_print_hides_nothing() -> None:
    pixels, inked = stamped(page(), strength=0.8, opaque=True)
    pixels[560, 100:102] = TINT
    hiding = without_red(pixels).hiding
    assert not hiding[550:570, 90:112].any()
    assert hiding[inked].all()
