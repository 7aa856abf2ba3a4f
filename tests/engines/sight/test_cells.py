"""The cells of a table in a picture, read by readers that are told what to say."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from pipeline.engines.protocols import CellReader
from pipeline.engines.sight.cells import GridReader
from pipeline.engines.sight.softened import KnownWords, SoftenedCells, TwoViews
from pipeline.engines.sight.tables import Tables
from pipeline.imaging.seals import Marks
from pipeline.types.grid import Cell, Glimpse
from pipeline.types.raster import PixelBox, PixelCell, PixelGrid, Raster


class Told:
    """A reader that says the same of every crop and counts the crops."""

    def __init__(self, name: str, *texts: tuple[str, float]) -> None:
        self.name, self.texts, self.asked = name, texts, 0

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        self.asked += len(crops)
        return [tuple(Glimpse(text, math.log(share), self.name) for text, share in self.texts) for _ in crops]


def unmarked(grid: PixelGrid, pixels: NDArray[np.uint8]) -> Tables:
    """One table without rules and marks."""
    nothing = np.zeros_like(pixels)
    return Tables((grid,), nothing, Marks(nothing, nothing))


def _read(
    text: str,
    cells: Told,
    *others: Told,
    lines: int = 1,
    bilevel: tuple[CellReader, ...] = (),
    coarse: tuple[CellReader, ...] = (),
    dots: float | None = None,
) -> Cell:
    picture = Image.new("L", (300, 200), 255)
    for line in range(lines):
        at = (100, 60 + 50 * line)
        ImageDraw.Draw(picture).text(at, text, font=ImageFont.load_default(36), fill=0)
    pixels = np.array(picture, dtype=np.uint8)
    box = PixelBox(0, 0, 300, 200)
    grid = PixelGrid(box, (PixelCell(box, 0, 0),), 1, 1, "test", 1.0)
    tables = unmarked(grid, pixels)
    raster = Raster(pixels, 200.0, bilevel=dots)
    read = GridReader(cells=cells, others=others, bilevel=bilevel, coarse=coarse).read(grid, raster, tables, 1)
    (cell,) = read.cells
    return cell


def test_each_reader_keeps_its_texts_best_first_one_reader_after_another() -> None:
    cell = _read("6", Told("a", ("6", 0.9), ("8", 0.05)), Told("b", ("6", 0.7), ("5", 0.2)), Told("c", ("8", 0.6)))
    assert [(glimpse.reader, glimpse.text) for glimpse in cell.glimpses] == [
        ("a", "6"), ("a", "8"), ("b", "6"), ("b", "5"), ("c", "8"),
    ]  # fmt: skip
    assert cell.text == "6"


def test_words_are_not_read_again() -> None:
    other = Told("b", ("6", 0.9))
    cell = _read("6", Told("a", ("本年新收政府信息公开申请", 0.9)), other)
    assert other.asked == 0
    assert {glimpse.reader for glimpse in cell.glimpses} == {"a"}


def test_a_cell_of_two_lines_is_read_once_by_its_best_texts() -> None:
    other = Told("b", ("6", 0.9))
    cell = _read("6", Told("a", ("6", 0.9), ("8", 0.05)), other, lines=2)
    assert (cell.text, other.asked) == ("6\n6", 0)
    assert math.exp(cell.glimpses[0].log_probability) == pytest.approx(0.81)


def test_a_slash_that_readers_take_for_a_one_is_told_by_its_shape_first() -> None:
    cell = _read("/", Told("a", ("1", 0.9)), Told("b", ("1", 0.8), ("/", 0.1)))
    assert [(glimpse.reader, glimpse.text) for glimpse in cell.glimpses][:2] == [("shape", "/"), ("a", "1")]


def test_paper_is_asked_of_nobody() -> None:
    first = Told("a", ("6", 0.9))
    cell = _read("", first)
    assert (cell.text, cell.glimpses, first.asked) == ("", (), 0)


def test_a_reader_that_spoke_already_is_no_second_one() -> None:
    cell = _read("6", Told("a", ("6", 0.99)), Told("a", ("6", 0.99)), Told("c", ("6", 0.99)))
    assert [glimpse.reader for glimpse in cell.glimpses] == ["a", "c"]


def test_figures_of_black_and_white_are_read_by_the_readers_that_are_given_for_it() -> None:
    first, plain, soft, digits = (Told(name, ("0", 0.99)) for name in ("a", "b", "a", "c"))
    cell = _read("0", first, plain, bilevel=(soft, digits), dots=200.0)
    assert [glimpse.reader for glimpse in cell.glimpses] == ["a", "c"]
    assert (plain.asked, soft.asked, digits.asked) == (0, 1, 1)
    assert [glimpse.reader for glimpse in _read("0", first, plain, bilevel=(soft, digits)).glimpses] == ["a", "b"]


@pytest.mark.parametrize(
    ("printed", "told", "dots", "spaced"),
    [
        ("27 . 73", "2773", 200.0, True),  # as in type of equal width
        ("27 . 73", "27.73", 200.0, False),
        ("2773", "2773", 200.0, False),
        ("27 . 73", "2773", None, False),
    ],
)
def test_room_for_a_point_that_nobody_read_is_seen_in_black_and_white(
    printed: str, told: str, dots: float | None, spaced: bool
) -> None:
    assert _read(printed, Told("a", (told, 0.99)), dots=dots).spaced is spaced


def test_a_short_word_in_black_and_white_is_read_as_it_is() -> None:
    soft = Told("a", ("总", 0.5))
    cell = _read("0", Told("a", ("总计", 0.99)), Told("b", ("总计", 0.9)), bilevel=(soft,), dots=200.0)
    assert [glimpse.text for glimpse in cell.glimpses] == ["总计", "总计"]


def test_no_blank_of_coarse_black_and_white_is_sure() -> None:
    assert _read("", Told("a"), dots=200.0).clear
    assert not _read("", Told("a"), dots=98.0).clear


def test_where_dust_lies_together_in_many_cells_no_blank_of_the_table_is_sure() -> None:
    pixels = np.full((600, 300), 255, np.uint8)
    boxes = [PixelBox(0, 50 * row, 300, 50 * (row + 1)) for row in range(12)]
    for box in boxes[:3]:
        for step in range(5):  # what a slash left
            pixels[box.top + 15 + 4 * step : box.top + 17 + 4 * step, 150 - step] = 0
    grid = PixelGrid(
        PixelBox(0, 0, 300, 600), tuple(PixelCell(box, row, 0) for row, box in enumerate(boxes)), 12, 1, "test", 1.0
    )
    tables = unmarked(grid, pixels)
    reader = GridReader(cells=Told("a"), others=())
    bilevel, shades = (reader.read(grid, Raster(pixels, 200.0, bilevel=dots), tables, 1) for dots in (200.0, None))
    assert not any(cell.clear for cell in bilevel.cells)
    assert [cell.clear for cell in shades.cells] == [False] * 3 + [True] * 9


def _blanks(traced: int, dots: float | None, *, rows: int = 20) -> list[bool]:
    """Whether each cell of a table without print is clear, where so many hold dots in a row as of a dash."""
    pixels = np.full((50 * rows, 300), 255, np.uint8)
    boxes = [PixelBox(0, 50 * row, 300, 50 * (row + 1)) for row in range(rows)]
    for number, box in enumerate(boxes):
        pixels[box.top + 38 : box.top + 40, 90:92] = 0  # dust, which lies anywhere
        if number < traced:
            for x in (144, 151):
                pixels[box.top + 23 : box.top + 25, x : x + 1] = 0
    grid = PixelGrid(
        PixelBox(0, 0, 300, 50 * rows), tuple(PixelCell(box, n, 0) for n, box in enumerate(boxes)), rows, 1, "test", 1.0
    )
    tables = unmarked(grid, pixels)
    read = GridReader(cells=Told("a"), others=()).read(grid, Raster(pixels, 200.0, bilevel=dots), tables, 1)
    return [cell.clear for cell in read.cells]


@pytest.mark.parametrize(("traced", "sure"), [(0, True), (2, True), (3, False), (9, False)])
def test_where_dots_lie_as_of_dashes_no_blank_of_a_table_in_black_and_white_is_sure(traced: int, sure: bool) -> None:
    assert all(_blanks(traced, 200.0)) is sure
    assert any(_blanks(traced, 200.0)) is sure
    assert all(_blanks(traced, None))


@pytest.mark.parametrize(("traced", "rows", "sure"), [(0, 20, True), (1, 20, True), (2, 20, False), (0, 5, False)])
def test_blanks_of_a_coarse_fax_are_sure_where_dashes_would_have_left_a_trace_in_one(
    traced: int, rows: int, sure: bool
) -> None:
    assert set(_blanks(traced, 98.0, rows=rows)) == {sure}


def test_what_shines_through_from_the_other_side_is_not_clear() -> None:
    picture = Image.new("L", (600, 100), 255)
    boxes = [PixelBox(100 * number, 0, 100 * number + 100, 100) for number in range(6)]
    for number, box in enumerate(boxes):
        fill = 195 if number == 3 else 20
        ImageDraw.Draw(picture).text((box.x0 + 40, 30), "8", font=ImageFont.load_default(36), fill=fill)
    pixels = np.array(picture, dtype=np.uint8)
    cells = tuple(PixelCell(box, 0, number) for number, box in enumerate(boxes))
    grid = PixelGrid(PixelBox(0, 0, 600, 100), cells, 1, 6, "test", 1.0)
    tables = unmarked(grid, pixels)
    read = GridReader(cells=Told("a", ("8", 0.99)), others=()).read(grid, Raster(pixels, 200.0), tables, 1)
    assert [cell.clear for cell in read.cells] == [True, True, True, False, True, True]


def test_before_figures_of_coarse_black_and_white_a_sign_may_be_lost() -> None:
    assert not _read("9", Told("a", ("9", 0.99)), dots=200.0).coarse
    assert _read("9", Told("a", ("9", 0.99)), dots=98.0).coarse
    assert not _read("9", Told("a", ("9", 0.99))).coarse


def test_softened_print_is_read_with_its_gaps_closed() -> None:
    seen: list[NDArray[np.uint8]] = []

    class Looking(Told):
        def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
            seen.extend(crops)
            return super().read_figures(crops)

    crop = np.full((30, 20), 255, np.uint8)
    crop[5:25, 9:11] = 0
    crop[14] = 255  # a stroke that a threshold broke
    reader = SoftenedCells(Looking("a", ("1", 0.9)))
    assert (reader.name, reader.read_figures([crop])[0][0].text) == ("a", "1")
    assert seen[0][14, 9] < 128
    assert seen[0][14, 2] == 255


def test_a_second_view_is_asked_for_where_the_first_leaves_doubt_and_both_count() -> None:
    class Viewing(Told):
        def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
            self.asked += len(crops)
            said = {0: (("1", 0.99),), 1: (("7", 0.8), ("1", 0.1)), 2: (("1", 0.9),)}
            return [
                tuple(Glimpse(text, math.log(share), "a") for text, share in said[int(crop[0, 0])]) for crop in crops
            ]

    sure, doubtful = np.zeros((9, 9), np.uint8), np.ones((9, 9), np.uint8)
    reader = Viewing("a")
    views = TwoViews(reader, lambda crop: crop, lambda crop: crop + 1)
    first, second = views.read_figures([sure, doubtful])
    assert (views.name, reader.asked) == ("a", 3)
    assert [one.text for one in first] == ["1"]
    assert [(one.text, round(math.exp(one.log_probability), 3)) for one in second] == [("1", 0.5), ("7", 0.4)]


def test_words_that_no_form_knows_are_seen_in_other_views_until_one_is_known() -> None:
    class Showing(Told):
        def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
            self.asked += len(crops)
            said = ("行政年月", "行政牛月", "行政强制", "行政处罚", "12", "没4", "没有")
            return [(Glimpse(said[int(crop[0, 0])], -0.5, "a"),) for crop in crops]

    reader = Showing("a")
    words = KnownWords(
        reader, (lambda crop: crop + 1, lambda crop: crop + 2), lambda text: text in ("行政强制", "行政处罚")
    )
    crops = [np.full((9, 9), number, np.uint8) for number in (0, 3, 4, 5)]
    assert [seen[0].text for seen in words.read_figures(crops)] == ["行政强制", "行政处罚", "12", "没有"]
    assert (words.name, reader.asked) == ("a", 7)


def test_a_word_that_stays_unknown_is_as_it_was_read_first() -> None:
    words = KnownWords(Told("a", ("申请人", 0.5)), (lambda crop: crop,), lambda text: False)
    assert words.read_figures([np.zeros((9, 9), np.uint8)])[0][0].text == "申请人"


def test_what_lies_before_a_figure_of_grey_print_is_looked_at() -> None:
    signed, bare = (_read(text, Told("a", ("9", 0.99))).stroke for text in ("-9", "9"))
    assert signed is not None
    assert bare is not None
    assert signed > 0.3
    assert bare < 0.1
    assert _read("9", Told("a", ("9", 0.99)), dots=200.0).stroke is None
    assert _read("0", Told("a", ("0", 0.99))).stroke is None


def test_coarse_pictures_have_readers_of_their_own() -> None:
    fine, coarse = Told("fine", ("6", 0.9)), Told("coarse", ("8", 0.9))
    for dots, name in ((200.0, "fine"), (98.0, "coarse")):
        cell = _read("6", Told("a", ("6", 0.9)), bilevel=(fine,), coarse=(coarse,), dots=dots)
        assert {glimpse.reader for glimpse in cell.glimpses} == {name}


def test_a_broken_zero_that_one_reader_takes_for_brackets_is_shown_to_all() -> None:
    other = Told("b", ("0", 0.9))
    assert _read("6", Told("a", ("(0)", 0.4)), other, dots=200.0).glimpses[-1].text == "0"
    assert other.asked == 1
    _read("6", Told("a", ("(0)", 0.4)), other)
    assert other.asked == 1


@pytest.mark.parametrize(("dots", "lost", "quality"), [(200.0, 4, 0.5), (200.0, 2, 1.0), (None, 4, 1.0)])
def test_a_table_in_black_and_white_whose_strokes_crumbled_is_doubted(
    dots: float | None, lost: int, quality: float
) -> None:
    class Broken(Told):
        def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
            return [(Glimpse("(" if number < lost else "0", -0.1, self.name),) for number in range(len(crops))]

    picture = Image.new("L", (1200, 100), 255)
    boxes = [PixelBox(100 * number, 0, 100 * number + 100, 100) for number in range(12)]
    for box in boxes:
        ImageDraw.Draw(picture).text((box.x0 + 40, 30), "0", font=ImageFont.load_default(36), fill=0)
    pixels = np.array(picture, dtype=np.uint8)
    cells = tuple(PixelCell(box, number, 0) for number, box in enumerate(boxes))
    grid = PixelGrid(PixelBox(0, 0, 1200, 100), cells, 12, 1, "test", 1.0)
    tables = unmarked(grid, pixels)
    read = GridReader(cells=Broken("a"), others=()).read(grid, Raster(pixels, 200.0, bilevel=dots), tables, 1)
    assert read.quality == quality


class Spelt(Told):
    """A reader that says of each crop the next line of a word."""

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        answers = super().read_figures(crops)
        lines = [text for text, _ in self.texts]
        return [(Glimpse(lines[n % len(lines)], -0.01, self.name),) for n, _ in enumerate(answers)]


@pytest.mark.parametrize(("lines", "readers"), [(("不涉", "及"), ["one", "two"]), (("申请", "数量"), ["one"])])
def test_a_word_for_no_figure_on_two_lines_is_read_twice(lines: tuple[str, str], readers: list[str]) -> None:
    words = [(line, 0.99) for line in lines]
    cell = _read("0", Spelt("one", *words), Spelt("two", *words), Told("three", ("", 0.5)), lines=2)
    assert [glimpse.reader for glimpse in cell.glimpses] == readers
    assert {glimpse.text for glimpse in cell.glimpses} == {"\n".join(lines)}
