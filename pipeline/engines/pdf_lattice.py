"""Rules as lattices: cut lines on a common grid, and cells with their spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.engines.pdf_rules import Bar
from pipeline.schema import Box

TOUCH = 4.5  # points; rules nearer than that meet
THINNEST = 4.5  # points; no text stands between cut lines nearer than that
THIN = 9.0  # points; a strip up to that with nothing in it is the space between two lines
OVERSHOOT = 7.0  # points; rules that run on that far say that the table does, border or not
COVERED = 0.5  # share of a cell's side that must be ruled to be a wall
MOST_CELLS = 20_000
Middle = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A cut line: all rules from `low` to `high`."""

    low: float
    high: float

    @property
    def at(self) -> float:
        """Its place."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a lattice, rows and columns from 0."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """Cut lines left to right and top to bottom, the cells, and for each elementary cell the index of its cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    owners: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        """The outer edge."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def slot_box(self, slot: Slot) -> Box:
        """The edge of a cell."""
        return Box(
            self.xs[slot.column],
            self.ys[slot.row],
            self.xs[slot.column + slot.colspan],
            self.ys[slot.row + slot.rowspan],
        )

    def at(self, x: float, y: float) -> int | None:
        """The index of the cell at a point, None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.owners) and 0 <= column < len(self.owners[row]):
            return self.owners[row][column]
        return None


def find_lattices(horizontal: Sequence[Bar], vertical: Sequence[Bar], middles: Sequence[Middle]) -> list[Lattice]:
    """The lattices that crossing rules make, top to bottom; rules that cross nothing make none.

    `middles` are where the page's characters stand: a strip without any between two rules is no row or column.
    """
    lattices = []
    for across, down in _components(horizontal, vertical):
        lattice = _lattice(across, down, middles)
        if lattice is not None:
            lattices.append(lattice)
    return sorted(lattices, key=lambda found: (found.ys[0], found.xs[0]))


def _components(horizontal: Sequence[Bar], vertical: Sequence[Bar]) -> list[tuple[list[Bar], list[Bar]]]:
    """Groups of rules that meet, directly or by others."""
    parents = list(range(len(horizontal) + len(vertical)))

    def root(item: int) -> int:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    places = [bar.at for bar in horizontal]
    for number, bar in enumerate(vertical, len(horizontal)):
        first, last = bisect_left(places, bar.start - TOUCH), bisect_right(places, bar.end + TOUCH)
        for other in range(first, last):
            if horizontal[other].start - TOUCH <= bar.at <= horizontal[other].end + TOUCH:
                parents[root(other)] = root(number)
    groups: dict[int, tuple[list[Bar], list[Bar]]] = {}
    for number in range(len(parents)):
        across, down = groups.setdefault(root(number), ([], []))
        if number < len(horizontal):
            across.append(horizontal[number])
        else:
            down.append(vertical[number - len(horizontal)])
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(across: Sequence[Bar], down: Sequence[Bar], middles: Sequence[Middle]) -> Lattice | None:
    left, right = min(bar.start for bar in across), max(bar.end for bar in across)
    top, bottom = min(bar.start for bar in down), max(bar.end for bar in down)
    inside = [point for point in middles if left <= point[0] <= right and top <= point[1] <= bottom]
    columns = _cuts(down, across, sorted(point[0] for point in inside))
    rows = _cuts(across, down, sorted(point[1] for point in inside))
    if len(columns) < 2 or len(rows) < 2 or (len(columns) - 1) * (len(rows) - 1) > MOST_CELLS:
        return None
    xs, ys = [cut.at for cut in columns], [cut.at for cut in rows]
    beside = [_walls(down, cut, ys) for cut in columns]  # beside[i][j]: a wall on cut i beside row j
    below = [_walls(across, cut, xs) for cut in rows]
    slots, owners = _slots(beside, below, len(ys) - 1, len(xs) - 1)
    return Lattice(tuple(xs), tuple(ys), tuple(slots), tuple(tuple(row) for row in owners))


def _cuts(bars: Sequence[Bar], crossing: Sequence[Bar], middles: Sequence[float]) -> list[_Cut]:
    """Places of the rules, and the open ends that two or more crossing rules run on to.

    Rules so near that nothing stands between them are one cut: double lines, and borders of cells set apart.
    """
    cuts: list[_Cut] = []
    for bar in sorted(bars):
        if cuts and _is_same(cuts[-1], bar.at, middles):
            cuts[-1] = _Cut(cuts[-1].low, bar.at)
        else:
            cuts.append(_Cut(bar.at, bar.at))
    starts = sorted(bar.start for bar in crossing if bar.start < cuts[0].low - OVERSHOOT)
    ends = sorted(bar.end for bar in crossing if bar.end > cuts[-1].high + OVERSHOOT)
    if len(starts) > 1 and starts[1] - starts[0] <= OVERSHOOT:
        cuts.insert(0, _Cut(starts[0], starts[0]))
    if len(ends) > 1 and ends[-1] - ends[-2] <= OVERSHOOT:
        cuts.append(_Cut(ends[-1], ends[-1]))
    return cuts


def _is_same(cut: _Cut, place: float, middles: Sequence[float]) -> bool:
    if place - cut.low <= THINNEST:
        return True
    return place - cut.low <= THIN and bisect_left(middles, cut.low) == bisect_right(middles, place)


def _walls(bars: Iterable[Bar], cut: _Cut, crossing: Sequence[float]) -> list[bool]:
    """For each interval between the crossing cut lines, whether rules at `cut` close it."""
    near = [bar for bar in bars if cut.low - THINNEST / 2 <= bar.at <= cut.high + THINNEST / 2]
    walls = []
    for low, high in pairwise(crossing):
        covered = sum(max(0.0, min(bar.end, high) - max(bar.start, low)) for bar in near)
        walls.append(covered >= COVERED * (high - low))
    return walls


def _slots(
    right: Sequence[Sequence[bool]], below: Sequence[Sequence[bool]], rows: int, columns: int
) -> tuple[list[Slot], list[list[int]]]:
    """Elementary cells without a wall between them, as rectangles: grown right, then down."""
    owners = [[-1] * columns for _ in range(rows)]
    slots: list[Slot] = []
    for row in range(rows):
        for column in range(columns):
            if owners[row][column] >= 0:
                continue
            end = column + 1
            while end < columns and owners[row][end] < 0 and not right[end][row]:
                end += 1
            bottom = row + 1
            while (
                bottom < rows
                and not any(below[bottom][column:end])
                and not any(right[cut][bottom] for cut in range(column + 1, end))
            ):
                bottom += 1
            for covered in range(row, bottom):
                owners[covered][column:end] = [len(slots)] * (end - column)
            slots.append(Slot(row, column, bottom - row, end - column))
    return slots, owners
