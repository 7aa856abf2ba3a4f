"""Whether a coarse picture kept the thin level strokes of its print, as its own digits show."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.types.grid import Grid

FEWEST, WHOLE = 20, 0.98  # figures with loops, and the share of them that are closed; specks of white break a few


def keeps_thin_strokes(grids: Iterable[Grid]) -> bool:
    """Whether nearly all loops of coarse figures are closed, all over the document: level strokes as thin are there.

    A minus sign and the bars of a 4 and a 7 are as thick as the top of a 0, and meet the dots at other heights.
    """
    seen = [cell.looped for grid in grids for cell in grid.cells if cell.coarse and cell.looped is not None]
    return len(seen) >= FEWEST and sum(seen) >= WHOLE * len(seen)
