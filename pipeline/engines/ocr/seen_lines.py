"""From the quadrangles that a text detector draws to lines of print: what to cut out, and in which order to read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from pipeline.types.raster import PixelBox, SeenLine

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVEL = 0.02  # a quadrangle whose upper edge rises less (a part of its length) is cut out along the pixels
SAME_ROW = 0.5  # lines are beside each other if they share this part of the lower one's height


def bounds(corners: NDArray[np.float64], shape: tuple[int, ...]) -> PixelBox | None:
    """The box round a quadrangle (4 x 2: x, y) within a picture of that shape; None if nothing is left of it."""
    height, width = shape[:2]
    left, top = np.floor(corners.min(axis=0)).astype(int)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int)
    box = PixelBox(max(0, int(left)), max(0, int(top)), min(width, int(right)), min(height, int(bottom)))
    return box if box.x1 > box.x0 and box.bottom > box.top else None


def cut(pixels: NDArray[np.uint8], corners: NDArray[np.float64], box: PixelBox) -> NDArray[np.uint8]:
    """The picture within a quadrangle (clockwise from its upper left corner), turned level if it is not."""
    import cv2

    along = corners[1] - corners[0]
    if abs(along[1]) <= LEVEL * max(abs(along[0]), 1.0):
        return pixels[box.top : box.bottom, box.x0 : box.x1]
    width = round(float(np.linalg.norm(along)))
    height = round(float(np.linalg.norm(corners[3] - corners[0])))
    if width < 1 or height < 1:
        return pixels[box.top : box.bottom, box.x0 : box.x1]
    level = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(corners.astype(np.float32), level)
    turned = cv2.warpPerspective(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, dtype=np.uint8)


def reading_order(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """Top to bottom; what stands side by side, left to right."""
    rows: list[list[SeenLine]] = []
    for line in sorted(lines, key=lambda line: (line.box.top + line.box.bottom, line.box.x0)):
        if rows and _beside(rows[-1][0].box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: (line.box.x0, line.box.top))]


def _beside(one: PixelBox, other: PixelBox) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > SAME_ROW * min(one.bottom - one.top, other.bottom - other.top)
