"""PDF by pdfplumber and pdfminer: lines, grids and pictures of every page, with a verdict on each font's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BufferedReader

from pipeline.engines.library_log import LibraryLog, listen
from pipeline.engines.pdf_limits import Limits
from pipeline.errors import DocumentError
from pipeline.schema import Box, Remark
from pipeline.types.grid import Grid
from pipeline.types.page import Line, Page, Region, Transcript
from pipeline.types.source import SourceFile

LOGGERS = ("pdfminer", "pdfplumber")
FEWEST_TRUSTED = 20  # characters; a stamp or a page number on scans is no text of the document
PLEASE_WAIT = "please wait"  # what a page says in place of an XFA form


class PdfplumberReader:
    """Reads a PDF in one pass, within limits: pages, characters, megabytes."""

    def __init__(self, *, max_pages: int = 1_000, max_chars: int = 1_000_000, max_file_mb: float = 500.0) -> None:
        self.limits = Limits(pages=max_pages, glyphs=max_chars, bytes=int(max_file_mb * 1_000_000))

    def read(self, source: SourceFile) -> Transcript:
        """Transcribe the document.

        Raises:
            DocumentError: encrypted, truncated, damaged, no_pages, too_large, unsupported_kind, needs_ocr, no_text,
                out_of_memory or unreadable_file.
        """
        if source.size > self.limits.bytes:
            raise DocumentError("too_large", f"the file is larger than {self.limits.bytes:,} bytes")
        try:
            stream = source.location.open("rb")
        except OSError as error:
            raise DocumentError("unreadable_file", f"the file cannot be opened: {error.strerror}") from error
        with stream, listen(LOGGERS) as log:
            try:
                transcript = _transcribe(stream, self.limits, log)
            except MemoryError as error:
                raise DocumentError("out_of_memory", "the file needs more memory than there is") from error
        return replace(transcript, remarks=(*transcript.remarks, *log.remarks))


def _transcribe(stream: BufferedReader, limits: Limits, log: LibraryLog) -> Transcript:
    from pipeline.engines.pdf_document import XFA, has_xfa, open_document, open_pages, was_rebuilt
    from pipeline.engines.pdf_drawing import draw_pages
    from pipeline.engines.pdf_pages import compose_page

    document = open_document(stream)
    drawing = draw_pages(open_pages(document, most=limits.pages), limits, log)
    remarks = []
    if was_rebuilt(document):
        remarks.append(Remark(code="rebuilt", message="the file's table of objects was damaged and was made anew"))
    pages = []
    for number, ink in enumerate(drawing.inks, 1):
        page = compose_page(ink, drawing.verdicts, number)
        why = drawing.broken.get(number)
        if why is not None:
            remarks.append(Remark(code="damaged_page", message=why, page=number))
            page = _doubted(page, why)
        pages.append(page)
    if len(drawing.broken) == len(pages) and not any(page.blocks for page in pages):
        raise DocumentError("damaged", "no page of the file can be read; download it again")
    if has_xfa(document) and len(pages) == 1 and PLEASE_WAIT in " ".join(_texts(pages)).lower():
        raise DocumentError("unsupported_kind", XFA)
    _refuse_textless(pages)
    remarks += _doubts(pages)
    return Transcript(tuple(pages), tuple(remarks))


def _doubted(page: Page, why: str) -> Page:
    """A page of which a part is lost: what is there may be right, but what is empty may have held a figure."""
    blocks = tuple(
        replace(block, cells=tuple(replace(cell, trusted=False) for cell in block.cells))
        if isinstance(block, Grid)
        else block
        for block in page.blocks
    )
    return replace(
        page, blocks=blocks, unread=(*page.unread, Region(page.number, Box(0, 0, page.width, page.height), why))
    )


def _refuse_textless(pages: Iterable[Page]) -> None:
    """Refuse a document without text that can be believed.

    Raises:
        DocumentError: needs_ocr if there is something to read, else no_text.
    """
    pages = list(pages)
    if sum(len(text) for text in _texts(pages)) >= FEWEST_TRUSTED:
        return
    if any(page.blocks or page.unread for page in pages):
        raise DocumentError("needs_ocr", "the file has no text that can be believed: its pages must be read by OCR")
    raise DocumentError("no_text", "the pages of the file are empty")


def _texts(pages: Iterable[Page]) -> Iterator[str]:
    """What can be believed of the pages' text."""
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Line) and block.trusted:
                yield block.text
            elif isinstance(block, Grid):
                yield from (cell.text for cell in block.cells if cell.trusted)


def _doubts(pages: Iterable[Page]) -> list[Remark]:
    """One remark a page and reason for what is not read."""
    doubts = {(page.number, region.why) for page in pages for region in page.unread}
    return [Remark(code="unread", message=f"not read: {why}", page=number) for number, why in sorted(doubts)]
