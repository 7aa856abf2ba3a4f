"""Pages read from pixels: what is kept of their text, and pages that cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from pipeline.errors import DocumentError
from pipeline.schema import Box, PagePlace
from pipeline.stages.see import Seen, see
from pipeline.types.grid import Cell, Grid
from pipeline.types.page import Block, Line, Page, Region, Sight, Transcript
from pipeline.types.raster import PixelBox, Raster, to_page

WHOLE = Box(0, 0, 595, 842)
SCALE = 200 / 72


def raster() -> Raster:
    pixels = np.full((round(842 * SCALE), round(595 * SCALE)), 255, np.uint8)
    pixels[1000:1100, 300:1300] = 0
    pixels[100:200, 300:1300] = 0
    return Raster(pixels, 200, (1 / SCALE, 0, 0, 0, 1 / SCALE, 0, 0, 0, 1))


def draw(*lost: int) -> object:
    def drawn(pages: Sequence[int]) -> Iterator[tuple[int, Seen]]:
        for number in pages:
            yield number, DocumentError("truncated", "the end is missing") if number in lost else raster()

    return drawn


def look(raster: Raster, page: int) -> Sight:
    """A line for each run of rows with ink."""
    inked = np.flatnonzero((raster.pixels < 128).any(axis=1))
    runs = np.split(inked, np.flatnonzero(np.diff(inked) > 1) + 1) if len(inked) else []
    boxes = [to_page(PixelBox(300, int(run[0]), 1300, int(run[-1]) + 1), raster) for run in runs]
    return Sight(tuple(Line("seen", PagePlace(page=page, box=box)) for box in boxes), ("turned by 2.00 degrees",))


def page(number: int, *blocks: Block, unread: Sequence[Box] = ()) -> Page:
    return Page(number, 595, 842, blocks, tuple(Region(number, box, "picture") for box in unread))


def written(top: float) -> Line:
    return Line("written", PagePlace(page=1, box=Box(100, top, 300, top + 12)))


def test_only_the_unread_part_of_a_page_is_looked_at() -> None:
    first = page(1, written(40), written(500), unread=[Box(90, 350, 500, 420)])
    seen = see(Transcript((first,)), draw(), look)  # type: ignore[arg-type]
    assert [block.text for block in seen.pages[0].blocks if isinstance(block, Line)] == ["written", "seen", "written"]
    assert seen.pages[0].unread == ()
    assert [remark.code for remark in seen.remarks] == ["read_from_pixels"]


def test_pictures_that_stand_apart_are_looked_at_alone_and_strips_of_one_together() -> None:
    heights: list[int] = []

    def alone(raster: Raster, number: int) -> Sight:
        heights.append(raster.pixels.shape[0])
        return look(raster, number)

    boxes = [Box(100, 355, 480, 390), Box(100, 390, 480, 400), Box(100, 30, 480, 80)]
    first = page(1, written(500), unread=boxes)
    seen = see(Transcript((first,)), draw(), alone)  # type: ignore[arg-type]
    assert heights == pytest.approx([50 * SCALE, 45 * SCALE], abs=2)
    places = [block.place for block in seen.pages[0].blocks if isinstance(block, Line) and block.text == "seen"]
    tops = [place.box.top for place in places if isinstance(place, PagePlace)]
    assert tops == pytest.approx([100 / SCALE, 1000 / SCALE], abs=0.5)


@pytest.mark.parametrize(("count", "looks"), [(1, 1), (2, 2), (13, 1)])
def test_pictures_on_a_page_of_nothing_else_are_strips_of_a_scan_where_they_are_many(count: int, looks: int) -> None:
    boxes = [Box(100, 20 + 50 * number, 480, 60 + 50 * number) for number in range(count)]
    pages: list[int] = []

    def counted(raster: Raster, number: int) -> Sight:
        pages.append(number)
        return look(raster, number)

    see(Transcript((page(1, unread=boxes),)), draw(), counted)  # type: ignore[arg-type]
    assert len(pages) == looks


def test_the_record_says_what_clean_up_did() -> None:
    seen = see(Transcript((page(1, unread=[WHOLE]),)), draw(), look)  # type: ignore[arg-type]
    (remark,) = (remark for remark in seen.remarks if remark.code == "read_from_pixels")
    assert remark.message.startswith("read by OCR: ")
    assert remark.message.endswith("; turned by 2.00 degrees")


def test_a_page_that_cannot_be_drawn_stays_unread() -> None:
    seen = see(Transcript((page(1, unread=[WHOLE]), page(2))), draw(2), look)  # type: ignore[arg-type]
    assert [len(one.blocks) for one in seen.pages] == [2, 0]
    assert [one.unread == () for one in seen.pages] == [True, False]
    assert [(remark.code, remark.page) for remark in seen.remarks] == [("read_from_pixels", 1), ("damaged_page", 2)]


def test_where_no_page_can_be_drawn_the_first_says_why() -> None:
    with pytest.raises(DocumentError) as caught:
        see(Transcript((page(1), page(2))), draw(1, 2), look)  # type: ignore[arg-type]
    assert caught.value.reason == "truncated"


def test_nothing_on_any_page_is_no_text() -> None:
    with pytest.raises(DocumentError) as caught:
        see(Transcript((page(1),)), draw(), lambda *_: Sight(()))  # type: ignore[arg-type]
    assert caught.value.reason == "no_text"


def test_a_tall_page_is_read_in_tiles_with_places_of_the_page() -> None:
    pixels = np.full((9000, 1654), 255, np.uint8)
    for top in range(100, 8900, 400):
        pixels[top : top + 100, 300:1300] = 0
    tall = Raster(pixels, 200, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1))
    sizes: list[int] = []

    def measured(one: Raster, number: int) -> Sight:
        sizes.append(one.pixels.shape[0])
        return look(one, number)

    seen = see(Transcript((Page(1, 1654, 9000, ()),)), lambda _: iter([(1, tall)]), measured)
    tops = [block.place.box.top for block in seen.pages[0].blocks if isinstance(block.place, PagePlace)]  # type: ignore[union-attr]
    assert len(sizes) > 2
    assert tops == [float(top) for top in range(100, 8900, 400)]


def test_a_table_with_one_cell_that_is_not_believed_is_read_anew_as_a_whole() -> None:
    places = [PagePlace(page=1, box=Box(90, 340 + 20 * n, 500, 360 + 20 * n)) for n in range(3)]
    cells = tuple(Cell(str(n), n, 0, place, trusted=n != 1) for n, place in enumerate(places))
    first = page(1, Grid(cells, 3, 1, "lines"), written(500), unread=[places[1].box])
    seen = see(Transcript((first,)), draw(), look)  # type: ignore[arg-type]
    table, kept = seen.pages[0].blocks
    assert isinstance(table, Line)
    assert isinstance(table.place, PagePlace)
    assert table.place.box.bottom == pytest.approx(396, abs=1)  # beyond the cell, down to the last of the ink
    assert kept == written(500)


@pytest.mark.parametrize("shape", [(60, 40_000), (40_000, 60), (1, 1), (5, 5)])
def test_a_strip_of_pixels_holds_no_print(shape: tuple[int, int]) -> None:
    strip = Raster(np.full(shape, 255, np.uint8), 72, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1))
    with pytest.raises(DocumentError) as caught:
        see(Transcript((Page(1, shape[1], shape[0], ()),)), lambda _: iter([(1, strip)]), look)
    assert caught.value.reason == "no_text"
