"""How far a page is turned by a few degrees, and turning it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGEST = 7.0  # degrees
COARSE, FINE = 0.5, 0.05
WORTH_TURNING = 0.08


def skew_of(ink: NDArray[np.uint8]) -> float:
    """Degrees, counter-clockwise positive, by which the print must be turned to lie level.

    Rows of print and rules make the sharpest profile when they are level.
    """
    import cv2
    import numpy as np

    best = 0.0
    for side, steps in ((700, ((COARSE, LARGEST), (FINE * 4, COARSE))), (1400, ((FINE, FINE * 4),))):
        scale = side / max(ink.shape)
        small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
        for step, reach in steps:
            angles = np.arange(best - reach, best + reach + step / 2, step)
            best = float(max(angles, key=partial(_sharpness, small)))
    return round(best, 3)


def _sharpness(small: NDArray[np.uint8], angle: float) -> float:
    import cv2
    import numpy as np

    height, width = small.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(small, turn, (width, height), flags=cv2.INTER_NEAREST)
    rows = turned.sum(axis=1, dtype=np.uint32).astype(np.float64)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def turn(pixels: NDArray[np.uint8], angle: float) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """The picture turned by `angle` degrees, and the 3 x 3 matrix from its pixels back to those before."""
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    forward = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), [0, 0, 1]])
    turned = cv2.warpAffine(
        pixels, forward[:2], (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return turned.astype(np.uint8), np.linalg.inv(forward)
