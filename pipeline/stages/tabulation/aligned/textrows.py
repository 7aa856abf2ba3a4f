"""Lines of a document as rows of pieces on one strip, its pages under each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from unicodedata import east_asian_width

from pipeline.schema import Box, PagePlace
from pipeline.stages.tabulation.furniture import line_box
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.stages.tabulation.segments import SPACE, are_beside
from pipeline.text.normalise import simplify, squeeze
from pipeline.text.numerals import COUNT_UNITS, MONEY_IN_WAN_YUAN, parse_cell
from pipeline.types.boxes import around
from pipeline.types.page import Block, Line

A_LABEL = 0.9
FIGURE = re.compile(r"\d[\d,.]*")
UNIT_AND_FIGURE = re.compile(r"([^\d\s.,]{1,3}) ?(\d[\d,.]*)")
HALF_UNIT = "万"  # of 万元, where the column is so narrow that it wraps
BREAK = 2.0  # points between the last line of a page and the first of the next, on the strip


@dataclass(frozen=True)
class Piece:
    """A line, or a part of one; `box` is on the strip, `lift` points below its place on `page`."""

    line: Line
    box: Box
    page: int
    lift: float

    @property
    def text(self) -> str:
        """What is printed."""
        return self.line.text

    @cached_property
    def is_figure(self) -> bool:
        """Whether it prints a figure or what stands for one."""
        texts = (parse_cell(self.line.text, money=money) for money in (False, True))
        return any(text.meaning not in ("unparseable", "blank") for text in texts)

    @property
    def size(self) -> float:
        """The size of its type in points."""
        return self.line.size or self.box.bottom - self.box.top


@dataclass(frozen=True)
class TextRow:
    """Pieces at one height, left to right; `first` and `last` are the places of their lines in the blocks."""

    pieces: tuple[Piece, ...]
    first: int
    last: int

    @cached_property
    def box(self) -> Box:
        """The box round all pieces."""
        return around([piece.box for piece in self.pieces])

    @cached_property
    def figures(self) -> tuple[Piece, ...]:
        """The pieces that are figures."""
        return tuple(piece for piece in self.pieces if piece.is_figure)


def text_rows(blocks: Sequence[Block], labels: FormLabels) -> list[TextRow | None]:
    """The rows of a document's lines; None where another block stands between."""
    rows: list[TextRow | None] = []
    lift, page, bottom = 0.0, 0, 0.0
    for number, block in enumerate(blocks):
        box = line_box(block)
        if box is None or not isinstance(block, Line) or not isinstance(block.place, PagePlace):
            rows.append(None)
            continue
        if block.place.page != page:
            page, lift = block.place.page, bottom + BREAK - box.top
        piece = Piece(block, Box(box.x0, box.top + lift, box.x1, box.bottom + lift), page, lift)
        bottom = max(bottom, piece.box.bottom)
        pieces = _apart(piece, labels)
        last = rows[-1] if rows else None
        if last is not None and last.pieces[-1].page == page and are_beside(last.pieces[-1].line, block):
            rows[-1] = TextRow((*last.pieces, *pieces), last.first, number)
        else:
            rows.append(TextRow(pieces, number, number))
    return rows


def _apart(piece: Piece, labels: FormLabels) -> tuple[Piece, ...]:
    """What stands so near that it came as one line, apart: a label and its figure or unit, a group and a label."""
    words = _words_apart(piece.text, labels)
    if words is None:
        return (piece,)
    left, right = words
    start = piece.box.x1 - text_width(right, piece.size)
    return (
        _part(piece, left, piece.box.x0, max(piece.box.x0, start - SPACE * piece.size)),
        _part(piece, right, start, piece.box.x1),
    )


def _words_apart(text: str, labels: FormLabels) -> tuple[str, str] | None:
    """Where a text is of two cells, the texts of these."""
    match = UNIT_AND_FIGURE.fullmatch(text)
    if match is not None and is_unit(match.group(1)):
        return match.group(1), match.group(2)
    label, _, last = text.rpartition(" ")
    if not label:
        return None
    if FIGURE.fullmatch(last) or is_unit(last) or last == HALF_UNIT:
        known = labels.row(label)
        return (label, last) if known >= A_LABEL and known >= labels.row(text) else None
    group, _, label = text.partition(" ")
    known = labels.row(label)
    return (group, label) if known >= A_LABEL and known > labels.row(text) else None


def is_unit(text: str) -> bool:
    """Whether a text is a unit of figures and nothing else."""
    text = squeeze(simplify(text))
    return text in COUNT_UNITS or text in MONEY_IN_WAN_YUAN


def parted(piece: Piece) -> list[Piece]:
    """The words of a piece as pieces, where they must stand if its gaps are of one width."""
    words = piece.text.split()
    widths = [text_width(word, piece.size) for word in words]
    gap = (piece.box.x1 - piece.box.x0 - sum(widths)) / max(len(words) - 1, 1)
    pieces, x0 = [], piece.box.x0
    for word, width in zip(words, widths, strict=True):
        pieces.append(_part(piece, word, x0, x0 + width))
        x0 += width + gap
    return pieces


def _part(piece: Piece, text: str, x0: float, x1: float) -> Piece:
    """A part of a piece, as a line of its own."""
    box = piece.box._replace(x0=x0, x1=x1)
    on_page = Box(round(x0, 2), round(box.top - piece.lift, 2), round(x1, 2), round(box.bottom - piece.lift, 2))
    line = replace(piece.line, text=text, place=PagePlace(page=piece.page, box=on_page))
    return replace(piece, line=line, box=box)


def text_width(text: str, size: float) -> float:
    """How wide a text is, roughly: ideographs an em, letters and figures half of it."""
    return sum(size if east_asian_width(character) in "WFA" else size / 2 for character in text)
