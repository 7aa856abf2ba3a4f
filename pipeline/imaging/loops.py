"""The closed loops of print: of digits that have them, the thin strokes at their top and bottom are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DARK = 128  # grey level below which a dot is black, however it was blurred
LOOPS = {"0": 1, "6": 1, "9": 1, "8": 2}  # that of a 4 is open in some print


def has_closed_loops(crop: NDArray[np.uint8], figure: str) -> bool | None:
    """Whether a grey crop has as many loops as the figure that it was read as; None where that has none."""
    import cv2
    import numpy as np

    wanted = sum(LOOPS.get(char, 0) for char in figure)
    if not wanted:
        return None
    paper = np.pad(np.where(crop < DARK, 0, 1).astype(np.uint8), 1, constant_values=1)
    count, _ = cv2.connectedComponents(paper, connectivity=4)
    return count - 2 >= wanted  # the ink counts as one, and so does the paper round it
