"""What is left of a dash that black and white took most of: dots in a row where a dash would stand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLEAR_OF_RULES = 0.04  # inches from the edge within which dots are of rules
MIDDLE = 0.03  # inches above and below the middle of a cell between which a dash or a hyphen lies
LEVEL = 0.0125  # inches by which dots of one dash differ in height, a dot of a coarse fax
APART = 0.08  # inches between two dots of one dash
SHORTEST, FLAT = 0.015, 2.5  # inches, and times as wide as high: a piece of a dash


def holds_dash_trace(ink: NDArray[np.uint8], dpi: float) -> bool:
    """Whether a flat piece, or several pieces beside each other, lie at half the height of a cell without print.

    `ink` is the mask of the inside of the cell. Dust lies anywhere: seldom do two specks of it in so small a place.
    """
    import cv2

    edge = round(CLEAR_OF_RULES * dpi)
    inside = ink[edge : ink.shape[0] - edge, edge : ink.shape[1] - edge]
    middle, reach = inside.shape[0] / 2, MIDDLE * dpi
    band = inside[max(0, round(middle - reach)) : round(middle + reach) + 1]
    if not band.any():
        return False
    _, _, stats, centres = cv2.connectedComponentsWithStats(band, connectivity=8)
    pieces = sorted(
        (int(x), int(x + width), float(y), int(width), int(height))
        for (x, _, width, height, _), (_, y) in zip(stats[1:].tolist(), centres[1:].tolist(), strict=True)
    )
    if any(width >= max(SHORTEST * dpi, FLAT * height) for *_, width, height in pieces):
        return True
    return any(
        after[0] - before[1] <= APART * dpi and abs(after[2] - before[2]) <= LEVEL * dpi
        for before, after in pairwise(pieces)
    )
