"""Readers that answer from a file: for tests of what uses a reader, without its weights.

The file is JSON: {"name": READER, "crops": {FINGERPRINT: [GLIMPSE, ...]}, "pages": {FINGERPRINT: [LINE, ...]}}, where a
glimpse is {"text", "log_probability", "characters": [[[CHARACTER, PROBABILITY], ...], ...]} and a line is {"box": [x0,
top, x1, bottom], "text", "score"}. The first glimpse answers `read`, all of them `read_figures`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.engines.ocr.crops import fingerprint
from pipeline.errors import ConfigError
from pipeline.types.grid import Glimpse
from pipeline.types.raster import PixelBox, Raster, SeenLine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class RecordedCells:
    """A reader of cells that knows the crops of its file."""

    def __init__(self, *, path: Path) -> None:
        self.name, recording = _recording(path)
        self._crops: dict[str, Any] = recording.get("crops", {})

    def read(self, crops: Sequence[NDArray[np.uint8]]) -> list[Glimpse]:
        """What the file says of each crop, first answer."""
        return [glimpses[0] for glimpses in self.read_figures(crops)]

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        """What the file says of each crop, all answers.

        Raises:
            LookupError: a crop is not in the file.
        """
        return [tuple(_glimpse(said, self.name) for said in _said(self._crops, crop)) for crop in crops]


class RecordedPages:
    """A reader of pages that knows the pictures of its file."""

    def __init__(self, *, path: Path) -> None:
        self.name, recording = _recording(path)
        self._pages: dict[str, Any] = recording.get("pages", {})

    def lines(self, raster: Raster) -> list[SeenLine]:
        """The lines that the file has for the picture.

        Raises:
            LookupError: the picture is not in the file.
        """
        return [
            SeenLine(box=PixelBox(*line["box"]), text=line["text"], score=line["score"])
            for line in _said(self._pages, raster.pixels)
        ]


def record_glimpses(glimpses: Sequence[Glimpse]) -> list[dict[str, Any]]:
    """The answers to one crop as a recording holds them."""
    return [
        {"text": glimpse.text, "log_probability": glimpse.log_probability, "characters": glimpse.characters}
        for glimpse in glimpses
    ]


def _recording(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        recording = json.loads(path.read_text(encoding="utf-8"))
        return str(recording["name"]), recording
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path} is not a recording of OCR answers ({error})") from error


def _said(answers: dict[str, Any], pixels: NDArray[np.uint8]) -> list[dict[str, Any]]:
    key = fingerprint(pixels)
    if key not in answers:
        raise LookupError(f"the recording has no answer for the picture {key} of shape {pixels.shape}")
    said: list[dict[str, Any]] = answers[key]
    return said


def _glimpse(said: dict[str, Any], reader: str) -> Glimpse:
    characters = tuple(
        tuple((str(character), float(probability)) for character, probability in ranked)
        for ranked in said.get("characters", ())
    )
    return Glimpse(str(said["text"]), float(said["log_probability"]), reader, characters)
