"""Dust on black and white pages: specks of few dots that stand alone, or some of them together, are no print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.imaging.crops import FAINT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGEST = 2  # dots across and down of a speck
RIM = 2.0  # pixels that drawing the page at another resolution adds to them
TOGETHER = 0.07  # inches across and down of some specks; a character that crumbled is larger
MOST = 3  # specks of such a group; more lie together where a thin stroke crumbled, a slash above all
FLAT = 2.5  # times as wide as high: a dash
ALONE = 0.035  # inches without other ink; a point or a piece of a broken character lies nearer to its neighbour


def without_dust(evened: NDArray[np.uint8], *, dpi: float, dots: float) -> NDArray[np.uint8]:
    """The grey picture of a black and white page without its dust. `dots` are its own dots an inch."""
    import cv2
    import numpy as np

    ink = np.where(evened < FAINT, 255, 0).astype(np.uint8)
    reach = max(1, round(ALONE * dpi / 2))
    near = cv2.dilate(ink, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    count, groups, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    _, pieces, sizes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    inked = ink > 0
    within = np.zeros(len(sizes), np.int64)  # the group of each piece
    within[pieces[inked]] = groups[inked]
    longest = np.zeros(count, np.int64)
    np.maximum.at(longest, within[1:], np.maximum(sizes[1:, cv2.CC_STAT_WIDTH], sizes[1:, cv2.CC_STAT_HEIGHT]))
    width, height = stats[:, cv2.CC_STAT_WIDTH] - 2 * reach, stats[:, cv2.CC_STAT_HEIGHT] - 2 * reach
    speck = largest_speck(dpi, dots)
    dust = (longest <= speck) & (np.maximum(width, height) <= TOGETHER * dpi)
    dust &= (width <= speck) | (width < FLAT * height)
    dust &= np.bincount(within[1:], minlength=count) <= MOST
    dust[0] = False
    cleaned = evened.copy()
    cleaned[dust[groups]] = 255
    return cleaned


def largest_speck(dpi: float, dots: float) -> float:
    """Pixels across and down of the largest speck of dust on a page drawn at `dpi` that has so many dots an inch."""
    return LARGEST * dpi / dots + RIM
