"""A page as pixels, with the places of its figures."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Points = NDArray[np.float64]
Box = tuple[float, float, float, float]
INCH = 72.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: `pixels` rows by columns, or by three more for RGB; `dpi` across and down.

    `quads`: for each key the four corners of its cell in pixels, 4 by 2, clockwise from the upper left.
    """

    pixels: Pixels = field(repr=False)
    dpi: tuple[float, float]
    agency: str = ""
    quads: Mapping[str, Points] = field(default_factory=dict, repr=False)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]

    def boxes(self) -> dict[str, Box]:
        """For each key the box of its cell in points, as far as it lies on the page."""
        scale = INCH / np.array(self.dpi)
        limit = np.array(self.size) * scale
        boxes: dict[str, Box] = {}
        for key, quad in self.quads.items():
            x0, top = np.clip(quad.min(axis=0) * scale, 0, limit)
            x1, bottom = np.clip(quad.max(axis=0) * scale, 0, limit)
            boxes[key] = (float(x0), float(top), float(x1), float(bottom))
        return boxes


@dataclass(frozen=True, slots=True)
class Moved:
    """Pixels after a step that moves them; `move` tells for points of before (n by 2) where they are now."""

    pixels: Pixels
    move: Callable[[Points], Points]


def rasterise(
    content: bytes, places: Mapping[str, tuple[int, Box]], *, dpi: float, colour: bool, agency: str = ""
) -> list[Sheet]:
    """The pages of a PDF as they are displayed."""
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(content))
    sheets: list[Sheet] = []
    try:
        for number in range(len(document)):
            bitmap = document[number].render(scale=dpi / INCH, grayscale=not colour, rev_byteorder=True)
            pixels: Pixels = np.array(bitmap.to_numpy(), dtype=np.uint8)
            pixels = pixels[:, :, :3].copy() if colour else pixels.reshape(pixels.shape[:2])
            quads = {key: _quad(box, dpi / INCH) for key, (page, box) in places.items() if page == number + 1}
            sheets.append(Sheet(pixels, (dpi, dpi), agency, quads))
    finally:
        document.close()
    return sheets


def _quad(box: Box, scale: float) -> Points:
    x0, top, x1, bottom = box
    return np.array([(x0, top), (x1, top), (x1, bottom), (x0, bottom)], dtype=np.float64) * scale
