"""Level rules, and those so faint that they fell into dashes: many thin pieces of ink at one height, little between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.imaging.components import Components, components
from pipeline.imaging.openings import opened
from pipeline.types.raster import PixelBox

if TYPE_CHECKING:
    import numpy as np
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
LEVEL = 0.02  # inches by which the ends of a lattice and of a rule may differ
FAR_BEYOND = 1.5  # times the width of a lattice of strokes, that the rules of the row which it stands in have
BEYOND = 0.3  # inches from the ends of a rule within which thin ink at its height is the rule's


def find_levels(pixels: NDArray[np.uint8], *, dpi: float) -> tuple[NDArray[np.uint8], list[PixelBox]]:
    """The mask (255) of broken and of thick level rules in a grey picture with white paper, and the box of each."""
    import cv2
    import numpy as np

    smooth = cv2.blur(pixels, (max(3, round(SMEARED * dpi)), 1))
    dark = cv2.threshold(smooth, PALE - 1, 255, cv2.THRESH_BINARY_INV)[1].astype(np.uint8, copy=False)
    highest = max(2, int(THIN * dpi))
    whole = components(dark)
    pieces, lone = _thin_pieces(dark, whole.painted(whole.heights > highest), highest)
    lefts, width, height = pieces.lefts, pieces.widths, pieces.heights
    thin = (height <= highest) & (width >= height) & (lone | (width >= LONE * dpi))
    thin |= (width >= SHORTEST * dpi) & (height <= THICK * dpi)  # nowhere higher than thin, but askew
    thin[0] = False
    keep = np.zeros(pieces.count, bool)
    boxes = []
    for chain in _chains(pieces, np.flatnonzero(thin).tolist(), dpi):
        x0, x1 = int(lefts[chain].min()), int((lefts[chain] + width[chain]).max())
        if x1 - x0 >= SHORTEST * dpi and width[chain].sum() >= COVERED * (x1 - x0):
            keep[chain] = True
            tops = pieces.tops[chain]
            boxes.append(PixelBox(x0, int(tops.min()), x1, int((tops + height[chain]).max())))
    thick = _are_thick_rules(whole, dpi)
    mask = pieces.painted(keep) | whole.painted(thick)
    heavy = [PixelBox(x, y, x + across, y + down) for number, (x, y, across, down) in whole.boxes() if thick[number]]
    return mask, [*boxes, *heavy]


def _chains(pieces: Components, numbers: Sequence[int], dpi: float) -> list[list[int]]:
    """The pieces of these numbers that follow each other at one height, each chain from left to right."""
    lefts, ends, centres = pieces.lefts, pieces.lefts + pieces.widths, pieces.middles()
    chains: list[list[int]] = []
    within_reach: list[list[int]] = []  # all others have ended: what comes is farther right, and specks are many
    for number in sorted(numbers, key=lambda number: int(lefts[number])):
        within_reach = [chain for chain in within_reach if int(lefts[number]) - int(ends[chain[-1]]) <= FARTHEST * dpi]
        for chain in within_reach:
            if abs(float(centres[number] - centres[chain[-1]])) <= max(1.5, SAME_HEIGHT * dpi):
                chain.append(number)
                break
        else:
            chains.append([number])
            within_reach.append(chains[-1])
    return chains


def _are_thick_rules(pieces: Components, dpi: float) -> NDArray[np.bool_]:
    """Which are rules in one piece, higher than the pieces of faint ones: a table of few rules has heavy ones."""
    high = (pieces.heights > int(THIN * dpi)) & (pieces.heights <= THICK * dpi)
    thick: NDArray[np.bool_] = high & (pieces.widths >= SHORTEST * dpi)
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


def is_within_row(box: PixelBox, levels: Sequence[PixelBox], *, dpi: float) -> bool:
    """Whether rules right above and right below a lattice of strokes go on far beyond it: type in a row of a table."""
    near, slack = box.bottom - box.top, LEVEL * dpi
    wide = [
        rule
        for rule in levels
        if rule.x0 < box.x0 + slack and rule.x1 > box.x1 - slack and rule.x1 - rule.x0 > FAR_BEYOND * (box.x1 - box.x0)
    ]
    above = any(box.top - near < rule.top < box.top for rule in wide)
    return above and any(box.bottom < rule.bottom < box.bottom + near for rule in wide)


def _thin_pieces(
    dark: NDArray[np.uint8], higher: NDArray[np.uint8], highest: int
) -> tuple[Components, NDArray[np.bool_]]:
    """The components of what is nowhere higher than `highest`, and which hang together with nothing `higher`."""
    import cv2

    high = opened(dark, highest + 1, level=False)
    pieces = components(cv2.subtract(dark, high).astype("uint8", copy=False))
    lone: NDArray[np.bool_] = pieces.pixels_in(higher) == 0
    return pieces, lone


def level_boxes(rules: NDArray[np.uint8], *, dpi: float) -> list[PixelBox]:
    """The boxes of the long level rules of a mask; upright ones are narrow."""
    boxes = []
    for _, (x, y, width, height) in components(rules).boxes():
        if width >= SHORTEST * dpi and height <= 0.1 * width:
            boxes.append(PixelBox(x, y, x + width, y + height))
    return boxes
