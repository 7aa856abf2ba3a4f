"""What a file is, by its content, and every reason why it is not read."""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.schema import Reason
from pipeline.stages.identification.signatures import ADVICE
from pipeline.stages.identify import identify
from tests.engines.picturefiles import pages

PAGE = "<!doctype html><html><body><p>沅溪县教育局2022年政府信息公开工作年度报告</p></body></html>"
MAIN = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
SECTOR = 512


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def archive(**entries: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in entries.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def compound(name: str, *, flags: int = 0) -> bytes:
    """An OLE file with one stream of that name, its first sector beginning like a Word document's."""
    header = bytearray(SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    entry = bytearray(128)
    encoded = name.encode("utf-16-le")
    entry[: len(encoded)] = encoded
    struct.pack_into("<HB", entry, 64, len(encoded) + 2, 2)
    struct.pack_into("<I", entry, 116, 1)
    stream = bytearray(SECTOR)
    struct.pack_into("<H", stream, 0, 0xA5EC)
    struct.pack_into("<H", stream, 10, flags)
    return bytes(header) + bytes(entry).ljust(SECTOR, b"\0") + bytes(stream)


def reason_of(path: Path, **options: object) -> tuple[Reason, str | None]:
    with pytest.raises(DocumentError) as caught:
        identify(path, name=path.name, **options)  # type: ignore[arg-type]  # one option, of its own type
    assert caught.value.reason in get_args(Reason)
    assert caught.value.message
    return caught.value.reason, caught.value.kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "pdf"),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj", "pdf"),
        (b"<br />\n<b>Warning</b>: something\n%PDF-1.4\n1 0 obj", "pdf"),
        (archive(word__document_xml=MAIN), "docx"),
        (PAGE.encode(), "html"),
        (PAGE.encode("gbk"), "html"),
        (PAGE.encode("utf-16"), "html"),
        (PAGE.encode("utf-16-le"), "html"),
        ("<p>一</p><p>二</p><table><tr><td>三</td></tr></table><p>四</p>".encode(), "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "html"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n", "html"),
        ("沅溪县教育局2022年政府信息公开工作年度报告\n一、总体情况\n".encode(), "txt"),
        ("文中说到 %PDF-1.4 这种格式，也说到 <br> 标签。".encode(), "txt"),
        (b"plain ASCII", "txt"),
    ],
)
def test_the_content_decides_the_kind(tmp_path: Path, content: bytes, kind: str) -> None:
    source = identify(write(tmp_path, "report", content), name="site/report")
    assert (source.kind, source.paths, source.size) == (kind, ("site/report",), len(content))
    assert source.sha256 == hashlib.sha256(content).hexdigest()


def test_a_page_named_pdf_is_a_page_with_a_warning(tmp_path: Path) -> None:
    source = identify(write(tmp_path, "年报.pdf", PAGE.encode()), name="年报.pdf")
    assert (source.kind, [remark.code for remark in source.remarks]) == ("html", ["misnamed"])


def test_a_name_that_fits_gives_no_warning(tmp_path: Path) -> None:
    assert identify(write(tmp_path, "a.htm", PAGE.encode()), name="a.htm").remarks == ()


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", "\u3000\u3000\n".encode(), b"\x00" * 5000])
def test_nothing_but_white_space_is_empty(tmp_path: Path, content: bytes) -> None:
    assert reason_of(write(tmp_path, "a.txt", content)) == ("empty", None)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n....", b"\xff\xd8\xff\xe0....", b"RIFF\x00\x00\x00\x00WEBPVP8 ", b"II*\x00....",
        b"MM\x00*....",
        b"GIF89a....", b"BM" + b"\0" * 12 + b"\x28\0\0\0",
    ],
)  # fmt: skip
def test_pictures_are_known_whatever_they_are_called(tmp_path: Path, content: bytes) -> None:
    source = identify(write(tmp_path, "a.pdf", content), name="a.pdf")
    assert source.kind == "image"
    assert [remark.code for remark in source.remarks] == ["misnamed"]


def test_heic_is_named_with_what_helps(tmp_path: Path) -> None:
    content = b"\0\0\0\x18ftypheic" + bytes(20)
    assert reason_of(write(tmp_path, "a.heic", content)) == ("unsupported_kind", "heic")


