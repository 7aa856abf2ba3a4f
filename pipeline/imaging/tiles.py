"""Tall pictures cut at white rows: a long screenshot is read a screen at a time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.imaging.dashes import find_dashed, strokes_of
from pipeline.imaging.ink import grey
from pipeline.imaging.openings import opened, runs_of
from pipeline.imaging.rules import STRICT, at_least, darker_than_sides
from pipeline.types.raster import Matrix, Raster

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TALL, WIDE = 2.2, 1.5  # height over width of a long screenshot, width over height of a wide one
TILE = 1.4  # height of a tile over its width
EARLIEST, LATEST = 0.6, 1.4  # of that height, between which the widest gap is looked for
MARGIN = 0.03  # of the width at each side, where frames and scroll bars are
LEVEL = 28  # of 255 by which a row may vary and be white
LEAST_GAP = 0.02  # inches
UPRIGHT = 1.0  # inches of an upright row of dashes; no strokes of type stand in line through so many lines
CLEARLY = 3.0  # times as many white rows as white columns, within the print


def cut_tall(raster: Raster) -> list[Raster]:
    """The picture as tiles from top to bottom, each upright; one tile, as it is, where it is not tall.

    A tile ends in the widest white gap near the wanted height; a ruled table has none, since its upright rules cross
    each of its rows, dashed ones too, so a tile holds it whole, however high.
    """
    height, width = raster.pixels.shape[:2]
    if height < TALL * width:
        return [replace(raster, upright=width > WIDE * height and _is_upright(raster.pixels))]
    white = _white_rows(raster.pixels) & ~_has_dashes(raster)
    cuts = [0, *_cuts(white, round(TILE * width), max(3, round(LEAST_GAP * raster.dpi))), height]
    return [_tile(raster, top, bottom) for top, bottom in pairwise(cuts) if bottom > top]


def _cuts(white: NDArray[np.bool_], tile: int, least: int) -> list[int]:
    gaps = [(start, end) for start, end in runs_of(white) if end - start >= least]
    cuts: list[int] = []
    top = 0
    while len(white) - top > LATEST * tile:
        middles = [((start + end) // 2, end - start) for start, end in gaps if (start + end) // 2 > top]
        near = [gap for gap in middles if EARLIEST * tile <= gap[0] - top <= LATEST * tile]
        late = [gap for gap in middles if gap[0] - top > LATEST * tile]
        if not near and not late:
            break
        top = max(near, key=lambda gap: gap[1])[0] if near else late[0][0]
        cuts.append(top)
    return cuts


def _white_rows(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """For each row whether it is of one colour, but for the margins."""
    one = grey(pixels)
    margin = round(MARGIN * one.shape[1])
    inside = one[:, margin : one.shape[1] - margin]
    white: NDArray[np.bool_] = inside.max(axis=1).astype(int) - inside.min(axis=1) <= LEVEL
    return white


def _has_dashes(raster: Raster) -> NDArray[np.bool_]:
    """For each row whether an upright row of dashes goes through it: the gaps between them are no gaps of a page."""
    import numpy as np

    dpi = raster.dpi
    darker = at_least(STRICT, darker_than_sides(grey(raster.pixels), dpi=dpi, level=False))
    long = opened(find_dashed(strokes_of(darker, dpi=dpi, level=False)), UPRIGHT * dpi, level=False)
    rows: NDArray[np.bool_] = np.asarray(long.any(axis=1))
    return rows


def _is_upright(pixels: NDArray[np.uint8]) -> bool:
    """Whether white rows part lines of print; a picture on its side has white columns instead."""
    import numpy as np

    rows, columns = _white_rows(pixels), _white_rows(np.ascontiguousarray(grey(pixels).T))
    return _inner_share(rows) > CLEARLY * _inner_share(columns)


def _inner_share(white: NDArray[np.bool_]) -> float:
    """The share of white between the first and the last that is not."""
    import numpy as np

    inked = np.flatnonzero(~white)
    return 0.0 if len(inked) < 2 else float(white[inked[0] : inked[-1]].mean())


def _tile(raster: Raster, top: int, bottom: int) -> Raster:
    import numpy as np

    down = np.array([[1, 0, 0], [0, 1, top], [0, 0, 1]], np.float64)
    values = (np.array(raster.to_page, np.float64).reshape(3, 3) @ down).ravel()
    matrix: Matrix = tuple(float(value) for value in values)  # type: ignore[assignment]
    pixels = np.ascontiguousarray(raster.pixels[top:bottom])
    steps = (*raster.steps, f"rows {top} to {bottom} of a tall picture")
    return replace(raster, pixels=pixels, to_page=matrix, steps=steps, upright=True)
