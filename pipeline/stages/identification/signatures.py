"""Files that are recognised by their first bytes, and what a user can do with those that are not read."""

from __future__ import annotations

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"\x00\x00\x00\x0cjP  ", "image"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"%!PS", "postscript"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"ID3", "audio"),
    (b"CAJ\x00", "caj"),
    (b"HN\x00\x00", "caj"),
    (b"Founder CEB", "ceb"),
    (b"BM", "bmp"),
)
SAVE_AS = "open it in the program that wrote it and save it as PDF or .docx"
UNPACK = "unpack it and give the files inside"
# What to do with a kind that is not read; the key is the kind that a failure names.
ADVICE = {
    "zip": f"a ZIP archive is not a report: {UNPACK}",
    "rar": f"a RAR archive is not a report: {UNPACK}",
    "7z": f"a 7-Zip archive is not a report: {UNPACK}",
    "gzip": f"a gzip file is not a report: {UNPACK}",
    "bzip2": f"a bzip2 file is not a report: {UNPACK}",
    "xz": f"an xz file is not a report: {UNPACK}",
    "xlsx": "a spreadsheet is not read: save the report that it belongs to as PDF or .docx",
    "xls": "a spreadsheet is not read: save the report that it belongs to as PDF or .docx",
    "pptx": f"slides are not read: {SAVE_AS}",
    "ppt": f"slides are not read: {SAVE_AS}",
    "ofd": "OFD is not read yet: open it in an OFD reader and save it as PDF",
    "epub": f"EPUB is not read: {SAVE_AS}",
    "postscript": "PostScript is not read: convert it to PDF, for instance with ps2pdf",
    "caj": "CAJ is not read: open it in its reader and print it to PDF",
    "ceb": "CEB is not read: open it in its reader and print it to PDF",
    "heic": "HEIC is not read: save the picture as JPEG or PNG",
    "msg": "an e-mail is not a report: save its attachment and give that",
    "exe": "a program is not a report: check what was downloaded",
    "xml": "this XML is neither a web page nor a Word document: give the report as PDF, .docx or HTML",
    "ole": f"this Office file is of a kind that is not read: {SAVE_AS}",
    "other": "the content is neither PDF, Word, HTML, plain text nor a picture: check what was downloaded",
}


def kind_by_signature(head: bytes) -> str | None:
    """The kind that the first bytes give away; None where they do not."""
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image"
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return "heic"
    if head[4:12] == b"ftypavif":
        return "image"
    kind = next((kind for signature, kind in SIGNATURES if head.startswith(signature)), None)
    if kind == "bmp":  # two letters are not enough: the header's size follows at 14
        return "image" if head[14:18] in (b"\x28\x00\x00\x00", b"\x0c\x00\x00\x00", b"\x7c\x00\x00\x00") else None
    if kind == "exe" and b"\x00" not in head[:64]:
        return None
    return kind


def advice(kind: str) -> str:
    """What the user can do with a file of a kind that is not read."""
    return ADVICE.get(kind, ADVICE["other"])
