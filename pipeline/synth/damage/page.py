"""A page as a picture that is being damaged, and where its cells are meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8]
Points: TypeAlias = NDArray[np.float64]
Rng: TypeAlias = np.random.Generator
Box = tuple[float, float, float, float]
POINTS = 72.0  # an inch


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A picture of a page.

    `pixels` are BGR or grey, height x width (x 3). `dpi` across and down. `marks` are points (n x 2, x and y in
    pixels) on the outline of each key's cell: what bends the page moves them, and their bounding box is the place.
    """

    pixels: Pixels = field(repr=False)
    dpi: tuple[float, float]
    marks: Mapping[str, Points] = field(default_factory=dict, repr=False)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]

    @property
    def per_point(self) -> float:
        """Pixels a point, across."""
        return self.dpi[0] / POINTS

    def moved(self, pixels: Pixels, move: Callable[[Points], Points]) -> Page:
        """The page with other pixels, its marks moved."""
        return replace(self, pixels=pixels, marks={key: move(points) for key, points in self.marks.items()})

    def boxes(self) -> dict[str, Box]:
        """The bounding box of each cell in pixels, kept on the picture."""
        width, height = self.size
        boxes: dict[str, Box] = {}
        for key, points in self.marks.items():
            (x0, top), (x1, bottom) = points.min(axis=0), points.max(axis=0)
            boxes[key] = (
                float(np.clip(x0, 0, width)), float(np.clip(top, 0, height)),
                float(np.clip(x1, 0, width)), float(np.clip(bottom, 0, height)),
            )  # fmt: skip
        return boxes


Effect: TypeAlias = Callable[[Page, Rng], Page]


def outline(box: Box, scale: tuple[float, float]) -> Points:
    """Points on the outline of a box: its corners and three more on each side, each multiplied by the scale."""
    x0, top, x1, bottom = box
    along = np.linspace(0, 1, 5)
    xs = np.concatenate([x0 + (x1 - x0) * along, x0 + (x1 - x0) * along, np.full(3, x0), np.full(3, x1)])
    inner = top + (bottom - top) * along[1:-1]
    ys = np.concatenate([np.full(5, top), np.full(5, bottom), inner, inner])
    return np.stack([xs * scale[0], ys * scale[1]], axis=1)


def grey(pixels: Pixels) -> Pixels:
    """One channel."""
    import cv2

    return pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)


def colour(pixels: Pixels) -> Pixels:
    """Three channels."""
    import cv2

    return pixels if pixels.ndim == 3 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR), np.uint8)


def as_pixels(values: NDArray[np.floating]) -> Pixels:
    """Numbers rounded and cut to 0 to 255; the array that held them is used up."""
    np.rint(values, out=values)
    return np.asarray(np.clip(values, 0, 255, out=values), np.uint8)


def fields(shape: tuple[int, ...], cell: float, rng: Rng) -> NDArray[np.float32]:
    """Smooth noise, 0 to 1, of that height and width, with blotches about `cell` pixels across."""
    import cv2

    height, width = shape[:2]
    rough = rng.random((max(2, round(height / cell) + 2), max(2, round(width / cell) + 2)), dtype=np.float32)
    smooth = cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(smooth, 0, 1), np.float32)
