"""Path -> SourceFile: what a file is, by its content."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import cast

from pipeline.errors import DocumentError
from pipeline.schema import Kind, Remark
from pipeline.stages.identification.archives import kind_of_archive
from pipeline.stages.identification.compound import kind_of_compound
from pipeline.stages.identification.markup import kind_of_text
from pipeline.stages.identification.parts import digest_of_file, digest_of_parts, pictures_beside
from pipeline.stages.identification.signatures import SAVE_AS, advice, kind_by_signature
from pipeline.text.decoding import decode
from pipeline.types.source import Part, SourceFile

# Given a file and the suffix of its kind, the path of a .docx with the same content; raises DocumentError.
Converter = Callable[[Path, str], Path]

HEAD, CHUNK = 65_536, 1 << 20  # bytes
PDF_HEADER = re.compile(rb"%PDF-\d")
PDF_HEADER_WITHIN = 1024  # ISO 32000-1, Annex H: readers accept the header anywhere in the first 1024 bytes
READ = frozenset({"pdf", "docx", "html", "txt", "image"})
CONVERTED = {"doc": ".doc", "wps": ".wps", "rtf": ".rtf", "odt": ".odt", "wordxml": ".xml"}
NAMED = {
    "pdf": {".pdf"},
    "docx": {".docx", ".docm", ".dotx", ".dotm"},
    "html": {".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml"},
    "txt": {".txt", ".text"},
    "image": {
        ".png",
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".tif",
        ".tiff",
        ".bmp",
        ".dib",
        ".webp",
        ".gif",
        ".jp2",
        ".jpx",
        ".avif",
    },
    "doc": {".doc", ".dot", ".wps", ".wpt"},
    "wps": {".wps"},
    "rtf": {".rtf", ".doc"},
    "odt": {".odt"},
    "wordxml": {".xml", ".doc"},
}
DOCUMENT_NAMES = frozenset().union(*NAMED.values())


def identify(path: Path, *, name: str, convert: Converter | None = None) -> SourceFile:
    """What the file at `path` is; the record will call it `name`.

    Kinds that only another program reads (.doc, .wps, .rtf, .odt) are handed to `convert` where there is one.

    Raises:
        DocumentError: empty, encrypted, truncated, damaged, unreadable_file or unsupported_kind.
    """
    try:
        head, digest, size, blank = _scan(path)
        kind = "blank" if blank else _kind(path, head)
    except OSError as error:
        message = f"the file cannot be read ({error.strerror or error}); check that it exists and may be opened"
        raise DocumentError("unreadable_file", message) from error
    if kind == "blank":
        raise DocumentError("empty", "the file is empty; download it again")
    if kind not in READ and kind not in CONVERTED:
        raise DocumentError("unsupported_kind", advice(kind), kind=kind)
    remarks = _misnamed(name, kind)
    location = path
    if kind in CONVERTED:
        location = _converted(path, kind, convert)
        remarks += (Remark(code="converted", message=f"converted from {CONVERTED[kind]} to .docx before it was read"),)
    read_as = cast(Kind, "docx" if kind in CONVERTED else kind)
    source = SourceFile(location, (name,), digest, read_as, size, remarks=remarks)
    return _with_pictures(source, path) if kind == "html" else source


def _with_pictures(source: SourceFile, page: Path) -> SourceFile:
    """The page as a document of several files where pictures lie beside it."""
    try:
        pictures = pictures_beside(page)
        digests = [source.sha256, *map(digest_of_file, pictures)]
    except OSError as error:
        message = f"a picture beside the page cannot be read ({error.strerror or error})"
        raise DocumentError("unreadable_file", message, kind="html") from error
    if not pictures:
        return source
    parts = tuple(Part(*part) for part in zip((page, *pictures), digests, strict=True))
    return replace(source, sha256=digest_of_parts(digests), parts=parts)


def _scan(path: Path) -> tuple[bytes, str, int, bool]:
    """The first bytes, the digest, the size, and whether there is nothing but white space."""
    if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
        raise DocumentError("unreadable_file", "this is not a file; give a document")
    digest, size, head, blank = hashlib.sha256(), 0, b"", True
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            head = head or chunk[:HEAD]
            blank = blank and not chunk.strip(b" \t\r\n\x00\x0b\x0c\xef\xbb\xbf\xfe\xff")
            digest.update(chunk)
            size += len(chunk)
    return head, digest.hexdigest(), size, blank


def _kind(path: Path, head: bytes) -> str:
    kind = kind_by_signature(head)
    if kind == "zip":
        return kind_of_archive(path)
    if kind == "ole":
        return kind_of_compound(path)
    if kind is not None:
        return kind
    header = PDF_HEADER.search(head[:PDF_HEADER_WITHIN])
    if header is not None and (header.start() == 0 or b" obj" in head):
        return "pdf"
    decoded = decode(head)
    if not decoded.text.strip():
        return "blank"
    kind = kind_of_text(decoded.text)
    return kind if kind != "txt" or decoded.is_text else "other"


def _misnamed(name: str, kind: str) -> tuple[Remark, ...]:
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if suffix not in DOCUMENT_NAMES or suffix in NAMED[kind]:
        return ()
    return (Remark(code="misnamed", message=f"the file is named {suffix}, but its content is {kind}: read as that"),)


def _converted(path: Path, kind: str, convert: Converter | None) -> Path:
    if convert is None:
        message = f"a {CONVERTED[kind]} file is read only after conversion: {SAVE_AS}"
        raise DocumentError("unsupported_kind", message, kind=kind)
    location = convert(path, CONVERTED[kind])
    if kind_of_archive(location) != "docx":
        message = f"the conversion from {CONVERTED[kind]} gave no document: {SAVE_AS}"
        raise DocumentError("damaged", message, kind=kind)
    return location
