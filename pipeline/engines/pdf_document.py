"""Opening a PDF: what cannot be read says why, in words that help."""

from __future__ import annotations

from collections.abc import Mapping
from io import BufferedReader
from itertools import islice
from typing import TYPE_CHECKING, Any

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback  # noqa: TID253  see pdf_errors
from pdfminer.pdfpage import PDFPage  # noqa: TID253
from pdfminer.pdftypes import resolve1  # noqa: TID253

from pipeline.engines.pdf_errors import PDF_ERRORS
from pipeline.errors import DocumentError
from pipeline.schema import Box

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

TAIL = 4_096  # bytes in which the end of a whole file lies, with what servers append to it
DAMAGED = "the file is damaged; download it again, or open it in a PDF reader and save it anew"
TRUNCATED = "the end of the file is missing; download it again"
XFA = "the file is an XFA form that only Adobe Reader shows; print it to PDF there"
PORTFOLIO = "the file is a portfolio with other files in it; take them out and read them one by one"
ENCRYPTED = "the file is encrypted and needs a password; save it without one"


def open_document(stream: BufferedReader) -> PDF:
    """The document, opened with the empty user password if it is encrypted.

    Raises:
        DocumentError: encrypted, truncated, damaged or unsupported_kind.
    """
    import pdfplumber

    whole = _has_end(stream)
    try:
        document = pdfplumber.open(stream, password="")
    except PDF_ERRORS as error:
        if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in (error, *error.args)):
            raise DocumentError("encrypted", ENCRYPTED) from error
        raise DocumentError("damaged" if whole else "truncated", DAMAGED if whole else TRUNCATED) from error
    if not whole:
        raise DocumentError("truncated", TRUNCATED)
    _refuse_shells(document)
    return document


def open_pages(document: PDF, *, most: int) -> list[PDFPage]:
    """All pages.

    Raises:
        DocumentError: no_pages, too_large, or damaged where the file tells of more pages than can be found.
    """
    try:
        pages = list(islice(PDFPage.create_pages(document.doc), most + 1))
        told = _told_pages(document.doc.catalog)
    except PDF_ERRORS as error:
        raise DocumentError("damaged", DAMAGED) from error
    if len(pages) > most:
        raise DocumentError("too_large", f"the file has more than {most} pages; take the report out of it")
    if not pages and not told:
        raise DocumentError("no_pages", "the file has no pages")
    if told is not None and len(pages) < told:
        raise DocumentError("damaged", f"only {len(pages)} of {told} pages can be found: {DAMAGED}")
    return pages


def was_rebuilt(document: PDF) -> bool:
    """Whether the table of the file's objects was lost and had to be made anew."""
    return any(isinstance(table, PDFXRefFallback) for table in document.doc.xrefs)


def displayed_box(page: PDFPage) -> tuple[Box, tuple[float, float, float, float, float, float]]:
    """The page as displayed, from 0, 0, and the matrix from its own coordinates to those of the display."""
    media, crop = _sorted(page.mediabox), _sorted(page.cropbox)
    x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
    x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
    if x1 - x0 < 1 or y1 - y0 < 1:
        x0, y0, x1, y1 = media
    if page.rotate == 90:
        return Box(0, 0, y1 - y0, x1 - x0), (0, 1, 1, 0, -y0, -x0)
    if page.rotate == 180:
        return Box(0, 0, x1 - x0, y1 - y0), (-1, 0, 0, 1, x1, -y0)
    if page.rotate == 270:
        return Box(0, 0, y1 - y0, x1 - x0), (0, -1, -1, 0, y1, x1)
    return Box(0, 0, x1 - x0, y1 - y0), (1, 0, 0, -1, -x0, y1)


def _sorted(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Any two corners may be given (ISO 32000-1, 7.9.5)."""
    x0, y0, x1, y1 = box
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _has_end(stream: BufferedReader) -> bool:
    """Whether the file's end is there: its mark, and no objects after the last one."""
    size = stream.seek(0, 2)
    for window in (TAIL, size):
        stream.seek(max(0, size - window))
        tail = stream.read()
        place = max(tail.rfind(b"%%EOF"), tail.rfind(b"startxref"))
        if place >= 0:
            stream.seek(0)
            return b" obj" not in tail[place:]
    stream.seek(0)
    return False


def _refuse_shells(document: PDF) -> None:
    try:
        catalog = document.doc.catalog
        form = resolve1(catalog.get("AcroForm"))
        if "Collection" in catalog:
            raise DocumentError("unsupported_kind", PORTFOLIO)
        if isinstance(form, Mapping) and "XFA" in form and resolve1(catalog.get("NeedsRendering")) is True:
            raise DocumentError("unsupported_kind", XFA)
    except PDF_ERRORS as error:
        raise DocumentError("damaged", DAMAGED) from error


def has_xfa(document: PDF) -> bool:
    """Whether the document has an XFA form beside its pages."""
    form = resolve1(document.doc.catalog.get("AcroForm"))
    return isinstance(form, Mapping) and "XFA" in form


def _told_pages(catalog: Mapping[str, Any]) -> int | None:
    tree = resolve1(catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, Mapping) else None
    return count if isinstance(count, int) and count >= 0 else None
