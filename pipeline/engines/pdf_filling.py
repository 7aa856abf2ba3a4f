"""Characters in the cells of lattices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.engines.pdf_ink import OBLIQUE, Glyph
from pipeline.engines.pdf_lattice import Lattice
from pipeline.engines.pdf_text import FIGURES
from pipeline.schema import Box

RISE = 0.36  # em from the baseline to the middle of a figure
RUN_ON = 0.15  # em; figures nearer than that are one number, whatever rule is between them
CLOSING = "、，。；：！？）》〉】』」”’,.;:!?)]"


@dataclass(slots=True)
class Filled:
    """A lattice with its glyphs by cell; `hidden` those not seen, `doubtful` why a cell is not to be believed.

    `gone` are cells that are none of the table's: prose in a frame round it, and the space beside it.
    """

    lattice: Lattice
    glyphs: dict[int, list[Glyph]] = field(default_factory=dict)
    hidden: dict[int, list[Glyph]] = field(default_factory=dict)
    doubtful: dict[int, str] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)


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


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)
