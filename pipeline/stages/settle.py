"""Layout -> layout: what was read from pictures in a document without pages gets its place in the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.schema import CellPlace, PagePlace, TextPlace
from pipeline.stages.outlining.paragraphs import rebuild
from pipeline.text.wording import is_section_heading
from pipeline.types.grid import Cell, Grid
from pipeline.types.layout import Layout
from pipeline.types.page import Block, Line, Picture


def settle(layout: Layout) -> Layout:
    """The layout of a docx or html with paragraphs and tables counted anew, those in pictures where these stood.

    Lines of print in pictures are put together to paragraphs. A layout without such pictures stays as it is.
    """
    if not any(_is_seen(block) for block in layout.blocks):
        return layout
    count = _Count()
    settled: list[Block] = []
    run: list[Line] = []
    for block in [*layout.blocks, None]:
        if isinstance(block, Line) and _is_seen(block):
            run.append(block)
            continue
        settled += _paragraphs(run, count)
        run = []
        if isinstance(block, Grid):
            settled.append(_grid(block, count))
        elif block is not None:
            settled.append(replace(block, place=count.moved(block.place)))
    return replace(layout, blocks=tuple(settled))


class _Count:
    """Paragraphs and tables so far: the document's own, and how many came in between."""

    def __init__(self) -> None:
        self.paragraphs = self.tables = 0  # the next number of the document's own
        self.more_paragraphs = self.more_tables = 0

    def moved(self, place: object) -> CellPlace | TextPlace:
        """The place of the document's own with its new number."""
        if isinstance(place, TextPlace):
            self.paragraphs = max(self.paragraphs, place.paragraph + 1)
            return place.model_copy(update={"paragraph": place.paragraph + self.more_paragraphs})
        assert isinstance(place, CellPlace)
        self.tables = max(self.tables, place.table + 1)
        return place.model_copy(update={"table": place.table + self.more_tables})

    def new_paragraph(self, text: str) -> TextPlace:
        """The place of a paragraph read from a picture."""
        self.more_paragraphs += 1
        return TextPlace(paragraph=self.paragraphs + self.more_paragraphs - 1, start=0, end=len(text))

    def new_table(self) -> int:
        """The number of a table read from a picture."""
        self.more_tables += 1
        return self.tables + self.more_tables - 1


def _is_seen(block: Block) -> bool:
    if isinstance(block, Picture):
        return False
    place = block.cells[0].place if isinstance(block, Grid) and block.cells else getattr(block, "place", None)
    return isinstance(place, PagePlace)


def _paragraphs(lines: Sequence[Line], count: _Count) -> list[Block]:
    return [
        Line(piece.text, count.new_paragraph(piece.text), piece.size, piece.bold, whole=True, trusted=piece.trusted)
        for piece in rebuild(lines, is_section_heading)
    ]


def _grid(grid: Grid, count: _Count) -> Grid:
    if not _is_seen(grid):
        return replace(grid, cells=tuple(replace(cell, place=count.moved(cell.place)) for cell in grid.cells))
    number = count.new_table()
    return replace(grid, cells=tuple(_placed(cell, number) for cell in grid.cells), pages=())


def _placed(cell: Cell, table: int) -> Cell:
    return replace(cell, place=CellPlace(table=table, row=cell.row, column=cell.column))
