"""One table without rules, laid out: header, labels and figures as rows of items."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.schema import Box
from pipeline.stages.tabulation.aligned.columns import (
    Span,
    column_of,
    figure_columns,
    header_stacks,
    under_headers,
)
from pipeline.stages.tabulation.aligned.labelblocks import LabelBlock, label_blocks
from pipeline.stages.tabulation.aligned.textrows import A_LABEL, Piece, TextRow, parted
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.types.boxes import around

DASHES = re.compile(r"[-—–―‒−‐‑─\s]+")
DEEPEST_HEADER = 20  # lines; a vertical label has one character a line
WRAPPED = 1.4  # heights of a line between two rows of figures that may be one


@dataclass(frozen=True, slots=True)
class Item:
    """A cell on its way: pieces (none if it is empty) and box; figures stand in columns from 0, labels left of them.

    `doubtful`: the figure may go on in the next line, or stand in a text beside it.
    """

    pieces: tuple[Piece, ...]
    box: Box
    column: int
    colspan: int = 1
    doubtful: bool = False


Placed = tuple[float, list[Item]]


def lay_out(rows: Sequence[TextRow], labels: FormLabels) -> list[list[Item]]:
    """The rows of one table, top to bottom; in each row of figures every column has an item."""
    anchors = _anchors(rows)
    columns = _without_indexes(figure_columns(anchors), anchors, labels)
    if not columns:
        return [[Item((piece,), piece.box, number) for number, piece in enumerate(row.pieces)] for row in rows]
    first = rows.index(anchors[0])
    start = max(0, first - DEEPEST_HEADER)
    columns, placed, rest = _header(rows[start:first], columns, labels)
    body = [*rest, *(piece for row in (*rows[:start], *rows[first:]) for piece in row.pieces)]
    heights = [_middle(row) for row in anchors]
    at_anchor: list[list[LabelBlock]] = [[] for _ in anchors]
    alone: list[LabelBlock] = []
    for block in label_blocks([piece for piece in body if column_of(piece, columns) is None], heights, labels):
        (alone if block.anchor is None else at_anchor[block.anchor]).append(block)
    figures = [_figures(row.box, columns, row.pieces) for row in anchors]
    anchored = {id(row) for row in anchors}
    strays = [piece for row in rows[first:] if id(row) not in anchored for piece in row.pieces]
    _attach(figures, [piece for piece in strays if column_of(piece, columns) is not None], columns, heights)
    _doubt_wrapped(figures, at_anchor, anchors, labels)
    empty = all(at_anchor)  # every figure has its label: a label without figures is a row without figures
    for block in alone:
        blank = empty and labels.row(block.text) >= A_LABEL and labels.group(block.text) < A_LABEL
        items = _figures(block.box, columns, ()) if blank else []
        placed.append((block.box.top, [Item(block.pieces, block.box, -1), *items]))
    for height, blocks, items in zip(heights, at_anchor, figures, strict=True):
        placed.append((height, [*_labels(blocks), *items]))
    return [items for _, items in sorted(placed, key=lambda pair: pair[0])]


def _anchors(rows: Sequence[TextRow]) -> list[TextRow]:
    """Rows that print figures; a dash alone right under a row of figures is the second line of one above it."""
    anchors: list[TextRow] = []
    for row in rows:
        alone = len(row.pieces) == 1 and DASHES.fullmatch(row.pieces[0].text) is not None
        if row.figures and not (alone and anchors and _is_close(anchors[-1], row)):
            anchors.append(row)
    return anchors


def _is_close(above: TextRow, below: TextRow) -> bool:
    """Whether two rows may be two lines of one."""
    return below.box.top - above.box.top <= WRAPPED * (below.box.bottom - below.box.top)


def _header(
    rows: Sequence[TextRow], columns: Sequence[Span], labels: FormLabels
) -> tuple[list[Span], list[Placed], list[Piece]]:
    """All columns, the rows of the header, and the pieces above the first figures that belong to labels of rows."""
    above = [
        part
        for row in rows
        for piece in row.pieces
        for part in (parted(piece) if sum(column.meets(piece) for column in columns) > 1 else [piece])
    ]
    captions = [piece for piece in above if labels.caption(piece.text) >= A_LABEL]
    stacks, others = header_stacks([piece for piece in above if piece not in captions], labels)
    wide = [piece for piece in others if column_of(piece, columns) is not None]
    whole, places = under_headers(columns, stacks)
    placed: list[Placed] = [(piece.box.top, [_over(piece, whole)]) for piece in (*captions, *wide)]
    if stacks:
        boxes = [around([piece.box for piece in stack.pieces]) for stack in stacks]
        titles = [Item(stack.pieces, box, place) for stack, box, place in zip(stacks, boxes, places, strict=True)]
        placed.append((max(box.bottom for box in boxes), titles))
    return whole, placed, [piece for piece in others if piece not in wide]


def _without_indexes(columns: Sequence[Span], anchors: Sequence[TextRow], labels: FormLabels) -> list[Span]:
    """The columns without those left of the labels: they number the rows."""
    starts = [
        piece.box.x0
        for row in anchors
        for piece in row.pieces
        if not piece.is_figure and labels.row(piece.text) >= A_LABEL
    ]
    return [column for column in columns if not starts or column.x1 > min(starts)]


def _middle(row: TextRow) -> float:
    box = around([piece.box for piece in row.figures])
    return (box.top + box.bottom) / 2


def _over(piece: Piece, columns: Sequence[Span]) -> Item:
    under = [number for number, column in enumerate(columns) if column.meets(piece)] or [0]
    return Item((piece,), piece.box, under[0], under[-1] - under[0] + 1)


def _labels(blocks: Sequence[LabelBlock]) -> list[Item]:
    """Labels left of the figures, the nearest in column -1."""
    ordered = sorted(blocks, key=lambda block: block.box.x0)
    return [Item(block.pieces, block.box, number - len(ordered)) for number, block in enumerate(ordered)]


def _figures(row: Box, columns: Sequence[Span], pieces: Sequence[Piece]) -> list[Item]:
    items = []
    for number, column in enumerate(columns):
        own = tuple(piece for piece in pieces if column_of(piece, columns) == number)
        box = around([piece.box for piece in own]) if own else Box(column.x0, row.top, column.x1, row.bottom)
        hidden = not own and any(column.meets(piece) for piece in pieces)  # a figure may be part of a text beside it
        items.append(Item(own, box, number, doubtful=hidden))
    return items


def _attach(
    figures: list[list[Item]], strays: Sequence[Piece], columns: Sequence[Span], heights: Sequence[float]
) -> None:
    """Put what stands in a column between two rows of figures (a unit, the second line of one) to the nearer row."""
    for piece in strays:
        column = column_of(piece, columns)
        middle = (piece.box.top + piece.box.bottom) / 2
        after = bisect_left(heights, middle)
        row = min(
            range(max(0, after - 1), min(len(heights), after + 1)), key=lambda number: abs(heights[number] - middle)
        )
        if column is None:
            continue
        item = figures[row][column]
        pieces = tuple(sorted((*item.pieces, piece), key=lambda piece: (piece.box.top, piece.box.x0)))
        figures[row][column] = replace(item, pieces=pieces, box=around([piece.box for piece in pieces]))


def _doubt_wrapped(
    figures: list[list[Item]],
    blocks: Sequence[Sequence[LabelBlock]],
    anchors: Sequence[TextRow],
    labels: FormLabels,
) -> None:
    """Doubt figures that may be one on two lines: rows close together, the lower of them without a known label."""
    for number in range(1, len(anchors)):
        known = any(labels.row(block.text) >= A_LABEL for block in blocks[number])
        if known or not _is_close(anchors[number - 1], anchors[number]):
            continue
        below = {item.column for item in figures[number] if item.pieces}
        for row in (number - 1, number):
            figures[row] = [replace(item, doubtful=item.doubtful or item.column in below) for item in figures[row]]
