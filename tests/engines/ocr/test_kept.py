"""Readings kept on disk: the same answers, from the file; never a reason to fail."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.engines.ocr.kept import FILE_NAME, KeptCells, KeptPages, Readings, user_folder
from pipeline.types.grid import Glimpse
from pipeline.types.raster import PixelBox, Raster, SeenLine

GLIMPSES = (
    Glimpse("10", -0.1 / 3, "one:weights", ((("1", 0.9), ("", 0.1)), (("0", 1 / 3), ("O", 0.2)))),
    Glimpse("1O", -3.7, "one:weights"),
)
LINES = [SeenLine(PixelBox(1, 2, 30, 40), "第一行", 0.1 + 0.2)]


class Counting:
    """A reader of cells and pages that counts what it is asked."""

    def __init__(self, name: str = "one:weights") -> None:
        self.name, self.asked = name, 0

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        self.asked += len(crops)
        return [GLIMPSES for _ in crops]

    def lines(self, raster: Raster) -> list[SeenLine]:
        self.asked += 1
        return LINES


def crop(value: int) -> NDArray[np.uint8]:
    return np.full((5, 7), value, np.uint8)


def test_what_was_read_is_not_read_again_and_is_the_same_to_the_last_bit(tmp_path: Path) -> None:
    first = Counting()
    assert KeptCells(first, Readings(tmp_path)).read_figures([crop(1), crop(2), crop(1)]) == [GLIMPSES] * 3
    assert first.asked == 2
    again = Counting()
    assert KeptCells(again, Readings(tmp_path)).read_figures([crop(2), crop(3)]) == [GLIMPSES] * 2
    assert again.asked == 1


def test_another_reader_and_another_shape_have_answers_of_their_own(tmp_path: Path) -> None:
    readings = Readings(tmp_path)
    KeptCells(Counting(), readings).read_figures([crop(1)])
    other = Counting("other:weights")
    KeptCells(other, readings).read_figures([crop(1)])
    assert other.asked == 1
    same = Counting()
    KeptCells(same, readings).read_figures([crop(1).reshape(7, 5)])
    assert same.asked == 1


def test_lines_of_a_page_are_kept_by_pixels_and_resolution(tmp_path: Path) -> None:
    reader = Counting()
    pages = KeptPages(reader, Readings(tmp_path))
    assert [pages.lines(Raster(crop(9), dpi)) for dpi in (200.0, 200.0, 100.0)] == [LINES] * 3
    assert reader.asked == 2


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database at all, but long enough to be taken for one" * 99)
    KeptCells(Counting(), Readings(tmp_path)).read_figures([crop(1)])
    again = Counting()
    assert KeptCells(again, Readings(tmp_path)).read_figures([crop(1)]) == [GLIMPSES]
    assert again.asked == 0


def test_without_a_folder_to_write_in_pictures_are_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file is no folder")
    reader = Counting()
    cells = KeptCells(reader, Readings(tmp_path / "file"))
    assert cells.read_figures([crop(1)]) == cells.read_figures([crop(1)]) == [GLIMPSES]
    assert reader.asked == 2


def test_a_file_that_breaks_under_way_is_done_without(tmp_path: Path) -> None:
    readings = Readings(tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as other:
        other.execute("DROP TABLE readings")
    reader = Counting()
    assert KeptCells(reader, readings).read_figures([crop(1)]) == [GLIMPSES]
    assert KeptCells(reader, readings).read_figures([crop(1)]) == [GLIMPSES]
    assert reader.asked == 2


def test_the_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_folder() == tmp_path / "gongkai"
