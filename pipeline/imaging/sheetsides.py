"""The sides of a sheet one by one: where light and what it lies on vary, no one brightness parts it from that."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SMOOTH = 1.5  # pixels
CLEAR = 0.3  # of the logarithm of brightness; a clearer step counts no more
LONG = 0.4  # of the picture's side, that a side of the sheet is long at least
LEAN = 0.16  # across over along, that a side may lean
COARSE = 2  # pixels that are taken together where lines are looked for
CHOICES = 2  # lines that are taken for each side, besides the edge of the picture
NEAR = 6  # pixels from a line within which the step lies that it follows


@dataclass(frozen=True, slots=True)
class Side:
    """A line along a side of the picture: where it is across at the first and at the last pixel, and how clear."""

    first: float
    last: float
    clear: float


def quadrilaterals(light: NDArray[np.uint8]) -> list[NDArray[np.float64]]:
    """What may be the sheet in a small picture, the clearest first: 4 x 2, clockwise from the top left.

    Each side is a long line along which it grows brighter inwards, or where there is none the edge of the picture.
    """
    import cv2
    import numpy as np

    height, width = light.shape
    even = cv2.GaussianBlur(np.log(np.maximum(light, 1).astype(np.float32)), (0, 0), SMOOTH)
    right, down = (SMOOTH / 4 * cv2.Sobel(even, cv2.CV_32F, *way, ksize=3) for way in ((1, 0), (0, 1)))
    maps = ((down.T, 0.0), (-right, width - 1.0), (-down.T, height - 1.0), (right, 0.0))
    around = [_sides(np.ascontiguousarray(brighter), edge) for brighter, edge in maps]
    found = sorted(product(*around), key=lambda sides: -sum(side.clear for side in sides))
    return [_corners(sides, (height, width)) for sides in found if sum(side.clear > 0 for side in sides) > 1]


def _sides(brighter: NDArray[np.float32], edge: float) -> list[Side]:
    """The clearest lines along the rows of a map of steps of brightness, and the edge of the picture."""
    import cv2
    import numpy as np

    steps = np.clip(brighter, 0, CLEAR)
    steps[steps < CLEAR / 4] = 0
    lines: list[Side] = []
    least = LONG * steps.shape[0] * CLEAR / 2
    if steps.sum() >= least:
        small = cv2.resize(steps, None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
        sums = _sums(small.astype(np.float32))
        while len(lines) < CHOICES:
            lean, first = (int(at) for at in np.unravel_index(int(sums.argmax()), sums.shape))
            clear = float(sums[lean, first]) * COARSE
            if clear < least:
                break
            last = first + lean - sums.shape[0] // 2
            lines.append(_along(steps, Side(COARSE * first, COARSE * last, clear)))
            sums[:, max(0, first - NEAR) : first + NEAR + 1] = 0
    return [*lines, Side(edge, edge, 0.0)]


def _sums(steps: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sum of the steps along each line, by how far it leans and where it begins."""
    import numpy as np

    along, across = steps.shape
    reach = round(LEAN * along)
    wide = np.pad(steps, ((0, 0), (reach, reach)))
    rows = np.arange(along)
    sums = np.zeros((2 * reach + 1, across), np.float32)
    for lean in range(-reach, reach + 1):
        shifts = np.rint(lean * rows / max(along - 1, 1)).astype(int) + reach
        for row, shift in zip(rows, shifts, strict=True):
            sums[lean + reach] += wide[row, shift : shift + across]
    return sums


def _along(steps: NDArray[np.float32], line: Side) -> Side:
    """The line moved to where the steps near it are clearest."""
    import numpy as np

    along, across = steps.shape
    rows = np.arange(along)
    first, last = line.first, line.last
    for near in (NEAR, NEAR // 2):
        middle = first + (last - first) * rows / max(along - 1, 1)
        at = np.rint(middle).astype(int)[:, np.newaxis] + np.arange(-near, near + 1)
        inside = np.where((at >= 0) & (at < across), steps[rows[:, np.newaxis], np.clip(at, 0, across - 1)], 0.0)
        weights = inside.sum(axis=1)
        seen = weights > 0
        if seen.sum() < LONG * along / 2:
            return line
        lean, start = np.polyfit(rows[seen], (at * inside).sum(axis=1)[seen] / weights[seen], 1, w=weights[seen])
        first, last = float(start), float(start + lean * (along - 1))
    return Side(first, last, line.clear)


def _corners(sides: tuple[Side, ...], size: tuple[int, int]) -> NDArray[np.float64]:
    import numpy as np

    top, right, bottom, left = sides
    return np.array([_crossing(*pair, size) for pair in ((top, left), (top, right), (bottom, right), (bottom, left))])


def _crossing(level: Side, upright: Side, size: tuple[int, int]) -> tuple[float, float]:
    """Where a level and an upright line cross, as x and y."""
    height, width = size
    rise, lean = (level.last - level.first) / (width - 1), (upright.last - upright.first) / (height - 1)
    y = (level.first + rise * upright.first) / (1 - rise * lean)
    return upright.first + lean * y, y
