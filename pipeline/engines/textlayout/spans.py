"""Lines of a text, and the stretches of them that were found to be tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.schema import TextPlace
from pipeline.text.numerals import COUNT_UNITS, MONEY_IN_WAN_YUAN
from pipeline.text.wording import is_caption, is_figure, is_prose, is_section_heading, is_table_label
from pipeline.types.grid import Cell, Grid, Shape

FIRST_CELL = re.compile(r"[^\t|]*")
NOTE = re.compile(r"\s*[（(]?(?:备注|注|说明)\s*[0-9一二三]?\s*[:：]")
UNITS = frozenset({*COUNT_UNITS, *MONEY_IN_WAN_YUAN})
FEWEST_FIGURES, FEWEST_LABELS = 3, 4


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text; `number` is what its place will say, from 0."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell to be: its text, and the line with the offsets where it begins."""

    text: str
    line: int
    start: int
    end: int

    def joined(self, more: str) -> Piece:
        """The piece with another line of the same cell."""
        return Piece(f"{self.text}\n{more}" if self.text else more, self.line, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Span:
    """The table that stands in lines `start` to `stop` (exclusive) of a sequence of lines."""

    start: int
    stop: int
    grid: Grid


def piece(line: TextLine, start: int, end: int) -> Piece:
    """The part of the line between two offsets, without the white space round it."""
    raw = line.text[start:end]
    text = raw.strip()
    lead = len(raw) - len(raw.lstrip()) if text else 0
    return Piece(text, line.number, start + lead, start + lead + len(text))


def grid_of(rows: Iterable[Sequence[Piece]], shape: Shape) -> Grid:
    """A grid of rows of pieces; rows without pieces are left out."""
    kept = [row for row in rows if row]
    cells = tuple(
        Cell(p.text, number, column, TextPlace(paragraph=p.line, start=p.start, end=p.end))
        for number, row in enumerate(kept)
        for column, p in enumerate(row)
    )
    return Grid(cells, len(kept), max((len(row) for row in kept), default=0), "text", shape)


def is_table(pieces: Iterable[Piece]) -> bool:
    """Whether so many of the pieces are figures or labels of a report's tables that they are one."""
    texts = [p.text for p in pieces]
    labels = sum(is_table_label(text) for text in texts if text)
    figures = sum(is_figure(text) for text in texts)
    return figures >= FEWEST_FIGURES or labels >= FEWEST_LABELS or (labels >= 2 and figures >= 1)


def ends_table(text: str) -> bool:
    """Whether a line with this text stands after a table and not in it: a heading, a note, a sentence."""
    return bool(NOTE.match(text)) or is_section_heading(text) or is_prose(text)


def head_of(lines: Sequence[TextLine], start: int) -> int:
    """Where the table whose first marked line is `start` begins: captions and halves of its first label stand above."""
    first = FIRST_CELL.match(lines[start].text)
    below = first.group().strip() if first is not None else ""
    while start > 0:
        text = lines[start - 1].text.strip()
        half = bool(text) and not is_table_label(text) and is_table_label(text.strip('"') + below.strip('"'))
        if not is_caption(text) and not half:
            break
        start, below = start - 1, text
    return start
