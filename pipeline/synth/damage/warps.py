"""What moves a page: each gives the new pixels and the way its points went."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pipeline.synth.damage.page import Pixels, Points, as_pixels

Move = Callable[[Points], Points]
Matrix = NDArray[np.float64]


def quarter_turned(pixels: Pixels, quarters: int) -> tuple[Pixels, Move]:
    """Turned clockwise by quarters."""
    height, width = pixels.shape[:2]
    turned = np.ascontiguousarray(np.rot90(pixels, -quarters))

    def move(points: Points) -> Points:
        x, y = points[:, 0], points[:, 1]
        moved = ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[quarters % 4]
        return np.stack(moved, axis=1)

    return turned, move


def skewed(pixels: Pixels, degrees: float, paper: int = 255) -> tuple[Pixels, Move]:
    """Turned a little about the middle; what comes into view is paper."""
    import cv2

    height, width = pixels.shape[:2]
    matrix = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1), [0, 0, 1]])
    fill = (paper,) * 3
    turned = cv2.warpAffine(pixels, matrix[:2], (width, height), flags=cv2.INTER_LINEAR, borderValue=fill)
    return np.asarray(turned, np.uint8), by_matrix(matrix)


def projected(pixels: Pixels, corners: Points, desk: Pixels) -> tuple[Pixels, Move]:
    """Laid on a desk with its corners (clockwise from the upper left) at those points."""
    import cv2

    height, width = pixels.shape[:2]
    own = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(own, corners.astype(np.float32)), np.float64)
    size = (desk.shape[1], desk.shape[0])
    laid = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_AREA)
    sheet = np.full((height, width), 255, np.uint8)
    where = cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_LINEAR).astype(np.float32)[..., None] / 255
    mixed = np.asarray(laid * where, np.float32)
    mixed += desk * (1 - where)
    return as_pixels(mixed), by_matrix(matrix)


def by_matrix(matrix: Matrix) -> Move:
    """How a homography moves points."""

    def move(points: Points) -> Points:
        there = np.column_stack([points, np.ones(len(points))]) @ np.asarray(matrix).T
        return np.asarray(there[:, :2] / there[:, 2:], np.float64)

    return move


def scaled(pixels: Pixels, across: float, down: float) -> tuple[Pixels, Move]:
    """Made smaller (or larger) by factors."""
    import cv2

    height, width = pixels.shape[:2]
    size = (max(1, round(width * across)), max(1, round(height * down)))
    method = cv2.INTER_AREA if across * down < 1 else cv2.INTER_CUBIC
    factors = np.array([size[0] / width, size[1] / height])
    return np.asarray(cv2.resize(pixels, size, interpolation=method), np.uint8), lambda points: points * factors


def bent(pixels: Pixels, rise: float, bulge: float) -> tuple[Pixels, Move]:
    """Bent like a page of an open book or a curled sheet: lines sag by `rise` of the width, columns crowd by `bulge`.

    The sheet lies on a cylinder with an upright axis, lifted most at `0.5 + bulge` of its width; its upper and lower
    edges are drawn as that curve, so that the picture grows by the sag, filled with white.
    """
    import cv2

    height, width = pixels.shape[:2]
    along = np.linspace(0, 1, width)
    curve = _sag(along, bulge) * rise * width
    crowd = along + 0.35 * abs(rise) * np.sin(2 * math.pi * along) / (2 * math.pi) * 2
    room = math.ceil(abs(rise) * width) + 1
    lift = curve if rise >= 0 else curve + room

    xs = np.arange(width, dtype=np.float64)
    back_x = np.interp(xs, crowd * (width - 1), xs)
    shift = np.interp(back_x, xs, lift)
    map_x = np.tile(back_x.astype(np.float32), (height + room, 1))
    map_y = (np.arange(height + room)[:, None] - shift[None, :]).astype(np.float32)
    warped = cv2.remap(pixels, map_x, map_y, cv2.INTER_LINEAR, borderValue=(255, 255, 255))

    def move(points: Points) -> Points:
        x = np.interp(points[:, 0], xs, crowd * (width - 1))
        return np.stack([x, points[:, 1] + np.interp(points[:, 0], xs, lift)], axis=1)

    return np.asarray(warped, np.uint8), move


def _sag(along: NDArray[np.float64], bulge: float) -> NDArray[np.float64]:
    """The height of a cylinder's arc over a chord, 0 to 1, its top moved by `bulge`."""
    warped = along ** (math.log(0.5) / math.log(0.5 + bulge))
    return np.asarray(np.sin(math.pi * warped), np.float64)


def bend_shade(width: int, rise: float, bulge: float) -> NDArray[np.float32]:
    """How much light each column of a bent sheet gets: less where it turns away from the lamp."""
    curve = _sag(np.linspace(0, 1, width), bulge) * rise
    slope = np.gradient(curve) * width
    return np.asarray(1 - 0.35 * np.clip(slope, -0.6, 0.6) - 0.05, np.float32)
