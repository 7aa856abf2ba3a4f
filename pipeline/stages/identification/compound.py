"""What an OLE compound file is: .doc and .wps, spreadsheets, slides, and encrypted documents of any of these."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

from pipeline.errors import DocumentError

ENTRY = 128  # bytes of a directory entry: name, its length at 64, type at 66, first sector at 116 ([MS-CFB] 2.6.1)
NAME_LENGTH, OBJECT_TYPE, FIRST_SECTOR = 64, 66, 116
STREAM, STORAGE = 2, 1
SECTOR_SHIFT = 30
WORD = (0xA5EC, 0xA5DC)  # the first word of a Word document stream ([MS-DOC] 2.5.2), and of Word 6 and 95
FLAGS, IS_ENCRYPTED = 10, 0x0100
BY_STREAM = {
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
    "MatOST": "wps",
    "__properties_version1.0": "msg",
}
PASSWORD = "the document is protected by a password; save it without one"


def kind_of_compound(path: Path) -> str:
    """Its kind: "doc", "wps", "xls", "ppt", "msg", or "ole" for something else.

    Raises:
        DocumentError: the document is encrypted.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if _entry(content, "EncryptedPackage") is not None:
            raise DocumentError("encrypted", PASSWORD, kind="docx")
        for name, kind in BY_STREAM.items():
            entry = _entry(content, name)
            if entry is None:
                continue
            if kind == "doc" and _is_encrypted(content, entry):
                raise DocumentError("encrypted", PASSWORD, kind=kind)
            return kind
    return "ole"


def _entry(content: mmap.mmap, name: str) -> int | None:
    """Where the directory entry of that name stands; found by its bytes, since what leads there may be cut off."""
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    at = content.find(wanted)
    while at >= 0:
        if at % ENTRY == 0 and at + ENTRY <= len(content):
            (length,) = struct.unpack_from("<H", content, at + NAME_LENGTH)
            if length == len(wanted) and content[at + OBJECT_TYPE] in (STREAM, STORAGE):
                return at
        at = content.find(wanted, at + 2)
    return None


def _is_encrypted(content: mmap.mmap, entry: int) -> bool:
    (shift,) = struct.unpack_from("<H", content, SECTOR_SHIFT)
    (sector,) = struct.unpack_from("<I", content, entry + FIRST_SECTOR)
    if shift not in (9, 12):
        return False
    start = (sector + 1) << shift
    if start + FLAGS + 2 > len(content):
        return False
    (magic,) = struct.unpack_from("<H", content, start)
    (flags,) = struct.unpack_from("<H", content, start + FLAGS)
    return magic in WORD and bool(flags & IS_ENCRYPTED)
