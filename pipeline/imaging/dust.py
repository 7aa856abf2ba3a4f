"""Dust on black and white pages: what stands alone and is no larger than a few dots is no print."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGEST = 2  # dots across and down
RIM = 2.0  # pixels that drawing the page at another resolution adds to them
ALONE = 0.035  # inches without other ink; a point or a piece of a broken character lies nearer to its neighbour
FAINT = 212  # of white 255


def without_dust(evened: NDArray[np.uint8], *, dpi: float, dots: float) -> NDArray[np.uint8]:
    """The grey picture of a black and white page without its dust. `dots` are its own dots an inch."""
    import cv2
    import numpy as np

    ink = np.where(evened < FAINT, 255, 0).astype(np.uint8)
    reach = max(1, round(ALONE * dpi / 2))
    near = cv2.dilate(ink, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    _, groups, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    largest = LARGEST * dpi / dots + RIM + 2 * reach
    alone = (stats[:, cv2.CC_STAT_WIDTH] <= largest) & (stats[:, cv2.CC_STAT_HEIGHT] <= largest)
    alone[0] = False
    cleaned = evened.copy()
    cleaned[alone[groups]] = 255
    return cleaned
