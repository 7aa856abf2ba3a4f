"""The steps at which digits stand: where one is wider than the rest something stood between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.imaging.crops import inked_lines
from pipeline.imaging.openings import runs_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DARK = 128  # grey level below which a dot is black, however it was blurred
LOW = 0.5  # of the height of the highest: signs, points and dust are lower
ROOM = 0.45  # of their height between two digits; next to narrow 1s there is .41, where a point stood .5 and more
SQUARE = 1.1  # times as wide as the print is high: a Chinese character with the white beside it


def has_room_between(crop: NDArray[np.uint8], *, unit: int = 0) -> bool:
    """Whether two digits of a grey crop stand so far apart that a point was printed there, seen or not.

    The digits of a font are equally wide with the white beside them, and a point is half as wide or more. `unit` is
    how many Chinese characters stand behind them.
    """
    import numpy as np

    ink = crop < DARK
    _, columns = inked_lines(ink)
    if not len(columns):
        return False
    end = columns[-1] + 1 - unit * SQUARE * _height(ink)
    parts = runs_of(np.asarray(ink.any(axis=0) & (np.arange(ink.shape[1]) < end)))  # what hangs together, left to right
    heights = [_height(ink[:, first:last]) for first, last in parts]
    digits = [part for part, height in zip(parts, heights, strict=True) if height >= LOW * max(heights)]
    return any(right[0] - left[1] >= ROOM * max(heights) for left, right in pairwise(digits))


def _height(ink: NDArray[np.bool_]) -> int:
    rows, _ = inked_lines(ink)
    return int(rows[-1] - rows[0]) + 1
