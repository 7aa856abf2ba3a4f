"""Whether a lattice is a table whose rules part its cells, and what in it is none of the table's."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.engines.pdf_filling import Filled
from pipeline.engines.pdf_ink import Glyph
from pipeline.engines.pdf_text import FIGURES, group_rows, split_row

LONG = 160  # characters; a cell of a statutory table is shorter
FEW = 4  # cells with text; a table has more where one of them is long
MANY = 4  # figures side by side in one cell
SEVERAL, SEVERAL_ROWS = 2, 3  # cells with several figures, and figures below each other, that rules should part
HEADERS = 3  # cells with a label and a figure under it
MARGIN = 0.6  # share of the rows that one empty cell spans beside a table
STOP = "。"


def carve(item: Filled) -> list[Glyph]:
    """Take prose, and the empty space beside it, out of a lattice: a frame round text and tables. Returns the prose."""
    prose = [
        slot
        for slot, glyphs in item.glyphs.items()
        if len(glyphs) > LONG and any(glyph.text == STOP for glyph in glyphs)
    ]
    if not prose:
        return []
    rows = len(item.lattice.ys) - 1
    item.gone = set(prose) | {
        number
        for number, slot in enumerate(item.lattice.slots)
        if number not in item.glyphs and slot.rowspan >= max(3, MARGIN * rows)
    }
    return [glyph for slot in prose for glyph in item.glyphs.pop(slot)]


def is_table(item: Filled) -> bool:
    """Whether a lattice is a table whose rules part its cells.

    It is not where it is a frame, a box of one column or columns of prose, and where its cells hold figures beside
    or below each other that no rule parts: what stands in it must be found by other means.
    """
    slots = [slot for number, slot in enumerate(item.lattice.slots) if number not in item.gone]
    if len({slot.column for slot in slots}) < 2 or len(slots) < 2:
        return False
    inked = [seen for glyphs in item.glyphs.values() if (seen := [g for g in glyphs if not g.text.isspace()])]
    longest, total = max(map(len, inked), default=0), sum(map(len, inked))
    if not inked or (longest > LONG and (2 * longest > total or len(inked) <= FEW)):
        return False
    beside = [_most_beside(glyphs) for glyphs in inked]
    if max(beside) >= MANY or sum(count > 1 for count in beside) >= SEVERAL:
        return False
    return sum(map(_holds_column, inked)) < SEVERAL and sum(map(_holds_header, inked)) < HEADERS


def _most_beside(glyphs: Sequence[Glyph]) -> int:
    """How many figures stand side by side in a row of a cell that holds nothing else, at most."""
    if sum(glyph.text in FIGURES for glyph in glyphs) < 2:
        return 0
    parts = (split_row(row) for row in group_rows(glyphs))
    return max((len(row) for row in parts if all(_is_figure(part) for part in row)), default=0)


def _holds_column(glyphs: Sequence[Glyph]) -> bool:
    """Whether a cell holds nothing but figures, three or more of them one below the other."""
    if not _is_figure(glyphs):
        return False
    return len(group_rows(glyphs)) >= SEVERAL_ROWS


def _is_figure(glyphs: Sequence[Glyph]) -> bool:
    return all(glyph.text in FIGURES or glyph.text.isspace() for glyph in glyphs)


def _holds_header(glyphs: Sequence[Glyph]) -> bool:
    """Whether a cell holds a label and a figure under it that a rule should part."""
    rows = group_rows(glyphs)
    if len(rows) < 2:
        return False
    return _is_figure(rows[-1]) and not any(glyph.text in FIGURES for glyph in rows[0])
