"""The cut lines of a table and what lies along the edges between them; doubtful edges settled by their neighbours."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipeline.imaging.edges import Edge, Edges

CLEAR = 0.999  # quality of a table all of whose edges are surely there or not
RESTORED = 0.998  # what each edge leaves of it that its neighbours settled
VEILED, BEHIND = 0.7, 0.9995  # share under a seal of an edge that is not seen, and what one leaves that is restored
HARDLY_VEILED = 0.3  # share of an edge under a seal that leaves no doubt of the rest
NEARLY = 0.9995  # and one whose stroke is whole but for an end, between two that are there
BLIND = 0.99  # and one without any stroke, where only its neighbours and the print beside it speak
UNSETTLED = 0.97  # and one that nothing settled
NO_RECTANGLE = 0.8  # and cells that are no rectangles
WORN_OUT = 0.88  # what is left where rules are not whole: dashed, torn or faded ones hide that one is missing
PATCHED, MOSTLY_PATCHED = 0.1, 0.85  # share of settled edges above which the whole is doubtful, and by how much
LEAST_ROW = 0.085  # inches between two cut lines that print fits in
LEAST = 0.3  # share of a stroke that an edge has at least which one neighbour alone restores
ALL, SOLID, WHOLE, WORN, HALF = 0.97, 0.9, 0.8, 0.6, 0.5  # shares of an edge that is stroke
BRIDGED = 0.94  # the same with its gaps closed, of a rule that print wears
MOST = 0.8  # of the edges of a cut line that are rules, of lines that say how whole these are
BRANCHED = 0.05  # share of an edge along which ink runs on to a side, above which it is a stroke of a character
CROSSED = 0.03  # the same to both sides
MANY_EDGES, NEARLY_ALL = 10, 0.8  # edges of a cut line, and the share that part, beside which one is hardly open
FRAYED = 0.25  # of the edges of a cut line none of which is whole, that strokes leave where it is type
FEWEST_ROWS = 5  # of a table of which that is said: in fewer a speck on a rule weighs too much
FEWEST_TYPE = 2  # cut lines of such strokes that say that type fills rows
DOUBTFUL = 0.75  # share of an edge that neither parts nor leaves open, where rules are whole
UNBROKEN = 0.94  # share of an edge between its ends that no type has, which is broken between its strokes
USUAL = (0.5, 0.95)  # between which the share lies that rules of a table usually have: dashed ones, whole ones


Verdict = Literal["parted", "open", "doubtful"]


@dataclass(frozen=True, slots=True)
class Lattice:
    """Cut lines in pixels and the edges of the atoms between them.

    `right[r][c]` is the edge between atoms (r, c) and (r, c + 1), `below[r][c]` that between (r, c) and (r + 1, c).
    `gutters` says of the edges of `right` which lie in white between print. `usual` is the share
    of an edge that its rule covers even where it is worn, here; `inked` is that without the gaps of dashed rules.
    """

    xs: Sequence[int]
    ys: Sequence[int]
    right: list[list[Edge]]
    below: list[list[Edge]]
    usual: float
    gutters: list[list[bool]]
    inked: float = USUAL[1]

    @property
    def rows(self) -> int:
        """How many rows of atoms."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """How many columns of atoms."""
        return len(self.xs) - 1


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


def lattice_of(xs: Sequence[int], ys: Sequence[int], edges: Edges) -> Lattice:
    """Look along every edge between the cut lines; those that surely part nothing are strokes of type, no cuts."""
    to_right, to_below = cache(edges.right), cache(edges.below)  # most cuts stay when idle ones are left out
    tight = False  # whether type fills rows
    bridged = False  # whether it does where gaps are filled
    while True:
        right = [[to_right(x, top, bottom) for x in xs[1:-1]] for top, bottom in itertools.pairwise(ys)]
        below = [[to_below(y, x0, x1) for x0, x1 in itertools.pairwise(xs)] for y in ys[1:-1]]
        inked = _usual(_sure_edges(right, below), inked=True)
        filled = edges.dashed and inked >= SOLID
        if edges.dashed:
            right, below = (
                [[_as_filled(edge) if filled else _as_dashes(edge, inked) for edge in line] for line in part]
                for part in (right, below)
            )
        usual = _usual(_sure_edges(right, below))
        across = [[row[c] for row in right] for c in range(len(xs) - 2)]
        idle_x = {x for x, line in zip(xs[1:-1], across, strict=True) if not _parts(line, usual)}
        type_x = {x for x, line in zip(xs[1:-1], across, strict=True) if _is_type(line, usual, tight=tight)}
        bridged = bridged or (filled and len(idle_x) >= FEWEST_TYPE)
        if bridged:
            idle_x |= {x for x, line in zip(xs[1:-1], across, strict=True) if _is_filled(line, usual)}
        tight, idle_x = tight or len(type_x - idle_x) >= FEWEST_TYPE, idle_x | type_x
        idle_y = {y for r, y in enumerate(ys[1:-1]) if not _parts(below[r], usual)}
        if not idle_x and not idle_y:
            idle_x = _seen_twice(xs, across, usual, edges.dpi)
            idle_y = _seen_twice(ys, below, usual, edges.dpi)
        if not idle_x and not idle_y:
            gutters = [
                [edges.is_gutter(xs[c], (xs[c - 1], xs[c + 1]), rows) for c in range(1, len(xs) - 1)]
                for rows in itertools.pairwise(ys)
            ]
            return Lattice(xs, ys, right, below, usual, gutters, min(usual, inked))
        xs, ys = [x for x in xs if x not in idle_x], [y for y in ys if y not in idle_y]


def _parts(edges: Sequence[Edge], usual: float) -> bool:
    """Whether a cut line parts anything: one edge of it that is seen, or two between the strokes of a seal.

    A stroke of type may run on there in one row.
    """
    veils = [edge.veiled for edge in edges if _verdict(edge, usual) == "parted"]
    return len(veils) > 1 or any(veil < HARDLY_VEILED for veil in veils)


def _is_type(edges: Sequence[Edge], usual: float, *, tight: bool) -> bool:
    """Whether an upright cut line is strokes of characters that stand under each other and fill their rows.

    Other strokes leave most of them, or a quarter where none is whole; print touches rules, which are whole in most
    rows, from one side. Where rows are `tight`, such that type fills them, so do brackets, which no stroke leaves, but
    they are not whole as rules are.
    """
    if len(edges) < FEWEST_ROWS or usual < SOLID:
        return False
    parted = [edge for edge in edges if _verdict(edge, usual) == "parted"]
    firm = sum(map(_is_whole, parted)) >= MOST * len(parted)
    leaving = [edge.branched > BRANCHED and (not firm or edge.crossed > CROSSED) for edge in parted]
    frayed = len(parted) >= FEWEST_ROWS and not any(map(_is_whole, parted)) and sum(leaving) >= FRAYED * len(parted)
    left = frayed or 2 * sum(leaving) > len(parted)
    if left or not tight:
        return left
    whole = [_is_whole(edge) and edge.branched <= BRANCHED for edge in edges]
    runs_on = any(both == (True, True) for both in itertools.pairwise(whole))
    return not runs_on or sum(whole) < MOST * len(parted)


def _is_whole(edge: Edge) -> bool:
    """Whether a stroke runs from end to end of it."""
    return edge.share >= ALL and edge.touching


def _seen_twice(cuts: Sequence[int], lines: Sequence[Sequence[Edge]], usual: float, dpi: float) -> set[int]:
    """The inner cut lines that part nothing but what one nearer than print is high does too, and less nearly.

    Type in a row with a rule draws such a line beside it, where the rule is as thick as double ones are.
    """
    seen: set[int] = set()
    for (first, one), (second, other) in itertools.pairwise(zip(cuts[1:-1], lines, strict=True)):
        if second - first >= LEAST_ROW * dpi or first in seen:
            continue
        parted = [[_verdict(edge, usual) == "parted" for edge in line] for line in (one, other)]
        off = [
            sum(edge.off for edge, there in zip(*pair, strict=True) if there)
            for pair in zip((one, other), parted, strict=True)
        ]
        outer, inner = (0, 1) if off[0] >= off[1] else (1, 0)
        if all(there for there, wanted in zip(parted[inner], parted[outer], strict=True) if wanted):
            seen.add((first, second)[outer])
    return seen


def _as_dashes(edge: Edge, inked: float) -> Edge:
    """The edge, whole where its dashes reach from end to end: type leaves a margin there."""
    dashed = edge.bridged >= ALL and edge.touching and not edge.crowded and edge.share >= inked
    return replace(edge, share=edge.bridged, unbroken=1.0) if dashed else edge


def _as_filled(edge: Edge) -> Edge:
    """The edge of a table whose rules are whole, in doubt where only filled gaps make it reach the rules that cross.

    Type ends short of these, and rules with pieces missing have others that go on.
    """
    if edge.reaching or edge.veiled:
        return edge
    return replace(edge, share=min(edge.share, DOUBTFUL), bridged=min(edge.bridged, DOUBTFUL), touching=False)


def _is_filled(edges: Sequence[Edge], usual: float) -> bool:
    """Whether a cut line is type that reaches from rule to rule in one row, and nearly does in others.

    A rule does in two rows, one under the other, or is not seen but in one.
    """
    parted = [_verdict(edge, usual) == "parted" for edge in edges]
    nearly = any(not edge.reaching and edge.share >= HALF for edge in edges)
    return nearly and not any(both == (True, True) for both in itertools.pairwise(parted))


def _sure_edges(right: Sequence[Sequence[Edge]], below: Sequence[Sequence[Edge]]) -> list[Edge]:
    """The edges that are surely rules, of cut lines most of which are, where each direction has such lines.

    Labels that begin alike have strokes under each other, which run on from row to row in some rows of a table.
    """
    found: list[Edge] = []
    for lines in (list(zip(*right, strict=True)), below):
        seen = [[edge for edge in line if _is_seen(edge)] for line in lines]
        long = [some for some, line in zip(seen, lines, strict=True) if len(some) >= MOST * len(line)]
        found += [edge for some in (long if any(long) else seen) for edge in some]
    return found


def _is_seen(edge: Edge) -> bool:
    """Whether it is surely a rule by itself, whole or dashed."""
    return edge.bridged >= WHOLE and edge.ends and not edge.crowded


def _usual(edges: Sequence[Edge], *, inked: bool = False) -> float:
    """The share that rules cover, by those that are surely rules: the lowest but for a tenth of them.

    With `inked` it is the share without the gaps of dashed rules.
    """
    shares = sorted(edge.inked if inked else edge.share for edge in edges)
    low = shares[len(shares) // 10] if shares else USUAL[0]
    return min(max(low, USUAL[0]), USUAL[1])


def _verdict(edge: Edge, usual: float) -> Verdict:
    """What an edge says by itself. Type along it is broken, or ends before the rules that cross it."""
    solid = usual >= SOLID  # where rules are whole, a stroke that is not whole is type
    if _is_whole(edge):
        return "parted"
    short = edge.share >= SOLID and edge.ends and not edge.crowded
    if short and edge.unbroken >= UNBROKEN:  # rules may end short of those that cross them
        return "parted"
    enough = usual - (0.08 if solid else 0.2)
    reaches = edge.touching if solid else edge.ends
    if edge.bridged >= WHOLE and edge.share >= enough and reaches and not (edge.crowded and edge.share < SOLID):
        return "parted"
    if edge.share < max(usual - 0.25, 0.3) or (edge.crowded and not (edge.ends and not solid)):
        return "open"
    return "doubtful" if edge.ends or (not solid and edge.bridged >= WORN) else "open"


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
    upright, beside = blind is not None, [*line[max(0, at - 1) : at], *line[at + 1 : at + 2]]
    parted, cost = _decide(line[at], beside, usual=usual, blind=bool(blind))
    if parted:
        return True, cost
    if upright and _runs_through(line, at, usual):
        return True, BLIND
    if not upright and _runs_out(line, at, usual):
        return True, RESTORED
    return (True, BEHIND) if _is_behind((line, at), across, usual) else (False, cost)


def _runs_through(line: Sequence[Edge], at: int, usual: float) -> bool:
    """Whether an edge with something of a stroke lies between two that part, as nearly all of its rule in many rows."""
    if len(line) < MANY_EDGES or not 0 < at < len(line) - 1 or line[at].share < LEAST:
        return False
    verdicts = [_verdict(edge, usual) for edge in line]
    held = verdicts[at - 1] == verdicts[at + 1] == "parted"
    return held and verdicts.count("parted") >= NEARLY_ALL * len(line)


def _runs_out(line: Sequence[Edge], at: int, usual: float) -> bool:
    """Whether an edge is the last of a level rule, worn by print that touches it: type alone has more gaps.

    Beside it on the other side nothing runs on, as in a label of several rows.
    """
    edge, beside = line[at], [*line[max(0, at - 1) : at], *line[at + 1 : at + 2]]
    worn = edge.share >= WHOLE and edge.bridged >= BRIDGED and _verdict(edge, usual) == "doubtful"
    ends = worn and any(one.share < LEAST for one in beside)
    return ends and sorted(_verdict(one, usual) for one in beside) == ["open", "parted"]


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
    return sum(edge is not None and _verdict(edge, usual) == "parted" for edge in nearest) >= 3


def _passed_over(lattice: Lattice, right: list[list[bool]], below: list[list[bool]]) -> int:
    pairs = [*zip(lattice.right, right, strict=True), *zip(lattice.below, below, strict=True)]
    return sum(
        not parts and _verdict(edge, lattice.usual) == "doubtful"
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
    verdict, others = _verdict(edge, usual), [_verdict(one, usual) for one in beside]
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
