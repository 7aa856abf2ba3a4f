"""The body of a Word document as nested items: paragraphs with their printed numerals, tables, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from pipeline.engines.flow.items import Image, Item, Paragraph, RawCell, RawTable
from pipeline.engines.word.elements import child, name, number, value
from pipeline.engines.word.runs import DROPPED, Fields, Runs, chosen
from pipeline.engines.word.styles import is_deleted_row

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.engines.word.numbering import Numbering
    from pipeline.engines.word.styles import Styles

CONTENTS = "table of contents"
WIDEST_SPAN = 1000
EMU_PER_PIXEL = 9525  # at 96 dpi (ECMA-376 part 1, 20.1.2.1)


class Parts(Protocol):
    """Other parts of the package, by relation id."""

    def picture(self, relation_id: str, shown: tuple[int, int]) -> Image | None:
        """A picture, shown in so many pixels; None for ornaments."""
        ...

    def chunk(self, relation_id: str) -> list[Item]:
        """A web page or text that takes the place of a part of the body."""
        ...


class Body:
    """Turns elements into items. `parts` gives the pictures and the pages that it refers to."""

    def __init__(self, styles: Styles, numbering: Numbering, parts: Parts) -> None:
        self._styles, self._numbering, self._parts = styles, numbering, parts
        self._fields = Fields()
        self.changed = False

    def items(self, element: _Element) -> list[Item]:
        """What stands in a body, a cell, a text box or a content control."""
        items: list[Item] = []
        for one in element:
            kind = name(one)
            if kind == "p":
                items += self._paragraph(one)
            elif kind == "tbl":
                items.append(self._table(one))
            elif kind == "AlternateContent":
                items += self.items(chosen(one))
            elif kind == "altChunk":
                items += self._parts.chunk(value(one, "id") or "")
            elif kind == "sdt" and _is_contents(one):
                continue
            elif kind and kind not in DROPPED and not kind.endswith("Pr"):
                items += self.items(one)
        return items

    def _paragraph(self, element: _Element) -> list[Item]:
        properties = child(element, "pPr")
        style = self._styles.paragraph_style(properties)
        runs = Runs(self._styles, style, self._fields)
        runs.read(element)
        self._fields.end_paragraph()
        self.changed = self.changed or runs.changed
        numeral = self._numeral(properties, style)  # counted also where nothing is printed
        items: list[Item] = []
        if runs.text.strip() and not self._styles.is_contents(style):
            items.append(Paragraph(numeral + runs.text, runs.size, runs.bold))
        for drawing in runs.drawings:
            items += self._drawing(drawing)
        return items

    def _numeral(self, properties: _Element | None, style: str | None) -> str:
        """The numeral before the paragraph: its own list, else that of its style."""
        own = child(properties, "numPr")
        list_id, level = value(child(own, "numId")), number(child(own, "ilvl"))
        if list_id is None:
            list_id, style_level, says_so = self._styles.numbered_by(style)
            if list_id is not None and level is None and says_so is not None:
                by_list = self._numbering.level_of_style(list_id, says_so)
                level = style_level if by_list is None else by_list
        return "" if list_id is None else self._numbering.next(list_id, level or 0)

    def _drawing(self, element: _Element) -> list[Item]:
        """Pictures and text boxes of a drawing, each once: a shape may be described for old programs as well."""
        items: list[Item] = []
        size = _extent(element)
        for one in _drawn(element):
            kind = name(one)
            if kind == "txbxContent":
                items += self.items(one)
            elif kind == "textpath":
                items.append(Paragraph(value(one, "string") or ""))
            else:
                image = self._parts.picture(value(one, "embed") or value(one, "link") or value(one, "id") or "", size)
                items += [image] if image is not None else []
        return items

    def _table(self, element: _Element) -> RawTable:
        cells: list[RawCell] = []
        merged: dict[int, int] = {}  # column -> index of the cell that goes on downwards
        rows = (row for row in _of_table(element, "tr") if not is_deleted_row(row))
        for number_of_row, row in enumerate(rows):
            column = number(child(child(row, "trPr"), "gridBefore")) or 0
            going_on: dict[int, int] = {}
            for cell in _of_table(row, "tc"):
                properties = child(cell, "tcPr")
                span = max(1, min(number(child(properties, "gridSpan")) or 1, WIDEST_SPAN))
                vertical, across = _merge(properties, "vMerge"), _merge(properties, "hMerge")
                if across == "continue" and cells and cells[-1].row == number_of_row:
                    cells[-1] = replace(cells[-1], colspan=cells[-1].colspan + span)
                elif vertical == "continue" and column in merged:
                    above = going_on[column] = merged[column]
                    cells[above] = replace(cells[above], rowspan=number_of_row - cells[above].row + 1)
                else:
                    if vertical == "restart":
                        going_on[column] = len(cells)
                    cells.append(RawCell(tuple(self.items(cell)), number_of_row, column, 1, span))
                column += span
            merged = going_on
        return RawTable(tuple(cells))


def _of_table(element: _Element, wanted: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, also inside content controls and insertions."""
    for one in element:
        kind = name(one)
        if kind == wanted:
            yield one
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _of_table(one, wanted)


def _merge(properties: _Element | None, wanted: str) -> str | None:
    """How the cell is merged: "restart", "continue" (which an element without a value means), None not at all."""
    element = child(properties, wanted)
    return None if element is None else value(element) or "continue"


def _is_contents(sdt: _Element) -> bool:
    gallery = child(child(child(sdt, "sdtPr"), "docPartObj"), "docPartGallery")
    return (value(gallery) or "").lower() == CONTENTS


def _drawn(element: _Element) -> Iterator[_Element]:
    """The pictures, text boxes and word art in a drawing."""
    for one in element:
        kind = name(one)
        if kind in ("blip", "imagedata", "txbxContent", "textpath"):
            yield one
        elif kind == "AlternateContent":
            yield from _drawn(chosen(one))
        elif kind:
            yield from _drawn(one)


def _extent(element: _Element) -> tuple[int, int]:
    """Width and height in pixels of 96 to the inch; 0 where it is not said."""
    for one in element.iter():
        if name(one) == "extent":
            return (number(one, "cx") or 0) // EMU_PER_PIXEL, (number(one, "cy") or 0) // EMU_PER_PIXEL
    return 0, 0
