from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.types.grid import Cell
from tests.engines.pdffiles import PADDING, first_page, grid_of, image, lattice, pdf, read_pdf, reasons, show, texts

PAGE = show(PADDING, 72, 700)
TABLE = lattice([100, 200, 300], [400, 430, 460]) + show("label", 110, 440) + show("other", 110, 410)
FIGURE = (210, 440)


def figure_cell(folder: Path, content: bytes, *, images: dict[str, bytes] | None = None) -> Cell:
    """The cell right of "label" in a table of two rows and two columns."""
    grid = grid_of(first_page(folder, pdf([PAGE + content], images=images)))
    return next(cell for cell in grid.cells if (cell.row, cell.column) == (0, 1))


def test_a_figure_that_is_seen(tmp_path: Path) -> None:
    cell = figure_cell(tmp_path, TABLE + show("12", *FIGURE))
    assert (cell.text, cell.trusted) == ("12", True)


@pytest.mark.parametrize(
    "content",
    [
        TABLE + show("12", *FIGURE, before="3 Tr"),
        TABLE + show("12", *FIGURE, before="1 g"),
        TABLE + show("12", *FIGURE, before="1 1 1 rg"),
        TABLE + show("12", *FIGURE, before="0 0 0 0 k"),
        TABLE + show("12", *FIGURE, size=0.5),
        TABLE + b"q /Clear gs " + show("12", *FIGURE) + b"Q ",
        TABLE + b"q 0 0 50 50 re W n " + show("12", *FIGURE) + b"Q ",
        TABLE + show("12", *FIGURE) + b"q 1 g 201 431 90 28 re f Q ",
        b"q 0.5 g 200 430 100 30 re f Q " + TABLE + show("12", *FIGURE, before="0.5 g"),
    ],
    ids=["mode", "white", "rgb", "cmyk", "tiny", "alpha", "clip", "under", "ground"],
)
def test_what_cannot_be_seen_is_not_read_and_its_cell_is_doubted(content: bytes, tmp_path: Path) -> None:
    cell = figure_cell(tmp_path, content)
    assert (cell.text, cell.trusted) == ("", False)


@pytest.mark.parametrize(
    "content",
    [
        b"q 0.2 g 200 430 100 30 re f Q " + TABLE + show("12", *FIGURE, before="1 g"),
        b"q 1 g 90 390 250 90 re f Q " + TABLE + show("12", *FIGURE),
        TABLE + show("12", *FIGURE) + b"q /Clear gs 1 g 201 431 90 28 re f Q ",
        TABLE + b"q 205 435 80 20 re W n " + show("12", *FIGURE) + b"Q ",
        TABLE + show("12", *FIGURE, before="2 Tr 0 g"),
        TABLE + show("12", *FIGURE, before="1 Tr 1 g 0 G"),
    ],
    ids=["on dark", "on paper", "clear cover", "in clip", "bold mode", "outline"],
)
def test_what_can_be_seen_is_read(content: bytes, tmp_path: Path) -> None:
    cell = figure_cell(tmp_path, content)
    assert (cell.text, cell.trusted) == ("12", True)


def test_a_figure_painted_over_by_another_is_doubted(tmp_path: Path) -> None:
    content = TABLE + show("98", *FIGURE) + b"q 1 g 201 431 90 28 re f Q " + show("12", *FIGURE)
    cell = figure_cell(tmp_path, content)
    assert (cell.text, cell.trusted) == ("12", False)


def test_a_hidden_copy_of_what_is_seen_does_no_harm(tmp_path: Path) -> None:
    cell = figure_cell(tmp_path, TABLE + show("12", *FIGURE, before="3 Tr") + show("12", *FIGURE, before="0 Tr"))
    assert (cell.text, cell.trusted) == ("12", True)


def test_a_picture_in_a_cell_may_be_a_figure(tmp_path: Path) -> None:
    content = TABLE + b"q 20 0 0 12 215 438 cm /Im Do Q "
    assert not figure_cell(tmp_path, content, images={"Im": image(20, 12)}).trusted


def test_outlines_in_an_empty_cell_may_be_a_figure(tmp_path: Path) -> None:
    content = TABLE + b"215 438 m 215 450 l 222 450 220 444 219 438 c h f "
    assert not figure_cell(tmp_path, content).trusted


def test_the_layer_of_a_searchable_scan_is_not_read(tmp_path: Path) -> None:
    scan = b"q 595 0 0 842 0 0 cm /Im Do Q "
    with pytest.raises(DocumentError) as caught:
        read_pdf(tmp_path, pdf([scan + PAGE], images={"Im": image()}))
    assert caught.value.reason == "needs_ocr"


def test_strips_of_a_scan_are_one_scan(tmp_path: Path) -> None:
    strips = b"".join(b"q 595 0 0 100 0 %d cm /Im Do Q " % (100 * number) for number in range(8))
    with pytest.raises(DocumentError):
        read_pdf(tmp_path, pdf([strips + PAGE], images={"Im": image(1000, 168)}))


@pytest.mark.parametrize(
    ("picture", "content"),
    [
        (image(300, 420), b""),  # 36 pixels an inch: decoration
        (image(1000, 1400, entries="/Mask [0 0]"), b""),
        (image(), TABLE + show("12", *FIGURE)),  # the page draws its own table
    ],
    ids=["coarse", "mask", "table"],
)
def test_a_background_is_no_scan(picture: bytes, content: bytes, tmp_path: Path) -> None:
    background = b"q 595 0 0 842 0 0 cm /Im Do Q "
    page = first_page(tmp_path, pdf([background + PAGE + content], images={"Im": picture}))
    assert texts(page.blocks)[0] == PADDING


def test_a_watermark_is_left_out_of_cells_and_lines(tmp_path: Path) -> None:
    mark = b"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 180 400 Tm (DRAFT 2024) Tj ET "
    content = pdf([PAGE + mark + TABLE + show("12", *FIGURE)])
    page = first_page(tmp_path, content)
    assert texts(page.blocks) == [PADDING]
    assert [cell.text for cell in grid_of(page).cells] == ["label", "12", "other", ""]
    assert reasons(page.unread) == []


@pytest.mark.parametrize(("width", "height", "unread"), [(400, 17, True), (400, 13, False), (200, 17, False)])
def test_a_picture_of_one_row_right_across_may_be_of_a_table(
    tmp_path: Path, width: int, height: int, unread: bool
) -> None:
    row = f"q {width} 0 0 {height} 100 300 cm /Im Do Q ".encode()
    page = first_page(tmp_path, pdf([PAGE + row], images={"Im": image(2 * width, 2 * height)}))
    assert bool(page.unread) == unread
