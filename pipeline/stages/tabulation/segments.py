"""Lines that a reader cut at wide gaps, in case they are rows of a table: joined again where they are prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.schema import Box, PagePlace
from pipeline.stages.tabulation.furniture import line_box
from pipeline.types.page import Block, Line

SPACE = 0.35  # em of a gap that is a space
BESIDE = 0.5  # share of the lower line's height by which two pieces of one line overlap


def join_segments(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with pieces of one line as one line."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Line) and isinstance(last, Line) and are_beside(last, block):
            joined[-1] = _together(last, block)
        else:
            joined.append(block)
    return joined


def are_beside(left: Line, right: Line) -> bool:
    """Whether `right` goes on in the line of `left`."""
    one, other = line_box(left), line_box(right)
    if one is None or other is None or left.whole or right.whole or other.x0 < one.x1 - 1.0:
        return False
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > BESIDE * min(one.bottom - one.top, other.bottom - other.top)


def joined_texts(left: Line, right: Line) -> str:
    """The texts of two pieces of one line, with a space where there is room for one."""
    one, other = line_box(left), line_box(right)
    near = one is not None and other is not None and other.x0 - one.x1 <= SPACE * max(left.size, right.size)
    return f"{left.text}{right.text}" if near else f"{left.text} {right.text}"


def _together(left: Line, right: Line) -> Line:
    one, other = line_box(left), line_box(right)
    assert isinstance(left.place, PagePlace)
    assert one is not None
    assert other is not None
    box = Box(one.x0, min(one.top, other.top), other.x1, max(one.bottom, other.bottom))
    return replace(
        left,
        text=joined_texts(left, right),
        place=PagePlace(page=left.place.page, box=box),
        bold=left.bold and right.bold,
        trusted=left.trusted and right.trusted,
    )
