"""How a record is named after its input."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata

LONGEST = 200  # bytes; a file name may have 255, and suffixes (.json, -12.webp) come on top
DIGITS = 8
RESERVED = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')  # what a file name cannot hold on some system


def readable_path(path: str) -> str:
    """The path as a record shows it: valid Unicode, separators as `/`.

    A name that is not UTF-8 on disk (it came out of an old archive) is shown as GB18030 where that works.
    """
    path = path.replace(os.sep, "/")
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        octets = os.fsencode(path)
        try:
            return octets.decode("gb18030")
        except UnicodeDecodeError:
            return octets.decode("utf-8", errors="backslashreplace")
    return path


def record_name(path: str, sha256: str, *, digits: int = DIGITS) -> str:
    """The name of the record of the input at `path` (relative to the input root) with that content.

    Separators become `__`, what a file name cannot hold becomes `_`; a name too long for a file system is cut and
    told apart by a digest of its path.
    """
    stem = "".join("_" if _unprintable(character) else character for character in path.replace("/", "__"))
    stem = RESERVED.sub("_", stem)
    if stem.startswith("."):
        stem = "_" + stem[1:]
    if len(stem.encode()) > LONGEST:
        mark = "~" + hashlib.sha256(path.encode()).hexdigest()[:DIGITS]
        stem = stem.encode()[: LONGEST - len(mark)].decode(errors="ignore") + mark
    return f"{stem}-{sha256[:digits]}"


def _unprintable(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
