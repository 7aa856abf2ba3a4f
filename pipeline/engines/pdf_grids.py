"""Lattices with the text in them as grids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.engines.pdf_fonts import Verdict
from pipeline.engines.pdf_frame import Frame, turn_glyph
from pipeline.engines.pdf_ink import OBLIQUE, Glyph
from pipeline.engines.pdf_lattice import Lattice
from pipeline.engines.pdf_text import FIGURES, Row, group_rows, write_row
from pipeline.schema import Box, PagePlace
from pipeline.types.grid import Cell, Grid
from pipeline.types.page import Region

RISE = 0.36  # em from the baseline to the middle of a figure
RUN_ON = 0.15  # em; figures nearer than that are one number, whatever rule is between them
LONG = 160  # characters; a cell of a statutory table is shorter
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
    y = glyph.baseline - RISE * glyph.size if glyph.turn == 0 else (glyph.top + glyph.bottom) / 2
    for item in filled:
        slot = item.lattice.at(x, y)
        if slot is not None:
            return item, slot
    return None


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
    """Whether a lattice is a table: not a frame, not a box of one column, not columns of prose."""
    if len(item.lattice.xs) < 3 or not item.glyphs or len(item.lattice.slots) < 2:
        return False
    inked = [glyphs for glyphs in item.glyphs.values() if any(not glyph.text.isspace() for glyph in glyphs)]
    lengths = sorted((len(glyphs) for glyphs in inked), reverse=True)
    return bool(lengths) and not (len(lengths) <= 4 and lengths[0] > LONG)


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
    down, across = len(lattice.ys) - 1, len(lattice.xs) - 1
    return Grid(tuple(cells), down, across, ENGINE, "ruled", (page,)), [
        Region(page, box, f"cells: {why}") for why, box in doubts.items()
    ]


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
