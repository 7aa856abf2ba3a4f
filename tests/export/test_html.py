from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from pipeline.export.exporter import Order, export
from pipeline.schema import (
    CellPlace,
    Note,
    Paragraph,
    ProseFigure,
    Remark,
    Report,
    Section,
    Stated,
    Table,
    TableCell,
    TextPlace,
)
from tests.builders import forms, make_failure, make_field, make_report
from tests.export.paper import write_pdf

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}"


def _write(out: Path, *reports: tuple[str, Report], **order: Any) -> None:
    export(["html"], Order(out, forms(), len(reports), **order), reports)


def _open(path: Path) -> Any:
    from lxml import html

    return html.fromstring(path.read_bytes())


def _evil_report() -> Report:
    paragraph = Paragraph(
        text=EVIL, place=None, section="overview", section_confidence=1.0, topic="requests", topic_confidence=1.0
    )
    cell = TableCell(row=0, column=0, text=EVIL, place=CellPlace(table=0, row=0, column=0))
    report = make_report(EVIL, kind="docx", doubts=["requests.new.total"], values={"requests.new.total": 12})
    fields = {
        **report.fields,
        "disclosure.fees.amount": make_field(None, raw=EVIL, meaning="unparseable", status="review"),
    }
    return report.model_copy(
        update={
            "agency": Stated[str](value=EVIL, raw=EVIL),
            "region": Stated[str](value=EVIL),
            "published_on": Stated[str](value=EVIL),
            "sections": (Section(key="overview", title=EVIL, confidence=1.0, paragraphs=(paragraph,)),),
            "tables": (Table(index=0, matched=(), engine=EVIL, pages=(), rows=1, columns=1, cells=(cell,)),),
            "prose": (ProseFigure(key=EVIL, value=1, text=EVIL, place=None, agreement="disagrees", note=EVIL),),
            "notes": (Note(text=EVIL, place=None),),
            "warnings": (Remark(code="x", message=EVIL),),
            "fields": fields,
        }
    )


def test_nothing_in_a_document_becomes_part_of_the_page(tmp_path: Path) -> None:
    failure = make_failure(EVIL, message=EVIL)
    _write(tmp_path, ("evil-1", _evil_report()), failures=(("f-1", failure),), urls={"evil-1": f"javascript:{EVIL}"})
    for path, scripts in ((tmp_path / "index.html", 1), (tmp_path / "html" / "evil-1.html", 2)):
        page = _open(path)
        assert len(page.xpath("//script")) == scripts
        assert not page.xpath("//img")
        assert not page.xpath("//@onerror")
        assert not page.xpath("//a[starts-with(@href, 'javascript')]")
        assert EVIL in "".join(page.itertext())
        assert "{{7*7}}" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["index.html", "html/a-1.html"])
def test_only_our_own_script_and_style_may_run(tmp_path: Path, file: str) -> None:
    _write(tmp_path, ("a-1", make_report()))
    page = _open(tmp_path / file)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("script[not(@type)]", "style"):
        (text,) = page.xpath(f"//{tag}/text()")
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not page.xpath("//@style")
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", (tmp_path / file).read_text(encoding="utf-8"))


def test_the_start_page_links_every_report_and_names_every_failure(tmp_path: Path) -> None:
    reports = [
        ("云岭__a#1.pdf-1", make_report(values={"requests.new.total": 12})),
        ("b%-1", make_report("b.pdf", doubts=["requests.new.total"])),
    ]
    failed = (("f-1", make_failure()),)
    _write(tmp_path, *reports, failures=failed)
    page = _open(tmp_path / "index.html")
    links = page.xpath("//table[@id='reports']//a/@href")
    assert [unquote(link) for link in links] == [f"html/{name}.html" for name, _ in reports]
    assert all((tmp_path / unquote(link)).exists() for link in links)
    text = page.text_content()
    assert "云岭/扫描件.pdf" in text
    assert "需要文字识别" in text
    assert page.xpath("//table[@id='reports']/tbody/tr/@data-review") == ["0", "1"]


def test_figures_stand_in_the_form_and_on_the_page(tmp_path: Path) -> None:
    report = make_report(values={"requests.new.total": 12}, doubts=["requests.granted.total"])
    path = write_pdf(tmp_path / "a.pdf", report)
    _write(tmp_path, ("a-1", report), locations={"a-1": path})
    page = _open(tmp_path / "html" / "a-1.html")
    for key, one in report.fields.items():
        (cell,) = page.xpath(f"//table[contains(@class, 'form')]//td[@data-k='{key}']")
        assert cell.text == str(one.value)
        (box,) = page.xpath(f"//*[local-name()='rect'][@data-k='{key}']")
        assert one.status in box.get("class")
    images = page.xpath("//img")
    assert [image.get("alt") for image in images] == ["第1页", "第2页"]
    assert all((tmp_path / "html" / unquote(image.get("src"))).exists() for image in images)
    (first, _) = page.xpath("//*[local-name()='svg'][@class='over']/@viewbox")
    assert [float(number) for number in first.split()][2:] == pytest.approx([595, 842], abs=0.5)
    data = json.loads(page.xpath("//script[@id='data']/text()")[0])
    assert data["doubtful"] == ["requests.granted.total"]
    assert data["figures"]["requests.new.total"]["label"].endswith("总计")


