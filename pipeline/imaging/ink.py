"""What of a picture is ink: paper evened out, colour told from black, strokes told from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAPER_WINDOW = 51  # pixels at 200 dpi; larger than any stroke, smaller than a shadow
INK_BELOW = 0.78  # of the paper's brightness
PALE_BELOW = 0.87  # rules may be pale grey; long strokes are no noise
RED_SATURATION, RED_VALUE = 70, 60
BLACK_UNDER_RED = 125  # red light of black print under red ink; the ink alone lets more through


def grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture in grey."""
    import cv2

    return pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)  # type: ignore[return-value]


def even_light(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The grey picture with its paper at 255: each pixel over the brightness of the paper round it."""
    import cv2
    import numpy as np

    one = grey(pixels)
    small = cv2.resize(one, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    window = PAPER_WINDOW // 4 | 1
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((window // 2 | 1, window // 2 | 1), np.uint8)), window)
    paper = cv2.resize(paper, (one.shape[1], one.shape[0]), interpolation=cv2.INTER_LINEAR)
    evened = one.astype(np.float32) * 255.0 / np.maximum(paper, 1)
    clipped: NDArray[np.uint8] = np.clip(evened, 0, 255).astype(np.uint8)
    return clipped


def ink_mask(evened: NDArray[np.uint8], *, below: float = INK_BELOW) -> NDArray[np.uint8]:
    """255 where there is ink, 0 where there is paper, for a picture whose light is even.

    `below` is the share of the paper's brightness under which a pixel is ink.
    """
    import numpy as np

    return np.where(evened < below * 255, 255, 0).astype(np.uint8)


def without_red(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The grey picture without red ink, and the mask of what was red; what is black under a seal stays.

    The red channel shows paper and red ink alike as bright.
    """
    import cv2
    import numpy as np

    if pixels.ndim == 2:
        return pixels, np.zeros(pixels.shape, np.uint8)
    hsv = cv2.cvtColor(pixels, cv2.COLOR_BGR2HSV)
    hue, saturation, value = hsv[..., 0], hsv[..., 1], hsv[..., 2]
    red = ((hue < 12) | (hue > 165)) & (saturation > RED_SATURATION) & (value > RED_VALUE)
    if red.mean() < 0.0005:
        return grey(pixels), np.zeros(pixels.shape[:2], np.uint8)
    # the colour of a JPEG is coarser than its light: the rim of a stroke is neither red nor black
    mask = cv2.dilate(red.astype(np.uint8) * 255, np.ones((7, 7), np.uint8))
    lit = grey(pixels).copy()
    through = pixels[..., 2]
    lit[mask > 0] = np.where(through > BLACK_UNDER_RED, 255, through)[mask > 0]
    return lit, mask.astype(np.uint8)
