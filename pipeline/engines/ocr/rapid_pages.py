"""Prose read by RapidOCR on OpenVINO: its own detector and recogniser."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from pipeline.engines.ocr.rapid_library import WEIGHTS, rapidocr
from pipeline.engines.ocr.seen_lines import bounds, reading_order
from pipeline.types.raster import Raster, SeenLine


class RapidPages:
    """The whole of RapidOCR but its classifier of a line's direction."""

    name = f"rapidocr:{WEIGHTS}"

    def lines(self, raster: Raster) -> list[SeenLine]:
        """The lines in reading order."""
        seen = self._engine(raster.pixels)
        if seen.boxes is None or not seen.txts:
            return []
        lines = []
        for corners, text, score in zip(seen.boxes, seen.txts, seen.scores, strict=True):
            box = bounds(np.asarray(corners, dtype=np.float64), raster.pixels.shape)
            if box is not None and text:
                lines.append(SeenLine(box=box, text=str(text), score=float(score)))
        return reading_order(lines)

    @cached_property
    def _engine(self) -> Any:
        return rapidocr()
