"""Ruling lines: long thin strokes, level or upright, with their gaps bridged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

THICKEST = 0.06  # inches
SHORTEST_LEVEL, SHORTEST_UPRIGHT = 0.35, 0.13  # inches
GAP = 0.06  # inches
LONGER_THAN_TYPE = 0.4  # inches; no stroke of type is
ANCHOR = 0.02  # inches that an upright rule may end short of a level one


@dataclass(frozen=True, slots=True)
class Rules:
    """Masks (255 where a rule is) of level and of upright rules."""

    level: NDArray[np.uint8]
    upright: NDArray[np.uint8]


def find_rules(ink: NDArray[np.uint8], *, dpi: float) -> Rules:
    """The ruling lines of a picture whose print is level."""
    level = _strokes(ink, round(SHORTEST_LEVEL * dpi), dpi, level=True)
    upright = _strokes(ink, round(SHORTEST_UPRIGHT * dpi), dpi, level=False)
    return Rules(level, _anchored(upright, level, dpi))


def _anchored(upright: NDArray[np.uint8], level: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The upright rules that end at level rules above and below; strokes of type end in the open."""
    import cv2
    import numpy as np

    reach = max(3, round(ANCHOR * dpi))
    near = cv2.dilate(level, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(upright, connectivity=8)
    keep = np.zeros(count, bool)
    for number in range(1, count):
        x, y, width, height = (int(value) for value in stats[number, :4])
        anchored = near[y, x : x + width].any() and near[y + height - 1, x : x + width].any()
        keep[number] = anchored or height >= LONGER_THAN_TYPE * dpi
    kept: NDArray[np.uint8] = (keep[labels] * 255).astype(np.uint8)
    return kept


def _strokes(ink: NDArray[np.uint8], shortest: int, dpi: float, *, level: bool) -> NDArray[np.uint8]:
    import cv2
    import numpy as np

    gap, thick = max(3, round(GAP * dpi)), max(3, round(THICKEST * dpi))
    # a rule that leans by a pixel must not fall apart: thicken across before looking along
    across = cv2.dilate(ink, np.ones((3, 1) if level else (1, 3), np.uint8))
    along = np.ones((1, shortest) if level else (shortest, 1), np.uint8)
    found = cv2.morphologyEx(across, cv2.MORPH_OPEN, along)
    bridge = np.ones((1, gap) if level else (gap, 1), np.uint8)
    found = cv2.morphologyEx(found, cv2.MORPH_CLOSE, bridge)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    keep = np.zeros(count, bool)
    for number in range(1, count):
        width, height, area = (
            stats[number, cv2.CC_STAT_WIDTH],
            stats[number, cv2.CC_STAT_HEIGHT],
            stats[number, cv2.CC_STAT_AREA],
        )
        length = width if level else height
        keep[number] = area / max(length, 1) <= thick  # mean thickness: filled areas and strokes of type are none
    kept: NDArray[np.uint8] = (keep[labels] * 255).astype(np.uint8)
    return kept
