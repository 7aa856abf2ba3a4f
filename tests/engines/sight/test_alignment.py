"""Tables without upright rules in a picture, figures told from words by a reader that is made up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.engines.sight.alignment import add_unruled, place_on_columns
from pipeline.engines.sight.tables import find_tables
from pipeline.imaging.cleaning import clean
from pipeline.schema import PagePlace
from pipeline.types.grid import Cell, Glimpse, Grid
from pipeline.types.raster import IDENTITY, Raster


class Narrow:
    """Takes crops narrower than high for figures."""

    name = "narrow"

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        """7 for what is narrow, a word for the rest."""
        texts = ["7" if crop.shape[1] < 1.3 * crop.shape[0] else "word" for crop in crops]
        return [(Glimpse(text, -0.001, self.name),) for text in texts]


ROWS = (200, 260, 320, 380)


def page(*, rules: Sequence[int] = ()) -> Raster:
    """Three rows of a label and four figures under a header, with level rules under some of them."""
    import cv2

    paper = np.full((900, 1200, 3), 255, np.uint8)
    for y in ROWS:
        texts = ["HEAD"] * 4 if y == 200 else ["7"] * 4
        cv2.putText(paper, "LABELOFROW", (100, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2)
        for text, x in zip(texts, (500, 650, 800, 950), strict=True):
            cv2.putText(paper, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2)
        if y in rules:
            cv2.line(paper, (80, y + 20), (1050, y + 20), (0, 0, 0), 2)
    return Raster(paper, 200.0, IDENTITY, (), upright=True)


@pytest.mark.parametrize("rules", [(), ROWS, (200, 380), (260,)], ids=["none", "all", "ends", "one"])
def test_a_table_without_rules_or_with_some_level_ones_is_found(rules: Sequence[int]) -> None:
    cleaned = clean(page(rules=rules))
    found = add_unruled(cleaned, find_tables(cleaned), Narrow())
    (grid,) = found.grids
    assert (grid.rows, grid.columns, grid.engine) == (4, 5, "alignment")
    assert grid.quality == 1.0


@pytest.mark.parametrize("lost", ROWS)
def test_where_a_level_rule_is_lost_the_ink_parts_the_rows(lost: int) -> None:
    cleaned = clean(page(rules=[y for y in ROWS if y != lost]))
    (grid,) = add_unruled(cleaned, find_tables(cleaned), Narrow()).grids
    figures = [cell.box for cell in grid.cells if cell.row > 0 and cell.column > 0]
    for y in ROWS[1:]:
        middle = y - 9  # of type that stands on y
        assert sum(box.top < middle < box.bottom for box in figures) == 4
    bounds = sorted({(box.top, box.bottom) for box in figures})
    assert all(above[1] <= below[0] for above, below in pairwise(bounds))


def test_a_page_without_figures_has_no_table() -> None:
    import cv2

    paper = np.full((900, 1200, 3), 255, np.uint8)
    for y in range(100, 800, 50):
        cv2.putText(paper, "PROSE THAT GOES ON AND ON", (100, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2)
    cleaned = clean(Raster(paper, 200.0, IDENTITY, (), upright=True))
    assert add_unruled(cleaned, find_tables(cleaned), Narrow()).grids == ()


def test_cells_are_placed_as_wide_as_their_columns() -> None:
    cleaned = clean(page())
    (found,) = add_unruled(cleaned, find_tables(cleaned), Narrow()).grids
    somewhere = PagePlace.model_validate({"page": 3, "box": (0, 0, 1, 1)})
    cells = tuple(Cell("", c.row, c.column, somewhere, c.rowspan, c.colspan) for c in found.cells)
    placed = place_on_columns(Grid(cells, 4, 5, "pixels", pages=(3,)), found, cleaned)
    columns: dict[int, set[tuple[float, float]]] = {}
    for cell in placed.cells:
        assert isinstance(cell.place, PagePlace)
        assert cell.place.page == 3
        columns.setdefault(cell.column, set()).add((cell.place.box.x0, cell.place.box.x1))
    starts = [[x0 for x0, _ in sides] for sides in columns.values()]
    assert all(max(own) - min(own) < 12 for own in starts)  # turned back to the page, columns lean


def test_the_number_of_a_page_is_no_table() -> None:
    import cv2

    raster = page()
    for (x, text), y in product(((400, "WORD"), (560, "7"), (640, "7")), (855, 890)):
        cv2.putText(raster.pixels, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2)
    cleaned = clean(raster)
    found = add_unruled(cleaned, find_tables(cleaned), Narrow())
    assert [(grid.rows, grid.columns) for grid in found.grids] == [(4, 5)]
