"""Blocks of a page in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.schema import Box
from pipeline.types.page import Block, Line

SAME_ROW = 0.5  # share of the lower line's height by which lines of one row overlap
FEWEST_ROWS = 8  # side by side make two columns of prose
CROSSING = 0.15  # share of rows that may run across the gutter
PROSE = 8  # characters that a line of prose has on average, at least


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its box in the upright page."""

    box: Box
    block: Block


def reading_order(placed: Sequence[Placed]) -> list[Block]:
    """Top to bottom, within a row left to right; two columns of prose one after the other."""
    ordered = _by_rows(placed)
    gutter = _gutter(ordered)
    if gutter is None:
        return [item.block for row in ordered for item in row]
    return [item.block for item in _by_columns(ordered, gutter)]


def _by_rows(placed: Sequence[Placed]) -> list[list[Placed]]:
    rows: list[list[Placed]] = []
    bottom = 0.0
    for item in sorted(placed, key=lambda item: (item.box.top, item.box.x0)):
        box = item.box
        line = isinstance(item.block, Line)
        beside = rows and line and isinstance(rows[-1][0].block, Line)
        if beside and bottom - box.top > SAME_ROW * (box.bottom - box.top):
            rows[-1].append(item)
            bottom = min(bottom, box.bottom)
        else:
            rows.append([item])
            bottom = box.bottom
    for row in rows:
        row.sort(key=lambda item: item.box.x0)
    return rows


def _gutter(rows: Sequence[Sequence[Placed]]) -> float | None:
    """The middle of the gap between two columns of prose, None where there are none."""
    gaps = [
        (number, left.box.x1, right.box.x0)
        for number, row in enumerate(rows)
        for left, right in pairwise(row)
        if _is_prose(left) and _is_prose(right)
    ]
    if len(gaps) < FEWEST_ROWS:
        return None
    middle = max(
        ((low + high) / 2 for _, low, high in gaps), key=lambda place: sum(low < place < high for _, low, high in gaps)
    )
    beside = [number for number, low, high in gaps if low < middle < high]
    if len(beside) < FEWEST_ROWS:
        return None
    between = rows[beside[0] : beside[-1] + 1]
    crossing = sum(item.box.x0 < middle < item.box.x1 for row in between for item in row)
    return middle if crossing <= CROSSING * len(between) + 1 else None


def _is_prose(item: Placed) -> bool:
    return isinstance(item.block, Line) and len(item.block.text) >= PROSE


def _by_columns(rows: Sequence[Sequence[Placed]], gutter: float) -> list[Placed]:
    """Between blocks that run across the gutter, the left column before the right."""
    ordered: list[Placed] = []
    left: list[Placed] = []
    right: list[Placed] = []
    for row in rows:
        for item in row:
            if item.box.x0 < gutter < item.box.x1:
                ordered += [*left, *right, item]
                left, right = [], []
            elif item.box.x1 <= gutter:
                left.append(item)
            else:
                right.append(item)
    return [*ordered, *left, *right]
