"""How dark print is: what is much paler than the print of its table shines through from the other side of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from pipeline.imaging.crops import FAINT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.imaging.crops import CellInk

DARKEST = 8  # pixels of a cell's print by which it is measured: a thin stroke has as many
PALE = 0.4  # of the darkness of the other cells; the thinnest figures of 100 dpi have .48, the other side .38 at most
PALE_DIGITS = 0.5  # the same of digits of more strokes than one: on sound paper the palest have .7
WORN, FEWEST_THIN = 0.35, 3  # where as many marks are hardly darker than that, of the darkness of the others
TABLE, BLACKEST = 0.35, 0.001  # of the darkness of the page, which is that of so large a share of it
TALL = 0.6  # of the height of the highest of several digits; signs, points and dust are lower
THIN = "1"  # a digit that is one stroke: where the picture is coarse it is as pale as a dash


def find_pale(inks: Sequence[CellInk], texts: Sequence[str], evened: NDArray[np.uint8]) -> list[bool]:
    """Of each cell of a table whether its print is much paler than that of the table, or the table than the page.

    So is print of which one digit is. `texts` are what the cells were read as: thin strokes are paler than digits.
    """
    shades = [_darkness(ink.lines) for ink in inks]
    printed = [shade for shade in shades if shade is not None]
    if not printed:
        return [False] * len(shades)
    usual = median(printed)
    if usual < TABLE * _darkness_of_page(evened):
        return [True] * len(shades)
    least = PALE * usual
    marks = [shade for shade, text in zip(shades, texts, strict=True) if shade is not None and not _digits(text)]
    thin = sum(least <= shade < least / WORN * PALE for shade in marks)  # as wide a step above as below
    worn = WORN * usual if thin >= FEWEST_THIN else least  # strokes as thin as these are of the table too
    limits = [_limit(_digits(text), usual, worn) for text in texts]
    return [
        shade is not None and (shade < limit or (len(text) > 1 and _has_pale_part(ink.lines[0], text)))
        for ink, text, shade, limit in zip(inks, texts, shades, limits, strict=True)
    ]


def _has_pale_part(line: NDArray[np.uint8], text: str) -> bool:
    """Whether one of several digits is much paler than the darkest: it stands beside them on the other side."""
    import numpy as np

    if not text.strip("-+").replace(".", "").isdigit():
        return False
    inked = line < FAINT
    columns = np.flatnonzero(inked.any(axis=0))
    if not len(columns):
        return False
    parts = [line[:, part[0] : part[-1] + 1] for part in np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)]
    heights = [int((part < FAINT).any(axis=1).sum()) for part in parts]
    digits = [part for part, height in zip(parts, heights, strict=True) if height >= TALL * max(heights)]
    shades = [_darkness((part,)) or 0.0 for part in digits]
    return min(shades) < PALE * max(shades)


def _digits(text: str) -> set[str]:
    return {char for char in text if char.isdigit()}


def _limit(digits: set[str], usual: float, worn: float) -> float:
    """The least darkness of print of the table that was read as such digits."""
    if digits - {THIN}:
        return PALE_DIGITS * usual
    return PALE * usual if digits else worn


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
