"""The cut lines of a table and what lies along the edges between them: lines of type are none."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipeline.imaging.edges import Edge, Edges

HARDLY_VEILED = 0.3  # share of an edge under a seal that leaves no doubt of the rest
LEAST_ROW = 0.085  # inches between two cut lines that print fits in
ALL, SOLID, WHOLE, WORN, HALF = 0.97, 0.9, 0.8, 0.6, 0.5  # shares of an edge that is stroke
MOST = 0.8  # of the edges of a cut line that are rules, of lines that say how whole these are
BRANCHED = 0.05  # share of an edge along which ink runs on to a side, above which it is a stroke of a character
CROSSED = 0.03  # the same to both sides
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
    veils = [edge.veiled for edge in edges if verdict_on(edge, usual) == "parted"]
    return len(veils) > 1 or any(veil < HARDLY_VEILED for veil in veils)


def _is_type(edges: Sequence[Edge], usual: float, *, tight: bool) -> bool:
    """Whether an upright cut line is strokes of characters that stand under each other and fill their rows.

    Other strokes leave most of them, or a quarter where none is whole; print touches rules, which are whole in most
    rows, from one side. Where rows are `tight`, such that type fills them, so do brackets, which no stroke leaves, but
    they are not whole as rules are.
    """
    if len(edges) < FEWEST_ROWS or usual < SOLID:
        return False
    parted = [edge for edge in edges if verdict_on(edge, usual) == "parted"]
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
        parted = [[verdict_on(edge, usual) == "parted" for edge in line] for line in (one, other)]
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
    parted = [verdict_on(edge, usual) == "parted" for edge in edges]
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


def verdict_on(edge: Edge, usual: float) -> Verdict:
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
