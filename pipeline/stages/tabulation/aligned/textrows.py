"""Lines as rows of pieces on one strip, pages under each other, and the zones of rows that may be tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.schema import Box, PagePlace
from pipeline.stages.tabulation.furniture import line_box
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.stages.tabulation.segments import are_beside
from pipeline.text.normalise import clean, squeeze
from pipeline.text.numerals import parse_cell
from pipeline.types.page import Block, Line

HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．,，:：]|第[一二三四五六七八九十]部分)\S|注[:：]|备注|说明[:：]|附[:：件]"
)
A_LABEL, A_SECTION = 0.9, 0.7
LARGER = 1.15  # times the size of the figures; a heading is printed larger than the table under it
NEAR = 6  # rows in which the columns of a table are looked for
BREAK = 6.0  # points between the last line of a page and the first of the next, on the strip


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


@dataclass(frozen=True)
class TextRow:
    """Pieces at one height, left to right; `first` is the place of the first in the blocks."""

    pieces: tuple[Piece, ...]
    first: int

    @property
    def last(self) -> int:
        """The place of the last piece in the blocks."""
        return self.first + len(self.pieces) - 1

    @cached_property
    def box(self) -> Box:
        """The box round all pieces."""
        return around([piece.box for piece in self.pieces])

    @cached_property
    def figures(self) -> tuple[Piece, ...]:
        """The pieces that are figures."""
        return tuple(piece for piece in self.pieces if piece.is_figure)


def around(boxes: Sequence[Box]) -> Box:
    """The box round boxes."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def find_zones(blocks: Sequence[Block], labels: FormLabels) -> list[list[TextRow]]:
    """Runs of rows without prose between them that print figures and labels of a form; pages may break them."""
    rows = _rows(blocks)
    if not any(row is not None and row.figures for row in rows):
        return []
    zones: list[list[TextRow]] = [[]]
    for number, row in enumerate(rows):
        if row is None or _is_prose(row, rows[max(0, number - NEAR) : number + NEAR + 1], labels):
            zones.append([])
        else:
            zones[-1].append(row)
    return [trimmed for zone in zones if (trimmed := _trim(zone, labels))]


def _rows(blocks: Sequence[Block]) -> list[TextRow | None]:
    """Rows of lines; None where another block stands between."""
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
        last = rows[-1] if rows else None
        if last is not None and last.pieces[-1].page == page and are_beside(last.pieces[-1].line, block):
            rows[-1] = TextRow((*last.pieces, piece), last.first)
        else:
            rows.append(TextRow((piece,), number))
    return rows


def _is_prose(row: TextRow, near: Sequence[TextRow | None], labels: FormLabels) -> bool:
    """Whether a row is no row of a table: a sentence, a heading, or text that runs into the columns of figures."""
    if len(row.pieces) > 1 or row.figures:
        return False
    text = squeeze(clean(row.pieces[0].text))
    if "。" in text:
        return True
    figures = [piece for other in near if other is not None for piece in other.figures]
    if not figures:
        return True
    known = labels.any(text) >= A_LABEL
    if HEADING.match(text) is not None and not known:
        size = sorted(piece.line.size for piece in figures)[len(figures) // 2]
        standing_out = row.pieces[0].line.bold and not any(_touches(row.box, piece.box) for piece in figures)
        if labels.section(text) >= A_SECTION or standing_out or row.pieces[0].line.size > LARGER * size:
            return True
    return (
        not known
        and row.box.x0 < min(piece.box.x0 for piece in figures)
        and row.box.x1 > max(piece.box.x0 for piece in figures)
    )


def _touches(line: Box, figure: Box) -> bool:
    """Whether a figure stands beside or between lines so near that one of them is its label."""
    reach = 0.6 * (line.bottom - line.top)
    return line.top - reach < (figure.top + figure.bottom) / 2 < line.bottom + reach


def _trim(zone: Sequence[TextRow], labels: FormLabels) -> list[TextRow]:
    """The zone from its first label or header to its last figure and what goes on from there; empty if it is none."""
    known = [any(labels.any(piece.text) >= A_LABEL for piece in row.pieces if not piece.is_figure) for row in zone]
    figured = [number for number, row in enumerate(zone) if row.figures]
    if not figured or sum(known) < (2 if len(figured) > 2 else 1):
        return []
    first = next(number for number, row in enumerate(zone) if known[number] or row.figures or len(row.pieces) > 1)
    last = figured[-1]
    while last + 1 < len(zone) and _goes_on(zone[last], zone[last + 1], labels):
        last += 1
    return list(zone[first : last + 1])


def _goes_on(above: TextRow, below: TextRow, labels: FormLabels) -> bool:
    """Whether a row without figures is the next line of a label."""
    height = below.box.bottom - below.box.top
    near = below.box.top - above.box.bottom < 0.8 * height
    return near and HEADING.match(squeeze(clean(below.pieces[0].text))) is None and below.box.x1 <= above.box.x1
