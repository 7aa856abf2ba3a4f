"""Rules that a seal hides: taken out with its red ink, though they run in on one side and out on the other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pipeline.imaging.rules import LOOSE, Contrast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 0.15  # inches between parts of one seal
LEAST = 0.4  # inches across a seal; smaller red marks hide no rule
ROUND_ABOUT = 0.05  # inches that a seal's ink has been taken out beyond its edge
NARROW = 0.1  # inches between strokes of a seal in which no rule is seen
RUN = 0.2  # inches of a rule outside the seal, at least
PIECE, APART, RIM = 0.06, 0.15, 5  # inches of a rule seen between strokes of the seal and under one; pixels of a rim
LEAN = 0.01  # inches by which a rule may rise or fall under a seal
HALF = 1  # pixels on both sides of the middle of a rule that runs through
SURELY = 255  # the contrast of a rule that runs through


def with_hidden_rules(strokes: Contrast, seal: NDArray[np.uint8], *, dpi: float) -> Contrast:
    """The strokes, and those between them that run straight on under a seal; `seal` is the mask of its ink."""
    import cv2
    import numpy as np

    inked = _large(seal, dpi) if seal.any() else seal
    if not inked.any():
        return strokes
    side = max(3, round(NARROW * dpi))
    ink = cv2.morphologyEx(inked, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8)).astype(np.uint8)
    areas = _areas(ink, dpi)
    level, upright = strokes.level, strokes.upright.T
    rim = cv2.dilate(inked, np.ones((RIM, RIM), np.uint8)).astype(np.uint8)
    for hiding, within, lengths in ((ink, areas, (RUN, math.inf)), (inked, rim, (PIECE, APART))):
        level = _run_through(level, (hiding, within), lengths, dpi)
        upright = _run_through(upright, (hiding.T, within.T), lengths, dpi)
    upright = upright.T
    return Contrast(level, upright, inked)


def _large(seal: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The ink of large marks alone."""
    import cv2
    import numpy as np

    near = max(3, round(NEAR * dpi))
    joined = cv2.dilate(seal, np.ones((near, near), np.uint8))
    _count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    large = np.minimum(stats[:, 2], stats[:, 3]) >= LEAST * dpi
    large[0] = False
    return np.where(large[labels] & (seal > 0), 255, 0).astype(np.uint8)


def _areas(ink: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """What lies within each seal: its letters and its ring hide as much as what is between them."""
    import cv2
    import numpy as np

    side = max(3, round(NEAR * dpi))
    joined = cv2.dilate(ink, np.ones((side, side), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    areas = np.zeros_like(ink)
    for number in range(1, count):
        x, y, width, height = (int(value) for value in stats[number, :4])
        part = np.where(labels[y : y + height, x : x + width] == number, ink[y : y + height, x : x + width], 0)
        points = cv2.findNonZero(part.astype(np.uint8))
        if points is not None:
            cv2.fillConvexPoly(areas, cv2.convexHull(points) + np.array([[[x, y]]]), (255,))
    reach = max(3, round(ROUND_ABOUT * dpi) | 1)
    return cv2.dilate(areas, np.ones((reach, reach), np.uint8)).astype(np.uint8)


def _run_through(
    strokes: NDArray[np.uint8],
    seal: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    lengths: tuple[float, float],
    dpi: float,
) -> NDArray[np.uint8]:
    """Level strokes, each gap filled that lies under a seal and has one of them at both ends, at its height.

    `seal` is its ink and the area within which gaps are filled; `lengths` are the inches of a stroke at least and of a
    gap at most.
    What is seen through the ink is no such stroke: outlines of what was taken out may be left of it.
    """
    import cv2
    import numpy as np

    (ink, areas), lean = seal, max(1, round(LEAN * dpi))
    run = np.ones((1, max(3, round(lengths[0] * dpi))), np.uint8)
    dark = np.where((strokes >= LOOSE) & (ink == 0), 255, 0).astype(np.uint8)
    across = np.ones((2 * lean + 1, 1), np.uint8)
    dark = cv2.dilate(dark, across).astype(np.uint8)  # a rule that leans must not fall apart
    ruled = cv2.morphologyEx(dark, cv2.MORPH_OPEN, run) > 0
    missing = np.zeros_like(strokes)
    for y in np.flatnonzero((areas > 0).any(axis=1)):
        inked = np.flatnonzero(ruled[y])
        for at in np.flatnonzero(np.diff(inked) > 1):
            x0, x1 = int(inked[at]) + 1, int(inked[at + 1])
            if x1 - x0 <= lengths[1] * dpi and areas[y, x0:x1].all():
                missing[y, x0:x1] = 255
    return _with_middles(strokes, missing)


def _with_middles(strokes: NDArray[np.uint8], missing: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The strokes, with the middle of each missing one: both of its ends were thickened to meet."""
    import cv2
    import numpy as np

    filled = np.array(strokes)
    count, _labels, stats, _ = cv2.connectedComponentsWithStats(missing, connectivity=8)
    for number in range(1, count):
        x, y, width, height = (int(value) for value in stats[number, :4])
        middle = y + (height - 1) // 2
        filled[max(y, middle - HALF) : middle + HALF + 1, x : x + width] = SURELY
    return filled
