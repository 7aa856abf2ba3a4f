"""The cut lines of a grid on its page, and those of two grids brought together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.schema import Box, PagePlace
from pipeline.types.grid import Cell, Grid

SAME_EDGE = 3.0  # points
SHIFT = 70.0  # points that binding may move a page's text by
FEWEST_SHARED = 0.75  # of the inner cut lines of the grid that has fewer


def cell_box(cell: Cell) -> Box | None:
    """The cell's box, None where it does not stand on a page."""
    return cell.place.box if isinstance(cell.place, PagePlace) else None


def cut_lines(cells: Iterable[Cell]) -> list[float]:
    """The x of all sides of the cells, near ones as one."""
    sides = sorted(side for cell in cells if (box := cell_box(cell)) is not None for side in (box.x0, box.x1))
    cuts: list[float] = []
    for side in sides:
        if not cuts or side - cuts[-1] > SAME_EDGE:
            cuts.append(side)
    return cuts


def common_cuts(above: Sequence[float], below: Sequence[float]) -> tuple[list[float], float] | None:
    """All cut lines of two parts of one table, and by how much the lower part is shifted.

    None where they are two tables: the outer edges differ, or too many cut lines of the one with fewer are not the
    other's.
    """
    if len(above) < 2 or len(below) < 2 or abs((above[-1] - above[0]) - (below[-1] - below[0])) > SAME_EDGE:
        return None
    shift = below[0] - above[0]
    if abs(shift) > SHIFT:
        return None
    moved = [cut - shift for cut in below]
    fewer, more = (above, moved) if len(above) <= len(moved) else (moved, above)
    inner = fewer[1:-1]
    shared = sum(any(abs(cut - other) <= SAME_EDGE for other in more) for cut in inner)
    if shared < FEWEST_SHARED * len(inner):
        return None
    extra = [cut for cut in fewer if all(abs(cut - other) > SAME_EDGE for other in more)]
    return sorted([*more, *extra]), shift


def on_cuts(grid: Grid, cuts: Sequence[float], shift: float = 0.0) -> list[Cell] | None:
    """The grid's cells with columns and spans counted on `cuts`; None where a cell does not stand on a page."""
    placed: list[Cell] = []
    for cell in grid.cells:
        box = cell_box(cell)
        if box is None:
            return None
        first, last = _nearest(cuts, box.x0 - shift), _nearest(cuts, box.x1 - shift)
        placed.append(replace(cell, column=first, colspan=max(1, last - first)))
    return placed


def recounted(cells: Iterable[Cell], old: Sequence[float], new: Sequence[float]) -> list[Cell]:
    """Cells whose columns are counted on `old`, counted on `new`."""
    places = [_nearest(new, cut) for cut in old]
    return [
        replace(cell, column=places[cell.column], colspan=places[cell.column + cell.colspan] - places[cell.column])
        for cell in cells
    ]


def _nearest(cuts: Sequence[float], place: float) -> int:
    right = bisect_left(cuts, place)
    near = [number for number in (right - 1, right) if 0 <= number < len(cuts)]
    return min(near, key=lambda number: abs(cuts[number] - place))
