"""Seals and other marks over a table that no colour tells from print: ink that hangs together over more than a cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.imaging.components import components

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGE, HIGH = 0.7, 0.4  # inches one way and the other; no line of print in a cell is so high
REACH = 0.07  # inches between pieces of one mark: where a rule was erased, or a stroke is broken
SPARSE = 0.45  # share of its box that a mark fills at most; a shaded area fills more


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Masks (255) of a picture's size: marks under which print may be hidden, and where ink of a seal was taken out.

    Where ink was taken out paper is not as even as beside it: what is left of it there is no faded print.
    """

    over: NDArray[np.uint8]
    lifted: NDArray[np.uint8]

    def within(self, rows: slice, columns: slice) -> Marks:
        """The same of a part of the picture."""
        return Marks(self.over[rows, columns], self.lifted[rows, columns])


def marks_over(ink: NDArray[np.uint8], rules: NDArray[np.uint8], *, dpi: float) -> NDArray[np.uint8]:
    """255 where a mark lies that is larger than print and no rule: a grey or black seal, a tick, a stroke of a pen."""
    import cv2
    import numpy as np

    reach = max(3, round(REACH * dpi)) | 1
    alone = cv2.subtract(ink, cv2.dilate(rules, np.ones((3, 3), np.uint8)))
    pieces = components(cv2.dilate(alone, np.ones((reach, reach), np.uint8)).astype(np.uint8, copy=False))
    width, height, area = pieces.widths, pieces.heights, pieces.areas
    large = (
        (np.maximum(width, height) >= LARGE * dpi)
        & (np.minimum(width, height) >= HIGH * dpi)
        & (area <= SPARSE * width * height)
    )
    return pieces.painted(large)
