"""Pictures in a docx or html: which are read, and where what they say stands in the document."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.errors import DocumentError
from pipeline.schema import Box, CellPlace, PagePlace, TextPlace
from pipeline.stages.settle import settle
from pipeline.stages.tabulate import tabulate
from pipeline.stages.unfold import unfold
from pipeline.types.grid import Cell, Grid
from pipeline.types.layout import Layout
from pipeline.types.page import Block, Line, Page, Picture, Sight, Transcript
from pipeline.types.raster import Raster


def text(number: int, words: str) -> Line:
    return Line(words, TextPlace(paragraph=number, start=0, end=len(words)), whole=True)


def table(number: int) -> Grid:
    places = [CellPlace(table=number, row=0, column=column) for column in range(2)]
    return Grid(tuple(Cell("own", 0, n, place) for n, place in enumerate(places)), 1, 2, "docx")


def picture(paragraph: int, *, width: int = 800, height: int = 600, content: bytes | None = b"picture") -> Picture:
    return Picture(TextPlace(paragraph=paragraph, start=0, end=0), width, height, content)


def decode(content: bytes) -> Raster:
    if content == b"broken":
        raise DocumentError("damaged", "the picture cannot be decoded")
    return Raster(np.full((600, 800), 255, np.uint8), 96.0, (0.75, 0, 0, 0, 0.75, 0, 0, 0, 1))


def look(raster: Raster, page: int) -> Sight:
    """A line on two rows, and a table under it."""

    def at(left: float, top: float) -> PagePlace:
        return PagePlace(page=page, box=Box(left, top, left + 200, top + 12))

    cells = tuple(Cell("seen", 0, n, at(100 + 200 * n, 100), ink=0.1) for n in range(2))
    first, second = Line("一行字接着写到这里", at(100, 40), 12), Line("又一行。", at(100, 60), 12)
    return Sight((first, second, Grid(cells, 1, 2, "pixels", pages=(page,))))


def layout(*blocks: Block) -> Layout:
    transcript = unfold(Transcript((Page(1, 0, 0, blocks),)), decode, look)
    return settle(tabulate(transcript, (), None, align=False))


def places(found: Layout) -> list[str]:
    said = []
    for block in found.blocks:
        place = block.cells[0].place if isinstance(block, Grid) else block.place
        assert isinstance(place, CellPlace | TextPlace)
        what = (
            block.cells[0].text if isinstance(block, Grid) else "picture" if isinstance(block, Picture) else block.text
        )
        said.append(f"{what[:3]} {place.table if isinstance(place, CellPlace) else place.paragraph}")
    return said


def test_what_a_picture_says_stands_where_it_stood_and_all_is_counted_anew() -> None:
    found = layout(text(0, "before"), table(0), picture(1), text(1, "after"), table(1))
    assert [said.split()[0] for said in places(found)][:2] == ["bef", "own"]
    numbers = [said.split() for said in places(found)]
    paragraphs = [int(number) for what, number in numbers if what in ("bef", "一行字", "又一行", "aft")]
    tables = [int(number) for what, number in numbers if what in ("own", "see")]
    assert paragraphs == list(range(len(paragraphs)))
    assert tables == [0, 1, 2]
    assert [what for what, _ in numbers if what in ("own", "see")] == ["own", "see", "own"]


def test_a_logo_is_not_read_and_keeps_nothing_in_doubt() -> None:
    found = layout(text(0, "before"), picture(1, width=120, height=120), picture(1, width=390, height=40))
    assert places(found) == ["bef 0"]


@pytest.mark.parametrize(("ruled", "kept"), [(True, ["bef", "see"]), (False, ["bef"])])
def test_a_picture_as_flat_as_a_banner_is_read_for_its_table_alone(ruled: bool, kept: list[str]) -> None:
    def flat(_: bytes) -> Raster:
        return Raster(np.full((40, 900), 255, np.uint8), 150.0, (0.48, 0, 0, 0, 0.48, 0, 0, 0, 1))

    def row(raster: Raster, page: int) -> Sight:
        *lines, own = look(raster, page).blocks
        return Sight((own,) if ruled else tuple(lines))

    blocks = (text(0, "before"), picture(1, width=900, height=40))
    found = settle(tabulate(unfold(Transcript((Page(1, 0, 0, blocks),)), flat, row), (), None, align=False))
    assert [said.split()[0] for said in places(found)] == kept


def test_a_picture_with_nothing_on_it_is_gone() -> None:
    transcript = unfold(Transcript((Page(1, 0, 0, (text(0, "a"), picture(1))),)), decode, lambda *_: Sight(()))
    assert [type(block) for block in transcript.pages[0].blocks] == [Line]


@pytest.mark.parametrize("content", [None, b"broken"])
def test_a_picture_that_cannot_be_read_stays(content: bytes | None) -> None:
    found = layout(text(0, "before"), picture(1, content=content), picture(1), text(1, "after"))
    assert any(isinstance(block, Picture) for block in found.blocks)


def test_a_broken_picture_is_said() -> None:
    transcript = unfold(Transcript((Page(1, 0, 0, (text(0, "a"), picture(1, content=b"broken"))),)), decode, look)
    assert [remark.code for remark in transcript.remarks] == ["unread"]


def test_nothing_but_pictures_without_print_is_no_text() -> None:
    with pytest.raises(DocumentError) as caught:
        unfold(Transcript((Page(1, 0, 0, (picture(0),)),)), decode, lambda *_: Sight(()))
    assert caught.value.reason == "no_text"


def test_a_document_without_pictures_stays_as_it_is() -> None:
    plain = Layout((text(0, "a"), table(0)), 1)
    assert settle(plain) is plain
