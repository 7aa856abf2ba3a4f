"""Level rules, and those so faint that they fell into dashes: many thin pieces of ink at one height, little between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.types.raster import PixelBox

if TYPE_CHECKING:
    import numpy as np
    from cv2.typing import MatLike
    from numpy.typing import NDArray

SMEARED = 0.05  # inches along which the light is averaged, so that a broken rule holds together
PALE = 232  # of white 255; a pale rule is darker
THIN = 0.03  # inches that a piece of a rule is high
THICK = 0.06  # inches that a whole rule is high at most, lean and all; print is higher
SAME_HEIGHT = 0.012  # inches by which the heights of neighbouring pieces differ
FARTHEST = 0.12  # inches between two pieces of one rule
SHORTEST = 0.8  # inches
COVERED = 0.75  # share of a rule's length that its pieces cover; a row of dashes covers less
LONE = 0.3  # inches that a thin piece of something higher is long: a rule that runs into shade, no stroke of type
BEYOND = 0.3  # inches from the ends of a rule within which thin ink at its height is the rule's


def find_levels(pixels: NDArray[np.uint8], *, dpi: float) -> tuple[NDArray[np.uint8], list[PixelBox]]:
    """The mask (255) of broken and of thick level rules in a grey picture with white paper, and the box of each."""
    import cv2
    import numpy as np

    smooth = cv2.blur(pixels, (max(3, round(SMEARED * dpi)), 1))
    dark = np.where(smooth < PALE, 255, 0).astype(np.uint8)
    highest = max(2, int(THIN * dpi))
    _, whole, pieces, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    higher = pieces[:, cv2.CC_STAT_HEIGHT] > highest
    labels, stats, centres, lone = _thin_pieces(dark, higher[whole], highest)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    thin = (height <= highest) & (width >= height) & (lone | (width >= LONE * dpi))
    thin[0] = False
    chains: list[list[int]] = []
    for number in sorted(np.flatnonzero(thin), key=lambda number: int(stats[number, 0])):
        for chain in chains:
            last = chain[-1]
            gap = int(stats[number, 0]) - int(stats[last, 0] + stats[last, 2])
            level = abs(float(centres[number][1] - centres[last][1])) <= max(1.5, SAME_HEIGHT * dpi)
            if level and gap <= FARTHEST * dpi:
                chain.append(int(number))
                break
        else:
            chains.append([int(number)])
    keep = np.zeros(len(stats), bool)
    boxes = []
    for chain in chains:
        own = stats[chain]
        x0, x1 = int(own[:, 0].min()), int((own[:, 0] + own[:, 2]).max())
        if x1 - x0 >= SHORTEST * dpi and own[:, 2].sum() >= COVERED * (x1 - x0):
            keep[chain] = True
            boxes.append(PixelBox(x0, int(own[:, 1].min()), x1, int((own[:, 1] + own[:, 3]).max())))
    mask: NDArray[np.uint8] = (keep[labels] * 255).astype(np.uint8)
    thick = _are_thick_rules(pieces, dpi)
    mask[thick[whole]] = 255
    return mask, [*boxes, *(PixelBox(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in pieces[thick])]


def _are_thick_rules(pieces: MatLike, dpi: float) -> NDArray[np.bool_]:
    """Which are rules in one piece, higher than the pieces of faint ones: a table of few rules has heavy ones."""
    import cv2

    width, height = pieces[:, cv2.CC_STAT_WIDTH], pieces[:, cv2.CC_STAT_HEIGHT]
    thick: NDArray[np.bool_] = (height > int(THIN * dpi)) & (height <= THICK * dpi) & (width >= SHORTEST * dpi)
    thick[0] = False
    return thick


def is_level(box: PixelBox, *, dpi: float) -> bool:
    """Whether ink is a level rule by itself: as long, and no higher than a faint one is."""
    return box.x1 - box.x0 >= SHORTEST * dpi and box.bottom - box.top <= max(2, int(THIN * dpi))


def lies_on(box: PixelBox, levels: Sequence[PixelBox], *, dpi: float) -> bool:
    """Whether ink is the end of a level rule, or what shade left of it: as thin, at its height, and next to it."""
    if box.bottom - box.top > max(2, THIN * dpi) + 1:
        return False
    middle, beyond = (box.top + box.bottom) / 2, BEYOND * dpi
    return any(
        level.top - 1 <= middle <= level.bottom + 1 and box.x1 > level.x0 - beyond and box.x0 < level.x1 + beyond
        for level in levels
    )


def _thin_pieces(
    dark: NDArray[np.uint8], higher: NDArray[np.bool_], highest: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64], NDArray[np.bool_]]:
    """The components of what is nowhere higher than `highest`, and which hang together with nothing `higher`."""
    import cv2
    import numpy as np

    high = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((highest + 1, 1), np.uint8))
    count, labels, own, centres = cv2.connectedComponentsWithStats(cv2.subtract(dark, high), connectivity=8)
    lone = np.ones(count, bool)
    lone[np.unique(labels[higher])] = False
    return np.asarray(labels, np.int32), np.asarray(own, np.int32), np.asarray(centres, np.float64), lone


def level_boxes(rules: NDArray[np.uint8], *, dpi: float) -> list[PixelBox]:
    """The boxes of the long level rules of a mask; upright ones are narrow."""
    import cv2

    count, _, stats, _ = cv2.connectedComponentsWithStats(rules, connectivity=8)
    boxes = []
    for number in range(1, count):
        x, y, width, height = (int(value) for value in stats[number, :4])
        if width >= SHORTEST * dpi and height <= 0.1 * width:
            boxes.append(PixelBox(x, y, x + width, y + height))
    return boxes
