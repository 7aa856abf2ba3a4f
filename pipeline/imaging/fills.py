"""Cells filled with one dark colour: areas with straight sides that their own print leaves whole at the rim."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RULE = 0.03  # inches; dark strokes that are thinner join no two cells
LEAST_HEIGHT, LEAST_WIDTH = 0.12, 0.3  # inches
TALLEST = 2.0  # inches of cells that hang together; what is higher is a background, or a shadow
STRAIGHT = 0.9  # share of its upright box that a cell covers; a star or a character covers less
COLOURED = 0.6  # share of a cell that print of another colour leaves as it is; of a large character less is ink

BLURRED = 0.05  # inches round a cell where the light was evened wrongly
PAPER = 250  # of 255, of a picture whose light is even
LIGHT, SHADE = 1.0, 0.3  # inches within which paper, and the colour of a cell, are of one brightness
LEAST_SHARE = 0.01  # of what lies within these
DARK_FILL = 0.62  # of the paper's brightness: a filled cell is darker


def filled_cells(dark: NDArray[np.uint8], *, dpi: float) -> NDArray[np.uint8]:
    """255 in each cell that is filled with what `dark` (255, else 0) marks, the print on it and thin rules between too.

    What is joined by strokes as thin as rules is told apart: a dark cell within dark rules is still a cell.
    """
    import cv2
    import numpy as np

    side = max(3, round(RULE * dpi) | 1)  # an even one would move what it opens by a pixel
    thick = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    rims, _ = cv2.findContours(thick, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cells = np.zeros_like(dark)
    for rim in rims:
        x, y, width, height = cv2.boundingRect(rim)
        if height < LEAST_HEIGHT * dpi or width < LEAST_WIDTH * dpi or height > TALLEST * dpi:
            continue
        own = np.zeros((height, width), np.uint8)
        cv2.drawContours(own, [rim], -1, (255,), cv2.FILLED, offset=(-x, -y))
        inside = own > 0
        if inside.mean() >= STRAIGHT and (dark[y : y + height, x : x + width][inside] > 0).mean() >= COLOURED:
            cells[y : y + height, x : x + width] |= own
    between = max(3, round(2 * RULE * dpi)) | 1
    return cv2.morphologyEx(cells, cv2.MORPH_CLOSE, np.ones((between, between), np.uint8)).astype(np.uint8)


def lighten(evened: NDArray[np.uint8], one: NDArray[np.uint8], cells: NDArray[np.uint8], dpi: float) -> None:
    """Show the cells of `evened` as if they were white and what is printed on them, lighter or darker, dark.

    `one` is the grey picture as it was. Round the cells, where the paper is not told from them, its brightness is that
    of the paper farther away.
    """
    import cv2
    import numpy as np

    inside = cells > 0
    reach = max(3, round(BLURRED * dpi))
    near = cv2.dilate(cells, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) > 0
    paper = _mean_of(one, ~near & (evened > PAPER), LIGHT * dpi)
    lit = one.astype(np.float32)
    rim = near & ~inside
    evened[rim] = np.clip(lit[rim] * 255.0 / np.maximum(paper[rim], 1), 0, 255).astype(np.uint8)
    shade = _mean_of(one, inside & (one < DARK_FILL * paper), SHADE * dpi)
    print_ = np.abs(lit - shade)[inside] * 255.0 / np.maximum(paper - shade, 1)[inside]
    evened[inside] = np.clip(255 - print_, 0, 255).astype(np.uint8)


def _mean_of(one: NDArray[np.uint8], where: NDArray[np.bool_], window: float) -> NDArray[np.float32]:
    """The mean brightness of what lies there, round each pixel; where nothing does, that of all of it."""
    import cv2
    import numpy as np

    side = (round(window), round(window))
    weight = cv2.blur(where.astype(np.float32), side)
    total = cv2.blur(np.where(where, one, 0).astype(np.float32), side)
    usual = float(one[where].mean()) if where.any() else 255.0
    mean: NDArray[np.float32] = np.where(weight > LEAST_SHARE, total / np.maximum(weight, LEAST_SHARE), usual)
    return mean
