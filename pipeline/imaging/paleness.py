"""A page whose print is pale altogether: darkened, so that what is ink on other pages is ink on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TILE = 0.5  # inches of the side of the places in which print is looked for
PAPER, STROKES = 50, 98  # percentiles of the darkness of a place with print in it
FILLED = 60  # grey levels of darkness in half of a place that is no paper
LEAST, ABOVE_GRAIN = 20, 4.0  # grey levels of darkness of strokes, and times that of the paper
PRINTED = 12  # places with print, or there is nothing to go by
BLACK, WIDE = 128, 0.1  # grey levels and inches of what is darker and wider than any stroke: what the page lies on
DARKER = 90  # percentile of the darkness of strokes over all places: what shines through may be most of what is seen
PALE, USUAL = 75.0, 110.0  # grey levels of pale print, and of usual one
MOST = 3.0  # times that print is darkened at most: grain is darkened as much


def darken(evened: NDArray[np.uint8], *, dpi: float) -> tuple[NDArray[np.uint8], float]:
    """The picture with its print as dark as print usually is, and how many times darker; 1 where it is not pale.

    `evened` is grey, with its paper at 255. A pale table beside dark print stays as it is: it may shine through.
    """
    import numpy as np

    found = _depth(evened, dpi)
    if found is None or found >= PALE:
        return evened, 1.0
    times = min(MOST, USUAL / found)
    levels = 255 - np.minimum(255, np.rint((255 - np.arange(256)) * times))
    return levels.astype(np.uint8)[evened], times


def _depth(evened: NDArray[np.uint8], dpi: float) -> float | None:
    """How dark strokes are where print is, in grey levels; None where there is too little print."""
    import cv2
    import numpy as np

    side = round(TILE * dpi)
    down, across = evened.shape[0] // side, evened.shape[1] // side
    if not down * across:
        return None
    dark = 255 - evened[: down * side, : across * side]
    wide = np.ones((max(3, round(WIDE * dpi)),) * 2, np.uint8)
    beyond = cv2.erode(np.where(dark > BLACK, 255, 0).astype(np.uint8), wide)
    tiles, black = (
        part.reshape(down, side, across, side).swapaxes(1, 2).reshape(down * across, -1) for part in (dark, beyond)
    )
    tiles = tiles[~black.any(axis=1), ::4]
    if len(tiles) < PRINTED:
        return None
    paper, strokes = np.percentile(tiles, (PAPER, STROKES), axis=1)
    printed = (paper < FILLED) & (strokes > np.maximum(LEAST, ABOVE_GRAIN * paper))
    return float(np.percentile(strokes[printed], DARKER)) if printed.sum() >= PRINTED else None
