from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from pipeline.batch.recognise import why_ignored

TEXT = "云岭市档案局2023年政府信息公开工作年度报告"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100


def _archive(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b""),
        ("a.bin", b"%PDF-1.7\n"),
        ("a.json", b"junk before\n%PDF-1.4"),
        ("a", b"\x89PNG\r\n\x1a\n"),
        ("a.dat", b"\xff\xd8\xff\xe0"),
        ("a.aspx", b"\n<!DOCTYPE html><html>"),
        ("a.xls", b"<html><table>"),
        ("a.htm", "<p>".encode("utf-16")),
        ("a.doc", OLE),
        ("a.wps", OLE),
        ("a.rtf", b"{\\rtf1"),
        ("a.txt", b"anything"),
        ("2023", TEXT.encode()),
        ("2023b", TEXT.encode("gb18030")),
        ("2023c", "政府資訊公開".encode("big5")),
    ],
)
def test_content_or_name_of_a_document_is_taken(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert why_ignored(path) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (".hidden.pdf", b"%PDF-1.7"),
        ("~$report.docx", b"lock"),
        ("Thumbs.db", OLE),
        ("a.json", b"{}"),
        ("a.csv", TEXT.encode()),
        ("a.xls", OLE),
        ("Makefile", b"all:\n"),
        ("empty", b""),
    ],
)
def test_what_is_no_document_is_left_out_with_a_reason(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert why_ignored(path)


def test_office_files_are_told_apart_by_what_is_in_them(tmp_path: Path) -> None:
    assert why_ignored(_archive(tmp_path / "a.dat", "word/document.xml")) is None
    assert why_ignored(_archive(tmp_path / "b.dat", "OFD.xml")) is None
    assert why_ignored(_archive(tmp_path / "c.zip", "2023.pdf")) is None
    assert why_ignored(_archive(tmp_path / "d.xlsx", "xl/workbook.xml"))
    assert why_ignored(_archive(tmp_path / "e.dat", "xl/workbook.xml"))


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    assert why_ignored(tmp_path / "a.pdf") == "not a regular file"


def test_a_link_to_nothing_is_taken_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to(tmp_path / "gone.pdf")
    (tmp_path / "a.bin").symlink_to(tmp_path / "gone.bin")
    assert why_ignored(tmp_path / "a.pdf") is None
    assert why_ignored(tmp_path / "a.bin")
