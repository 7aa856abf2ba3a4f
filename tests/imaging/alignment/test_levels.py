"""Broken level rules."""

from __future__ import annotations

import numpy as np

from pipeline.imaging.alignment.levels import find_levels, is_level, is_within_row, lies_on
from pipeline.types.raster import PixelBox


def test_a_rule_that_fell_into_dashes_is_a_rule_and_a_row_of_dashes_is_none() -> None:
    pixels = np.full((200, 600), 255, np.uint8)
    for x in range(50, 550, 20):
        pixels[50:52, x : x + 15] = 120
    for x in range(50, 550, 70):
        pixels[150:153, x : x + 12] = 40
    mask, boxes = find_levels(pixels, dpi=200)
    assert len(boxes) == 1
    assert boxes[0].top <= 51 <= boxes[0].bottom
    assert mask[51].any()
    assert not mask[140:160].any()


def test_a_rule_whose_ends_run_into_shade_is_a_rule_and_so_are_its_ends() -> None:
    pixels = np.full((200, 600), 255, np.uint8)
    pixels[100:102, 20:580] = 150
    pixels[60:102, 20:45] = 200
    pixels[60:102, 555:580] = 200
    mask, boxes = find_levels(pixels, dpi=200)
    assert len(boxes) == 1
    assert mask[101, 100:500].all()
    assert not mask[60:96].any()
    assert lies_on(PixelBox(20, 100, 44, 102), boxes, dpi=200)
    assert not lies_on(PixelBox(20, 90, 44, 112), boxes, dpi=200)
    assert not lies_on(PixelBox(300, 130, 324, 132), boxes, dpi=200)


def test_a_long_rule_askew_that_runs_into_shade_is_a_rule() -> None:
    pixels = np.full((200, 1400), 255, np.uint8)
    for x in range(20, 1380):
        pixels[100 + x // 300 : 103 + x // 300, x] = 150
    pixels[80:103, 20:45] = 200
    _, boxes = find_levels(pixels, dpi=200)
    assert [(box.x0 < 60, box.x1 > 1300) for box in boxes] == [(True, True)]


def test_a_heavy_rule_is_a_rule_and_a_line_of_print_none() -> None:
    pixels = np.full((200, 600), 255, np.uint8)
    pixels[50:58, 20:580] = 60
    pixels[100:124, 20:580] = 60
    mask, boxes = find_levels(pixels, dpi=200)
    assert len(boxes) == 1
    assert boxes[0].top <= 50
    assert boxes[0].bottom >= 58
    assert mask[50:58, 100:500].all()
    assert not mask[90:].any()


def test_a_long_thin_piece_of_ink_is_a_rule_and_print_none() -> None:
    assert is_level(PixelBox(178, 676, 1477, 679), dpi=200.0)
    assert not is_level(PixelBox(178, 676, 478, 700), dpi=200.0)  # a line of print
    assert not is_level(PixelBox(178, 676, 238, 679), dpi=200.0)  # a dash


def test_a_lattice_between_two_rules_that_go_on_beyond_it_stands_within_a_row() -> None:
    lattice = PixelBox(412, 330, 780, 402)
    rows = [PixelBox(400, y, 1500, y + 4) for y in (200, 320, 410)]
    assert is_within_row(lattice, rows, dpi=200)
    assert not is_within_row(lattice, rows[:2], dpi=200)
    own = [PixelBox(405, y, 785, y + 4) for y in (328, 404)]  # the frame of a table that stands alone
    assert not is_within_row(lattice, own, dpi=200)
