"""A web page inside another document."""

from __future__ import annotations

from pathlib import Path

from pipeline.engines.flow.items import Item, Preformatted
from pipeline.engines.web.images import PageImages
from pipeline.engines.web.mail import unpack
from pipeline.engines.web.pageitems import page_items
from pipeline.engines.web.tree import parse
from pipeline.engines.web.visible import remove_invisible
from pipeline.text.decoding import decode

NOWHERE = Path("/nonexistent")  # a page that is packed in a document has no folder to take pictures from


def chunk_items(content: bytes) -> list[Item]:
    """What stands in a page, a mail archive of one, or a plain text."""
    archive = unpack(content)
    text = decode(content if archive is None else archive.page).text
    if archive is None and "<" not in text:
        return [Preformatted(text)]
    root = parse(text)
    if root is None:
        return []
    remove_invisible(root)
    return page_items(root, PageImages(NOWHERE, {} if archive is None else archive.files).picture)
