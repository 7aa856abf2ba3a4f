"""Tables written with bars: `a | b | c |` rows, Markdown, drawn boxes, and one cell a line that ends in a bar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise, zip_longest

from pipeline.engines.textlayout.spans import Piece, Span, TextLine, ends_table, grid_of, head_of, is_table, piece
from pipeline.text.wording import is_figure, is_table_label

BARS = str.maketrans(dict.fromkeys("｜│┃┆┇┊┋║¦︱", "|"))
RULE_CHARACTERS = "─━═┄┅┈┉╌╍┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋|+-=: \t\u3000"
BOX_RULE = re.compile(r"[─━═┄┈┌└├╔╚╠┏┗┣╭╰]|^\s*\+[-=+]{3,}")
COLUMN_RULE = r"\s*(?::?-{3,}:?|:-+:?|-+:)\s*"
MARKDOWN_RULE = re.compile(rf"\s*\|?(?:{COLUMN_RULE}\|)*{COLUMN_RULE}\|?\s*")
SPLIT = re.compile(r"(?<!\\)\|")
BREAK = re.compile(r"<br\s*/?>", re.I)
ROW_END = re.compile(r"[^\s|]\s*\|\s?\|\s*$")
LONGEST_FRAGMENT, GAP, FEWEST_LINES = 40, 3, 3


def find_piped(lines: Sequence[TextLine]) -> list[Span]:
    """The tables among `lines` whose cells bars keep apart."""
    lines = [TextLine(line.number, line.text.translate(BARS)) for line in lines]
    found: list[Span] = []
    start = 0
    while start < len(lines):
        if "|" not in lines[start].text and not _is_rule(lines[start].text):
            start += 1
            continue
        stop = _end(lines, start)
        start = max(head_of(lines, start), found[-1].stop if found else 0)
        stretch = lines[start:stop]
        rows, ended = _cells_by_line(stretch) if _one_cell_a_line(stretch) else (_rows(stretch), True)
        telling = [number for number, row in enumerate(rows) if _tells(row)]
        if telling and telling[-1] + 1 < len(rows):  # bars also part the links of a page: they are lines again
            stop = start + _index(rows[telling[-1] + 1][0], stretch)
        if telling and telling[0]:
            start += _index(rows[telling[0]][0], stretch)
        rows = rows[telling[0] : telling[-1] + 1] if telling else []
        pieces = [p for row in rows for p in row]
        if len(pieces) >= FEWEST_LINES and is_table(pieces):
            grid = grid_of(rows, "rows") if ended else grid_of([[p] for p in pieces], "stream")
            found.append(Span(start, stop, grid))
        start = max(stop, start + 1)
    return found


def _is_rule(text: str) -> bool:
    """Whether the line draws a rule and holds no cell: `|---|---|`, `+-----+`, `├───┤`."""
    if not text.strip(RULE_CHARACTERS):
        return BOX_RULE.search(text) is not None or MARKDOWN_RULE.fullmatch(text) is not None
    return False


def _end(lines: Sequence[TextLine], start: int) -> int:
    """The line after the last bar; between bars stand blank lines, captions and lines of cells that go on."""
    stop = start
    for number in range(start, len(lines)):
        text = lines[number].text
        if "|" in text or _is_rule(text):
            stop = number + 1
        elif text.strip() and not (_is_fragment(lines, number) or (is_table_label(text) and number < stop + GAP)):
            break
    return stop


def _is_fragment(lines: Sequence[TextLine], number: int) -> bool:
    """Whether a line without a bar is the first part of a cell that goes on in the next lines."""
    ahead = [line.text for line in lines[number : number + GAP]]
    bar = next((n for n, text in enumerate(ahead) if "|" in text), None)
    return bar is not None and all(
        text.strip() and len(text.strip()) <= LONGEST_FRAGMENT and not ends_table(text) and not _is_rule(text)
        for text in ahead[:bar]
    )


def _one_cell_a_line(lines: Sequence[TextLine]) -> bool:
    with_bar = [line.text.strip() for line in lines if "|" in line.text and not _is_rule(line.text)]
    single = [text for text in with_bar if text.endswith("|") and "|" not in text.strip("| \t\u3000")]
    single = [text for text in single if not (text.startswith("|") and text.strip("| "))]
    return 5 * len(single) >= 4 * len(with_bar) > 0


def _cells_by_line(lines: Sequence[TextLine]) -> tuple[list[list[Piece]], bool]:
    """Rows of cells that each end in a bar, a row in two; and whether any row end was seen."""
    rows: list[list[Piece]] = [[]]
    ended = False
    begun: Piece | None = None
    attached = any(ROW_END.search(line.text) for line in lines)
    for line in lines:
        text = line.text.rstrip()
        if not text:
            continue
        content = text.rstrip("| \t\u3000")
        own = piece(line, 0, len(content))
        cell = own if begun is None else begun.joined(own.text) if own.text else begun
        if not text.endswith("|"):
            begun = cell
            continue
        bars = text[len(content) :].replace(" ", "").count("|")
        if cell.text or bars == 1 or attached:  # two bars behind nothing: an empty last cell, if others stand there
            rows[-1].append(cell)
        begun = None
        if bars > 1:
            rows.append([])
            ended = True
    if begun is not None:
        rows[-1].append(begun)
    return [row for row in rows if row], ended


def _rows(lines: Sequence[TextLine]) -> list[list[Piece]]:
    """A row a line; in a drawn box, a row for each stretch between two rules."""
    rows: list[tuple[int, list[Piece]]] = []
    begun: Piece | None = None
    rules = 0
    for line in lines:
        if _is_rule(line.text):
            rules += BOX_RULE.search(line.text) is not None
        elif "|" in line.text:
            cells = _row(line)
            if begun is not None and cells:
                cells[0] = begun.joined(cells[0].text)
            rows.append((rules, cells))
            begun = None
        elif line.text.strip():
            own = piece(line, 0, len(line.text))
            if is_table_label(own.text):
                rows.append((rules, [own]))
            else:
                begun = own if begun is None else begun.joined(own.text)
    if rules >= FEWEST_LINES:
        groups = groupby(rows, key=lambda row: row[0])
        stretches = [(rule, [cells for _, cells in group]) for rule, group in groups]
        return [row for rule, stretch in stretches for row in (_merged(stretch) if rule else stretch)]
    return [cells for _, cells in rows if cells]


def _tells(row: Sequence[Piece]) -> bool:
    """Whether the row holds a figure or a label."""
    return any(is_figure(p.text) or is_table_label(p.text) for p in row)


def _index(first: Piece, lines: Sequence[TextLine]) -> int:
    return next(number for number, line in enumerate(lines) if line.number == first.line)


def _merged(group: list[list[Piece]]) -> list[list[Piece]]:
    """One row of lines that have as many cells; what has not is left as it is."""
    if len(group) == 1 or len({len(row) for row in group}) > 1:
        return group
    merged = group[0]
    for row in group[1:]:
        pairs = zip_longest(merged, row)
        merged = [one.joined(more.text) if more.text else one for one, more in pairs]
    return [merged]


def _row(line: TextLine) -> list[Piece]:
    text = line.text
    bounds = [-1, *(match.start() for match in SPLIT.finditer(text)), len(text)]
    cells = [piece(line, a + 1, b) for a, b in pairwise(bounds)]
    if not text[: bounds[1]].strip():
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].text:
        cells = cells[:-1]
        if text.rstrip().endswith("||") and len(cells) > 1 and not cells[-1].text:
            cells = cells[:-1]  # the row's end is a bar of its own
    return [Piece(_unescaped(cell.text), cell.line, cell.start, cell.end) for cell in cells]


def _unescaped(text: str) -> str:
    return BREAK.sub("\n", text).replace("\\|", "|").strip("*` ")