def test_a_page_with_pictures_beside_it_is_a_document_of_several_files(tmp_path: Path) -> None:
    pages(tmp_path / "a_files", "10.png", "2.png", "unused.png")
    pages(tmp_path.parent, "outside.png")
    body = "".join(
        f"<img alt='x' src={mark}{target}{mark}>"
        for mark, target in (
            ('"', "a_files/10.png"), ("'", "a_files/2.png?v=1"), ('"', "../outside.png"), ('"', "gone.png"),
            ('"', "https://example.org/a_files/unused.png"), ('"', "data:image/png;base64,AAAA"),
        )
    )  # fmt: skip
    page = write(tmp_path, "a.html", PAGE.replace("</body>", f"{body}</body>").encode())
    source = identify(page, name="site/a.html")
    files = [page, tmp_path / "a_files" / "2.png", tmp_path / "a_files" / "10.png"]
    assert [part.location for part in source.parts] == files
    assert [part.sha256 for part in source.parts] == [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    before = source.sha256
    pages(tmp_path / "a_files", "2.png", "10.png")
    assert identify(page, name="site/a.html").sha256 != before


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (archive(xl__workbook_xml="<x/>"), "xlsx"),
        (archive(ppt__presentation_xml="<x/>"), "pptx"),
        (archive(OFD_xml="<x/>"), "ofd"),
        (archive(mimetype="application/epub+zip"), "epub"),
        (archive(reports__2021="x"), "zip"),
        (archive(), "zip"),
        (compound("Workbook"), "xls"),
        (compound("PowerPoint Document"), "ppt"),
        (compound("Anything"), "ole"),
        (b"Rar!\x1a\x07\x00....", "rar"),
        (b"7z\xbc\xaf\x27\x1c....", "7z"),
        (b"\x1f\x8b\x08....", "gzip"),
        (b"MZ\x90\x00....", "exe"),
        (b"%!PS-Adobe-3.0", "postscript"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "xml"),
        (bytes(range(1, 256)) * 30, "other"),
    ],
)
def test_other_kinds_are_named_with_what_to_do(tmp_path: Path, content: bytes, kind: str) -> None:
    assert reason_of(write(tmp_path, "a.pdf", content)) == ("unsupported_kind", kind)
    assert kind in ADVICE


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (compound("WordDocument"), "doc"),
        (compound("MatOST"), "wps"),
        (b"{\\rtf1\\ansi ...}", "rtf"),
        (archive(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "wordxml"),
    ],
)
def test_old_documents_are_converted_where_something_converts(tmp_path: Path, content: bytes, kind: str) -> None:
    path = write(tmp_path, "a.doc", content)
    assert reason_of(path) == ("unsupported_kind", kind)
    copy = write(tmp_path, "copy.docx", archive(word__document_xml=MAIN))
    source = identify(path, name="a.doc", convert=lambda original, suffix: copy)
    assert (source.kind, source.location, source.size) == ("docx", copy, len(content))
    assert source.sha256 == hashlib.sha256(content).hexdigest()
    assert "converted" in [remark.code for remark in source.remarks]


def test_a_conversion_that_gives_no_document_is_damaged(tmp_path: Path) -> None:
    path = write(tmp_path, "a.rtf", b"{\\rtf1}")
    copy = write(tmp_path, "copy.docx", archive(reports="x"))
    assert reason_of(path, convert=lambda original, suffix: copy) == ("damaged", "rtf")


def test_password_protected_office_files_are_encrypted(tmp_path: Path) -> None:
    assert reason_of(write(tmp_path, "a.docx", compound("EncryptedPackage"))) == ("encrypted", "docx")
    assert reason_of(write(tmp_path, "a.doc", compound("WordDocument", flags=0x0100))) == ("encrypted", "doc")


def test_an_encrypted_archive_is_encrypted(tmp_path: Path) -> None:
    content = bytearray(archive(word__document_xml=MAIN))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag in the entry and in the directory
        content[content.find(mark) + offset] |= 1
    assert reason_of(write(tmp_path, "a.docx", bytes(content))) == ("encrypted", "docx")


def test_an_archive_without_its_end_is_truncated(tmp_path: Path) -> None:
    content = archive(word__document_xml=MAIN * 50)
    assert reason_of(write(tmp_path, "a.docx", content[: len(content) // 2])) == ("truncated", "zip")


def test_an_archive_with_a_broken_directory_is_damaged(tmp_path: Path) -> None:
    content = archive(word__document_xml=MAIN)
    broken = content.replace(b"PK\x01\x02", b"PK\x07\x07")
    assert reason_of(write(tmp_path, "a.docx", broken)) == ("damaged", "zip")


def test_what_cannot_be_opened_is_unreadable(tmp_path: Path) -> None:
    assert reason_of(tmp_path / "missing.pdf") == ("unreadable_file", None)
    assert reason_of(tmp_path) == ("unreadable_file", None)
    os.mkfifo(tmp_path / "pipe")
    assert reason_of(tmp_path / "pipe") == ("unreadable_file", None)


@given(st.binary(max_size=3000), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>"]))
def test_any_bytes_are_identified_or_refused_with_a_reason(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, head: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(head + content)
    try:
        found: str = identify(path, name="any").kind
    except DocumentError as error:
        found = error.reason
    assert found in (*get_args(Reason), "pdf", "docx", "html", "txt", "image")
