"""Lattices with the text in them as grids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.engines.pdf_fonts import Verdict
from pipeline.engines.pdf_frame import Frame, turn_glyph
from pipeline.engines.pdf_ink import OBLIQUE, Glyph
from pipeline.engines.pdf_lattice import Lattice
from pipeline.engines.pdf_text import FIGURES, Row, group_rows, split_row, write_row
from pipeline.schema import Box, PagePlace
from pipeline.types.grid import Cell, Grid
from pipeline.types.page import Region

RISE = 0.36  # em from the baseline to the middle of a figure
RUN_ON = 0.15  # em; figures nearer than that are one number, whatever rule is between them
LONG = 160  # characters; a cell of a statutory table is shorter
SEVERAL, SEVERAL_ROWS = 2, 3  # cells with several figures, and figures below each other, that rules should part
FEW = 4  # cells with text; a table has more where one of them is long
MANY = 4  # figures side by side in one cell
MARGIN = 0.6  # share of the rows that one empty cell spans beside a table
HEADERS = 3  # cells with a label and a figure under it
CLOSING = "、，。；：！？）》〉】』」”’,.;:!?)]"
ENGINE = "lines"


@dataclass(slots=True)
class Filled:
    """A lattice with its glyphs by cell; `hidden` those not seen, `doubtful` why a cell is not to be believed."""

    lattice: Lattice
    glyphs: dict[int, list[Glyph]] = field(default_factory=dict)
    hidden: dict[int, list[Glyph]] = field(default_factory=dict)
    doubtful: dict[int, str] = field(default_factory=dict)


def fill_lattices(glyphs: Iterable[Glyph], lattices: Sequence[Lattice]) -> tuple[list[Filled], list[Glyph]]:
    """Each visible glyph to the cell that its middle lies in, the rest as it came; the innermost lattice has it."""
    filled = [Filled(lattice) for lattice in lattices]
    by_size = sorted(filled, key=lambda item: _area(item.lattice.box))
    outside: list[Glyph] = []
    last: Glyph | None = None
    last_place: tuple[Filled, int] | None = None
    for glyph in glyphs:
        place = _place(glyph, by_size)
        if glyph.hidden:
            if place is not None and glyph.turn != OBLIQUE and not glyph.text.isspace():
                place[0].hidden.setdefault(place[1], []).append(glyph)
            continue
        if last is not None and last_place is not None and place != last_place and _runs_on(last, glyph):
            if glyph.text in FIGURES and last.text in FIGURES:
                for item, slot in (last_place, *((place,) if place is not None else ())):
                    item.doubtful[slot] = "a number runs over a rule"
            place = last_place
        if place is None:
            outside.append(glyph)
        else:
            place[0].glyphs.setdefault(place[1], []).append(glyph)
        last, last_place = glyph, place
    return filled, outside


def _place(glyph: Glyph, filled: Sequence[Filled]) -> tuple[Filled, int] | None:
    x = (glyph.x0 + glyph.x1) / 2
    y = middle_height(glyph)
    for item in filled:
        slot = item.lattice.at(x, y)
        if slot is not None:
            return item, slot
    return None


def middle_height(glyph: Glyph) -> float:
    """The height of a glyph's middle; by its baseline, since what fonts say of their ascent is often wrong."""
    return glyph.baseline - RISE * glyph.size if glyph.turn == 0 else (glyph.top + glyph.bottom) / 2


def _runs_on(last: Glyph, glyph: Glyph) -> bool:
    """Whether two glyphs drawn one after the other, without a gap, are of one word.

    They are where one string holds both, where both are of figures, and where the second never begins a text.
    """
    figures = glyph.text in FIGURES and last.text in FIGURES
    if glyph.order != last.order and not figures and glyph.text not in CLOSING:
        return False
    if abs(glyph.baseline - last.baseline) > 0.5:
        return False
    return -RUN_ON * glyph.size < glyph.x0 - last.x1 < RUN_ON * glyph.size


