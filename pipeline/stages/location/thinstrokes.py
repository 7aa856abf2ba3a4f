"""Whether black and white kept the thin level strokes of its print, as its own digits show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.types.grid import Cell, Grid

FEWEST_OF_FINE = 5  # loops of a picture of which thin strokes are expected to be there
FEWEST, WHOLE = 20, 0.98  # figures with loops, and the share of them that are closed; specks of white break a few
GONE = 0.1  # the share of closed ones where thin strokes are gone as a rule, so that no bar of a 4 need be left


@dataclass(frozen=True, slots=True)
class Strokes:
    """What black and white did to thin strokes: coarse dots `kept` them, they are `worn` in dots of any size.

    Where they are `whole` in fine dots the thinnest dash left more than dust: a cell that shows nothing else is blank.
    Where they are `gone` nothing tells a 1 from a 4.
    """

    kept: bool
    worn: bool
    whole: bool = False
    gone: bool = False


def strokes_of(grids: Iterable[Grid]) -> Strokes:
    """What nearly all loops of figures in black and white say, all over the document: level strokes as thin are there.

    A minus sign and the bars of a 4 and a 7 are as thick as the top of a 0, and meet the dots at other heights. Where
    there are few loops a coarse picture may have lost thin strokes, and a fine one has not.
    """
    cells = [cell for grid in grids for cell in grid.cells if cell.bilevel]
    coarse = [cell for cell in cells if cell.coarse]
    kept, gone = _are_closed(coarse, FEWEST), _are_open(cells)
    if coarse and kept is None:
        return Strokes(kept=False, worn=True, gone=gone)
    whole = not coarse and _are_closed(cells, FEWEST) is True
    return Strokes(kept=kept is True, worn=_are_closed(cells, FEWEST_OF_FINE) is False, whole=whole, gone=gone)


def _are_open(cells: Sequence[Cell]) -> bool:
    """Whether hardly any loop of enough cells is closed."""
    seen = [cell.looped for cell in cells if cell.looped is not None]
    return len(seen) >= FEWEST and sum(seen) <= GONE * len(seen)


def _are_closed(cells: Sequence[Cell], fewest: int) -> bool | None:
    """Whether the loops of the cells are closed; None where there are fewer than `fewest`."""
    seen = [cell.looped for cell in cells if cell.looped is not None]
    return sum(seen) >= WHOLE * len(seen) if len(seen) >= fewest else None
