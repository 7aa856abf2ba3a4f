"""Opening and closing along a line, in as many steps as doubling it takes: OpenCV takes one for each pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORT = 20  # pixels of a line up to which OpenCV is as quick


def opened(mask: NDArray[np.uint8], length: float, *, level: bool) -> NDArray[np.uint8]:
    """What of a mask runs on for `length` pixels in a direction; at the edge of the picture for half of them."""
    return _least_or_most(_least_or_most(mask, length, level=level, most=False), length, level=level, most=True)


def closed(mask: NDArray[np.uint8], length: float, *, level: bool, thick: int = 1) -> NDArray[np.uint8]:
    """The mask with gaps of fewer than `length` pixels in a direction filled; `thick` is how far they reach across."""
    for most in (True, False):
        mask = _least_or_most(mask, length, level=level, most=most)
        if thick > 1:
            mask = _least_or_most(mask, thick, level=not level, most=most)
    return mask


def along(length: float, *, level: bool) -> NDArray[np.uint8]:
    """A kernel of that many pixels in a direction."""
    import numpy as np

    pixels = max(1, round(length))
    return np.ones((1, pixels) if level else (pixels, 1), np.uint8)


def _least_or_most(mask: NDArray[np.uint8], length: float, *, level: bool, most: bool) -> NDArray[np.uint8]:
    """The darkest or brightest of `length` pixels round each, as OpenCV's erosion and dilation give it."""
    import cv2
    import numpy as np

    pixels = max(1, round(length))
    if pixels <= SHORT:
        move = cv2.dilate if most else cv2.erode
        return move(mask, along(length, level=level)).astype(np.uint8)
    before, after, beyond = pixels // 2, (pixels - 1) // 2, 0 if most else 255
    sides = (0, 0, before, after) if level else (before, after, 0, 0)
    found = cv2.copyMakeBorder(mask, *sides, cv2.BORDER_CONSTANT, value=(beyond,))
    take, seen = cv2.max if most else cv2.min, 1
    while seen < pixels:
        step = min(seen, pixels - seen)
        found = take(*((found[:, :-step], found[:, step:]) if level else (found[:-step], found[step:])))
        seen += step
    return found.astype(np.uint8, copy=False)
