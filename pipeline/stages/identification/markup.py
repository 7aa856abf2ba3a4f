"""What a text is: a web page, a mail archive of one, rich text, Word's XML, other XML, or plain text."""

from __future__ import annotations

import re

HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.I)
TAG = re.compile(
    r"</?(?:p|div|table|tr|td|th|span|br|font|center|h[1-6]|meta|title|head|style|a|strong|b)\b[^<>]*>", re.I
)
MAIL_HEADER = re.compile(r"(?:mime-version|from|subject|date|content-type|message-id|x-mimeole|return-path)\s*:", re.I)
MAIL_PARTS = re.compile(r"content-type\s*:\s*(?:multipart/(?:related|alternative|mixed)|text/html)", re.I)
WORD_XML = re.compile(r"<w:worddocument|progid=\"word\.document\"|<pkg:package", re.I)
RICH_TEXT = "{\\rtf"
FEWEST_TAGS, SHARE_OF_TAGS = 6, 0.02


def kind_of_text(text: str) -> str:
    """Its kind: "html", "rtf", "wordxml", "xml" or "txt", by the start of the text."""
    start = text.lstrip("\ufeff\x00 \t\r\n\u3000")
    if start.startswith(RICH_TEXT):
        return "rtf"
    if MAIL_HEADER.match(start) and MAIL_PARTS.search(start[:4000]):
        return "html"
    if start.startswith(("<?xml", "<w:")):
        if WORD_XML.search(start[:8000]):
            return "wordxml"
        if not HTML.search(start):
            return "xml"
    if HTML.search(start) or _is_tagged(start):
        return "html"
    return "txt"


def _is_tagged(text: str) -> bool:
    """Whether tags of HTML are more than quoted in the text."""
    tags = TAG.findall(text)
    return len(tags) >= FEWEST_TAGS and sum(map(len, tags)) >= SHARE_OF_TAGS * len(text)
