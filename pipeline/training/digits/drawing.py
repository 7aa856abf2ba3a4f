"""A small table of figures, drawn as a printer would: rules, cells, and where each cell is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from pipeline.training.digits.lettering import draw_lettering, ink_of
from pipeline.training.digits.strings import Print, draw_print
from pipeline.types.raster import PixelBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.training.digits.fonts import Font

DPI = 300
BORDER = 0.15  # inches of paper round a table
EMPTY = 0.06  # share of cells with nothing in them


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A drawn table: ink (255 full) at `DPI`, and each cell's box between its rules with its print."""

    ink: NDArray[np.uint8]
    cells: tuple[tuple[PixelBox, Print], ...]


def draw_table(rng: Random, fonts: tuple[Font, ...], *, rows: int = 5, columns: int = 5) -> Table:
    """A table of `rows` x `columns` cells in one lettering."""
    import numpy as np

    size = round(rng.uniform(7, 14.5) / 72 * DPI)
    tall = max(round(rng.uniform(0.17, 0.4) * DPI), round(size * 1.15))
    lettering = draw_lettering(rng, fonts, size=size)
    edge = round(BORDER * DPI)
    thick = rng.choice((1, 2, 2, 3, 3, 4, 6))
    cuts = [edge + row * tall for row in range(rows + 1)]
    prints = [[_print(rng) for _ in range(columns)] for _ in range(rows)]
    inks = [[ink_of(cell.printed, lettering) for cell in row] for row in prints]
    pad = round(rng.choice((0.01, 0.03, 0.06, 0.15)) * DPI)
    least = round(rng.uniform(0.25, 0.8) * DPI)
    widths = [max(least, *(row[column].shape[1] + 2 * pad + thick for row in inks)) for column in range(columns)]
    ends = [edge + sum(widths[:column]) for column in range(columns + 1)]
    ink = np.zeros((cuts[-1] + edge, ends[-1] + edge), np.uint8)
    cells = []
    place = rng.choice(("centre", "centre", "centre", "left", "right"))
    for row in range(rows):
        for column in range(columns):
            box = PixelBox(ends[column], cuts[row], ends[column + 1], cuts[row + 1])
            _put(ink, inks[row][column], box, _offset(rng, place, pad + thick))
            if rng.random() < 0.02 and inks[row][column].size:
                _underline(ink, inks[row][column], box)
            cells.append((box, prints[row][column]))
    _rule(ink, (cuts, ends), thick, rng)
    return Table(ink, tuple(cells))


def _print(rng: Random) -> Print:
    return Print("", "") if rng.random() < EMPTY else draw_print(rng)


def _offset(rng: Random, place: str, pad: int) -> tuple[str, int, int]:
    """Where in its cell a text stands: side, distance from it, and how far off the middle of the height."""
    if rng.random() < 0.05:  # badly placed: it may touch the rule
        return rng.choice(("left", "right")), rng.randint(-2, 4), rng.randint(-14, 14)
    return place, pad, rng.randint(-5, 5)


def _put(ink: NDArray[np.uint8], shape: NDArray[np.uint8], box: PixelBox, offset: tuple[str, int, int]) -> None:
    import numpy as np

    if not shape.size:
        return
    place, pad, down = offset
    height, width = shape.shape
    left = box.x0 + pad if place == "left" else box.x1 - pad - width
    if place == "centre":
        left = (box.x0 + box.x1 - width) // 2
    top = max(0, (box.top + box.bottom - height) // 2 + down)
    left = max(0, left)
    part = ink[top : top + height, left : left + width]
    np.maximum(part, shape[: part.shape[0], : part.shape[1]], out=part)


def _underline(ink: NDArray[np.uint8], shape: NDArray[np.uint8], box: PixelBox) -> None:
    height, width = shape.shape
    left, low = (box.x0 + box.x1 - width) // 2, min(box.bottom - 4, (box.top + box.bottom + height) // 2 + 5)
    ink[low : low + 3, max(0, left - 4) : left + width + 4] = 255


def _rule(ink: NDArray[np.uint8], lines: tuple[list[int], list[int]], thick: int, rng: Random) -> None:
    """Rules on all lines, on none, or with stretches missing."""
    cuts, ends = lines
    if rng.random() < 0.12:
        return
    dark, torn = (rng.randint(90, 200) if rng.random() < 0.15 else 255), rng.random() < 0.12
    for cut in cuts:
        for x0, x1 in pairwise(ends):
            if not torn or rng.random() < 0.7:
                part = ink[cut - thick // 2 : cut - thick // 2 + thick, x0 - thick // 2 : x1 + thick // 2 + 1]
                part[part < dark] = dark
    for end in ends:
        for top, bottom in pairwise(cuts):
            if not torn or rng.random() < 0.7:
                part = ink[top:bottom, end - thick // 2 : end - thick // 2 + thick]
                part[part < dark] = dark
