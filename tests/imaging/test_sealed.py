"""Rules that run straight on under a seal."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.rules import _anchored, _near, _thin, contrast_of
from pipeline.imaging.sealed import with_hidden_rules

DPI = 200.0
Grey = NDArray[np.uint8]


def page(*, seal: tuple[int, int, int] | None) -> tuple[Grey, Grey]:
    """A page with a level rule and an upright one, and the mask of a seal (x, y, radius), under which all is white."""
    import cv2

    pixels, mask = np.full((600, 800), 255, np.uint8), np.zeros((600, 800), np.uint8)
    pixels[300:303, 60:740] = 90
    pixels[40:560, 400:403] = 90
    if seal is not None:
        x, y, radius = seal
        cv2.circle(pixels, (x, y), radius, 255, -1)
        cv2.circle(mask, (x, y), radius, 255, 8)
        cv2.circle(mask, (x, y), radius // 3, 255, -1)
    return pixels, mask


def test_a_rule_that_enters_a_seal_and_leaves_it_runs_through() -> None:
    pixels, mask = page(seal=(400, 300, 120))
    strokes = with_hidden_rules(contrast_of(pixels, dpi=DPI), mask, dpi=DPI)
    assert (strokes.level[300:303, 285:515].max(axis=0) > 200).all()
    assert (strokes.upright[185:415, 400:403].max(axis=1) > 200).all()
    assert not strokes.level[320:400, 300:380].any()


def test_a_rule_that_ends_under_a_seal_does_not() -> None:
    pixels, mask = page(seal=(700, 300, 120))
    plain = contrast_of(pixels, dpi=DPI)
    strokes = with_hidden_rules(plain, mask, dpi=DPI)
    assert (strokes.level == plain.level).all()


def test_without_a_seal_or_under_a_small_mark_nothing_changes() -> None:
    for seal in (None, (500, 300, 20)):
        pixels, mask = page(seal=seal)
        plain = contrast_of(pixels, dpi=DPI)
        strokes = with_hidden_rules(plain, mask, dpi=DPI)
        assert (strokes.level == plain.level).all()


def test_what_is_left_of_the_ink_of_a_seal_makes_no_rule() -> None:
    pixels, mask = page(seal=(400, 300, 120))
    for top in (190, 390):  # outlines of its letters, one above the other
        pixels[top : top + 30, 379:382] = 60
    before = contrast_of(pixels, dpi=DPI)
    after = with_hidden_rules(before, mask, dpi=DPI)
    assert (after.upright[240:380, 375:386] == before.upright[240:380, 375:386]).all()


def test_a_rule_that_is_seen_between_strokes_of_a_seal_runs_on_under_them() -> None:
    pixels, mask = np.full((600, 800), 255, np.uint8), np.zeros((600, 800), np.uint8)
    pixels[300:302, 300:500] = 90
    for x in (330, 390, 450):
        mask[200:400, x : x + 16] = 255
        pixels[:, x : x + 16] = 255
    mask[196:204, 330:466] = 255
    plain = contrast_of(pixels, dpi=DPI)
    strokes = with_hidden_rules(plain, mask, dpi=DPI)
    assert not plain.level[298:304, 334:342].any()
    assert (strokes.level[298:304, 300:500].max(axis=0) > 150).mean() > 0.97
    assert (plain.level[298:304, 300:500].max(axis=0) > 150).mean() < 0.8


def test_pieces_of_type_far_apart_under_a_seal_are_no_rule() -> None:
    pixels, mask = np.full((600, 800), 255, np.uint8), np.zeros((600, 800), np.uint8)
    pixels[300:302, 312:330] = pixels[300:302, 430:448] = 90
    mask[240:360, 330:430] = 255
    plain = contrast_of(pixels, dpi=DPI)
    assert (with_hidden_rules(plain, mask, dpi=DPI).level == plain.level).all()


def test_an_upright_rule_may_end_under_a_seal_and_not_in_the_open() -> None:
    upright, level, veiled = (np.zeros((200, 300), np.uint8) for _ in range(3))
    upright[100:150, 100:103] = upright[100:150, 200:203] = level[150:153, 20:280] = 255
    veiled[60:100, 80:120] = 255
    pieces, near = _thin(upright, DPI, level=False), _near(level, DPI)
    kept = _anchored(*pieces, (near, near | _near(veiled, DPI)), DPI)
    assert kept[100:150, 100:103].all()
    assert not kept[:, 200:203].any()
    assert not _anchored(*pieces, (near, near), DPI).any()
