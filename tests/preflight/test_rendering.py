"""An inspection as text, JSON and a web page."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser

import pytest
from rich.cells import cell_len

from pipeline.preflight.case import Case
from pipeline.preflight.console import WIDEST, inspection_to_text, print_inspection
from pipeline.preflight.examine import examine
from pipeline.preflight.finding import Inspection, Language
from pipeline.preflight.webpage import inspection_to_html
from pipeline.schema import Box, PrintedLine, Report, Stated
from tests.builders import forms
from tests.preflight.cases import OVERVIEW, changed, clean, of_year, place, sections

JPEG = b"\xff\xd8\xff\xe0 a picture"
ID_CARD = "11010519491231002X"


class _Page(HTMLParser):
    """Tags with their attributes, and the text shown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def _wrong() -> Report:
    report = clean(values={"requests.granted.natural_person": 19}, sections=sections(problems=None))
    return changed(report, "disclosure.rules.issued", value=None, meaning="slash", raw="/")


def _inspect(report: Report, language: Language = "zh", **expected: object) -> Inspection:
    return examine(Case(report, forms(), **expected), language=language)  # type: ignore[arg-type]


def test_the_worst_comes_first_and_is_counted() -> None:
    inspection = _inspect(_wrong())
    levels = [finding.level for finding in inspection.findings]
    assert levels == sorted(levels, key=("error", "warning", "info").index)
    assert inspection.counts == {"error": 3, "warning": 1, "info": 0}
    assert inspection.report.agency == "芷塘区水利局"
    assert "sum-broken" in inspection.rules


def test_the_same_report_gives_the_same_result() -> None:
    assert _inspect(_wrong()) == _inspect(_wrong())


def test_json_round_trip_is_closed() -> None:
    inspection = _inspect(_wrong())
    text = inspection.model_dump_json(indent=1)
    assert Inspection.model_validate_json(text) == inspection
    with pytest.raises(ValueError, match="extra"):
        Inspection.model_validate({**json.loads(text), "more": 1})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_keeps_within_its_columns(language: Language) -> None:
    lines = inspection_to_text(_inspect(_wrong(), language)).splitlines()
    assert all(cell_len(line) <= WIDEST for line in lines)
    assert all(line == line.rstrip() for line in lines)
    whole = " ".join(lines)
    assert ("错误 3 处，提醒 1 处，参考 0 处" if language == "zh" else "errors: 3, warnings: 1, notes: 0") in whole
    assert "sum-broken" in whole
    assert "\x1b" not in whole


def test_the_same_reason_is_said_once() -> None:
    text = inspection_to_text(_inspect(clean(sections=sections(problems=None, disputes=None))))
    assert text.count("section-missing") == 1
    assert text.count("没有找到") == 2
    assert text.count("第五十条规定") == 1


def test_a_terminal_is_shown_colours() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    print_inspection(_inspect(_wrong()), stream)
    assert "合计不平" in re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue())


def test_a_clean_report_says_so() -> None:
    assert "没有发现问题" in inspection_to_text(_inspect(clean()))
    assert "Nothing was found" in inspection_to_text(_inspect(clean(), "en"))
    assert "没有发现问题" in inspection_to_html(_inspect(clean()))


def test_printed_markup_is_text() -> None:
    name = "[red]<script>alert(1)</script>[/red]{{ 7*7 }}"
    report = clean(
        agency=Stated[str](value=name, raw=name, confidence=0.9),
        title=(PrintedLine(text=f"{name}XX局", place=place()),),
    )
    assert "[red]<script>" in inspection_to_text(_inspect(report))
    page = inspection_to_html(_inspect(report))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_stands_by_itself(language: Language) -> None:
    drawn: list[tuple[int, Box, Box]] = []

    def draw(page: int, clip: Box, mark: Box) -> bytes | None:
        drawn.append((page, clip, mark))
        return JPEG

    text = inspection_to_html(_inspect(_wrong(), language), draw)
    page = _Page(text)
    for tag, attributes in page.tags:
        assert tag not in ("script", "link", "iframe", "object")
        for name in ("src", "href"):
            assert (attributes.get(name) or "data:").startswith("data:")
    assert "url(" not in text
    pictures = [attributes for tag, attributes in page.tags if tag == "img"]
    assert len(pictures) == len(drawn) > 0
    assert all(attributes["alt"] for attributes in pictures)
    for _, clip, mark in drawn:
        assert clip.x0 < mark.x0
        assert clip.bottom > mark.bottom
    assert next(attributes for tag, attributes in page.tags if tag == "html")["lang"] == (
        "zh-CN" if language == "zh" else "en"
    )


def test_where_nothing_can_be_drawn_the_row_is_shown() -> None:
    for text in (inspection_to_html(_inspect(_wrong())), inspection_to_html(_inspect(_wrong()), lambda *_: None)):
        page = _Page(text)
        assert not [tag for tag, _ in page.tags if tag == "img"]
        assert "（一）予以公开" in page.text
        assert [tag for tag, _ in page.tags].count("td") > 8


def test_no_picture_shows_personal_data() -> None:
    drawn: list[Box] = []

    def draw(page: int, clip: Box, mark: Box) -> bytes | None:
        drawn.append(clip)
        return JPEG

    report = clean(sections=sections(overview=(f"申请人{ID_CARD}，截至2022年底。", *OVERVIEW)))
    inspection = _inspect(report)
    assert {finding.code for finding in inspection.findings} == {"person-id-card", "year-disagrees"}
    text = inspection_to_html(inspection, draw)
    assert drawn == []
    assert ID_CARD not in text
    assert "1101************2X" in text


def test_many_places_are_counted() -> None:
    blanks = {key: None for key in forms()["2021"].specs if key.endswith(".research")}
    inspection = _inspect(clean(values=blanks))
    assert "另有" in inspection_to_text(inspection)
    assert "另有 6 处" in inspection_to_html(inspection)


def test_last_years_report_is_named() -> None:
    last = of_year(2022)
    inspection = examine(Case(clean(), forms()), last=last)
    assert inspection.last_year is not None
    assert last.source.path in inspection_to_text(inspection)
