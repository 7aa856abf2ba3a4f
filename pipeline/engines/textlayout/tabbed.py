"""Tables written with TABs: one cell a line, each with a TAB in front, or one row a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.engines.textlayout.spans import Piece, Span, TextLine, ends_table, grid_of, head_of, is_table, piece
from pipeline.text.wording import is_figure, is_table_label

ONE_CELL = re.compile(r"[ \u00a0\u3000]*\t[^\t]*")
LONGEST_UNIT, LONGEST_FRAGMENT, LONGEST_CELL = 4, 40, 150
SHORTEST_LABEL = 2
FEWEST_LINES = 3
MOST_IN_A_ROW = 40  # cells; more, and blank lines do not end rows here
GAP = 2  # lines between rows of one table that hold no TAB


def find_tabbed(lines: Sequence[TextLine]) -> list[Span]:
    """The tables among `lines` whose cells TABs keep apart."""
    found: list[Span] = []
    start = 0
    while start < len(lines):
        if not _is_row(lines[start].text):
            start += 1
            continue
        stop = _dump_end(lines, start)
        rows = _dump_rows(lines[start:stop])
        if not _is_dump(lines[start:stop]):
            stop = _rows_end(lines, start)
            start = max(head_of(lines, start), found[-1].stop if found else 0)
            rows = _tab_rows(lines[start:stop])
        if stop - start >= FEWEST_LINES and is_table(p for row in rows for p in row):
            known = max(len(row) for row in rows) <= MOST_IN_A_ROW
            cells = rows if known else [[p] for row in rows for p in row]
            found.append(Span(start, stop, grid_of(cells, "rows" if known else "stream")))
        start = max(stop, start + 1)
    return found


def _is_row(text: str) -> bool:
    return "\t" in text and not ends_table(text.replace("\t", ""))


def _is_dump(lines: Sequence[TextLine]) -> bool:
    """Whether most lines with a TAB hold one cell behind it."""
    tabbed = [line.text for line in lines if "\t" in line.text]
    return 5 * sum(ONE_CELL.fullmatch(text) is not None for text in tabbed) >= 3 * len(tabbed)


def _dump_end(lines: Sequence[TextLine], start: int) -> int:
    """The line after the last cell of a dump: blank lines end rows, lines without a TAB go on with the cell above."""
    stop, cell, blank = start, "", False
    for number in range(start, len(lines)):
        text = lines[number].text
        if not text.strip() and "\t" not in text:
            blank = True
            continue
        if "\t" in text:
            if not _is_row(text):
                break
            cell = text.strip()
        elif _begins_row(lines, number) if blank else _goes_on(cell, text):
            cell += text.strip()
        else:
            break
        stop, blank = number + 1, False
    return stop


def _goes_on(cell: str, text: str) -> bool:
    """Whether a line without a TAB is a further line of the cell above it."""
    more = text.strip()
    if ends_table(text) and not is_table_label(cell + more):
        return False
    if is_figure(cell):
        return len(more) <= LONGEST_UNIT
    return len(cell) + len(more) <= LONGEST_CELL and len(more) <= LONGEST_FRAGMENT


def _begins_row(lines: Sequence[TextLine], number: int) -> bool:
    """Whether a line without a TAB, after a blank line, is the first cell of a row whose other cells follow at once."""
    text = lines[number].text
    follows = number + 1 < len(lines) and "\t" in lines[number + 1].text
    return follows and not ends_table(text) and len(text.strip()) <= LONGEST_FRAGMENT


def _dump_rows(lines: Sequence[TextLine]) -> list[list[Piece]]:
    rows: list[list[Piece]] = [[]]
    for line in lines:
        if not line.text.strip() and "\t" not in line.text:
            rows.append([])
        elif "\t" in line.text or not rows[-1]:
            rows[-1] += _cells(line) if "\t" in line.text else [piece(line, 0, len(line.text))]
        else:
            rows[-1][-1] = rows[-1][-1].joined(line.text.strip())
    return [row for row in rows if row]


def _cells(line: TextLine) -> list[Piece]:
    """The cells of a line of a dump: each stands behind a TAB."""
    cells = _split(line)
    return cells[1:] if not cells[0].text else cells


def _split(line: TextLine) -> list[Piece]:
    bounds = [-1, *(match.start() for match in re.finditer("\t", line.text)), len(line.text)]
    return [piece(line, a + 1, b) for a, b in pairwise(bounds)]


def _rows_end(lines: Sequence[TextLine], start: int) -> int:
    stop, gap = start, 0
    for number in range(start, len(lines)):
        text = lines[number].text
        if _is_row(text):
            stop, gap = number + 1, 0
        elif text.strip():
            gap += 1
            if gap > GAP or ends_table(text) or len(text.strip()) > LONGEST_FRAGMENT:
                break
    return stop


def _tab_rows(lines: Sequence[TextLine]) -> list[list[Piece]]:
    """A row a line. A line without a TAB is a row of its own (a caption), or the rest of the last cell above."""
    rows: list[list[Piece]] = []
    for line in lines:
        cells = _split(line)
        if not any(cell.text for cell in cells):
            continue
        text = cells[0].text
        rest = len(cells) == 1 and len(text) <= SHORTEST_LABEL and not is_table_label(text)
        if rows and (rest or _is_open(rows[-1][-1].text)):
            rows[-1][-1] = rows[-1][-1].joined(text)
            rows[-1] += cells[1:]
        else:
            rows.append(cells)
    return [[_unquoted(p) for p in row] for row in rows]


def _is_open(text: str) -> bool:
    """Whether a cell opened a quotation mark, as spreadsheets do round a line break, and did not close it."""
    return text.startswith('"') and text.count('"') % 2 == 1


def _unquoted(p: Piece) -> Piece:
    if len(p.text) > 1 and p.text.startswith('"') and p.text.endswith('"'):
        return Piece(p.text[1:-1].replace('""', '"'), p.line, p.start, p.end)
    return p
