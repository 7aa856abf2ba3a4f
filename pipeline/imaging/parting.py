"""Which edges of a lattice part, doubtful ones settled by their neighbours, and the cells that they make."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.imaging.edges import Edge
from pipeline.imaging.lattice import HALF, SOLID, UNBROKEN, WHOLE, WORN, Lattice, verdict_on

CLEAR = 0.999  # quality of a table all of whose edges are surely there or not
RESTORED = 0.998  # what each edge leaves of it that its neighbours settled
VEILED, BEHIND = 0.7, 0.9995  # share under a seal of an edge that is not seen, and what one leaves that is restored
NEARLY = 0.9995  # and one whose stroke is whole but for an end, between two that are there
BLIND = 0.99  # and one without any stroke, where only its neighbours and the print beside it speak
UNSETTLED = 0.97  # and one that nothing settled
NO_RECTANGLE = 0.8  # and cells that are no rectangles
WORN_OUT = 0.88  # what is left where rules are not whole: dashed, torn or faded ones hide that one is missing
PATCHED, MOSTLY_PATCHED = 0.1, 0.85  # share of settled edges above which the whole is doubtful, and by how much
LEAST = 0.3  # share of a stroke that an edge has at least which one neighbour alone restores
BRIDGED = 0.94  # the same with its gaps closed, of a rule that print wears
MANY_EDGES, NEARLY_ALL = 10, 0.8  # edges of a cut line, and the share that part, beside which one is hardly open


@dataclass(frozen=True, slots=True)
class Parting:
    """Which edges part; those that nothing settled, by what they touch; how sure the whole is.

    `passed_over` is how many doubtful edges do not part.
    """

    right: list[list[bool]]
    below: list[list[bool]]
    unsettled: frozenset[tuple[int, int]]
    quality: float
    passed_over: int


def part(lattice: Lattice) -> Parting:
    """Decide every edge: by itself where it is clear, by those that continue it where it is not."""
    unsettled: set[tuple[int, int]] = set()
    quality, patched = CLEAR, 0
    right = [[False] * (lattice.columns - 1) for _ in range(lattice.rows)]
    below = [[False] * lattice.columns for _ in range(lattice.rows - 1)]
    for r in range(lattice.rows):
        for c in range(lattice.columns - 1):
            line = [row[c] for row in lattice.right]
            right[r][c], cost = _settle(line, r, (lattice.right[r], c), lattice.usual, blind=lattice.gutters[r][c])
            quality, patched = quality * cost, patched + (cost < BEHIND)
            if cost <= UNSETTLED:
                unsettled |= {(r, c), (r, c + 1)}
    for r, line in enumerate(lattice.below):
        for c in range(lattice.columns):
            column = [row[c] for row in lattice.below]
            below[r][c], cost = _settle(line, c, (column, r), lattice.usual)
            quality, patched = quality * cost, patched + (cost < BEHIND)
            if cost <= UNSETTLED:
                unsettled |= {(r, c), (r + 1, c)}
    loose = _in_the_open(right, below)
    for r, c in loose:
        below[r][c], quality, patched = False, quality * RESTORED, patched + 1
    edges = lattice.rows * (lattice.columns - 1) + (lattice.rows - 1) * lattice.columns
    if patched > PATCHED * edges:
        quality *= MOSTLY_PATCHED
    if lattice.inked < SOLID:
        quality *= WORN_OUT
    return Parting(right, below, frozenset(unsettled), round(quality, 4), _passed_over(lattice, right, below))


def _settle(
    line: Sequence[Edge], at: int, across: tuple[Sequence[Edge], int], usual: float, *, blind: bool | None = None
) -> tuple[bool, float]:
    """Whether an edge of a cut line parts, and what that leaves of the quality; `across` are those of its row.

    `blind` is None for level ones.
    """
    upright = blind is not None
    parted, cost = _decide(line[at], _beside(line, at), usual=usual, blind=bool(blind))
    if parted:
        return True, cost
    if upright and _runs_through(line, at, usual):
        return True, BLIND
    if not upright and _runs_out(line, at, usual):
        return True, RESTORED
    return (True, BEHIND) if _is_behind((line, at), across, usual) else (False, cost)


def _beside(line: Sequence[Edge], at: int) -> list[Edge]:
    """The edges that continue one on both sides."""
    return [*line[max(0, at - 1) : at], *line[at + 1 : at + 2]]


def _runs_through(line: Sequence[Edge], at: int, usual: float) -> bool:
    """Whether an edge with something of a stroke lies between two that part, as nearly all of its rule in many rows."""
    if len(line) < MANY_EDGES or not 0 < at < len(line) - 1 or line[at].share < LEAST:
        return False
    verdicts = [verdict_on(edge, usual) for edge in line]
    held = verdicts[at - 1] == verdicts[at + 1] == "parted"
    return held and verdicts.count("parted") >= NEARLY_ALL * len(line)


def _runs_out(line: Sequence[Edge], at: int, usual: float) -> bool:
    """Whether an edge is the last of a level rule, worn by print that touches it: type alone has more gaps.

    Beside it on the other side nothing runs on, as in a label of several rows.
    """
    edge, beside = line[at], _beside(line, at)
    worn = edge.share >= WHOLE and edge.bridged >= BRIDGED and verdict_on(edge, usual) == "doubtful"
    ends = worn and any(one.share < LEAST for one in beside)
    return ends and sorted(verdict_on(one, usual) for one in beside) == ["open", "parted"]


def _is_behind(along: tuple[Sequence[Edge], int], across: tuple[Sequence[Edge], int], usual: float) -> bool:
    """Whether an edge that a seal hides parts: given the edges that continue it and those of its row, and its place.

    Of the nearest ones seen on its four sides three do: both that continue it, so that it is no end of the rule, or
    both beside it, so that it does not lie in words over several columns.
    """
    (line, at), (row, place) = along, across
    if line[at].veiled < VEILED:
        return False
    sides = (line[:at][::-1], line[at + 1 :], row[:place][::-1], row[place + 1 :])
    nearest = (next((edge for edge in side if edge.veiled < VEILED), None) for side in sides)
    return sum(edge is not None and verdict_on(edge, usual) == "parted" for edge in nearest) >= 3


def _passed_over(lattice: Lattice, right: list[list[bool]], below: list[list[bool]]) -> int:
    pairs = [*zip(lattice.right, right, strict=True), *zip(lattice.below, below, strict=True)]
    return sum(
        not parts and verdict_on(edge, lattice.usual) == "doubtful"
        for line, parted in pairs
        for edge, parts in zip(line, parted, strict=True)
    )


def _in_the_open(right: list[list[bool]], below: list[list[bool]]) -> list[tuple[int, int]]:
    """The edges of level strokes both of whose ends meet no upright rule: words that a cut line goes through."""
    loose = []
    for r, line in enumerate(below):
        met = [True, *(above or under for above, under in zip(right[r], right[r + 1], strict=True)), True]
        for parted, run in itertools.groupby(range(len(line)), key=line.__getitem__):
            columns = list(run)
            if parted and not met[columns[0]] and not met[columns[-1] + 1]:
                loose += [(r, c) for c in columns]
    return loose


def _decide(edge: Edge, beside: Sequence[Edge], *, usual: float, blind: bool) -> tuple[bool, float]:
    """Whether an edge parts, and what that leaves of the quality, given the edges that continue it on both sides.

    `blind` lets white between print part without any stroke: columns, but not rows, since labels have several lines.
    """
    verdict, others = verdict_on(edge, usual), [verdict_on(one, usual) for one in beside]
    held = bool(others) and all(one == "parted" for one in others)
    if verdict == "parted":
        return True, 1.0
    if verdict == "open":
        restored = blind and held and len(others) == 2
        return restored, BLIND if restored else 1.0
    if held and (len(others) == 2 or edge.share >= LEAST):
        whole = len(others) == 2 and edge.share >= WORN and edge.unbroken >= UNBROKEN
        return True, NEARLY if whole else RESTORED
    if usual >= SOLID:  # where rules are whole, print that fills its row looks like a worn one
        return False, 1.0
    if all(one == "open" for one in others) and edge.bridged < HALF:
        return False, RESTORED
    return edge.bridged >= HALF and "open" not in others, UNSETTLED


def cells_of(parting: Parting) -> tuple[list[tuple[int, int, int, int]], bool]:
    """Cells as (row, column, rowspan, colspan), and whether all are rectangles.

    Atoms that no rule parts become one cell; one that is no rectangle is grown to one.
    """
    rows, columns = len(parting.right), len(parting.right[0]) + 1
    cells: list[tuple[int, int, int, int]] = []
    taken = [[False] * columns for _ in range(rows)]
    whole = True
    for r in range(rows):
        for c in range(columns):
            if taken[r][c]:
                continue
            width = 1
            while c + width < columns and not parting.right[r][c + width - 1] and not taken[r][c + width]:
                width += 1
            height = 1
            while r + height < rows and all(not parting.below[r + height - 1][c + k] for k in range(width)):
                if any(taken[r + height][c + k] for k in range(width)):
                    break
                height += 1
            for i in range(height):
                for k in range(width):
                    taken[r + i][c + k] = True
            cells.append((r, c, height, width))
            whole = whole and _is_closed((r, c, height, width), parting)
    return cells, whole


def _is_closed(cell: tuple[int, int, int, int], parting: Parting) -> bool:
    """Whether nothing parts the inside of a cell, and everything its four sides."""
    row, column, height, width = cell
    rows, columns = range(row, row + height), range(column, column + width)
    inside = [parting.right[r][c] for r in rows for c in columns[:-1]]
    inside += [parting.below[r][c] for r in rows[:-1] for c in columns]
    sides = [
        parting.right[r][c] for r in rows for c in (column - 1, column + width - 1) if 0 <= c < len(parting.right[0])
    ]
    sides += [parting.below[r][c] for c in columns for r in (row - 1, row + height - 1) if 0 <= r < len(parting.below)]
    return all(sides) and not any(inside)
