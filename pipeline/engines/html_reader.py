"""Web pages: the report in them, whatever encoding they are in and whatever stands round it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.engines.content import encoding_remarks, read_content
from pipeline.engines.flow.flow import flow
from pipeline.engines.flow.items import Item, Paragraph, RawCell, RawTable
from pipeline.engines.web.images import PageImages
from pipeline.engines.web.mail import unpack
from pipeline.engines.web.pageitems import page_items
from pipeline.engines.web.report import find_report, is_chrome_line, remove_chrome
from pipeline.engines.web.sitefacts import is_fact_table, site_facts
from pipeline.engines.web.stretches import stretches
from pipeline.engines.web.tree import parse, take_out
from pipeline.engines.web.visible import remove_invisible
from pipeline.errors import DocumentError
from pipeline.schema import Remark
from pipeline.text.decoding import decode
from pipeline.text.wording import is_distinctive_label, is_report_title, is_section_heading
from pipeline.types.page import Page, Transcript
from pipeline.types.source import SourceFile

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ATTACHED = (".pdf", ".doc", ".docx", ".wps", ".ofd", ".xls", ".xlsx", ".zip", ".rar")
EMPTY = "the page holds no text of its own (it may load it later, or only frame another page); print it to PDF"


@dataclass(frozen=True, slots=True)
class _Seen:
    """The body of a page without what is hidden, and what the page says of itself."""

    body: HtmlElement
    site: tuple[tuple[str, str], ...]
    remarks: tuple[Remark, ...]


class HtmlReader:
    """Reads web pages, also in mail archives; places are paragraphs and cells, counted from 0 in reading order."""

    def __init__(self, *, largest: int = 50_000_000) -> None:
        self._largest = largest

    def read(self, source: SourceFile) -> Transcript:
        """One page of paragraphs, grids and pictures, and what the site says of the report.

        Raises:
            DocumentError: too large, not readable, or without any text.
        """
        content = read_content(source, largest=self._largest)
        archive = unpack(content)
        decoded = decode(content if archive is None else archive.page)
        seen = _look(decoded.text)
        images = PageImages(source.location.parent, {} if archive is None else archive.files)
        where = find_report(seen.body)
        remove_chrome(where.element)
        items = [*map(Paragraph, where.title), *page_items(where.element, images.picture)]
        blocks = flow(_without_chrome(items), engine="html")
        if not blocks:
            raise DocumentError("empty", EMPTY, kind="html")
        remarks = (*encoding_remarks(decoded), *seen.remarks, *_attachment(seen.body))
        return Transcript((Page(1, 0, 0, tuple(blocks)),), remarks, encoding=decoded.encoding, site=seen.site)


def _look(text: str) -> _Seen:
    """The page as a reader sees it; with what is hidden where the report is nothing but that."""
    root = parse(text)
    if root is None:
        raise DocumentError("empty", EMPTY, kind="html")
    site = site_facts(root)
    hidden = remove_invisible(root)
    body = root.find(".//body")
    body = root if body is None else body
    if not hidden or _marks(body):
        return _Seen(body, site, ())
    whole = parse(text)
    whole_body = None if whole is None else whole.find(".//body")
    if whole_body is None or not _marks(whole_body):
        return _Seen(body, site, ())
    take_out(whole_body, (), "script", "style", "noscript")
    remark = Remark(code="hidden_text", message="the report stands in a part of the page that is hidden at first")
    return _Seen(whole_body, site, (remark,))


def _marks(body: HtmlElement) -> bool:
    texts = (one.text for one in stretches(body) if not one.is_link)
    return any(is_section_heading(text) or is_distinctive_label(text) for text in texts)


def _without_chrome(items: list[Item]) -> list[Item]:
    """The items without lines and tables of the page itself, also in tables that only arrange it."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, RawTable):
            if not is_fact_table([cell.text for cell in item.cells]):
                kept.append(RawTable(tuple(_cell_without_chrome(cell) for cell in item.cells)))
        elif not (isinstance(item, Paragraph) and is_chrome_line(item.text)):
            kept.append(item)
    return kept


def _cell_without_chrome(cell: RawCell) -> RawCell:
    if not any(isinstance(item, RawTable) for item in cell.items):
        return cell
    return RawCell(tuple(_without_chrome(list(cell.items))), cell.row, cell.column, cell.rowspan, cell.colspan)


def _attachment(body: HtmlElement) -> tuple[Remark, ...]:
    """A link to a file that bears the report's title, or the first file linked where the page is not much more."""
    for link in body.iter("a"):
        target = (link.get("href") or "").split("?")[0].lower()
        text = " ".join(link.text_content().split())
        if target.endswith(ATTACHED) and is_report_title(text.removesuffix(target[target.rfind(".") :])):
            message = f"the page links to a file that may be the report itself: {text[:80]}"
            return (Remark(code="attachment", message=message),)
    return ()
