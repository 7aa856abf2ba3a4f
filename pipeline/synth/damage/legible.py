"""The level at which a page in black and white can still be read, by the pieces of print that it keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.synth.damage.page import Box, Pixels

HIGHEST = 205  # grey level
DARKER, ROUND = 35, 0.2  # grey levels by which print is darker than the paper round it, of about as many inches
GRAIN, RARE = 25, 0.01  # grey levels that the grain of paper may be darker, and the share of it that may be
KEPT = 0.45  # share of all print that stays; of less a person reads nothing
PIECE, MOST = 0.35, 0.9  # of a piece of a character that stays, and of how many of these: rules stay when type is gone
FIGURE = 0.3  # of the print of every figure: what left no trace says nothing
LARGEST, SMALLEST = 0.25, 0.0003  # inches of a piece, and square inches; what is larger is ruled, what is smaller grain
THIN = 0.03  # inches of a side of a dash, of rules too
STEP = 5.0  # grey levels


def legible_level(light: Pixels, level: float, dpi: tuple[float, float], figures: Sequence[Box]) -> float:
    """The least level from `level` on, in steps, that leaves a grey page legible, as a machine or its user would set.

    `dpi` is the page's across and down, `figures` are the boxes of cells in pixels.
    """
    paper = _paper(light, dpi)
    ink = np.where(paper.astype(np.int16) - light >= DARKER, 255, 0).astype(np.uint8)
    printed = light[ink > 0]
    pieces = _pieces(ink, dpi, figures)
    highest = min(HIGHEST, float(np.quantile(paper[paper > level], RARE)) - GRAIN) if (paper > level).any() else level
    while level < highest and len(printed):
        if float((printed < level).mean()) >= KEPT and pieces.are_legible(light < level):
            break
        level += STEP
    return level


def _paper(light: Pixels, dpi: tuple[float, float]) -> Pixels:
    """The grey of the paper, which may be shaded, without the print on it."""
    import cv2

    return np.asarray(cv2.medianBlur(light, round(ROUND * max(dpi)) | 1), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class _Pieces:
    """The number of the piece of print at each pixel, 0 on paper, and by number what each piece is."""

    at: NDArray[np.int32]
    areas: NDArray[np.intp]
    of_characters: NDArray[np.bool_]
    figures: NDArray[np.intp]  # the number of its figure; 0 where it is of none

    def are_legible(self, black: NDArray[np.bool_]) -> bool:
        """Whether enough of them is black."""
        left = np.bincount(self.at[black], minlength=len(self.areas))
        kept = left[self.of_characters] / self.areas[self.of_characters]
        if len(kept) and float((kept >= PIECE).mean()) < MOST:
            return False
        had, has = (np.bincount(self.figures, weights=one)[1:] for one in (self.areas, left))
        return bool((has >= FIGURE * had).all())


def _pieces(ink: Pixels, dpi: tuple[float, float], figures: Sequence[Box]) -> _Pieces:
    import cv2

    found, at, stats, centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    across, down, areas = (stats[:, of] for of in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    print_like = (across < LARGEST * dpi[0]) & (down < LARGEST * dpi[1]) & (areas >= SMALLEST * dpi[0] * dpi[1])
    print_like[0] = False
    rim = THIN * dpi[0], THIN * dpi[1]
    figure = np.zeros(found, np.intp)
    x, y = centres[:, 0], centres[:, 1]
    for number, (x0, top, x1, bottom) in enumerate(figures, start=1):
        inside = (x > x0 + rim[0]) & (x < x1 - rim[0]) & (y > top + rim[1]) & (y < bottom - rim[1])
        figure[inside & print_like] = number
    of_characters = print_like & (across >= rim[0]) & (down >= rim[1])
    return _Pieces(at.astype(np.int32), areas.astype(np.intp), of_characters, figure)
