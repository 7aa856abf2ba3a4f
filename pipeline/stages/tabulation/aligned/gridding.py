"""Rows of items as a grid, each cell on its own page again."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.schema import Box, PagePlace
from pipeline.stages.tabulation.aligned.parts import Item
from pipeline.stages.tabulation.aligned.textrows import Piece
from pipeline.stages.tabulation.segments import joined_texts
from pipeline.types.boxes import around
from pipeline.types.grid import Cell, Glimpse, Grid

ENGINE = "aligned"
READER = "page"  # what read lines from pixels
UNKNOWN_INK = 0.01  # no proof that a place is blank: a reader of pages may have missed what stands there


def to_grid(rows: Sequence[Sequence[Item]]) -> Grid:
    """The grid of the rows; labels are set to the right, so that the nearest stands beside the figures.

    A row of which nothing is printed, as where its only figure stands in no column, is none.
    """
    rows = [row for row in rows if any(item.pieces for item in row)]
    lead = max(0, -min(item.column for row in rows for item in row))
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        pieces = [piece for item in row for piece in item.pieces]
        page = Counter(piece.page for piece in pieces).most_common(1)[0][0]
        lift = next(piece.lift for piece in pieces if piece.page == page)
        ordered = sorted(row, key=lambda item: item.column)
        cells += [_cell(item, number, item.column + lead, (page, lift)) for item in ordered]
    columns = max(cell.column + cell.colspan for cell in cells)
    if any(piece.line.seen is not None for row in rows for item in row for piece in item.pieces):
        cells = [cell if cell.text else replace(cell, ink=UNKNOWN_INK) for cell in cells]
    pages = sorted({piece.page for row in rows for item in row for piece in item.pieces})
    return Grid(tuple(cells), len(rows), columns, ENGINE, "rows", tuple(pages))


def _cell(item: Item, row: int, column: int, page_and_lift: tuple[int, float]) -> Cell:
    """The cell on its page; a label torn by a page break stands where its first line does."""
    page, lift = page_and_lift
    box = item.box
    if item.pieces:
        page, lift = item.pieces[0].page, item.pieces[0].lift
        box = around([piece.box for piece in item.pieces if piece.page == page])
    box = Box(round(box.x0, 2), round(box.top - lift, 2), round(box.x1, 2), round(box.bottom - lift, 2))
    trusted = not item.doubtful and all(piece.line.trusted for piece in item.pieces)
    text = "\n".join(_lines(item.pieces))
    cell = Cell(text, row, column, PagePlace(page=page, box=box), colspan=item.colspan, trusted=trusted)
    seen = [piece.line.seen for piece in item.pieces if piece.line.seen is not None]
    if not seen:
        return cell
    # one reader, and not of the cell alone: nothing independent supports it
    return replace(cell, glimpses=(Glimpse(text, math.log(max(min(seen), 1e-6)), READER),), ink=UNKNOWN_INK)


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
