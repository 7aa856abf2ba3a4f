from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from pipeline.engines.names import CELL_READERS, PAGE_READERS, engine
from pipeline.engines.ocr.crops import fingerprint
from pipeline.engines.ocr.recorded import record_glimpses
from pipeline.errors import ConfigError
from pipeline.types.grid import Glimpse
from pipeline.types.raster import PixelBox, Raster, SeenLine

CROP = np.full((4, 6), 7, dtype=np.uint8)
SETTLED = Glimpse("0", -0.1, "paddleocr:PP-OCRv6_small", ((("0", 0.9), ("6", 0.05)),))
FREE = Glimpse("O", -0.2, "paddleocr:PP-OCRv6_small", ((("O", 0.8),),))


def _recording(folder: Path) -> Path:
    path = folder / "answers.json"
    said = {
        "name": "paddleocr:PP-OCRv6_small",
        "crops": {fingerprint(CROP): record_glimpses([SETTLED, FREE])},
        "pages": {fingerprint(CROP): [{"box": [1, 2, 3, 4], "text": "prose", "score": 0.9}]},
    }
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def test_crops_and_pages_are_answered_from_the_file(tmp_path: Path) -> None:
    cells = engine(CELL_READERS, "recorded", path=_recording(tmp_path))
    assert cells.read([CROP, CROP]) == [SETTLED, SETTLED]
    assert cells.read_figures([CROP]) == [(SETTLED, FREE)]
    pages = engine(PAGE_READERS, "recorded", path=_recording(tmp_path))
    assert pages.lines(Raster(CROP, 200)) == [SeenLine(PixelBox(1, 2, 3, 4), "prose", 0.9)]


def test_what_was_not_recorded_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="no answer"):
        engine(CELL_READERS, "recorded", path=_recording(tmp_path)).read([CROP + 1])


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text("[]")
    with pytest.raises(ConfigError, match="not a recording"):
        engine(PAGE_READERS, "recorded", path=path)
