"""How dark print is: what is much paler than the print of its table shines through from the other side of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.imaging.crops import CellInk

DARKEST = 8  # pixels of a cell's print by which it is measured: a thin stroke has as many
PALE = 0.4  # of the darkness of the other cells; the thinnest figures of 100 dpi have .48, the other side .3 at most
WORN, FEWEST_THIN = 0.35, 3  # where as many cells are hardly darker than that, of the darkness of the others
TABLE, BLACKEST = 0.35, 0.001  # of the darkness of the page, which is that of so large a share of it


def find_pale(inks: Sequence[CellInk], evened: NDArray[np.uint8]) -> list[bool]:
    """Of each cell of a table whether its print is much paler than that of the table, or the table than the page."""
    shades = [_darkness(ink.lines) for ink in inks]
    printed = [shade for shade in shades if shade is not None]
    if not printed:
        return [False] * len(shades)
    usual = median(printed)
    if usual < TABLE * _darkness_of_page(evened):
        return [True] * len(shades)
    least = PALE * usual
    thin = sum(least <= shade < least / WORN * PALE for shade in printed)  # as wide a step above as below
    if thin >= FEWEST_THIN:  # strokes as thin as these are of the table too
        least = WORN * usual
    return [shade is not None and shade < least for shade in shades]


def _darkness(lines: Sequence[NDArray[np.uint8]]) -> float | None:
    """The mean of the darkest pixels of some print, from 0 to 255; None without any."""
    import numpy as np

    if not lines:
        return None
    pixels = np.concatenate([line.ravel() for line in lines])
    darkest = min(DARKEST, len(pixels))
    return 255.0 - float(np.partition(pixels, darkest - 1)[:darkest].mean())


def _darkness_of_page(evened: NDArray[np.uint8]) -> float:
    import cv2
    import numpy as np

    counts = cv2.calcHist([evened], [0], None, [256], [0, 256]).ravel()
    return 255.0 - float(np.searchsorted(np.cumsum(counts), BLACKEST * evened.size))
