"""A small PDF, drawn here: figures stand where the hand-built reports say."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw

from pipeline.schema import PagePlace, Report


def write_pdf(path: Path, report: Report) -> Path:
    """A PDF of A4 pages with a frame round every figure of the report."""
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    for number in range(1, (report.source.pages or 1) + 1):
        page = document.new_page(595, 842)
        image = pypdfium2.PdfImage.new(document)
        image.load_jpeg(draw_page(report, number))
        image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
        page.insert_obj(image)
        page.gen_content()
    document.save(str(path))
    return path


def draw_page(report: Report, number: int) -> io.BytesIO:
    """The page as a JPEG, a pixel a point."""
    picture = Image.new("RGB", (595, 842), "white")
    pen = ImageDraw.Draw(picture)
    for one in report.fields.values():
        if isinstance(one.place, PagePlace) and one.place.page == number:
            pen.rectangle(tuple(one.place.box), outline="black")
            pen.text((one.place.box.x0 + 20, one.place.box.top + 12), one.raw, fill="black")
    octets = io.BytesIO()
    picture.save(octets, "JPEG", quality=90)
    octets.seek(0)
    return octets
