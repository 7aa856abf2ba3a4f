"""What of a picture is ink: paper evened out, shaded cells lightened, strokes from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.imaging.fills import DARK_FILL, filled_cells, lighten

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SMALL = 0.25  # the light is looked at in a picture this much smaller
WIDEST_STROKE = 0.14  # inches; what is darker and wider is shade, not print
WINDOW = 0.26  # inches; larger than any stroke, smaller than a shadow
INK_BELOW = 0.78  # of the paper's brightness
PALE_BELOW = 0.87  # rules may be pale grey; long strokes are no noise
AROUND = 2.0  # inches within which there is paper, and of one brightness
DARK_CELL = 0.5  # of the paper's brightness: print on a cell darker than that is white


def grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture in grey."""
    import cv2

    return pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)  # type: ignore[return-value]


def even_light(pixels: NDArray[np.uint8], *, dpi: float = 200.0) -> NDArray[np.uint8]:
    """The grey picture with its paper at 255: each pixel over the brightness of the paper, or of the shade, round it.

    White print on dark cells becomes dark print on white.
    """
    import cv2
    import numpy as np

    one = grey(pixels)
    small = cv2.resize(one, None, fx=SMALL, fy=SMALL, interpolation=cv2.INTER_AREA).astype(np.uint8)
    side, window = _odd(WIDEST_STROKE * dpi * SMALL), _odd(WINDOW * dpi * SMALL)
    kernel = np.ones((side, side), np.uint8)
    # closing takes print out and leaves the edges of shaded cells where they are
    paper = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), window)
    paper = cv2.resize(paper, (one.shape[1], one.shape[0]), interpolation=cv2.INTER_LINEAR)
    evened = one.astype(np.float32)
    evened *= 255.0
    evened /= np.maximum(paper, 1)
    lit = _light(small, dpi)
    dark = _dark_cells(small, lit, dpi)
    light = cv2.resize(lit, (one.shape[1], one.shape[0]), interpolation=cv2.INTER_LINEAR).astype(np.float32, copy=False)
    if dark.any():
        shade = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_OPEN, kernel), window)
        shade = cv2.resize(shade, (one.shape[1], one.shape[0]), interpolation=cv2.INTER_LINEAR)
        inside = cv2.resize(dark, (one.shape[1], one.shape[0]), interpolation=cv2.INTER_NEAREST) > 0
        inside &= ~_reaching_out(one > (light + shade) / 2, inside)
        # print is lighter than the shade, rules may be darker
        print_ = np.abs(one.astype(np.float32) - shade) * 255.0 / np.maximum(light - shade, 1)
        evened[inside] = 255 - print_[inside]
    clipped: NDArray[np.uint8] = np.clip(evened, 0, 255, out=evened).astype(np.uint8)
    light *= DARK_FILL
    filled = filled_cells((one < light).view(np.uint8) * np.uint8(255), dpi=dpi)
    if filled.any():
        lighten(clipped, one, filled, dpi)
    return clipped


def _light(small: NDArray[np.uint8], dpi: float) -> NDArray[np.float32]:
    """How bright paper is round each pixel: in the shadow of a photograph print on paper is no dark cell."""
    import cv2
    import numpy as np

    usual = float(np.percentile(small, 90))
    side = _odd(AROUND * dpi * SMALL * SMALL)
    tiny = cv2.resize(small, None, fx=SMALL, fy=SMALL, interpolation=cv2.INTER_AREA)
    bright = cv2.blur(cv2.dilate(tiny, np.ones((side, side), np.uint8)).astype(np.float32), (side, side))
    around = cv2.resize(bright, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.minimum(around, usual).astype(np.float32)


def _dark_cells(small: NDArray[np.uint8], light: NDArray[np.float32], dpi: float) -> NDArray[np.uint8]:
    """255 in areas of a cell's size that are mostly much darker than the paper."""
    import cv2
    import numpy as np

    window = _odd(WINDOW * dpi * SMALL * 0.6)
    if not _may_be_dark(small, DARK_CELL * float(light.max()), window):
        return np.zeros_like(small)
    dark = np.where(cv2.medianBlur(small, window) < DARK_CELL * light, 255, 0).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    keep = np.zeros(count, bool)
    for number in range(1, count):
        width, height, area = (int(stats[number, at]) for at in (2, 3, 4))
        keep[number] = (
            height >= 0.12 * dpi * SMALL
            and width >= 0.2 * dpi * SMALL
            and height <= 0.15 * small.shape[0]
            and area >= 0.7 * width * height
        )
    cells: NDArray[np.uint8] = (keep[labels] * 255).astype(np.uint8)
    rims, _ = cv2.findContours(cells, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(cells, rims, -1, (255,), cv2.FILLED)  # dense white print leaves holes
    return cells


def _may_be_dark(small: NDArray[np.uint8], below: float, window: int) -> bool:
    """Whether most of any window is darker than that: of most pages none is, and medians take long."""
    import cv2
    import numpy as np

    dark = (small < below).view(np.uint8)
    share = cv2.boxFilter(dark, cv2.CV_32F, (window, window), normalize=False, borderType=cv2.BORDER_REPLICATE)
    return bool((share > window * window // 2).any())


def _reaching_out(bright: NDArray[np.bool_], inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What is bright and hangs together with what is bright beyond dark cells: paper, not white print."""
    import cv2
    import numpy as np

    round_ = cv2.dilate(inside.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    count, labels = cv2.connectedComponents((bright & round_).astype(np.uint8), connectivity=4)
    out = np.zeros(count, bool)
    out[labels[round_ & ~inside]] = True
    out[0] = False
    reaching: NDArray[np.bool_] = out[labels]
    return reaching


def _odd(length: float) -> int:
    return max(3, round(length)) | 1


def ink_mask(evened: NDArray[np.uint8], *, below: float = INK_BELOW) -> NDArray[np.uint8]:
    """255 where there is ink, 0 where there is paper, for a picture whose light is even.

    `below` is the share of the paper's brightness under which a pixel is ink.
    """
    import math

    import cv2

    return cv2.threshold(evened, math.ceil(below * 255) - 1, 255, cv2.THRESH_BINARY_INV)[1].astype("uint8", copy=False)
