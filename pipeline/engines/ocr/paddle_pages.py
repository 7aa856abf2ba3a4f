"""Prose read by PaddleOCR: a small detector finds the lines, the recogniser of cells reads them.

No classifier of a line's direction runs: it turns lone digits and whole lines upside down. The page is turned before.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.engines.ocr.paddle_cells import PaddleCells
from pipeline.engines.ocr.paddle_library import predictor
from pipeline.engines.ocr.paddle_models import DETECTORS, bundled, model_folder
from pipeline.engines.ocr.seen_lines import bounds, cut, reading_order
from pipeline.types.grid import Glimpse
from pipeline.types.raster import Raster, SeenLine

if TYPE_CHECKING:
    from numpy.typing import NDArray

DETECTION_DPI = 110  # lines are found as well as at full size, at a fifth of the time
BRACKETS, MARKS = "()（）", "，、。；："
DOUBTED = 0.9  # probability of a character below which its line is read again
LEAST_SIDE, MOST_SIDE, USUAL_SIDE = 960, 4000, 1280  # the longer side of what the detector sees, in pixels


class PaddlePages:
    """Finds lines with the weights `detector` and reads them with `cells`.

    With a `quick` reader that one reads all lines first, and `cells` only those that hold a character it doubts.
    """

    def __init__(
        self,
        *,
        weights: str = "PP-OCRv6_small",
        detector: str = "PP-OCRv6_tiny",
        cells: PaddleCells | None = None,
        quick: PaddleCells | None = None,
    ) -> None:
        """Choose the weights; readers of cells that are given share their loaded models.

        Raises:
            ConfigError: no bundled weights have that name.
        """
        self._source = bundled(DETECTORS, detector)
        self._cells = PaddleCells(weights=weights) if cells is None else cells
        self._quick = quick
        self.name = self._cells.name if quick is None else f"{quick.name}+{self._cells.name}"

    def lines(self, raster: Raster) -> list[SeenLine]:
        """The lines in reading order; what is found and not read is left out."""
        pixels = raster.pixels if raster.pixels.ndim == 3 else np.repeat(raster.pixels[:, :, np.newaxis], 3, axis=2)
        found = self._detector(pixels, limit_side_len=_longer_side(raster), limit_type="max")
        quadrangles = [np.asarray(corners, dtype=np.float64) for page in found for corners in page["dt_polys"]]
        placed = [(corners, box) for corners in quadrangles if (box := bounds(corners, pixels.shape)) is not None]
        glimpses = self._read([cut(pixels, corners, box) for corners, box in placed])
        return reading_order(
            [
                SeenLine(box=box, text=glimpse.text, score=_mean(glimpse))
                for (_, box), glimpse in zip(placed, glimpses, strict=True)
                if glimpse.text
            ]
        )

    def _read(self, crops: list[NDArray[np.uint8]]) -> list[Glimpse]:
        if self._quick is None:
            return self._cells.read(crops)
        glimpses = self._quick.read(crops)
        doubtful = [number for number, glimpse in enumerate(glimpses) if _weakest(glimpse) < DOUBTED]
        for number, glimpse in zip(doubtful, self._cells.read([crops[n] for n in doubtful]), strict=True):
            glimpses[number] = glimpse
        return glimpses

    @cached_property
    def _detector(self) -> Any:
        with model_folder(self._source) as folder:
            return predictor("TextDetection", self._source.model, folder)


def _longer_side(raster: Raster) -> int:
    longest = max(raster.pixels.shape[:2])
    wanted = longest * DETECTION_DPI / raster.dpi if raster.dpi > 0 else USUAL_SIDE
    return min(MOST_SIDE, max(LEAST_SIDE, round(wanted)))


def _weakest(glimpse: Glimpse) -> float:
    """The probability of the character that is seen least surely; 0 where nothing is read.

    Whether a bracket is a narrow or a wide one is no doubt, nor which mark stands between words; beside a digit it is.
    """
    read = ["", *(ranked[0][0] for ranked in glimpse.characters), ""]
    return min(
        (
            ranked[0][1]
            for ranked, before, own, after in zip(glimpse.characters, read, read[1:], read[2:], strict=False)
            if own not in BRACKETS and (own not in MARKS or before.isdigit() or after.isdigit())
        ),
        default=0.0,
    )


def _mean(glimpse: Glimpse) -> float:
    """The mean over characters of their probability, as PaddleOCR scores a line."""
    return math.fsum(ranked[0][1] for ranked in glimpse.characters) / len(glimpse.characters)
