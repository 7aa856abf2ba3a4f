"""What the loops of digits in black and white say of the thin strokes of a document."""

from __future__ import annotations

import pytest

from pipeline.schema import PagePlace
from pipeline.stages.location.thinstrokes import strokes_of
from pipeline.types.grid import PIXELS, Cell, Grid

PLACE = PagePlace(page=1, box=(0.0, 0.0, 10.0, 10.0))


def grid(closed: int, open_ones: int, *, bilevel: bool = True, coarse: bool = True) -> Grid:
    """A column of zeros, and a 1 that says nothing."""
    seen = [*[True] * closed, *[False] * open_ones, None]
    cells = tuple(
        Cell("0", row, 0, PLACE, bilevel=bilevel, coarse=coarse, looped=looped) for row, looped in enumerate(seen)
    )
    return Grid(cells, len(cells), 1, PIXELS)


@pytest.mark.parametrize(
    ("closed", "open_ones", "kept"), [(20, 0, True), (19, 0, False), (60, 1, True), (40, 2, False)]
)
def test_nearly_all_of_enough_loops_are_closed(closed: int, open_ones: int, kept: bool) -> None:
    strokes = strokes_of([grid(closed, open_ones)])
    assert (strokes.kept, strokes.worn, strokes.whole) == (kept, not kept, False)


def test_all_tables_count_together() -> None:
    assert strokes_of([grid(15, 0), grid(5, 0)]).kept
    assert not strokes_of([grid(30, 0), grid(0, 5)]).kept


@pytest.mark.parametrize(
    ("closed", "open_ones", "worn", "whole"),
    [(50, 0, False, True), (19, 0, False, False), (0, 4, False, False), (3, 2, True, False), (60, 2, True, False)],
)
def test_of_fine_pictures_open_loops_say_that_thin_strokes_went(
    closed: int, open_ones: int, worn: bool, whole: bool
) -> None:
    strokes = strokes_of([grid(closed, open_ones, coarse=False)])
    assert (strokes.kept, strokes.worn, strokes.whole) == (False, worn, whole)


def test_grey_pictures_say_nothing() -> None:
    strokes = strokes_of([grid(50, 20, bilevel=False, coarse=False)])
    assert (strokes.kept, strokes.worn, strokes.whole) == (False, False, False)


@pytest.mark.parametrize(
    ("closed", "open_ones", "gone"), [(2, 18, True), (3, 17, False), (0, 19, False), (2, 173, True)]
)
def test_thin_strokes_are_gone_where_hardly_any_loop_is_closed(closed: int, open_ones: int, gone: bool) -> None:
    assert strokes_of([grid(closed, open_ones, coarse=False)]).gone is gone
