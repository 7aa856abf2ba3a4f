"""The tree of a page as nested items: paragraphs, tables, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.engines.flow.items import Image, Item, Paragraph, Preformatted
from pipeline.engines.web.pagetables import PageCell, PageRows, span
from pipeline.engines.web.tree import BLOCKS, name, style, walk

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BREAK = "\u2028"
WHITE = re.compile(r"[ \t\r\n\f]+")
ROUND_BREAK = re.compile(rf" *{BREAK} *")
WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’]")
BOLD_TAGS = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
BOLD_WEIGHTS = frozenset({"bold", "bolder", "600", "700", "800", "900"})
HEADING_SIZE = {"h1": 24.0, "h2": 18.0, "h3": 14.0}
SIZE = re.compile(r"(\d+(?:\.\d+)?)(px|pt)")
POINTS = {"pt": 1.0, "px": 0.75}
MOSTLY = 0.9
DEEPEST = 40  # tables in tables


@dataclass(slots=True)
class _Frame:
    """What stands in the document, or in one cell: items that are complete, and the pieces of the open paragraph."""

    items: list[Item] = field(default_factory=list)
    pieces: list[tuple[str, bool, float]] = field(default_factory=list)
    cell: HtmlElement | None = None

    def flush(self) -> None:
        """End the open paragraph."""
        text = _collapsed("".join(piece for piece, _, _ in self.pieces))
        if text:
            weights: dict[float, int] = {}
            bold = total = 0
            for piece, is_bold, size in self.pieces:
                inked = len(piece.strip())
                weights[size] = weights.get(size, 0) + inked
                bold += inked * is_bold
                total += inked
            size = max(weights, key=lambda one: weights[one])
            self.items.append(Paragraph(text, size, bold >= MOSTLY * total))
        self.pieces.clear()


def page_items(root: HtmlElement, picture: Callable[[HtmlElement], Image | None]) -> list[Item]:
    """What stands in the element. `picture` gives the picture of an `<img>`, None where it is not worth keeping."""
    builder = _Builder(picture)
    for event in walk(root):
        if event.kind == "start":
            builder.start(event.element)
        elif event.kind == "end":
            builder.end(event.element)
        else:
            builder.text(event.text)
    return builder.items()


class _Builder:
    """Follows the steps through a tree; what a start pushes, the end of the same element takes off again."""

    def __init__(self, picture: Callable[[HtmlElement], Image | None]) -> None:
        self._picture = picture
        self._frames = [_Frame()]
        self._tables: list[PageRows] = []
        self._in_cell = [True]  # for the document and each open table: whether text belongs to a cell
        self._kept: list[bool] = []  # for each open table whether it is not one too deep, whose cells are but blocks
        self._raised: list[bool] = []
        self._looks: list[tuple[bool, float]] = [(False, 0.0)]
        self._preformatted: list[str] | None = None

    def items(self) -> list[Item]:
        """Everything that was met."""
        self._frames[0].flush()
        return self._frames[0].items

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._preformatted is not None:
            self._preformatted.append(text)
        else:
            self._frames[-1].pieces.append((text, *self._looks[-1]))

    def start(self, element: HtmlElement) -> None:
        """An element begins."""
        tag = name(element)
        self._looks.append(self._look(element, tag))
        if tag in BLOCKS:
            self._frames[-1].flush()
        if _is_raised(element):  # the number of a note is no digit of the figure before it
            self._raised.append(any(piece.strip() for piece, _, _ in self._frames[-1].pieces))
            self.text("[" if self._raised[-1] else "")
        if tag == "br":
            self.text("\n" if self._preformatted is not None else BREAK)
        elif tag == "img":
            self._image(element)
        elif tag in ("pre", "xmp") and self._preformatted is None:
            self._preformatted = []
        else:
            self._start_table_part(element, tag)

    def end(self, element: HtmlElement) -> None:
        """An element ends."""
        tag = name(element)
        if _is_raised(element) and self._raised.pop():
            self.text("]")
        if tag in ("pre", "xmp") and self._preformatted is not None:
            self._frames[-1].items.append(Preformatted("".join(self._preformatted).replace("\r\n", "\n")))
            self._preformatted = None
        if tag in BLOCKS:
            self._frames[-1].flush()
        self._end_table_part(element, tag)
        self._looks.pop()

    def _start_table_part(self, element: HtmlElement, tag: str) -> None:
        if tag == "table":
            self._leave_preformatted()
            self._kept.append(len(self._tables) < DEEPEST)
            if self._kept[-1]:
                self._tables.append(PageRows())
                self._in_cell.append(False)
        elif not self._tables or self._in_cell[-1]:
            return  # a row or cell outside any table is only a block
        elif tag in ("thead", "tbody", "tfoot"):
            self._tables[-1].begin_group(tag)
        elif tag == "tr":
            self._tables[-1].begin_row()
        elif tag in ("td", "th"):
            self._frames.append(_Frame(cell=element))
            self._in_cell[-1] = True

    def _end_table_part(self, element: HtmlElement, tag: str) -> None:
        if tag == "table":
            if self._kept.pop():
                table = self._tables.pop().table()
                self._in_cell.pop()
                self._frames[-1].items.append(table)
        elif tag in ("td", "th") and self._frames[-1].cell is element:
            frame = self._frames.pop()
            self._tables[-1].add(PageCell(frame.items, span(element, "rowspan"), span(element, "colspan")))
            self._in_cell[-1] = False
        elif tag in ("thead", "tbody", "tfoot") and self._tables and not self._in_cell[-1]:
            self._tables[-1].begin_group("tbody")

    def _leave_preformatted(self) -> None:
        """A table in preformatted text is a table."""
        if self._preformatted is not None:
            self._frames[-1].items.append(Preformatted("".join(self._preformatted)))
            self._preformatted = None

    def _image(self, element: HtmlElement) -> None:
        image = self._picture(element)
        if image is not None:
            self._frames[-1].flush()
            self._frames[-1].items.append(image)

    def _look(self, element: HtmlElement, tag: str) -> tuple[bool, float]:
        """Weight and size of text in the element."""
        bold, size = self._looks[-1]
        own = style(element) if element.get("style") else {}
        weight = own.get("font-weight", "")
        bold = weight in BOLD_WEIGHTS if weight else bold or tag in BOLD_TAGS
        match = SIZE.fullmatch(own.get("font-size", ""))
        if match is not None:
            return bold, float(match.group(1)) * POINTS[match.group(2)]
        return bold, HEADING_SIZE.get(tag, size)


def _is_raised(element: HtmlElement) -> bool:
    return name(element) == "sup" or (name(element) == "span" and style(element).get("vertical-align") == "super")


def _collapsed(text: str) -> str:
    """White space as a browser shows it; a line end in the file between two Chinese characters is no space."""

    def shown(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        wraps = "\n" in match.group() and WIDE.match(before) is not None and WIDE.match(after) is not None
        return "" if wraps else " "

    collapsed = WHITE.sub(shown, text).replace("\u00a0", " ")
    return ROUND_BREAK.sub("\n", collapsed).strip()
