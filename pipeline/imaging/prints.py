"""A row of print cut out of a drawn page: dark on light, without the rules round it, trimmed to its ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.imaging.crops import inked_lines

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INK = 60  # difference to the ground, of 255
RULE = 0.97  # share of the picture's length that a rule is inked over
MARGIN = 3  # pixels of ground left round the ink


def trim(picture: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """The print of a grey picture whose ground is even; None where there is none."""
    import numpy as np

    if picture.size == 0:
        return None
    ground = int(np.median(picture))
    if ground < 128:  # light print on dark ground
        picture, ground = 255 - picture, 255 - ground
    ink = picture.astype(np.int16) < ground - INK
    picture = picture.copy()
    level, upright = ink.mean(axis=1) >= RULE, ink.mean(axis=0) >= RULE
    picture[level, :] = ground
    picture[:, upright] = ground
    ink[level, :] = False
    ink[:, upright] = False
    rows, columns = inked_lines(ink)
    if len(rows) == 0:
        return None
    top, x0 = max(0, int(rows[0]) - MARGIN), max(0, int(columns[0]) - MARGIN)
    cut: NDArray[np.uint8] = picture[top : int(rows[-1]) + 1 + MARGIN, x0 : int(columns[-1]) + 1 + MARGIN]
    return np.ascontiguousarray(cut)
