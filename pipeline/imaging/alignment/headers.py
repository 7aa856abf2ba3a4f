"""The header of a table without rules: labels over one column, and labels over several."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.imaging.alignment.labels import around
from pipeline.imaging.alignment.pieces import Piece
from pipeline.imaging.alignment.rows import Span
from pipeline.imaging.alignment.stacks import column_stacks
from pipeline.types.raster import PixelBox, PixelCell

UNDER = 0.25  # of the narrower of piece and column
LEADING = 0.55  # em between lines of one label
GROUP_LINE = 0.6  # em by which the lines of group labels differ


def header_cells(header: Sequence[Piece], columns: Sequence[Span], left: int, em: float) -> tuple[list[PixelCell], int]:
    """The cells of the header, and how many rows it has; figure columns count from `left`."""
    stacks: list[list[Piece]] = [[] for _ in columns]
    wide: list[tuple[Piece, int, int]] = []
    labels_of = column_stacks(header, em)
    if len(labels_of) == len(columns):  # labels and figures in order, wherever in their columns they are set
        stacks = labels_of
        columns = [Span(min(p.box.x0 for p in own), max(p.box.x1 for p in own)) for own in labels_of]
    taken = {id(piece) for stack in stacks for piece in stack}
    for piece in (piece for piece in header if id(piece) not in taken):
        over = _over(piece, columns)
        if len(over) > 1:
            wide.append((piece, over[0], over[-1]))
        else:
            stacks[over[0]].append(piece)
    low: list[tuple[int, list[Piece]]] = []
    for column, stack in enumerate(stacks):
        labels = _labels(stack, em)
        low += [(column, labels[-1])] if labels else []
        wide += [(piece, column, column) for label in labels[:-1] for piece in label]
    lines = _group_lines(wide, em)
    cells = []
    for row, line in enumerate(lines):
        for pieces, first, last in _side_by_side(line, em):
            cells.append(PixelCell(around(pieces), row, left + first, 1, last - first + 1))
    rows = len(lines) + (1 if low else 0)
    cells += [PixelCell(around(pieces), rows - 1, left + column) for column, pieces in low]
    return cells, rows


def _over(piece: Piece, columns: Sequence[Span]) -> list[int]:
    """The columns that a piece stands over; the nearest where it stands over none."""
    width = piece.box.x1 - piece.box.x0
    over = [
        number
        for number, column in enumerate(columns)
        if column.overlap(piece) > UNDER * min(width, max(column.x1 - column.x0, 1.0))
    ]
    return over or [min(range(len(columns)), key=lambda number: abs(columns[number].centre - piece.centre))]


def _labels(stack: Sequence[Piece], em: float) -> list[list[Piece]]:
    """The pieces over one column as labels under each other, top to bottom."""
    labels: list[list[Piece]] = []
    for piece in sorted(stack, key=lambda piece: (piece.box.top, piece.box.x0)):
        if labels and piece.box.top - around(labels[-1]).bottom < LEADING * em:
            labels[-1].append(piece)
        else:
            labels.append([piece])
    return labels


def _group_lines(wide: Sequence[tuple[Piece, int, int]], em: float) -> list[list[tuple[Piece, int, int]]]:
    lines: list[list[tuple[Piece, int, int]]] = []
    for label in sorted(wide, key=lambda label: label[0].middle):
        if lines and label[0].middle - lines[-1][0][0].middle < GROUP_LINE * em:
            lines[-1].append(label)
        else:
            lines.append([label])
    return lines


def _side_by_side(line: Sequence[tuple[Piece, int, int]], em: float) -> list[tuple[list[Piece], int, int]]:
    """The labels of a line, words of one label as one."""
    joined: list[tuple[list[Piece], int, int]] = []
    for piece, first, last in sorted(line, key=lambda label: label[0].box.x0):
        if joined and (piece.box.x0 - around(joined[-1][0]).x1 < 1.2 * em or first <= joined[-1][2]):
            pieces, start, end = joined[-1]
            joined[-1] = ([*pieces, piece], start, max(end, last))
        else:
            joined.append(([piece], first, last))
    return joined


def grown(box: PixelBox, by: int, height: int, width: int) -> PixelBox:
    """The box with a margin, inside a picture of that height and width."""
    return PixelBox(max(0, box.x0 - by), max(0, box.top - by), min(width, box.x1 + by), min(height, box.bottom + by))
