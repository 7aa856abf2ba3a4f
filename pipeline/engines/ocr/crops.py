"""A crop as a recogniser takes it: 48 pixels high, padded to one of few widths.

The width is chosen by the crop alone and every crop is run alone, so that an answer never depends on a crop's
neighbours. On one thread a batch is not faster.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

HEIGHT = 48
WIDTHS = (
    48, 64, 96, 128, 160, 240, 320, 400, 480, 560, 640, 720, 800, 960, 1120, 1280, 1440, 1600, 1760, 1920, 2240, 2560,
    3200,
)  # fmt: skip
# A flat crop, such as a dash trimmed to its ink, would be blown up to a bar: it keeps this much height, in pixels.
FLATTEST = 14
STEP = 8  # pixels of width a step of PaddleOCR's recognisers
LATE = 1  # steps by which a character may be told after its end


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A crop as 1 x 3 x 48 x width, from -1 black to 1 white, 0 where it is padded; `filled` is its breadth in it."""

    tensor: NDArray[np.float32]
    filled: int

    def steps(self, step: int = STEP) -> int:
        """How many steps of `step` pixels show the crop; what a recogniser says of the padding is no print."""
        return min(int(self.tensor.shape[3]) // step, math.ceil(self.filled / step) + LATE)


def prepare(crop: NDArray[np.uint8], *, narrowest: int = WIDTHS[0]) -> Prepared:
    """The crop (BGR or grey, 8 bit) as a recogniser takes it.

    The width is one of `WIDTHS`, at least `narrowest`; what is longer than the widest is squeezed into it.
    """
    import cv2

    picture = _lifted(_coloured(crop))
    height, breadth = picture.shape[:2]
    wanted = min(max(1, math.ceil(HEIGHT * breadth / height)), WIDTHS[-1])
    width = next(width for width in WIDTHS if width >= max(wanted, narrowest))
    scaled = cv2.resize(picture, (wanted, HEIGHT)).astype(np.float32)
    tensor = np.zeros((1, 3, HEIGHT, width), dtype=np.float32)
    tensor[0, :, :, :wanted] = (scaled.transpose(2, 0, 1) / 255 - 0.5) / 0.5
    return Prepared(tensor, wanted)


def fingerprint(crop: NDArray[np.uint8]) -> str:
    """A name for the content of a crop: equal pixels have equal names."""
    content = blake2b(np.ascontiguousarray(crop).data, digest_size=16)
    content.update(repr(crop.shape).encode())
    return content.hexdigest()


def is_empty(crop: NDArray[np.uint8]) -> bool:
    """Whether there is no pixel to read."""
    return crop.ndim < 2 or 0 in crop.shape


def _coloured(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if crop.ndim == 3 and crop.shape[2] == 3:
        return crop
    grey = crop if crop.ndim == 2 else crop[:, :, 0]
    return np.repeat(grey[:, :, np.newaxis], 3, axis=2)


def _lifted(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    missing = FLATTEST - picture.shape[0]
    if missing <= 0:
        return picture
    paper = np.percentile(picture, 95, axis=(0, 1)).astype(np.uint8)
    lifted = np.empty((FLATTEST, *picture.shape[1:]), dtype=np.uint8)
    lifted[:] = paper
    top = missing // 2
    lifted[top : top + picture.shape[0]] = picture
    return lifted
