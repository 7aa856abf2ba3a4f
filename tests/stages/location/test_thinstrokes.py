"""What the loops of coarse digits say of the thin strokes of a document."""

from __future__ import annotations

import pytest

from pipeline.schema import PagePlace
from pipeline.stages.location.thinstrokes import keeps_thin_strokes
from pipeline.types.grid import PIXELS, Cell, Grid

PLACE = PagePlace(page=1, box=(0.0, 0.0, 10.0, 10.0))


def grid(closed: int, open_ones: int, *, coarse: bool = True) -> Grid:
    """A column of zeros, and a 1 that says nothing."""
    seen = [*[True] * closed, *[False] * open_ones, None]
    cells = tuple(Cell("0", row, 0, PLACE, coarse=coarse, looped=looped) for row, looped in enumerate(seen))
    return Grid(cells, len(cells), 1, PIXELS)


@pytest.mark.parametrize(
    ("closed", "open_ones", "kept"), [(20, 0, True), (19, 0, False), (60, 1, True), (40, 2, False)]
)
def test_nearly_all_of_enough_loops_are_closed(closed: int, open_ones: int, kept: bool) -> None:
    assert keeps_thin_strokes([grid(closed, open_ones)]) is kept


def test_all_tables_count_together() -> None:
    assert keeps_thin_strokes([grid(15, 0), grid(5, 0)])
    assert not keeps_thin_strokes([grid(30, 0), grid(0, 5)])


def test_fine_pictures_say_nothing() -> None:
    assert not keeps_thin_strokes([grid(50, 0, coarse=False)])
