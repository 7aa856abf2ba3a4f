"""The text of a paragraph's runs, and what else is anchored in them: pictures and text boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.engines.word.elements import child, children, name, value

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.engines.word.styles import Styles

# Deleted and moved text, phonetic guides, properties, and comments are not part of what is printed.
DROPPED = frozenset((
    "del", "moveFrom", "rPr", "pPr", "sdtPr", "sdtEndPr", "fldData", "instrText", "delInstrText", "delText", "rt",
    "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
    "annotationRef", "footnoteReference", "endnoteReference", "softHyphen", "lastRenderedPageBreak",
))  # fmt: skip
CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
DRAWINGS = frozenset({"drawing", "pict", "object"})
PRIVATE_USE = range(0xE000, 0xF900)
MOSTLY = 0.9


@dataclass(slots=True)
class Fields:
    """The fields that are open: their codes are not printed, their results are. They may span paragraphs."""

    open: list[bool] = field(default_factory=list)  # for each field whether its code is still being read

    def mark(self, kind: str | None) -> None:
        """Take note of the begin, separation or end of a field."""
        if kind == "begin":
            self.open.append(True)
        elif self.open and kind == "separate":
            self.open[-1] = False
        elif self.open and kind == "end":
            self.open.pop()

    @property
    def in_code(self) -> bool:
        """Whether what comes now is a field's code."""
        return any(self.open)

    def end_paragraph(self) -> None:
        """Codes end with their paragraph at the latest, results may go on."""
        self.open = [code for code in self.open if not code]


@dataclass(slots=True)
class Runs:
    """What the runs of one paragraph hold: text with its sizes, drawings in reading order."""

    styles: Styles
    style: str | None
    fields: Fields
    parts: list[tuple[str, bool]] = field(default_factory=list)  # a piece of text, and whether it is struck out
    drawings: list[_Element] = field(default_factory=list)
    changed: bool = False
    _sizes: dict[float, int] = field(default_factory=dict)
    _bold: int = 0

    @property
    def text(self) -> str:
        """The text of the paragraph, with tabs and line breaks; what is struck out gives way to what replaces it."""
        replaced = any(text.strip() and not struck for text, struck in self.parts)
        return "".join(text for text, struck in self.parts if not (struck and replaced))

    @property
    def size(self) -> float:
        """The size of most characters, in points; 0 unknown."""
        return max(self._sizes, key=lambda size: self._sizes[size], default=0.0)

    @property
    def bold(self) -> bool:
        """Whether nearly all characters are bold."""
        return self._bold > 0 and self._bold >= MOSTLY * sum(self._sizes.values())

    def read(self, element: _Element) -> None:
        """Take in what stands in a paragraph, a link, an insertion, a content control."""
        for one in element:
            kind = name(one)
            if kind in ("del", "ins", "moveFrom", "moveTo"):
                self.changed = True
            if kind == "r":
                self._run(one)
            elif kind == "AlternateContent":
                self.read(chosen(one))
            elif kind in DRAWINGS:
                self.drawings.append(one)
            elif kind == "t":  # of a formula, which has runs of its own
                self._add(one.text or "", None)
            elif kind and kind not in DROPPED:
                self.read(one)

    def _run(self, run: _Element) -> None:
        properties = child(run, "rPr")
        hidden = self.styles.is_hidden(properties, self.style)
        for one in run:
            self._part(one, properties, hidden=hidden)

    def _part(self, one: _Element, properties: _Element | None, *, hidden: bool) -> None:
        kind = name(one)
        if kind == "fldChar":
            self.fields.mark(value(one, "fldCharType"))
        elif hidden or self.fields.in_code or kind in DROPPED:
            return
        elif kind == "t":
            self._add(one.text or "", properties)
        elif kind in CHARACTERS:
            self.parts.append((CHARACTERS[kind], False))
        elif kind == "br" and value(one, "type") in (None, "textWrapping"):
            self.parts.append(("\n", False))
        elif kind == "sym":
            self._add(_symbol(value(one, "char")), properties)
        elif kind == "ruby":
            for base in children(one, "rubyBase"):
                self.read(base)
        elif kind in DRAWINGS:
            self.drawings.append(one)
        elif kind == "AlternateContent":
            for inner in chosen(one):
                self._part(inner, properties, hidden=hidden)

    def _add(self, text: str, properties: _Element | None) -> None:
        inked = len(text.strip())
        if inked and self.parts and self.styles.is_raised(properties):
            text = f"[{text}]"  # the number of a note is no digit of the figure before it
        self.parts.append((text, self.styles.is_struck(properties, self.style)))
        if inked:
            size = self.styles.size(properties, self.style)
            self._sizes[size] = self._sizes.get(size, 0) + inked
            self._bold += inked * self.styles.is_bold(properties, self.style)


def chosen(alternate: _Element) -> _Element:
    """The first alternative of `mc:AlternateContent`, which says the same thing again for older programs."""
    choice = child(alternate, "Choice")
    fallback = child(alternate, "Fallback")
    if choice is not None and (len(choice) or fallback is None):
        return choice
    return alternate if fallback is None else fallback


def _symbol(code: str | None) -> str:
    """A character of a symbol font; those fonts fill the private use area with pictures."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    return "" if point in PRIVATE_USE or not 0x20 <= point <= 0x10FFFF else chr(point)
