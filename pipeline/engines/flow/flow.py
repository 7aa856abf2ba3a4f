"""Items in document order -> blocks: lines with their paragraph, grids with their table, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.engines.flow.items import Image, Item, Paragraph, Preformatted, RawCell, RawTable
from pipeline.engines.flow.tables import is_layout, parts
from pipeline.engines.textlayout.layout import find_tables, lay_out
from pipeline.engines.textlayout.prose import paragraphs
from pipeline.engines.textlayout.spans import Span, TextLine
from pipeline.schema import CellPlace, TextPlace
from pipeline.text.wording import is_distinctive_label
from pipeline.types.grid import Cell, Grid
from pipeline.types.page import Block, Line, Picture

FEWEST_LABELS = 3  # of the report's own: below that, no grid is one of its tables
DEEPEST = 60  # tables in tables


def flow(items: Iterable[Item], *, engine: str) -> list[Block]:
    """The blocks of a document, paragraphs and tables numbered from 0 in reading order.

    Where no grid is a table of the report, its tables may be typed as text: then lines are looked through for them.
    """
    blocks = _Flow(engine).blocks_of(items)
    grids = [block for block in blocks if isinstance(block, Grid)]
    labels = sum(is_distinctive_label(cell.text) for grid in grids for cell in grid.cells)
    if labels >= FEWEST_LABELS:
        return blocks
    return _with_typed_tables(blocks)


class _Flow:
    """Counts paragraphs and tables while blocks are made."""

    def __init__(self, engine: str) -> None:
        self._engine = engine
        self._paragraphs = 0
        self._tables = 0

    def blocks_of(self, items: Iterable[Item], *, depth: int = 0) -> list[Block]:
        blocks: list[Block] = []
        for item in items:
            if isinstance(item, Paragraph):
                blocks += self._lines(item)
            elif isinstance(item, Preformatted):
                blocks += self._preformatted(item)
            elif isinstance(item, Image):
                blocks.append(self._picture(item))
            elif depth < DEEPEST:
                blocks += self._table(item.compact(), depth)
        return blocks

    def _lines(self, paragraph: Paragraph) -> list[Block]:
        """The lines of a paragraph that the author's own line breaks part, joined where they only wrap."""
        if not paragraph.text.strip():
            return []
        number = self._paragraphs
        self._paragraphs += 1
        texts = paragraph.text.split("\n")
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + 1)
        lines = paragraphs([TextLine(n, text) for n, text in enumerate(texts)])
        return [_numbered(line, number, starts, paragraph) for line in lines]

    def _preformatted(self, item: Preformatted) -> list[Block]:
        first = self._paragraphs
        texts = item.text.split("\n")
        self._paragraphs += len(texts)
        return lay_out([TextLine(first + n, text) for n, text in enumerate(texts)])

    def _picture(self, image: Image) -> Picture:
        place = TextPlace(paragraph=self._paragraphs, start=0, end=0)
        return Picture(place, image.width, image.height, image.content, image.media_type)

    def _table(self, table: RawTable, depth: int) -> list[Block]:
        if is_layout(table):
            return [block for cell in table.cells for block in self.blocks_of(cell.items, depth=depth + 1)]
        blocks: list[Block] = []
        for part in parts(table):
            if isinstance(part, RawCell):
                blocks += self.blocks_of(part.items, depth=depth + 1)
            else:
                blocks.append(self._grid(part))
                inner = [item for cell in part.cells for item in cell.items if isinstance(item, RawTable | Image)]
                blocks += self.blocks_of(inner, depth=depth + 1)
        return blocks

    def _grid(self, table: RawTable) -> Grid:
        number = self._tables
        self._tables += 1
        cells = tuple(
            Cell(
                text=cell.text,
                row=cell.row,
                column=cell.column,
                place=CellPlace(table=number, row=cell.row, column=cell.column),
                rowspan=cell.rowspan,
                colspan=cell.colspan,
                trusted=not cell.is_picture,
            )
            for cell in table.cells
        )
        return Grid(cells, table.rows, table.columns, self._engine)


def _numbered(line: Line, number: int, starts: Sequence[int], paragraph: Paragraph) -> Line:
    assert isinstance(line.place, TextPlace)
    start = starts[line.place.paragraph]
    place = TextPlace(paragraph=number, start=start + line.place.start, end=start + line.place.end)
    return replace(line, place=place, size=paragraph.size, bold=paragraph.bold)


def _with_typed_tables(blocks: list[Block]) -> list[Block]:
    """The blocks with tables found among their lines, if enough lines are labels of the report's tables."""
    lines = [block for block in blocks if isinstance(block, Line)]
    cells = [cell for line in lines for cell in line.text.replace("\t", "|").split("|")]
    if sum(is_distinctive_label(cell) for cell in cells) < FEWEST_LABELS:
        return blocks
    found: list[Block] = []
    run: list[Line] = []
    for block in [*blocks, None]:
        if isinstance(block, Line):
            run.append(block)
            continue
        found += _typed(run)
        run = []
        if block is not None:
            found.append(block)
    return found


def _typed(lines: Sequence[Line]) -> list[Block]:
    """The lines with tables for those that are cells; cells get the places of their lines."""
    blocks: list[Block] = []
    for part in find_tables([TextLine(number, line.text) for number, line in enumerate(lines)]):
        if isinstance(part, Span):
            cells = tuple(replace(cell, place=_within(cell.place, lines)) for cell in part.grid.cells)
            blocks.append(replace(part.grid, cells=cells))
        else:
            blocks += [lines[line.number] for line in part]
    return blocks


def _within(place: object, lines: Sequence[Line]) -> TextPlace:
    """The place in the document of a place whose paragraph is a number of `lines`."""
    assert isinstance(place, TextPlace)
    outer = lines[place.paragraph].place
    assert isinstance(outer, TextPlace)
    start = outer.start + place.start
    return TextPlace(paragraph=outer.paragraph, start=start, end=outer.start + place.end)
