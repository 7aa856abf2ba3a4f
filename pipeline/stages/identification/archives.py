"""What a ZIP archive is: Word documents and many others are archives."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from pipeline.errors import DocumentError

END_OF_ARCHIVE = b"PK\x05\x06"
TAIL = 66_000  # bytes: the record at an archive's end and the longest comment behind it
MAIN_DOCUMENT = re.compile(rb"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macro")
TYPES = "[Content_Types].xml"
BY_ENTRY = {"OFD.xml": "ofd", "xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsx", "ppt/presentation.xml": "pptx"}
BY_MIMETYPE = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.spreadsheet": "xlsx",
    b"application/vnd.oasis.opendocument.presentation": "pptx",
}
ENCRYPTED = 0x1
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)


def kind_of_archive(path: Path) -> str:
    """Its kind: "docx", "odt", "xlsx", "ofd" ..., or "zip" for an archive of files.

    Raises:
        DocumentError: the archive is cut off, damaged or encrypted.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _kind(archive)
    except BROKEN as error:
        raise _broken(path) from error


def _kind(archive: zipfile.ZipFile) -> str:
    entries = {info.filename.replace("\\", "/"): info for info in archive.infolist()}
    if "word/document.xml" in entries or MAIN_DOCUMENT.search(_read(archive, TYPES)):
        main = entries.get("word/document.xml")
        if main is not None and main.flag_bits & ENCRYPTED:
            raise DocumentError(
                "encrypted", "the archive is encrypted; save the document without a password", kind="docx"
            )
        return "docx"
    for entry, kind in BY_ENTRY.items():
        if entry in entries:
            return kind
    return BY_MIMETYPE.get(_read(archive, "mimetype").strip(), "zip")


def _read(archive: zipfile.ZipFile, entry: str) -> bytes:
    """The start of an entry; empty where there is none, or it is encrypted."""
    if entry not in archive.namelist() or archive.getinfo(entry).flag_bits & ENCRYPTED:
        return b""
    with archive.open(entry) as file:
        return file.read(1 << 20)


def _broken(path: Path) -> DocumentError:
    """Cut off where the record at an archive's end is missing, else damaged."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - TAIL))
        tail = file.read()
    if END_OF_ARCHIVE not in tail:
        return DocumentError("truncated", "the end of the file is missing; download it again", kind="zip")
    return DocumentError("damaged", "the archive inside the document is damaged; download it again", kind="zip")
