"""Zones of a document that may be tables: rows with figures and labels, and no prose between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.schema import Box
from pipeline.stages.tabulation.aligned.textrows import A_LABEL, Piece, TextRow, is_unit, text_rows
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.text.normalise import clean, squeeze
from pipeline.types.page import Block

HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．,，:：]|第[一二三四五六七八九十]部分)\S|注[:：]|备注|说明[:：]|附[:：件]"
)
A_SECTION = 0.7
LARGER = 1.15  # times the size of the figures; a heading is printed larger than the table under it
NEAR = 12  # rows in which the columns of a table are looked for
WORDS, SHORT = 4, 4  # words of a header's row, and characters that they have on average at most
SEVERAL = 3  # figures in a row
INDENT = 3.0  # em; prose starts at the left


def find_zones(blocks: Sequence[Block], labels: FormLabels) -> list[list[TextRow]]:
    """Runs of rows without prose between them that print figures and labels of a form; pages may break them."""
    rows = text_rows(blocks, labels)
    if not any(row is not None and row.figures for row in rows):
        return []
    zones: list[list[TextRow]] = [[]]
    for number, row in enumerate(rows):
        if row is None or _is_prose(row, rows[max(0, number - NEAR) : number + NEAR + 1], labels):
            zones.append([])
        else:
            zones[-1].append(row)
    return [trimmed for zone in zones if (trimmed := _trim(zone, labels))]


def _is_prose(row: TextRow, near: Sequence[TextRow | None], labels: FormLabels) -> bool:
    """Whether a row is no row of a table: a sentence, a heading, or text that runs into the columns of figures."""
    if len(row.pieces) > 1 or row.figures:
        return False
    piece = row.pieces[0]
    text, words = squeeze(clean(piece.text)), piece.text.split()
    if "。" in text:
        return True
    if len(words) >= WORDS and len(text) <= SHORT * len(words):  # a header whose labels stand near each other
        return False
    rows = [other for other in near if other is not None]
    figures = [figure for other in rows for figure in other.figures]
    known = labels.any(text) >= A_LABEL
    if not figures:
        return not known and not is_unit(text)
    if HEADING.match(text) is not None and not known and _stands_out(piece, figures, labels):
        return True
    starts_left = row.box.x0 < min(other.box.x0 for other in rows) + INDENT * piece.size
    return not known and starts_left and row.box.x1 > max(figure.box.x0 for figure in figures)


def _stands_out(piece: Piece, figures: Sequence[Piece], labels: FormLabels) -> bool:
    """Whether a numbered line is the title of a section, not the label of a row."""
    size = sorted(figure.line.size for figure in figures)[len(figures) // 2]
    bold = piece.line.bold and not any(_touches(piece.box, figure.box) for figure in figures)
    return labels.section(piece.text) >= A_SECTION or bold or piece.line.size > LARGER * size


def _touches(line: Box, figure: Box) -> bool:
    """Whether a figure stands beside or between lines so near that one of them is its label."""
    reach = 0.6 * (line.bottom - line.top)
    return line.top - reach < (figure.top + figure.bottom) / 2 < line.bottom + reach


def _trim(zone: Sequence[TextRow], labels: FormLabels) -> list[TextRow]:
    """The zone from its first label or header to its last figure and what goes on from there; empty if it is none."""
    known = [sum(labels.any(piece.text) >= A_LABEL for piece in row.pieces if not piece.is_figure) for row in zone]
    figured = [number for number, row in enumerate(zone) if row.figures]
    if not figured or sum(known) < _fewest_labels([zone[number] for number in figured]):
        return []
    first = next(number for number, row in enumerate(zone) if known[number] or row.figures or len(row.pieces) > 1)
    last = figured[-1]
    while last + 1 < len(zone) and _goes_on(zone[last], zone[last + 1]):
        last += 1
    return list(zone[first : last + 1])


def _fewest_labels(figured: Sequence[TextRow]) -> int:
    """How many labels must be known: one where a row has several figures or a unit beside its figure, else two."""
    several = any(len(row.figures) >= SEVERAL or any(is_unit(piece.text) for piece in row.pieces) for row in figured)
    return 1 if several and len(figured) <= 2 else 2


def _goes_on(above: TextRow, below: TextRow) -> bool:
    """Whether a row without figures is the next line of a label."""
    height = below.box.bottom - below.box.top
    near = below.box.top - above.box.bottom < 0.8 * height
    return near and HEADING.match(squeeze(clean(below.pieces[0].text))) is None and below.box.x1 <= above.box.x1
