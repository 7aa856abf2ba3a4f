"""Grids of tables without rules: columns by their figures, rows by figures and labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.schema import Box, PagePlace
from pipeline.stages.tabulation.aligned.columns import (
    Span,
    Stack,
    column_of,
    figure_columns,
    header_stacks,
    under_headers,
)
from pipeline.stages.tabulation.aligned.labelblocks import LabelBlock, label_blocks
from pipeline.stages.tabulation.aligned.textrows import A_LABEL, Piece, TextRow, around, parted
from pipeline.stages.tabulation.aligned.zones import find_zones
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.stages.tabulation.segments import joined_texts
from pipeline.types.grid import Cell, Grid
from pipeline.types.page import Block

ENGINE = "aligned"


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Grids, and the places in the blocks of the first and last line that went into them."""

    first: int
    last: int
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """A cell on its way: pieces (none if it is empty) and box; figures stand in columns from 0, labels left of them."""

    pieces: tuple[Piece, ...]
    box: Box
    column: int
    colspan: int = 1


def find_aligned(blocks: Sequence[Block], labels: FormLabels) -> list[AlignedTable]:
    """Tables among the lines of a document, in order."""
    tables: list[AlignedTable] = []
    for zone in find_zones(blocks, labels):
        grids = tuple(_grid(_lay_out(part, labels)) for part in _split(zone, labels))
        tables.append(AlignedTable(zone[0].first, zone[-1].last, grids))
    return tables


def _split(zone: Sequence[TextRow], labels: FormLabels) -> list[list[TextRow]]:
    """The zone cut where a caption or a header starts a table with other columns."""
    parts: list[list[TextRow]] = [[]]
    for row in zone:
        figured = [done for done in parts[-1] if done.figures]
        if figured and not row.figures and _starts_table(row, figure_columns(figured), labels):
            parts.append([])
        parts[-1].append(row)
    return parts


def _starts_table(row: TextRow, columns: Sequence[Span], labels: FormLabels) -> bool:
    if any(labels.caption(piece.text) >= A_LABEL or labels.header(piece.text) >= A_LABEL for piece in row.pieces):
        return True
    return any(column_of(piece, columns) is not None for piece in row.pieces)


def _lay_out(rows: Sequence[TextRow], labels: FormLabels) -> list[list[_Item]]:
    """The rows of one part, top to bottom; of each row of figures every column has an item."""
    anchors = [row for row in rows if row.figures]
    columns = _without_indexes(figure_columns(anchors), anchors, labels)
    if not columns:
        return [[_Item((piece,), piece.box, number) for number, piece in enumerate(row.pieces)] for row in rows]
    above = [
        part
        for row in rows[: rows.index(anchors[0])]
        for piece in row.pieces
        for part in (parted(piece) if sum(column.meets(piece) for column in columns) > 1 else [piece])
    ]
    captions = [piece for piece in above if labels.caption(piece.text) >= A_LABEL]
    stacks, rest = header_stacks([piece for piece in above if piece not in captions], labels)
    wide = [piece for piece in rest if column_of(piece, columns) is not None]
    taken = {id(piece) for piece in (*captions, *wide, *(piece for stack in stacks for piece in stack.pieces))}
    columns, places = under_headers(columns, stacks)
    body = [piece for row in rows[rows.index(anchors[0]) :] for piece in row.pieces]
    left = [piece for piece in (*above, *body) if id(piece) not in taken and column_of(piece, columns) is None]
    heights = [_middle(row) for row in anchors]
    placed = [(piece.box.top, [_over(piece, columns)]) for piece in (*captions, *wide)]
    if stacks:
        titles = [_header(stack, place) for stack, place in zip(stacks, places, strict=True)]
        placed.append((heights[0] - 0.01, titles))
    at_anchor: list[list[LabelBlock]] = [[] for _ in anchors]
    for block in label_blocks(left, heights, labels):
        if block.anchor is None:
            placed.append((block.box.top, [_Item(block.pieces, block.box, -1)]))
        else:
            at_anchor[block.anchor].append(block)
    for height, row, blocks in zip(heights, anchors, at_anchor, strict=True):
        placed.append((height, [*_labels(blocks), *_figures(row, columns)]))
    return [items for _, items in sorted(placed, key=lambda pair: pair[0])]


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


def _over(piece: Piece, columns: Sequence[Span]) -> _Item:
    under = [number for number, column in enumerate(columns) if column.meets(piece)] or [0]
    return _Item((piece,), piece.box, under[0], under[-1] - under[0] + 1)


def _header(stack: Stack, column: int) -> _Item:
    return _Item(stack.pieces, around([piece.box for piece in stack.pieces]), column)


def _labels(blocks: Sequence[LabelBlock]) -> list[_Item]:
    """Labels left of the figures, the nearest in column -1."""
    ordered = sorted(blocks, key=lambda block: block.box.x0)
    return [_Item(block.pieces, block.box, number - len(ordered)) for number, block in enumerate(ordered)]


def _figures(row: TextRow, columns: Sequence[Span]) -> list[_Item]:
    items = []
    for number, column in enumerate(columns):
        pieces = tuple(piece for piece in row.pieces if column_of(piece, columns) == number)
        if pieces:
            items.append(_Item(pieces, around([piece.box for piece in pieces]), number))
        else:
            lift = row.pieces[0].lift
            box = Box(column.x0, row.box.top - lift, column.x1, row.box.bottom - lift)
            items.append(_Item((), box, number))
    return items


def _grid(rows: Sequence[Sequence[_Item]]) -> Grid:
    lead = max(0, -min(item.column for row in rows for item in row))
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        pages = Counter(piece.page for item in row for piece in item.pieces)
        page = max(pages, key=lambda page: pages[page])
        cells += [_cell(item, number, item.column + lead, page) for item in sorted(row, key=lambda item: item.column)]
    columns = max(cell.column + cell.colspan for cell in cells)
    pages_seen = dict.fromkeys(piece.page for row in rows for item in row for piece in item.pieces)
    return Grid(tuple(cells), len(rows), columns, ENGINE, "rows", tuple(sorted(pages_seen)))


def _cell(item: _Item, row: int, column: int, page: int) -> Cell:
    """The cell on its page; a label torn by a page break stands where its first line does."""
    box = item.box
    if item.pieces:
        page = item.pieces[0].page
        own = [piece for piece in item.pieces if piece.page == page]
        box = around([piece.box for piece in own])
        lift = own[0].lift
        box = Box(box.x0, round(box.top - lift, 2), box.x1, round(box.bottom - lift, 2))
    trusted = all(piece.line.trusted for piece in item.pieces)
    place = PagePlace(page=page, box=box)
    return Cell("\n".join(_lines(item.pieces)), row, column, place, colspan=item.colspan, trusted=trusted)


def _lines(pieces: Sequence[Piece]) -> list[str]:
    """Texts of pieces, those beside each other in one line."""
    lines: list[str] = []
    last: Piece | None = None
    for piece in pieces:
        if last is not None and piece.box.x0 >= last.box.x1 - 1.0 and piece.box.top < last.box.bottom:
            lines[-1] = joined_texts(replace(last.line, text=lines[-1]), piece.line)
        else:
            lines.append(piece.text)
        last = piece
    return lines
