"""What passes for a table of faint rules."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.engines.sight import tables
from pipeline.engines.sight.tables import _adds_type, is_type
from pipeline.imaging.rules import FAINT, Rules, contrast_of
from pipeline.types.raster import PixelBox, PixelCell, PixelGrid
from tests.imaging.drawing import paper, tables_of


@pytest.mark.parametrize(("grey", "rows", "type_"), [(90, 2, True), (236, 2, False), (90, 3, False)])
def test_a_row_or_two_whose_faint_rules_are_as_dark_as_print_are_lines_of_type(
    grey: int, rows: int, type_: bool
) -> None:
    pixels = np.full((300, 600), 255, np.uint8)
    rules = np.zeros_like(pixels)
    cells = []
    for row in range(rows):
        for column in range(4):
            box = PixelBox(100 + 90 * column, 50 + 36 * row, 190 + 90 * column, 86 + 36 * row)
            cells.append(PixelCell(box, row, column))
    for y in range(50, 51 + 36 * rows, 36):
        rules[y : y + 2, 100:461] = 255
    for x in range(100, 461, 90):
        rules[50 : 52 + 36 * rows, x : x + 2] = 255
    pixels[rules > 0] = grey
    grid = PixelGrid(PixelBox(100, 50, 460, 50 + 36 * rows), tuple(cells), rows, 4, "rules", 0.999)
    assert is_type(grid, rules, pixels, dpi=200) == type_


def _ruled(*xs: int) -> PixelGrid:
    """A whole table of four rows with upright rules at these places."""
    places = [(row, column) for row in range(4) for column in range(len(xs) - 1)]
    cells = [PixelCell(PixelBox(xs[c], 50 + 40 * r, xs[c + 1], 90 + 40 * r), r, c) for r, c in places]
    return PixelGrid(PixelBox(xs[0], 50, xs[-1], 210), tuple(cells), 4, len(xs) - 1, "rules", 0.999)


@pytest.mark.parametrize(("grey", "passed_over", "type_"), [(60, 0, True), (225, 0, False), (60, 1, False)])
def test_what_faint_strokes_add_to_a_whole_table_is_pale_or_print(
    monkeypatch: pytest.MonkeyPatch, grey: int, passed_over: int, *, type_: bool
) -> None:
    pixels, rules = np.full((300, 600), 255, np.uint8), np.zeros((300, 600), np.uint8)
    rules[50:210, 199:201] = 255
    pixels[rules > 0] = grey
    before = replace(_ruled(100, 300, 500), passed_over=passed_over)
    more = _ruled(100, 200, 300, 500)
    assert _adds_type(more, rules, [(before, rules)], pixels, dpi=200) == type_
    blank = np.zeros_like(rules)
    monkeypatch.setattr(tables, "_found", lambda *_, **__: ([(more, rules)], Rules(blank, blank)))
    strokes = contrast_of(np.full((300, 600), 255, np.uint8), dpi=200)
    ((grid, _),) = tables._with_tidy([(before, rules)], pixels, 200, FAINT, strokes)
    assert (grid is before) == type_


def test_a_fragment_found_with_its_table_does_not_replace_it(monkeypatch: pytest.MonkeyPatch) -> None:
    mask = np.zeros(paper().shape[:2], np.uint8)
    table = replace(_ruled(100, 300, 500, 700, 900), quality=0.8)
    part = PixelGrid(PixelBox(150, 60, 400, 110), tuple(_ruled(150, 220, 400).cells[:4]), 2, 2, "rules", 0.999)
    monkeypatch.setattr(tables, "_found", lambda *_, **__: ([(table, mask), (part, mask)], Rules(mask, mask)))
    assert tables_of(paper()).grids == (table,)