def test_broken_sums_come_first_with_their_terms(tmp_path: Path) -> None:
    _write(tmp_path, ("a-1", make_report(values={"requests.new.total": 12})))
    page = _open(tmp_path / "html" / "a-1.html")
    cards = page.xpath("//div[contains(@class, 'card')]")
    assert len(cards) == 2
    assert "12 ≠ 0" in cards[0].text_content()
    assert "原件如此" in cards[0].text_content()
    assert "requests.new.total" in cards[0].get("data-keys").split()


def test_a_document_without_pages_shows_its_tables_with_the_cells_marked(tmp_path: Path) -> None:
    place = CellPlace(table=3, row=0, column=1)
    cells = (
        TableCell(row=0, column=0, text="新收", place=CellPlace(table=3, row=0, column=0)),
        TableCell(row=0, column=1, text="12", place=place),
    )
    table = Table(index=0, matched=(), engine="x", pages=(), rows=1, columns=2, cells=cells)
    paragraph = Paragraph(
        text="收到申请12件。", place=TextPlace(paragraph=7, start=0, end=8), section="overview", section_confidence=1.0,
        topic=None, topic_confidence=0.0,
    )  # fmt: skip
    section = Section(key="overview", title="概述", confidence=1.0, paragraphs=(paragraph,))
    fields = {
        "requests.new.total": make_field(12, place=place),
        "requests.granted.total": make_field(12, place=TextPlace(paragraph=7, start=4, end=6), origin="prose"),
    }
    report = make_report(
        "a.docx", kind="docx", tables=(table,), fields=fields, checks=(), sections=(section,), prose=()
    )
    _write(tmp_path, ("a-1", report))
    page = _open(tmp_path / "html" / "a-1.html")
    (marked,) = page.xpath("//table[@class='grid']//td[@data-k]")
    assert (marked.get("data-k"), marked.text) == ("requests.new.total", "12")
    (mark,) = page.xpath("//mark")
    assert (mark.get("data-k"), mark.text, mark.getparent().text_content().strip()) == (
        "requests.granted.total", "12", "收到申请12件。",
    )  # fmt: skip


def test_a_report_on_no_form_has_a_page(tmp_path: Path) -> None:
    report = make_report(fields={}, checks=(), prose=()).model_copy(update={"form": "unknown"})
    _write(tmp_path, ("a-1", report))
    assert "表式未定" in _open(tmp_path / "html" / "a-1.html").text_content()


def test_a_picture_that_is_there_is_not_drawn_again(tmp_path: Path) -> None:
    report = make_report()
    path = write_pdf(tmp_path / "a.pdf", report)
    _write(tmp_path, ("a-1", report), locations={"a-1": path})
    drawn = {one: one.stat().st_mtime_ns for one in (tmp_path / "html" / "a-1").iterdir()}
    path.unlink()
    _write(tmp_path, ("a-1", report))
    assert {one: one.stat().st_mtime_ns for one in (tmp_path / "html" / "a-1").iterdir()} == drawn
    assert len(_open(tmp_path / "html" / "a-1.html").xpath("//img")) == 2


def test_pages_of_records_that_are_gone_go_and_nothing_else(tmp_path: Path) -> None:
    report = make_report()
    _write(tmp_path, ("a-1", report), ("b-1", report), locations={"b-1": write_pdf(tmp_path / "b.pdf", report)})
    (tmp_path / "html" / "mine.html").write_text("<p>mine</p>")
    _write(tmp_path, ("a-1", report))
    assert sorted(one.name for one in (tmp_path / "html").iterdir()) == ["a-1.html", "mine.html"]


def test_both_languages_are_in_the_page(tmp_path: Path) -> None:
    _write(tmp_path, ("a-1", make_report(values={"requests.new.total": 12})))
    for file in ("index.html", "html/a-1.html"):
        page = _open(tmp_path / file)
        chinese, english = (page.xpath(f"//body//*[@lang='{lang}'][contains(@class, 't')]") for lang in ("zh", "en"))
        assert len(chinese) > 5
        assert len(english) >= len(chinese)


def test_a_table_without_end_is_cut(tmp_path: Path) -> None:
    cells = tuple(TableCell(row=row, column=0, text=str(row)) for row in range(20_000))
    table = Table(index=0, matched=(), engine="x", pages=(), rows=20_000, columns=1, cells=cells)
    _write(tmp_path, ("a-1", make_report("a.txt", kind="txt", tables=(table,))))
    page = _open(tmp_path / "html" / "a-1.html")
    assert len(page.xpath("//table[@class='grid']//tr")) == 400
    assert "另有 19600 行未列" in page.text_content()
