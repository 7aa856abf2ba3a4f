"""Reports that come as pixels, from the file to the record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.run import Kit, kit_for, read
from pipeline.schema import CellPlace, Failure, PagePlace, Report
from pipeline.settings import default_settings, resolve_settings
from tests.engines.picturefiles import encoded

SAMPLE = "pdf-2021-ruled-0027"


def sheets(path: Path, dpi: float) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def compare(report: Report | Failure, truth: Path) -> None:
    """Nearly all figures are read, and none is wrong in silence."""
    assert isinstance(report, Report), report.message
    true: dict[str, Any] = json.loads(truth.read_text(encoding="utf-8"))["fields"]
    wrong = {
        key: (value, report.fields[key].value)
        for key, value in true.items()
        if report.fields[key].status != "review" and report.fields[key].value != value
    }
    assert wrong == {}
    accepted = sum(one.status == "accepted" for one in report.fields.values())
    assert accepted >= 0.9 * len(true)
    assert (report.form, report.year.value) == ("2021", 2021)


def test_a_fax_of_two_pages_is_read_like_its_pdf(tmp_path: Path, samples: Path) -> None:
    fax = []
    for sheet in sheets(samples / f"{SAMPLE}.pdf", 204):
        grey = sheet.convert("L").resize((sheet.width, round(sheet.height * 196 / 204)))
        fax.append(grey.point(lambda value: 255 if value > 215 else 0).convert("1"))
    options = {"save_all": True, "append_images": fax[1:], "compression": "group4", "dpi": (204, 196)}
    (tmp_path / "a.tif").write_bytes(encoded(fax[0], "TIFF", **options))
    report = read(tmp_path / "a.tif")
    compare(report, samples / f"{SAMPLE}.truth.json")
    assert isinstance(report, Report)
    assert (report.source.kind, report.source.pages) == ("image", 2)
    boxes = [one.place.box for one in report.fields.values() if isinstance(one.place, PagePlace)]
    assert boxes
    assert all(0 <= box.x0 < box.x1 <= 596 and 0 <= box.top < box.bottom <= 843 for box in boxes)


def test_pictures_in_a_word_file_are_read_where_they_stand(tmp_path: Path, samples: Path) -> None:
    from docx import Document
    from docx.shared import Inches

    document = Document()
    for number, sheet in enumerate(sheets(samples / f"{SAMPLE}.pdf", 200)):
        sheet.save(tmp_path / f"{number}.png")
        document.add_picture(str(tmp_path / f"{number}.png"), width=Inches(6))
    document.save(str(tmp_path / "a.docx"))
    report = read(tmp_path / "a.docx")
    compare(report, samples / f"{SAMPLE}.truth.json")
    assert isinstance(report, Report)
    places = [one.place for one in report.fields.values() if one.place is not None]
    assert all(isinstance(place, CellPlace) for place in places)
    tables = {table.index: {cell.place for cell in table.cells} for table in report.tables}
    assert all(any(place in cells for cells in tables.values()) for place in places)
    assert {one.origin for one in report.fields.values() if one.value is not None} == {"ocr"}


def _bad(name: str) -> bytes:
    noise = np.random.default_rng(3).integers(0, 255, (400, 300), dtype=np.uint8)
    english = Image.new("L", (600, 400), 255)
    for line in range(10):
        ImageDraw.Draw(english).text((40, 30 + 34 * line), "The quick brown fox: 12 apples, 7 pears", 0, font_size=22)
    half = encoded(english, "JPEG")
    made = {
        "one pixel": encoded(Image.new("L", (1, 1), 255), "PNG"),
        "blank": encoded(Image.new("RGB", (800, 1100), "white"), "PNG"),
        "wide": encoded(Image.new("L", (40_000, 60), 255), "PNG"),
        "too wide": encoded(Image.new("1", (40_000, 20_000)), "PNG"),
        "noise": encoded(Image.fromarray(noise), "PNG"),
        "english": encoded(english, "PNG"),
        "half": half[: len(half) // 2],
        "junk": b"\x89PNG\r\n\x1a\n" + bytes(100),
    }
    return made[name]


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("one pixel", {"no_text"}), ("blank", {"no_text"}), ("wide", {"no_text"}), ("too wide", {"too_large"}),
        ("noise", {"no_text", "not_a_report"}), ("english", {"not_a_report"}), ("half", {"truncated"}),
        ("junk", {"damaged"}),
    ],
)  # fmt: skip
def test_what_is_no_report_has_a_reason_and_no_figure(tmp_path: Path, name: str, reasons: set[str]) -> None:
    (tmp_path / "a.png").write_bytes(_bad(name))
    failure = read(tmp_path / "a.png")
    assert isinstance(failure, Failure)
    assert failure.reason in reasons
    assert failure.source.kind == "image"
    assert failure.message


def test_without_ocr_a_picture_needs_it(tmp_path: Path) -> None:
    kit = Kit(resolve_settings(environment={}, flags={"ocr.engine": "none"}, folder=tmp_path).settings)
    (tmp_path / "a.png").write_bytes(_bad("english"))
    failure = read(tmp_path / "a.png", kit=kit)
    assert isinstance(failure, Failure)
    assert failure.reason == "needs_ocr"


def test_a_folder_without_pictures_has_no_pages(tmp_path: Path) -> None:
    failure = read(tmp_path, kit=kit_for(default_settings()))
    assert isinstance(failure, Failure)
    assert failure.reason == "no_pages"
