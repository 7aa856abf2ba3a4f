"""Tables of which only the order of their cells is left: one cell a line, blank lines between, no row ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.engines.textlayout.spans import UNITS, Piece, Span, TextLine, ends_table, grid_of, is_table, piece
from pipeline.text.normalise import label_key
from pipeline.text.wording import is_distinctive_label, is_figure, is_section_heading, is_table_label

STATISTICS = frozenset({"统计指标", "指标名称"})  # this table's own row headings read like headings of sections
LONGEST_CELL = 60
FEWEST_CELLS = 6
SAME_GAP = 0.8  # share of the label-after-figure steps that have one gap: rows are set apart by it


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring lines without a blank line between, `gap` blank lines before the first."""

    gap: int
    pieces: list[Piece]

    @property
    def text(self) -> str:
        return "\n".join(p.text for p in self.pieces)


def find_stream(lines: Sequence[TextLine]) -> list[Span]:
    """The tables among `lines` that stand there as one cell after another."""
    found: list[Span] = []
    start = 0
    while start < len(lines):
        stop = _end(lines, start) if _begins(lines, start) else start
        if stop > start:
            cells = _cells(lines, start, stop)
            if len(cells) >= FEWEST_CELLS and is_table(cells):
                found.append(Span(start, stop, grid_of([[cell] for cell in cells], "stream")))
        start = max(stop, start + 1)
    return found


def _begins(lines: Sequence[TextLine], start: int) -> bool:
    """Whether a label begins here, perhaps one over two lines or cells."""
    text = lines[start].text
    if not text.strip() or is_figure(text) or is_section_heading(text):
        return False
    if is_table_label(text):
        return True
    following = next((line.text for line in lines[start + 1 : start + 4] if line.text.strip()), "")
    return len(text) + len(following) < LONGEST_CELL and is_distinctive_label(text + following)


def _end(lines: Sequence[TextLine], start: int) -> int:
    """After the last line before a heading, a note or a sentence; trailing lines that are no cells are left out."""
    statistics, stop = False, start
    for number in range(start, len(lines)):
        text = lines[number].text
        if not text.strip():
            continue
        key = label_key(text) if len(text) < LONGEST_CELL else ""
        statistics = statistics or key in STATISTICS
        heading_of_rows = statistics and is_section_heading(text) and _figure_follows(lines, number)
        if (ends_table(text) and not heading_of_rows) or len(text.strip()) > 2 * LONGEST_CELL:
            break
        if is_figure(text) or is_table_label(text) or heading_of_rows:
            stop = number + 1
    return stop


def _figure_follows(lines: Sequence[TextLine], number: int) -> bool:
    """Whether a figure or a label of the list, and no sentence, comes next."""
    ahead = next((line.text for line in lines[number + 1 : number + 10] if line.text.strip()), "")
    return is_figure(ahead) or is_distinctive_label(ahead)


def _cells(lines: Sequence[TextLine], start: int, stop: int) -> list[Piece]:
    """A cell for each group of lines, or for each line where no blank lines part them; blank ones where they show."""
    groups = _grouped(lines, start, stop)
    if not _parted_by_blanks(groups):
        return _mended([p for group in groups for p in group.pieces])
    usual, between_rows = _gaps(groups)
    cells: list[Piece] = []
    for number, group in enumerate(groups):
        if number:
            step = between_rows if _is_new_row(groups, number) else usual
            cells += _blanks(group, step, usual)
        cells.append(_cell(group))
    return _mended(cells)


def _mended(cells: Sequence[Piece]) -> list[Piece]:
    """The cells with labels whole again that stand there as two or more cells: only together they are a label."""
    mended: list[Piece] = []
    for cell in cells:
        if mended and _is_rest(mended[-1].text, cell.text):
            mended[-1] = mended[-1].joined(cell.text)
        else:
            mended.append(cell)
    return mended


def _is_rest(label: str, rest: str) -> bool:
    if not label or not rest or rest in UNITS or is_figure(label) or is_figure(rest) or is_table_label(rest):
        return False
    whole = label + rest
    return is_distinctive_label(whole) or (is_table_label(whole) and not is_table_label(label))


def _grouped(lines: Sequence[TextLine], start: int, stop: int) -> list[_Group]:
    groups: list[_Group] = []
    gap = 0
    for number in range(start, stop):
        line = lines[number]
        if not line.text.strip():
            gap += 1
            continue
        own = piece(line, 0, len(line.text))
        if groups and not gap:
            groups[-1].pieces.append(own)
        else:
            groups.append(_Group(gap, [own]))
        gap = 0
    return groups


def _parted_by_blanks(groups: Sequence[_Group]) -> bool:
    """Whether a group is a cell: most hold one line, and no group holds several figures."""
    several = sum(sum(is_figure(p.text) for p in group.pieces) > 1 for group in groups)
    return len(groups) >= FEWEST_CELLS and 20 * several <= len(groups)


def _cell(group: _Group) -> Piece:
    first = group.pieces[0]
    return Piece(group.text, first.line, first.start, first.end)


def _is_new_row(groups: Sequence[_Group], number: int) -> bool:
    return is_figure(groups[number - 1].text) and not is_figure(groups[number].text)


def _gaps(groups: Sequence[_Group]) -> tuple[int, int]:
    """How many blank lines part two cells, and how many part two rows where that is more and always the same."""
    within = Counter(group.gap for n, group in enumerate(groups) if n and not _is_new_row(groups, n))
    usual = max(within, key=lambda gap: (within[gap], -gap)) if within else 1
    rows = Counter(group.gap for n, group in enumerate(groups) if n and _is_new_row(groups, n))
    if not rows:
        return usual, usual
    common = max(rows, key=lambda gap: (rows[gap], -gap))
    return usual, common if rows[common] >= SAME_GAP * sum(rows.values()) and common > usual else usual


def _blanks(group: _Group, expected: int, usual: int) -> list[Piece]:
    """Cells without text before the group: each leaves a line of its own and one more gap."""
    more = group.gap - expected
    first = group.pieces[0]
    count = more // (usual + 1) if more > 0 and more % (usual + 1) == 0 else 0
    return [Piece("", first.line, first.start, first.start) for _ in range(count)]
