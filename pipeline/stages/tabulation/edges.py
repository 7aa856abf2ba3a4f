"""The cut lines of a grid on its page, and those of two grids brought together."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.schema import Box, PagePlace
from pipeline.types.grid import PIXELS, Cell, Grid

SAME_EDGE = 3.0  # points
NEAR_EDGE = 0.012  # of a picture's table; paper that does not lie flat moves its columns by so much
SHIFT = 70.0  # points that binding may move a page's text by
MOST_SCALE = 1.25  # between the widths of one table on two pictures of pages
FEWEST_SHARED = 0.75  # of the inner cut lines of the grid that has fewer

Side = tuple[float, float]  # left and right x of a cell, in points


def cell_box(cell: Cell) -> Box | None:
    """The cell's box, None where it does not stand on a page."""
    return cell.place.box if isinstance(cell.place, PagePlace) else None


def sides_of(grid: Grid) -> list[Side] | None:
    """The left and the right side of each cell; None where one does not stand on a page.

    A column of a picture has one place all the way down: the middle one of its cells, as if none leaned. Of a table
    that was turned before it was read the sides are where they were then: x runs the way its columns do.
    """
    found = [cell_box(cell) for cell in grid.cells]
    boxes = [box for box in found if box is not None]
    if len(boxes) < len(found):
        return None
    if grid.engine != PIXELS:
        return [(box.x0, box.x1) for box in boxes]
    own = _unleaned(grid.cells, _upright(grid.cells, boxes))
    edges: dict[int, list[float]] = defaultdict(list)
    for cell, (left, right) in zip(grid.cells, own, strict=True):
        edges[cell.column].append(left)
        edges[cell.column + cell.colspan].append(right)
    places = {number: median(found) for number, found in edges.items()}
    return [(places[cell.column], places[cell.column + cell.colspan]) for cell in grid.cells]


def _upright(cells: Sequence[Cell], boxes: Sequence[Box]) -> list[tuple[Side, Side]]:
    """The sides of cells the way columns are counted, and the way rows are.

    Of a page that was fed in turned this is not left to right.
    """
    rows: dict[int, list[tuple[int, Box]]] = defaultdict(list)
    for cell, box in zip(cells, boxes, strict=True):
        rows[cell.row].append((cell.column, box))
    pairs = [pair for row in rows.values() for pair in pairwise(box for _, box in sorted(row))]
    right = median([after.x0 + after.x1 - before.x0 - before.x1 for before, after in pairs] or [1.0])
    down = median([after.top + after.bottom - before.top - before.bottom for before, after in pairs] or [0.0])
    level = abs(right) >= abs(down)
    sides = [
        ((box.x0, box.x1), (box.top, box.bottom)) if level else ((box.top, box.bottom), (box.x0, box.x1))
        for box in boxes
    ]
    backwards = (right if level else down) < 0
    return [((-end, -start), across) for (start, end), across in sides] if backwards else sides


def _unleaned(cells: Sequence[Cell], boxes: Sequence[tuple[Side, Side]]) -> list[Side]:
    """The sides as if the upright rules stood upright: those of columns in other rows can be compared then.

    A box round a cell that leans is wider than the cell by what its height leans.
    """
    lefts: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for cell, ((left, _), (top, bottom)) in zip(cells, boxes, strict=True):
        if cell.rowspan == 1:
            lefts[cell.column].append(((top + bottom) / 2, left))
    steps = [
        (after[1] - before[1]) / (after[0] - before[0])
        for places in lefts.values()
        for before, after in pairwise(sorted(places))
        if after[0] - before[0] > SAME_EDGE
    ]
    lean = median(steps or [0.0])
    sides: list[Side] = []
    for (left, right), (top, bottom) in boxes:
        height = max(0.0, bottom - top - abs(lean) * (right - left))
        off, half = lean * (top + bottom) / 2, abs(lean) * height / 2
        sides.append((left + half - off, right - half - off))
    return sides


def fitted(sides: Sequence[Side], cuts: Sequence[float]) -> list[Side]:
    """The sides of a picture's cells as if its table were as wide, and stood where, the one with these cut lines does.

    No two pages are scanned or photographed quite alike. They stay as they are where the widths are far apart.
    """
    first, last = min(left for left, _ in sides), max(right for _, right in sides)
    scale = (cuts[-1] - cuts[0]) / (last - first) if last > first else 0.0
    if not 1 / MOST_SCALE <= scale <= MOST_SCALE:
        return list(sides)
    return [(cuts[0] + (left - first) * scale, cuts[0] + (right - first) * scale) for left, right in sides]


def cut_lines(cells: Iterable[Side]) -> list[float]:
    """The x of all sides of cells, near ones as one."""
    sides = sorted(side for cell in cells for side in cell)
    cuts: list[float] = []
    for side in sides:
        if not cuts or side - cuts[-1] > SAME_EDGE:
            cuts.append(side)
    return cuts


def common_cuts(
    above: Sequence[float], below: Sequence[float], *, near: float = SAME_EDGE
) -> tuple[list[float], float] | None:
    """All cut lines of two parts of one table, and by how much the lower part is shifted.

    None where they are two tables: the outer edges differ, or too many cut lines of the one with fewer are not the
    other's, `near` points to it.
    """
    if len(above) < 2 or len(below) < 2 or abs((above[-1] - above[0]) - (below[-1] - below[0])) > near:
        return None
    shift = below[0] - above[0]
    if abs(shift) > SHIFT:
        return None
    moved = [cut - shift for cut in below]
    fewer, more = (above, moved) if len(above) <= len(moved) else (moved, above)
    inner = fewer[1:-1]
    shared = sum(any(abs(cut - other) <= near for other in more) for cut in inner)
    if shared < FEWEST_SHARED * len(inner):
        return None
    extra = [cut for cut in fewer if all(abs(cut - other) > near for other in more)]
    return sorted([*more, *extra]), shift


def on_cuts(grid: Grid, sides: Sequence[Side], cuts: Sequence[float], shift: float = 0.0) -> list[Cell]:
    """The grid's cells, whose sides are given, with columns and spans counted on `cuts`."""
    placed: list[Cell] = []
    for cell, (left, right) in zip(grid.cells, sides, strict=True):
        first, last = _nearest(cuts, left - shift), _nearest(cuts, right - shift)
        first = max(0, min(first, len(cuts) - 2))  # a sliver at the right edge lies in the last column
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
