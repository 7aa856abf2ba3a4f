from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.documents import Document
from pipeline.batch.manifest import Entry, load_manifest, match_manifest
from pipeline.batch.remarks import compare
from pipeline.errors import UsageError
from pipeline.schema import Stated
from tests.builders import AGENCY, make_report

ROWS = "path,url,agency,region,year\n云岭/2023.pdf,https://example.cn/1,云岭市档案局,云岭市,2023\n\nb.pdf,,,,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "files.csv"
    path.write_bytes(ROWS.encode(encoding))
    first, second = load_manifest(path)
    assert first == Entry(2, "云岭/2023.pdf", "https://example.cn/1", "云岭市档案局", "云岭市", "2023")
    assert second == Entry(4, "b.pdf")


def test_pictures_may_be_called_one_report(tmp_path: Path) -> None:
    path = tmp_path / "files.csv"
    path.write_text("path,report\n1.png,r\n", encoding="utf-8")
    assert load_manifest(path) == (Entry(2, "1.png", report="r"),)


def test_other_columns_headings_and_delimiters(tmp_path: Path) -> None:
    path = tmp_path / "files.csv"
    path.write_text("序号;路径;年份\n1;a.pdf;2022年\n", encoding="utf-8")
    assert load_manifest(path) == (Entry(2, "a.pdf", year="2022年"),)


@pytest.mark.parametrize("content", [b"", b"name,year\na,1\n", b"\xff\xfe\xff\xff\xff", b"\x81"])
def test_what_is_no_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "files.csv"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"files\.csv"):
        load_manifest(path)


def test_a_manifest_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_manifest(tmp_path / "files.csv")


def test_lines_find_their_documents_and_those_that_do_not_are_named(tmp_path: Path) -> None:
    documents = [
        Document("one", tmp_path / "in" / "a" / "1.pdf", ("a/1.pdf", "z/1.pdf"), "0" * 64),
        Document("two", tmp_path / "in" / "b.pdf", ("b.pdf",), "1" * 64),
        Document("three", tmp_path / "in" / "c.pdf", ("c.pdf",), "2" * 64),
    ]
    entries = [
        Entry(2, "z\\1.pdf"), Entry(3, "in/b.pdf"), Entry(4, str(tmp_path / "in" / "c.pdf")), Entry(5, "gone.pdf"),
        Entry(6, "b.pdf"),
    ]  # fmt: skip
    manifest = match_manifest(entries, documents, root=tmp_path / "in", beside=tmp_path)
    assert [entry.line for document in documents if (entry := manifest.of(document))] == [2, 3, 4]
    assert [entry.path for entry in manifest.missing] == ["gone.pdf"]
    assert [entry.line for entry in manifest.repeated] == [6]


def test_what_agrees_is_no_warning() -> None:
    report = make_report(region=Stated[str](value="云岭市", raw="云岭市", confidence=0.9))
    said = Entry(2, "x", agency=f"东川省{AGENCY}", region="东川省云岭市", year="2023年")
    assert compare(report, said) == report


def test_differences_are_warnings_of_the_record() -> None:
    report = make_report(region=Stated[str](value="云岭市", raw="云岭市", confidence=0.9), warnings=())
    told = compare(report, Entry(2, "x", agency="白塔县财政局", region="白塔县", year="2022"))
    assert [remark.code for remark in told.warnings] == ["manifest_agency", "manifest_region", "manifest_year"]
    assert "白塔县财政局" in told.warnings[0].message
    assert told.region == report.region


def test_what_the_report_does_not_say_is_a_warning_too() -> None:
    report = make_report(agency=Stated[str](), year=Stated[int](), warnings=())
    told = compare(report, Entry(2, "x", agency="白塔县财政局", year="last"))
    assert [remark.code for remark in told.warnings] == ["manifest_agency", "manifest_year"]
    told = compare(report, Entry(2, "x", year="2022"))
    assert "not found" in told.warnings[0].message


def test_the_region_comes_from_the_manifest_where_the_report_prints_none() -> None:
    told = compare(make_report(warnings=()), Entry(2, "x", region="云岭市"))
    assert (told.region.value, told.region.raw, told.region.place) == ("云岭市", None, None)
    assert told.warnings == ()
