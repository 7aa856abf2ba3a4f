"""Which files of a folder are documents: by content first, then by name."""

from __future__ import annotations

import zipfile
from pathlib import Path

HEAD = 65_536  # bytes looked at
DOCUMENTS = """
.pdf .png .jpg .jpeg .jpe .jfif .tif .tiff .bmp .webp .gif .jp2 .heic .docx .docm .dotx .doc .dot .wps .wpt .odt .rtf
.ofd .htm .html .xhtml .shtml .mht .mhtml .txt .text .zip .rar .7z .ceb .caj
"""
OTHERS = """
.json .jsonl .ndjson .geojson .csv .tsv .xlsx .xlsm .xlsb .xls .xlt .et .ods .ppt .pptx .pps .ppsx .dps .xml .xsd .xsl
.svg .ico .css .js .mjs .map .woff .woff2 .ttf .otf .md .rst .log .yaml .yml .toml .ini .cfg .conf .py .ipynb .sh .bat
.sql .db .sqlite .parquet .feather .arrow .duckdb .pkl .npy .gz .bz2 .xz .zst .tar .tgz .exe .dll .so .mp3 .mp4 .wav
.avi .mov .url .lnk .webloc .part .crdownload .tmp .bak .swp .lock .sha256 .md5 .jar .whl .epub .msg .eml
"""
DOCUMENT_SUFFIXES, OTHER_SUFFIXES = frozenset(DOCUMENTS.split()), frozenset(OTHERS.split())
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"\x00\x00\x00\x0cjP  ")
SPREADSHEETS = ("xl/", "ppt/")  # parts of a zip that make it an office file, but not a text
SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
TRADE = "信息公开"
# The same words as they lie in files of the usual encodings; the last two are what traditional script writes.
TRADE_BYTES = tuple(
    words.encode(encoding)
    for words, encodings in (
        (TRADE, ("utf-8", "gb18030", "utf-16-le", "utf-16-be")),
        ("信息公開", ("utf-8", "gb18030", "big5", "utf-16-le")),
        ("資訊公開", ("utf-8", "big5", "utf-16-le")),
    )
    for encoding in encodings
)


def why_ignored(location: Path) -> str | None:
    """Why a file of a folder is not taken, or None where it is taken: it has a document's content or name."""
    name = location.name.lower()
    if name.startswith((".", "~$")) or name in SYSTEM_NAMES:
        return "hidden or temporary"
    if location.exists() and not location.is_file():  # opening a pipe would wait for ever
        return "not a regular file"
    suffix = location.suffix.lower()
    try:
        with location.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return None if suffix in DOCUMENT_SUFFIXES else "cannot be opened, and has no document's name"
    if _has_document_content(location, head, suffix) or suffix in DOCUMENT_SUFFIXES:
        return None
    if suffix in OTHER_SUFFIXES:
        return f"a {suffix} file is not a document"
    if any(words in head for words in TRADE_BYTES):
        return None
    return "neither the content nor the name of a document"


def _has_document_content(location: Path, head: bytes, suffix: str) -> bool:
    if b"%PDF-" in head[:1024] or head.startswith((*PICTURES, b"{\\rtf")):
        return True
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return True
    if head.startswith(b"PK\x03\x04"):
        return _is_text_archive(location, suffix)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):  # OLE: .doc and .wps, but .xls and .ppt as well
        return suffix not in OTHER_SUFFIXES
    start = head[:2048].replace(b"\x00", b"").lower()
    return b"<!doctype html" in start or b"<html" in start


def _is_text_archive(location: Path, suffix: str) -> bool:
    try:
        with zipfile.ZipFile(location) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return suffix not in OTHER_SUFFIXES
    if any(name.startswith("word/") or name == "OFD.xml" for name in names):
        return True
    return suffix not in OTHER_SUFFIXES and not any(name.startswith(SPREADSHEETS) for name in names)
