"""Tables out of ruling lines: cut lines, atoms between them, cells where no rule parts atoms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from pipeline.imaging.components import components
from pipeline.imaging.edges import Edges
from pipeline.imaging.lattice import Lattice, lattice_of
from pipeline.imaging.lostrules import with_lost_rules
from pipeline.imaging.openings import runs_of
from pipeline.imaging.parting import CLEAR, NO_RECTANGLE, Parting, cells_of, part
from pipeline.imaging.rules import Rules
from pipeline.types.raster import PixelBox, PixelCell, PixelGrid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

JOIN = 0.045  # inches: rules nearer than this are one
NARROWEST, LOWEST = 0.25, 0.13  # inches of width and height of a table; a page break may leave one row of it
FEWEST_LONE = 3  # columns of a table of one row; fewer are a frame round a line of print
RUNS_ON = 0.7  # share of what lies beyond the outermost rule across that a rule covers
NARROW = 0.6  # of the usual width of columns
FEWEST_OPEN = 2  # such rules
NEAR_END, WORN_EDGE = 0.06, 0.3  # inches from the ends of level rules, and share of stroke that an edge of dashes has
LEAST_CELL = 0.12  # inches
NEAR_EDGE = 0.02  # inches of white between a rule that is cut off and the picture's edge
LEAST_OUTER = 0.5  # share of a table's side that its outermost rule covers
NEAR_CUT, NEAR_GAP = 0.015, 0.03  # inches from an upright cut, and from paper, within which their rules lie
SPECK, CRUMBS = 0.02, 0.05  # inches of dust, and share of a row of pixels that a level rule has ink in
WHOLE_SIDE = 0.95  # share of a table's width that a rule which is whole covers
FEWEST_WHITE = 2  # pixels between the level rules of two tables
LONG_LEVEL, LONG_UPRIGHT = 0.3, 0.12  # inches of a rule that makes a cut line


def find_grids(rules: Rules, edges: Edges) -> list[PixelGrid]:
    """The ruled tables of a picture whose print is level, top to bottom; none without upright rules."""
    if not rules.upright.any():
        return []
    return [grid for box in _tables(rules, edges.dpi) for grid in _grids(box, rules, edges)]


def _tables(rules: Rules, dpi: float) -> list[PixelBox]:
    """Boxes of rules that hang together and have rules of both directions."""
    import cv2
    import numpy as np

    reach = max(3, round(0.03 * dpi)) | 1
    both = cv2.dilate(rules.level | rules.upright, np.ones((reach, reach), np.uint8))
    boxes = []
    for _, (x, y, width, height) in components(both.astype(np.uint8, copy=False)).boxes():
        if width < NARROWEST * dpi or height < LOWEST * dpi:
            continue
        part = rules.upright[y : y + height, x : x + width]
        if part.any():
            boxes.append(PixelBox(x, y, x + width, y + height))
    return sorted(boxes, key=lambda box: (box.top, box.x0))


def _grids(box: PixelBox, rules: Rules, edges: Edges) -> list[PixelGrid]:
    """The table in a box, or those one above the other whose upright rules were bridged between them."""
    grid = _grid(box, rules, edges)
    if grid is None:
        return []
    parts = _parts_of(grid, rules, edges)
    return [one for part in parts for one in _grids(part, rules, edges)] if parts else [grid]


def _parts_of(grid: PixelGrid, rules: Rules, edges: Edges) -> list[PixelBox]:
    """The tables that a table falls into where it ends and the next one begins, or a heading and the table below it.

    Nothing where it is one: paper lies between two tables, between two level rules that no upright one crosses; nor do
    those of the sides. Where there is more than paper, a line of prose, it has paper above and below, and the sides
    are ruled all along the tables. A heading above the first one has paper below it.
    """
    import numpy as np

    cells, box = grid.cells, grid.box
    top, bottom = min(cell.box.top for cell in cells), max(cell.box.bottom for cell in cells)
    xs = sorted({x for cell in cells for x in (cell.box.x0, cell.box.x1)})
    ink = edges.ink[top:bottom] > 0
    within, levels = ink[:, xs[0] : xs[-1]], rules.level[top:bottom, xs[0] : xs[-1]] > 0
    beside = round(NEAR_GAP * edges.dpi)

    def inked(near: int) -> NDArray[np.bool_]:
        """In which rows there is ink near each upright cut."""
        return np.array([ink[:, max(0, x - near) : x + near + 1].any(axis=1) for x in xs], bool)

    def is_rule(rows: slice, least: float) -> bool:
        """Whether a rule lies there: of ink, or of dashes whose gaps were filled."""
        return max(float(some[rows].any(axis=0).mean()) for some in (within, levels)) >= least

    def parted(first: int, last: int, near: int, least: float = RUNS_ON) -> list[PixelBox]:
        """The tables above and below some rows of pixels; nothing where no rules end there."""
        below = PixelBox(box.x0, top + last, box.x1, box.bottom)
        if not is_rule(slice(last, last + near), least):
            return []
        if first == 0:
            return [below]
        above = PixelBox(box.x0, box.top, box.x1, top + first)
        return [above, below] if is_rule(slice(max(0, first - near), first), least) else []

    crossing = inked(round(NEAR_CUT * edges.dpi))
    bare = _without_dust(crossing, within.mean(axis=1) < CRUMBS, edges.dpi)
    # where a speck is left out, the rules must be whole: crumbs of an upright rule look like it
    for crossed, least in ((crossing, RUNS_ON), (bare, WHOLE_SIDE)):
        for first, last in runs_of(np.asarray(~crossed.any(axis=0))):
            low = first > 0 and FEWEST_WHITE <= last - first <= LEAST_CELL * edges.dpi
            if low and (parts := parted(first, last, beside, least)):
                return parts
    cuts = inked(beside)
    for x, inks in ((xs[0], cuts[0]), (xs[-1], cuts[-1])):
        side = rules.upright[top:bottom, max(0, x - beside) : x + beside + 1] > 0
        if max(float(inks.mean()), float(side.any(axis=1).mean())) < LEAST_OUTER:
            return []
    white = ~np.any(cuts, axis=0)
    for first, last in runs_of(~(cuts[0] | cuts[-1])):
        ends = white[first : first + beside], white[last - beside : last]
        long = last - first > LEAST_CELL * edges.dpi
        paper = all(int(end.sum()) >= FEWEST_WHITE for end in (ends[1:] if first == 0 else ends))
        if long and paper and (parts := parted(first, last, round(NEAR_END * edges.dpi))):
            return parts
    return []


def _without_dust(inked: NDArray[np.bool_], bare: NDArray[np.bool_], dpi: float) -> NDArray[np.bool_]:
    """For each upright cut where ink is, but for specks in rows of pixels that are `bare` of level rules."""
    kept = inked.copy()
    for line in kept:
        for first, last in runs_of(line):
            if last - first <= SPECK * dpi and bare[first:last].all():
                line[first:last] = False
    return kept


def _grid(box: PixelBox, rules: Rules, edges: Edges) -> PixelGrid | None:
    dpi = edges.dpi
    level = rules.level[box.top : box.bottom, box.x0 : box.x1]
    upright = rules.upright[box.top : box.bottom, box.x0 : box.x1]
    join = max(2, round(JOIN * dpi))
    ys = [box.top + y for y in _positions(level, join, along=1, shortest=round(LONG_LEVEL * dpi))]
    xs = [box.x0 + x for x in _positions(upright, join, along=0, shortest=round(LONG_UPRIGHT * dpi))]
    height, width = rules.level.shape
    ys = _without_strokes(ys, level, (box.top, height), join, dpi)
    xs = _without_strokes(xs, upright.T, (box.x0, width), join, dpi)
    ys, xs = _with_implied(ys, box.top, box.bottom, height, dpi), _with_implied(xs, box.x0, box.x1, width, dpi)
    open_sides: set[int] = set()
    if xs and ys:
        known = set(xs)
        xs = _with_open_sides(xs, ys, box, rules.level, dpi)
        worn = edges.upright[box.top : box.bottom]
        snapped = {x: _on_strokes(x, worn, dpi) for x in xs if x not in known}
        open_sides = {x for x, stroke in snapped.items() if stroke is None}
        xs = [x if (stroke := snapped.get(x)) is None else stroke for x in xs]
        on_its_side = PixelBox(box.top, box.x0, box.bottom, box.x1)
        ys = _with_open_sides(ys, xs, on_its_side, rules.upright.T, dpi)
    if len(ys) < 2 or len(xs) < (3 if len(ys) > 2 else FEWEST_LONE + 1):
        return None
    lattice = lattice_of(xs, ys, edges)
    if lattice.columns < (2 if lattice.rows > 1 else FEWEST_LONE):
        return None
    parting = with_lost_rules(part(lattice), lattice, edges)
    cells, whole = cells_of(parting)
    placed = [_placed(cell, lattice, parting) for cell in sorted(cells)]
    sound = parting.quality >= CLEAR and not parting.passed_over and not open_sides  # a lattice of type seldom is
    solid = sound and edges.are_set_solid(lattice.ys)
    ruled = [edges.is_ruled_through(cell.box, solid=solid) for cell in placed]
    quality = round(parting.quality * (1.0 if whole else NO_RECTANGLE) * (NO_RECTANGLE if any(ruled) else 1.0), 4)
    cut = {x for x in open_sides if _is_narrow(x, lattice.xs)}
    done = tuple(
        replace(cell, doubtful=cell.doubtful or through or not cut.isdisjoint((cell.box.x0, cell.box.x1)))
        for cell, through in zip(placed, ruled, strict=True)
    )
    return PixelGrid(box, done, lattice.rows, lattice.columns, "rules", quality, parting.passed_over + len(open_sides))


def _is_narrow(side: int, xs: Sequence[int]) -> bool:
    """Whether a column at an open side is much narrower than others: rules that bend away end in the midst of it."""
    widths = {(x0, x1): x1 - x0 for x0, x1 in pairwise(xs)}
    own = [width for ends, width in widths.items() if side in ends]
    return bool(own) and own[0] < NARROW * median(widths.values())


def _without_strokes(
    cuts: list[int], rules: NDArray[np.uint8], at: tuple[int, int], join: int, dpi: float
) -> list[int]:
    """The cut lines, where the edge of the picture cuts the table off without those between it and the outermost rule.

    An outermost rule runs along at least half of the table; in a row that is cut off words have strokes too. `at` is
    where the rules begin in the picture and where that ends.
    """
    first, side = at
    near, kept = round(NEAR_EDGE * dpi), list(cuts)

    def is_word(cut: int) -> bool:
        beside = rules[max(0, cut - first - join) : cut - first + join + 1]
        return float((beside > 0).any(axis=0).mean()) < LEAST_OUTER

    if first <= near:
        while kept and is_word(kept[0]):
            kept.pop(0)
    if first + rules.shape[0] >= side - near:
        while kept and is_word(kept[-1]):
            kept.pop()
    return kept


def _with_implied(cuts: list[int], first: int, last: int, side: int, dpi: float) -> list[int]:
    """The cut lines, with those that the edge of the picture has cut off: rules run into it."""
    room, near = round(LEAST_CELL * dpi), round(NEAR_EDGE * dpi)
    if cuts and first <= near and cuts[0] - first > room:
        cuts = [0, *cuts]
    if cuts and last >= side - near and last - cuts[-1] > room:
        cuts = [*cuts, side - 1]
    return cuts


def _with_open_sides(xs: list[int], ys: list[int], box: PixelBox, level: NDArray[np.uint8], dpi: float) -> list[int]:
    """The upright cut lines, with the ends of the level rules where some of these run on beyond the outermost.

    Two are enough: a label beside many rows has no rules within. The level cut lines and upright rules of a picture
    that lies on its side give those of one that was cut off within a row, above or below.
    """
    import numpy as np

    room, near = round(LEAST_CELL * dpi), max(2, round(0.01 * dpi))
    sides = []
    for x0, x1 in ((box.x0, xs[0]), (xs[-1], box.x1)):
        if x1 - x0 < room:
            continue
        run_on = [float((level[max(0, y - near) : y + near + 1, x0:x1] > 0).any(axis=0).mean()) >= RUNS_ON for y in ys]
        if int(np.sum(run_on)) >= FEWEST_OPEN:
            sides.append(x0 if x1 == xs[0] else x1 - 1)
    return sorted([*xs, *sides])


def _on_strokes(x: int, upright: NDArray[np.uint8], dpi: float) -> int | None:
    """Where near the ends of level rules most strokes are upright: dashes too short for a rule, to be cut off there.

    None where no such strokes are.
    """
    reach = round(NEAR_END * dpi)
    first = max(0, x - reach)
    shares = (upright[:, first : x + reach + 1] > 0).mean(axis=0)
    return first + int(shares.argmax()) if shares.size and float(shares.max()) >= WORN_EDGE else None


def _placed(cell: tuple[int, int, int, int], lattice: Lattice, parting: Parting) -> PixelCell:
    row, column, height, width = cell
    xs, ys = lattice.xs, lattice.ys
    box = PixelBox(xs[column], ys[row], xs[column + width], ys[row + height])
    atoms = {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
    return PixelCell(box, row, column, height, width, doubtful=not atoms.isdisjoint(parting.unsettled))


def _positions(mask: NDArray[np.uint8], join: int, *, along: int, shortest: int) -> list[int]:
    """Where the rules of one direction lie: centres of the clusters of their components."""
    pieces = components(mask)
    centres = pieces.middles() if along == 1 else pieces.centres()
    lengths = pieces.widths if along == 1 else pieces.heights
    long = [number for number in range(1, pieces.count) if lengths[number] >= shortest]
    found = sorted((float(centres[number]), int(lengths[number])) for number in long)
    clusters: list[list[tuple[float, int]]] = []
    for position, length in found:
        if clusters and position - clusters[-1][-1][0] <= join:
            clusters[-1].append((position, length))
        else:
            clusters.append([(position, length)])
    return [round(sum(p * n for p, n in cluster) / sum(n for _, n in cluster)) for cluster in clusters]