def is_table(item: Filled) -> bool:
    """Whether a lattice is a table whose rules part its cells.

    It is not where it is a frame, a box of one column or columns of prose, and where its cells hold figures beside
    or below each other that no rule parts: what stands in it must be found by other means.
    """
    if len(item.lattice.xs) < 3 or len(item.lattice.slots) < 2:
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


def to_grid(item: Filled, verdicts: Sequence[Verdict], frame: Frame, page: int) -> tuple[Grid, list[Region]]:
    """The grid of a filled lattice, and the cells that cannot be believed as regions, one a reason."""
    lattice = item.lattice
    cells: list[Cell] = []
    doubts: dict[str, Box] = {}
    for number, slot in enumerate(lattice.slots):
        rows = cell_rows(item.glyphs.get(number, ()), verdicts)
        why = next((row.why for row in rows if row.why is not None), None)
        if number in item.doubtful:
            why = item.doubtful[number]
        elif why is None and number in item.hidden and not _are_twins(item.hidden[number], item.glyphs.get(number, ())):
            why = f"text is {item.hidden[number][0].hidden}"
        box = frame.outward(lattice.slot_box(slot))
        if why is not None:
            doubts[why] = _around(doubts.get(why, box), box)
        place = PagePlace(page=page, box=box)
        text = "\n".join(row.text for row in rows)
        cells.append(Cell(text, slot.row, slot.column, place, slot.rowspan, slot.colspan, why is None))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    grid = Grid(tuple(cells), len(lattice.ys) - 1, len(lattice.xs) - 1, ENGINE, "ruled", (page,))
    return _without_margins(grid), [Region(page, box, f"cells: {why}") for why, box in doubts.items()]


def _without_margins(grid: Grid) -> Grid:
    """The grid without empty columns on both its sides: the space between a table and the frame round it."""
    if not (_is_margin(grid, 0) and _is_margin(grid, grid.columns - 1)):
        return grid
    last = grid.columns - 1
    kept = []
    for cell in grid.cells:
        end = cell.column + cell.colspan
        narrower = cell.colspan - (cell.column == 0) - (end > last)
        if narrower > 0:
            kept.append(replace(cell, column=max(0, cell.column - 1), colspan=narrower))
    return replace(grid, cells=tuple(kept), columns=grid.columns - 2)


def _is_margin(grid: Grid, column: int) -> bool:
    """Whether a column at the side holds nothing and is hardly divided."""
    side = [cell for cell in grid.cells if cell.column == column and cell.colspan == 1]
    undivided = any(cell.rowspan >= max(3, MARGIN * grid.rows) for cell in side)
    return grid.columns > 3 and undivided and not any(cell.text for cell in side)


def cell_rows(glyphs: Sequence[Glyph], verdicts: Sequence[Verdict]) -> list[Row]:
    """The rows of text of a cell, top to bottom; turned text in the order that it reads."""
    glyphs = [glyph for glyph in glyphs if glyph.turn != OBLIQUE]
    turned = [glyph for glyph in glyphs if glyph.turn != 0]
    if len(turned) * 2 > len(glyphs):
        turn = turned[0].turn
        frame = Frame(0.0, 0.0, turn)
        glyphs = [turn_glyph(glyph, frame) for glyph in turned if glyph.turn == turn]
    rows = (write_row(row, verdicts) for row in group_rows(glyphs))
    return [row for row in rows if row is not None]


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _around(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.top, other.top), max(one.x1, other.x1), max(one.bottom, other.bottom))


def _are_twins(hidden: Iterable[Glyph], seen: Sequence[Glyph]) -> bool:
    """Whether every hidden glyph has the same one over it that is seen."""
    return all(
        any(
            other.text == glyph.text and abs(other.x0 - glyph.x0) < 1.5 and abs(other.baseline - glyph.baseline) < 1.5
            for other in seen
        )
        for glyph in hidden
    )
