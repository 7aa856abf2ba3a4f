"""Ruling lines of a page, put together from the pieces that producers draw them in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.engines.pdf_ink import Rule

SAME_LINE = 1.5  # points; pieces nearer than that to each other's axis are one rule, double rules included
GAP = 3.0  # points that a rule may be broken by
DASH, DASH_GAP = 8.0, 6.5  # pieces up to this length are dashes, which stand further apart
DOT = 2.0
SHORTEST = 7.0  # points; shorter is no rule but a mark
MOST = 4_000  # rules of one direction; a page with more is a drawing


class Bar(NamedTuple):
    """A rule along an axis: `at` its place across, from `start` to `end` along."""

    at: float
    start: float
    end: float


def merge_rules(rules: Iterable[Rule]) -> tuple[list[Bar], list[Bar]]:
    """Horizontal and vertical rules, each sorted by place; gaps, dashes, dots and double lines are closed up."""
    across: list[Bar] = []
    down: list[Bar] = []
    for x0, top, x1, bottom in rules:
        width, height = x1 - x0, bottom - top
        dot = width <= DOT and height <= DOT
        if dot or width >= height:
            across.append(Bar((top + bottom) / 2, x0, x1))
        if dot or width < height:
            down.append(Bar((x0 + x1) / 2, top, bottom))
    return _merge(across), _merge(down)


def _merge(pieces: list[Bar]) -> list[Bar]:
    merged: list[Bar] = []
    for group in _groups(sorted(pieces)):
        merged += _join(sorted(group, key=lambda bar: bar.start))
    merged.sort()
    return merged[:MOST]


def _groups(pieces: Sequence[Bar]) -> list[list[Bar]]:
    groups: list[list[Bar]] = []
    last = float("-inf")
    for bar in pieces:
        if bar.at - last > SAME_LINE or bar.at - groups[-1][0].at > 2 * SAME_LINE:
            groups.append([])
        groups[-1].append(bar)
        last = bar.at
    return groups


def _join(pieces: Sequence[Bar]) -> list[Bar]:
    """Pieces along one line, sorted by start, joined where they touch or nearly so."""
    joined: list[Bar] = []
    weight = 0.0
    last_length = 0.0
    for bar in pieces:
        length = bar.end - bar.start
        if joined:
            at, start, end = joined[-1]
            gap = DASH_GAP if max(length, last_length) <= DASH else GAP
            if bar.start <= end + gap:
                total = weight + length
                at = (at * weight + bar.at * length) / total if total > 0 else at
                joined[-1] = Bar(at, start, max(end, bar.end))
                weight, last_length = total, length
                continue
        joined.append(bar)
        weight, last_length = length, length
    return [bar for bar in joined if bar.end - bar.start >= SHORTEST]
