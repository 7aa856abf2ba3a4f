"""At how many pixels an inch a picture shows its type, whatever it says of itself, and bringing that to 200."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.imaging.components import components
from pipeline.imaging.ink import grey
from pipeline.types.raster import Matrix, Raster

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POINTS = 72.0
SCREEN = 120.0  # dpi
WANTED = 200.0  # dpi
AS_IT_IS = (150.0, 260.0)  # dpi that need no change
MOST_ENLARGED = 3.0  # what is smaller is too blurred to gain
MOST_PIXELS = 60_000_000
MOST_AT_ONCE = 12_000_000  # pixels of an enlarged picture, or of as much of a tall one as is looked at together
AT_ONCE = 2.2  # height over width of that much
SHEET_WIDTHS = (5.5, 17.5)  # inches of paper that a carried dpi may make
A4 = (8.27, 11.69)  # inches
USUAL_SIZE = 12.0  # points of the type of reports: prose has 12 to 16, tables 9 to 12
SIZES = (6.0, 20.0)  # points that the type of a page may have
CARRIED_SIZES = (4.5, 26.0)  # points that make a carried dpi false; the grain of a photograph passes for small type
EM = 0.88  # of its em that a character is high in ink
FEWEST_PIECES = 40
THIN, STRAIGHT = 0.3, 0.9  # share of ink of a piece that may be a frame, and of each of its sides; a 0 is round
THINNEST = 0.2  # share of ink that no character has round an empty inside, straight or not
SOLID = 0.8  # share of ink of a piece that may be a dash of a rule, or a dot; a blurred character has less
LARGER = 1.5  # power of its height that a piece counts by; the dust of a fax outnumbers its print
LEAST_SIDE = 20  # pixels
LOOKED_AT = 3000  # pixels of the longer side in which type is measured
LEAST_TYPE, MOST_TYPE = 5, 160  # pixels
LEGIBLE = 8  # pixels of the picture as it came; what is smaller is dust or crumbs of type


def fit_resolution(raster: Raster) -> Raster:
    """The picture with the resolution at which its type is about its real size, rescaled to 200 dpi where far off.

    The dpi that it comes with is kept if it makes a sheet of paper with type of a plausible size; else the width of
    A4 is tried; else the type is taken for 12 points.
    """
    pixels = grey(raster.pixels)
    dpi = _resolution(pixels, raster.dpi)
    if raster.bilevel is not None and raster.dpi > 0:
        raster = replace(raster, bilevel=raster.bilevel * dpi / raster.dpi)
    factor = 1.0 if AS_IT_IS[0] <= dpi <= AS_IT_IS[1] else min(WANTED / dpi, MOST_ENLARGED)
    factor = min(factor, (MOST_PIXELS / pixels.size) ** 0.5, _most_enlarged(pixels.shape[0], pixels.shape[1]))
    if abs(factor - 1) < 0.02:
        return replace(raster, dpi=dpi)
    return _rescaled(raster, factor, dpi)


def _most_enlarged(height: int, width: int) -> float:
    return float(max(1.0, (MOST_AT_ONCE / (width * min(height, AT_ONCE * width))) ** 0.5))


def _resolution(pixels: NDArray[np.uint8], carried: float) -> float:
    em = em_height(pixels)
    guesses = _guesses(pixels, carried)
    if em is None:
        return guesses[0]
    if carried <= SCREEN:  # programs write the dpi of screens where they know none
        guesses.sort(key=lambda dpi: abs(math.log(em * POINTS / dpi / USUAL_SIZE)))
    elif carried in guesses and CARRIED_SIZES[0] <= em * POINTS / carried <= CARRIED_SIZES[1]:
        return carried
    for dpi in guesses:
        if SIZES[0] <= em * POINTS / dpi <= SIZES[1]:
            return dpi
    return em * POINTS / USUAL_SIZE


def _guesses(pixels: NDArray[np.uint8], carried: float) -> list[float]:
    height, width = pixels.shape
    guesses = [carried] if carried > 0 and SHEET_WIDTHS[0] <= width / carried <= SHEET_WIDTHS[1] else []
    upright, lying = width / A4[0], width / A4[1]
    return [*guesses, *([lying, upright] if 1.3 * height < width < 1.55 * height else [upright])]


def em_height(pixels: NDArray[np.uint8]) -> float | None:
    """The usual size of the type of a grey picture in pixels; None where there is too little type to say.

    Characters of Chinese print are about as high as wide, and so are most of their pieces; the height that most of
    them share is looked for, larger pieces counting more, since dust is small.
    """
    import cv2
    import numpy as np

    shrink = min(1.0, LOOKED_AT / max(pixels.shape))
    if min(pixels.shape) * shrink < LEAST_SIDE:
        return None
    seen = pixels if shrink == 1.0 else cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    # the threshold follows the paper: a photograph has shadows
    ink = cv2.adaptiveThreshold(seen, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 61, 18)
    pieces = components(ink.astype(np.uint8, copy=False))
    widths, heights, areas = pieces.widths[1:], pieces.heights[1:], pieces.areas[1:]
    least = max(LEAST_TYPE, LEGIBLE * shrink)
    like_type = (heights >= least) & (heights <= MOST_TYPE) & (widths * 2.6 >= heights) & (widths <= 1.5 * heights)
    like_type &= areas >= 0.12 * widths * heights
    for number in np.flatnonzero(like_type & (areas < THIN * widths * heights)):
        thinnest = areas[number] < THINNEST * widths[number] * heights[number]
        like_type[number] = not _is_frame(pieces.alone(int(number) + 1), straight=not thinnest)
    hollow = like_type & (areas < SOLID * widths * heights)
    if hollow.sum() >= FEWEST_PIECES:  # of a dashed table most pieces are dashes
        like_type = hollow
    tall = heights[like_type].astype(np.float64)
    if len(tall) < FEWEST_PIECES:
        return None
    steps = np.round(np.log(tall) * 12).astype(int)
    votes = np.bincount(steps, weights=tall**LARGER, minlength=int(steps.max()) + 2)
    smooth = np.convolve(votes, [1, 2, 3, 2, 1], mode="same")
    return float(np.exp(int(smooth.argmax()) / 12) / EM / shrink)


def _is_frame(piece: NDArray[np.uint8], *, straight: bool) -> bool:
    """Whether a thin piece is the frame of a cell, as double rules make them: nothing of it lies further inside.

    With `straight` each of its sides is looked at, too.
    """
    height, width = piece.shape
    x_in, y_in = max(1, width // 5), max(1, height // 5)
    if piece[y_in : height - y_in, x_in : width - x_in].any():
        return False
    sides = piece[:y_in].any(axis=0), piece[height - y_in :].any(axis=0)
    ends = piece[:, :x_in].any(axis=1), piece[:, width - x_in :].any(axis=1)
    return not straight or all(float(side.mean()) >= STRAIGHT for side in (*sides, *ends))


def _rescaled(raster: Raster, factor: float, dpi: float) -> Raster:
    import cv2
    import numpy as np

    height, width = raster.pixels.shape[:2]
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    pixels = cv2.resize(raster.pixels, size, interpolation=how).astype(np.uint8)
    back = np.diag([width / size[0], height / size[1], 1.0])
    values = (np.array(raster.to_page, np.float64).reshape(3, 3) @ back).ravel()
    matrix: Matrix = tuple(float(value) for value in values)  # type: ignore[assignment]
    step = f"rescaled from {dpi:.0f} to {dpi * factor:.0f} dpi"
    return replace(raster, pixels=pixels, dpi=dpi * factor, to_page=matrix, steps=(*raster.steps, step))
