"""Web pages saved as mail archives (MHTML, RFC 2557), and the files packed with them."""

from __future__ import annotations

import email
import email.errors
import re
from dataclasses import dataclass
from email.message import Message

MAIL = re.compile(rb"\s*(?:mime-version|from|subject|date|content-type|message-id|x-mimeole|return-path)\s*:", re.I)
PARTS = re.compile(rb"content-type\s*:\s*(?:multipart/(?:related|alternative|mixed)|text/html)", re.I)


@dataclass(frozen=True, slots=True)
class Archive:
    """The page, and the other parts by what the page calls them."""

    page: bytes
    files: dict[str, bytes]


def unpack(content: bytes) -> Archive | None:
    """The archive that `content` is; None where it is none, or holds no page."""
    if MAIL.match(content[:200].lstrip(b"\xef\xbb\xbf")) is None or PARTS.search(content[:8000]) is None:
        return None
    try:
        message = email.message_from_bytes(content.lstrip(b"\xef\xbb\xbf"))
        parts = [part for part in message.walk() if not part.is_multipart()]
        pages = [body for part in parts if part.get_content_type() == "text/html" and (body := _body(part))]
        files = {name: body for part in parts for name in _names(part) if (body := _body(part))}
    except (email.errors.MessageError, LookupError, ValueError, RecursionError):
        return None
    return Archive(pages[0], files) if pages else None


def _body(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def _names(part: Message) -> list[str]:
    location, content_id = str(part.get("Content-Location", "")), str(part.get("Content-ID", "")).strip("<> ")
    return [name for name in (location.strip(), f"cid:{content_id}" if content_id else "") if name]
