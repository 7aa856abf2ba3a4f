"""Documents of several files: a web page with the pictures that lie beside it, pictures of the pages of one report."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.stages.identification.markup import kind_of_text
from pipeline.stages.identification.signatures import kind_by_signature
from pipeline.text.decoding import decode
from pipeline.text.links import relative_target
from pipeline.text.sorting import natural_key

HEAD, CHUNK = 65_536, 1 << 20  # bytes
LARGEST_PAGE, LARGEST_PICTURE = 50_000_000, 50_000_000  # bytes
SHOWN = re.compile(r"<img\b[^<>]*?\b(?:src|data-src|data-original)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.I | re.S)


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file's content.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def digest_of_parts(digests: Sequence[str]) -> str:
    """The SHA-256 of a document of several files: that of their digests in order, a line each."""
    return hashlib.sha256("".join(f"{digest}\n" for digest in digests).encode()).hexdigest()


def pictures_beside(page: Path) -> tuple[Path, ...]:
    """The picture files in the folder of a web page, or below it, that it shows, in natural order.

    Raises:
        OSError: the page cannot be read.
    """
    with page.open("rb") as file:
        head = file.read(HEAD)
        if kind_by_signature(head) is not None or kind_of_text(decode(head).text) != "html":
            return ()
        content = head + file.read(LARGEST_PAGE)
    folder = page.parent.resolve()
    found = {}
    for match in SHOWN.finditer(decode(content).text):
        target = relative_target(html.unescape(match.group(1).strip("\"'")).strip())
        path = _picture(folder, target) if target is not None else None
        if path is not None:
            found[path.relative_to(folder).as_posix()] = path
    return tuple(found[name] for name in sorted(found, key=natural_key))


def is_picture(path: Path) -> bool:
    """Whether the first bytes of a file are those of a picture; False where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return kind_by_signature(file.read(HEAD)) == "image"
    except OSError:
        return False


def _picture(folder: Path, target: str) -> Path | None:
    try:
        path = (folder / target).resolve()
        inside = path.is_relative_to(folder) and path.is_file() and path.stat().st_size <= LARGEST_PICTURE
    except (OSError, ValueError):  # a name that no file can have
        return None
    return path if inside and is_picture(path) else None
