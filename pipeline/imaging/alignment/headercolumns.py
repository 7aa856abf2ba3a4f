"""Columns that the header of a table tells of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.imaging.alignment.labels import around
from pipeline.imaging.alignment.pieces import Piece
from pipeline.imaging.alignment.rows import Span
from pipeline.imaging.alignment.stacks import centre_of, column_stacks, paired
from pipeline.types.raster import PixelBox

FEWEST = 3  # columns of figures of which evenly spaced labels tell more
EVEN = 0.15  # of the step of labels of columns by which it differs
SAME_COLUMN = 0.5  # of the usual distance of two labels, within which a word of a header belongs to one of them
WIDEST_LABEL = 7.0  # em of the label of one narrow column


def without_corner(header: list[Piece], columns: Sequence[Span], em: float) -> list[Piece]:
    """The header without the label over the labels of rows, where that stands right of all of them."""
    stacks = column_stacks(header, em)
    if len(stacks) <= len(columns) or max(piece.box.x1 for piece in stacks[0]) > columns[0].x0:
        return header
    return [piece for piece in header if not any(piece is own for own in stacks[0])]


def with_header_columns(columns: Sequence[Span], header: Sequence[Piece], em: float) -> list[Span]:
    """The columns and those without any figure, of which only a label in the header tells."""
    stacks = column_stacks(header, em)
    if len(columns) < 2 or len(stacks) <= len(columns):
        return list(columns)
    partners = paired([centre_of(stack) for stack in stacks], [column.centre for column in columns])
    least = SAME_COLUMN * float(median(centre_of(right) - centre_of(left) for left, right in pairwise(stacks)))
    more = list(columns)
    for number, stack in enumerate(stacks):
        span = _span(stack)
        free = all(column.x0 > span.x1 or column.x1 < span.x0 for column in more)
        free = free and all(abs(column.centre - span.centre) > least for column in more)
        if number not in partners and free and span.x0 > columns[0].x0 and span.x1 - span.x0 < WIDEST_LABEL * em:
            more.append(span)
    return sorted(more, key=lambda span: span.x0)


def with_even_columns(
    columns: list[Span], header: list[Piece], words: Sequence[Piece], em: float
) -> tuple[list[Span], list[Piece]]:
    """The columns and the header, its `words` not joined, where labels as far apart as each other tell of more columns.

    Words nearer than those of one label are two where all labels are evenly spaced and each column has its own.
    """
    apart = [word for word in words if any(_holds(piece.box, word) for piece in header)]
    stacks = column_stacks(apart, em)
    if len(stacks) <= len(columns) or len(columns) < FEWEST:
        return columns, header
    steps = [centre_of(right) - centre_of(left) for left, right in pairwise(stacks)]
    own = [[column for column in columns if column.overlap(Piece(around(stack))) > 0] for stack in stacks]
    even = max(steps) - min(steps) <= EVEN * median(steps)
    if not even or sum(map(len, own)) != len(columns) or max(map(len, own)) > 1:
        return columns, header
    return [under[0] if under else _span(stack) for under, stack in zip(own, stacks, strict=True)], apart


def _span(stack: Sequence[Piece]) -> Span:
    box = around(stack)
    return Span(box.x0, box.x1)


def _holds(box: PixelBox, word: Piece) -> bool:
    return box.x0 <= word.centre <= box.x1 and box.top <= word.middle <= box.bottom
