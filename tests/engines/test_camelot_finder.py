from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.camelot_finder import CamelotFinder
from pipeline.engines.names import TABLE_FINDERS, engine
from tests.engines.pdffiles import HELVETICA, PADDING, PdfFile, lattice, pdf, show, source

TABLE = b"".join(
    show(text, x, 600 - 20 * row)
    for row, texts in enumerate((("label one", "12", "30"), ("label two", "4", "5"), ("label three", "0", "117")))
    for text, x in zip(texts, (110, 260, 340), strict=True)
)
RULES = lattice([100, 250, 330, 400], [555, 575, 595, 615])


@pytest.mark.parametrize("flavor", ["lattice", "stream", "network", "hybrid"])
def test_cells_hold_what_the_reader_sees(flavor: str, tmp_path: Path) -> None:
    finder = CamelotFinder(flavor=flavor)  # type: ignore[arg-type]
    found = finder.find(source(tmp_path, pdf([show(PADDING, 72, 760), TABLE + RULES])), [2])
    assert list(found) == [2]
    (grid,) = found[2]
    texts = [cell.text for cell in grid.cells if cell.text]
    assert texts == ["label one", "12", "30", "label two", "4", "5", "label three", "0", "117"]
    assert (grid.engine, grid.shape, grid.pages) == ("camelot", "rows", (2,))
    box = next(cell.place.box for cell in grid.cells if cell.text == "117")  # type: ignore[union-attr]
    assert box.top < 842 - 563 < box.bottom
    assert box.x0 < 345 < box.x1


def test_its_own_text_is_never_used(tmp_path: Path) -> None:
    file = PdfFile()
    descendant = file.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor >> >>"
    )
    broken = file.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [%d 0 R] >>"
        % descendant
    )
    fonts = f"/Font << /F1 {file.add(HELVETICA)} 0 R /F2 {broken} 0 R >>"
    figure = b"BT /F2 10 Tf 1 0 0 1 260 600 Tm <00140015> Tj ET "
    stream = file.stream(TABLE.replace(b"(12) Tj", b"() Tj") + figure + RULES)
    tree = stream + 2
    page = f"/Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Resources << {fonts} >> /Contents {stream} 0 R"
    file.add(f"<< {page} >>".encode())
    file.add(f"<< /Type /Pages /Kids [{stream + 1} 0 R] /Count 1 >>".encode())
    content = file.finish(file.add(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()))
    (grid,) = CamelotFinder(flavor="lattice").find(source(tmp_path, content), [1])[1]
    assert [cell.trusted for cell in grid.row(0)] == [True, False, True]
    assert grid.row(0)[1].text not in ("12", '!"')


def test_pages_without_tables_have_none(tmp_path: Path) -> None:
    found = engine(TABLE_FINDERS, "camelot").find(source(tmp_path, pdf([show(PADDING, 72, 760)])), [1])
    assert found.get(1, ()) == ()


def test_no_pages_no_work(tmp_path: Path) -> None:
    assert CamelotFinder().find(source(tmp_path, pdf([TABLE])), []) == {}
