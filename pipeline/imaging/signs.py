"""The place of a sign before a figure: whether there is a level stroke, whatever readers made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH, HEIGHT = 0.03, 0.015  # inches of the shortest hyphen of print
APART = 0.03  # inches above and below it, where there is paper
REACH = 0.12  # inches before the digits that it begins at most
PLACE = (0.38, 0.8)  # of the height of the digits, where it lies: below the flag of a 1 and the top of a 2 or 7
TALL = 0.4  # of the height of the digits: columns of print that reach over as much belong to one of them
BAR = 0.6  # of the height of a 4, before whose stem its bar ends, blur and all
DARKEST = 8  # pixels of the print by which its darkness is measured


def stroke_before(inside: NDArray[np.uint8], ink: NDArray[np.uint8], dpi: float, *, four: bool) -> float:
    """How dark a level stroke before the digits is at most, as a share of their darkness; 0 on bare paper.

    `inside` is a grey cell without its rules, `ink` the mask of its one line of print. What is paler than ink counts
    as well, and what runs into the first digit. The bar of a `four` is where a sign would be, and shorter: of what lies
    beyond it, half of a sign, twice as much is made.
    """
    import cv2
    import numpy as np

    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    dark = 255 - inside.astype(np.float32)
    line = dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    darkest = min(DARKEST, line.size)
    shade = float(np.partition(line.ravel(), line.size - darkest)[-darkest:].mean())
    first, top, bottom = _first_digit(line >= shade / 2)
    first, top, bottom = first + int(columns[0]), top + int(rows[0]), bottom + int(rows[0])
    width, height, apart = (max(2, round(length * dpi)) for length in (WIDTH, HEIGHT, APART))
    meant = cv2.blur(dark, (width, height), borderType=cv2.BORDER_CONSTANT)
    padded = np.pad(meant, ((apart, apart), (0, 0)))
    ridge = meant - np.maximum(padded[: len(meant)], padded[2 * apart :])
    upper, lower = (top + round(share * (bottom - top)) for share in PLACE)
    near, share = (round(BAR * (bottom - top)), 2.0) if four else (width // 2, 1.0)
    place = ridge[upper:lower, max(0, first - round(REACH * dpi)) : max(0, first - near)]
    return share * max(0.0, float(place.max(initial=0.0))) / max(shade, 1.0)


def _first_digit(strokes: NDArray[np.bool_]) -> tuple[int, int, int]:
    """The first column of a digit, and the rows from and before which there are digits; a sign is too low for one."""
    import numpy as np

    heights = np.where(strokes.any(axis=0), len(strokes) - strokes[::-1].argmax(axis=0) - strokes.argmax(axis=0), 0)
    first = int((heights >= TALL * heights.max()).argmax())
    rows = np.flatnonzero(strokes[:, first:].any(axis=1))
    return first, int(rows[0]), int(rows[-1]) + 1
