"""Tables whose columns spaces keep apart: aligned by several, or a label with its figures behind it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.engines.textlayout.spans import UNITS, Piece, Span, TextLine, ends_table, grid_of, is_table, piece
from pipeline.text.wording import is_caption, is_figure, is_prose, is_section_heading, is_table_label

WIDE_GAP = re.compile(r"(?:[ \u00a0\u2002-\u200a]{2,}|\u3000[ \u00a0\u3000]+|[ \u00a0]+\u3000)")
TOKEN = re.compile(r"[^\s\u3000]+")
FEWEST_ROWS = 3
GAP = 4  # lines of labels between two rows of figures
WIDE = frozenset("WF")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line cut into pieces; `figures` how many figures end it, `aligned` whether wide gaps part them."""

    pieces: list[Piece]
    figures: int
    aligned: bool


def find_spaced(lines: Sequence[TextLine]) -> list[Span]:
    """The tables among `lines` whose rows end in figures that spaces keep apart."""
    cut = {n: row for n, line in enumerate(lines) if (row := _cut(line)) is not None}
    rows = {n: row for n, row in cut.items() if row.figures and len(row.pieces) > 1}
    found: list[Span] = []
    for group in _groups(list(rows), lines):
        if not _is_likely([rows[n] for n in group]):
            continue
        start, stop = _begin(lines, group[0]), _finish(lines, group[-1] + 1)
        inked = [n for n in range(start, stop) if lines[n].text.strip()]
        table = _aligned([rows[n] if n in rows else _header(lines[n]) for n in inked], lines)
        if is_table(p for row in table for p in row):
            found.append(Span(start, stop, grid_of(table, "rows")))
    return found


def _is_likely(rows: Sequence[_Row]) -> bool:
    """Whether rows of figures are a table: enough of them, and of one figure a row only where labels are known."""
    if len(rows) < FEWEST_ROWS:
        return False
    labelled = sum(is_table_label(row.pieces[0].text) for row in rows)
    return max(row.figures for row in rows) > 1 or 2 * labelled >= len(rows)


def _cut(line: TextLine) -> _Row | None:
    """The line as pieces: cut at wide gaps, and at every space among the figures at its end."""
    if not line.text.strip() or is_prose(line.text) or is_section_heading(line.text):
        return None
    ends = [(match.start(), match.end()) for match in WIDE_GAP.finditer(line.text)]
    bounds = [0, *(point for pair in ends for point in pair), len(line.text)]
    pieces = [piece(line, bounds[n], bounds[n + 1]) for n in range(0, len(bounds) - 1, 2)]
    pieces = [p for p in pieces if p.text]
    aligned = len(pieces) > 1
    tokens = [piece(line, *match.span()) for match in TOKEN.finditer(line.text)]
    tail = _tail(tokens)
    if tail > _tail(pieces):
        first = tokens[len(tokens) - tail].start
        label = piece(line, 0, first)
        pieces = [*_label_and_unit(tokens[: len(tokens) - tail], label), *tokens[len(tokens) - tail :]]
        aligned = False
    return _Row(pieces, _tail(pieces), aligned)


def _label_and_unit(tokens: Sequence[Piece], label: Piece) -> list[Piece]:
    """The label before the figures, without the unit that may stand between them."""
    if len(tokens) > 1 and tokens[-1].text in UNITS:
        unit = tokens[-1]
        return [Piece(label.text[: -len(unit.text)].rstrip(), label.line, label.start, tokens[-2].end), unit]
    return [label] if label.text else []


def _tail(pieces: Sequence[Piece]) -> int:
    """How many figures end the row."""
    count = 0
    for p in reversed(pieces):
        if not is_figure(p.text):
            break
        count += 1
    return count


def _header(line: TextLine) -> _Row:
    """A line of labels, cut at wide gaps, or at every space where that leaves known labels only."""
    row = _cut(line) or _Row([piece(line, 0, len(line.text))], 0, aligned=False)
    tokens = [piece(line, *match.span()) for match in TOKEN.finditer(line.text)]
    if len(tokens) > len(row.pieces) and all(is_table_label(token.text) for token in tokens):
        return _Row(tokens, 0, aligned=True)
    return row


def _groups(numbers: Sequence[int], lines: Sequence[TextLine]) -> list[list[int]]:
    """Rows of figures that stand in one table: between them only blank lines and a few labels."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups:
            between = [lines[n].text for n in range(groups[-1][-1] + 1, number) if lines[n].text.strip()]
            if len(between) <= GAP and not any(ends_table(text) for text in between):
                groups[-1].append(number)
                continue
        groups.append([number])
    return groups


def _begin(lines: Sequence[TextLine], first: int) -> int:
    """The first line of labels right above the first row of figures."""
    start = first
    for number in range(first - 1, max(-1, first - 3 * GAP), -1):
        text = lines[number].text
        if not text.strip():
            continue
        if is_section_heading(text) or not _is_header(text):
            break
        start = number
    return start


def _finish(lines: Sequence[TextLine], stop: int) -> int:
    """After the last row of figures: known labels may still follow, whose figures are blank."""
    last = stop
    for number in range(stop, min(len(lines), stop + GAP)):
        text = lines[number].text
        if text.strip() and not (is_table_label(text) and not is_section_heading(text)):
            break
        last = number + 1 if text.strip() else last
    return last


def _is_header(text: str) -> bool:
    return is_table_label(text) or all(is_table_label(token) or len(token) <= 4 for token in text.split())


def _aligned(rows: Sequence[_Row], lines: Sequence[TextLine]) -> list[list[Piece]]:
    """The rows' pieces; where a row lacks figures that others of its table have, blanks stand in their columns."""
    texts = {line.number: line.text for line in lines}
    captions = [n for n, row in enumerate(rows) if is_caption(row.pieces[0].text)]
    bounds = [0, *captions, len(rows)]
    return [pieces for a, b in pairwise(bounds) for pieces in _filled(rows[a:b], texts)]


def _filled(rows: Sequence[_Row], texts: dict[int, str]) -> list[list[Piece]]:
    counts = Counter(row.figures for row in rows if row.aligned and row.figures > 1)
    if not counts:
        return [row.pieces for row in rows]
    full = max(counts, key=lambda count: (counts[count], count))
    centres = _centres([row for row in rows if row.aligned and row.figures == full], full, texts)
    return [_padded(row, centres, texts) if row.aligned and 0 < row.figures < full else row.pieces for row in rows]


def _centres(rows: Sequence[_Row], full: int, texts: dict[int, str]) -> list[float]:
    """For each of the last `full` columns the middle of its figures, in widths of a Latin letter."""
    return [sum(_centre(row.pieces[n - full], texts) for row in rows) / len(rows) for n in range(full)]


def _padded(row: _Row, centres: Sequence[float], texts: dict[int, str]) -> list[Piece]:
    label = row.pieces[: len(row.pieces) - row.figures]
    cells: list[Piece | None] = [None] * len(centres)
    for p in row.pieces[len(label) :]:
        nearest = min(range(len(centres)), key=lambda n: abs(centres[n] - _centre(p, texts)))
        if cells[nearest] is not None:
            return row.pieces  # two figures under one column: the columns are not what they seem
        cells[nearest] = p
    end = row.pieces[-1].end
    return [*label, *(Piece("", row.pieces[0].line, end, end) if p is None else p for p in cells)]


def _centre(p: Piece, texts: dict[int, str]) -> float:
    before = texts[p.line][: p.start]
    return _width(before) + _width(p.text) / 2


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in WIDE else 1 for char in text)
