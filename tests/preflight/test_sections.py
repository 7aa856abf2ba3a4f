"""Sections: each thing that can be wrong with them, and what only looks like it."""

from __future__ import annotations

import pytest

from pipeline.schema import Stated
from tests.preflight.cases import OVERVIEW, TITLES, clean, codes, findings, section, sections


def test_a_missing_section_is_named_by_the_forms_title() -> None:
    report = clean(sections=sections(problems=None))
    (found,) = findings(report, "section-missing")
    assert found.level == "error"
    assert "五、存在的主要问题及改进情况" in found.says


def test_the_optional_section_is_not_demanded_but_the_fee_is() -> None:
    assert codes(clean(sections=sections(other_matters=None))) == ["fee-missing"]


def test_a_report_without_any_heading_misses_them_all() -> None:
    report = clean(sections=(section("overview", *OVERVIEW, title=""),))
    assert len(findings(report, "section-missing")) == 5


def test_a_report_on_no_known_form_is_held_to_the_form_of_its_year() -> None:
    report = clean(sections=sections(problems=None), form="2021").model_copy(update={"form": "unknown", "fields": {}})
    assert [f.code for f in findings(report) if f.level == "error"] == ["section-missing", "form-unknown"]


def test_the_statistics_table_of_2014_lays_down_no_sections() -> None:
    report = clean("2014", sections=sections(problems=None), year=Stated[int](value=2016, raw="2016年"))
    assert {f.level for f in findings(report, "section-missing")} <= {"warning"}
    assert findings(report, "section-title") == ()


def test_the_same_heading_twice() -> None:
    twice = (*sections(), section("problems", "又一段文字。"))
    (found,) = findings(clean(sections=twice), "section-twice")
    assert "2 次" in found.says
    assert len(found.spots) == 2


def test_two_headings_of_one_section_are_not_one_heading_twice() -> None:
    two = (*sections(), section("problems", "又一段文字。", title="七、下一步打算"))
    assert findings(clean(sections=two), "section-twice") == ()


def test_sections_out_of_order() -> None:
    made = list(sections())
    made[-1], made[-2] = made[-2], made[-1]
    found = findings(clean(sections=tuple(made)))
    assert [f.code for f in found] == ["section-order"]
    assert "六、其他需要报告的事项、五、存在的主要问题及改进情况" in found[0].says


def test_numbers_that_start_again() -> None:
    made = [
        found.model_copy(update={"title": found.title.replace("四、", "一、").replace("五、", "二、")})
        for found in sections()
    ]
    (found,) = findings(clean(sections=tuple(made)), "section-number")
    assert "从“一、政府信息公开行政复议、行政诉讼情况”起" in found.says


@pytest.mark.parametrize("strip", ["all", "one"])
def test_headings_without_printed_numbers_are_left_alone(strip: str) -> None:
    made = [
        found.model_copy(update={"title": found.title[2:]})
        if found.title and (strip == "all" or found.key == "requests")
        else found
        for found in sections()
    ]
    assert codes(clean(sections=tuple(made))) == []


@pytest.mark.parametrize("style", ["{n}. ", "{n}．", "第{c}部分 ", "（{c}）"])
def test_other_styles_of_numbers_are_numbers(style: str) -> None:
    made = [found for found in sections() if found.title]
    made = [
        found.model_copy(update={"title": style.format(n=place, c="一二三四五六"[place - 1]) + found.title[2:]})
        for place, found in enumerate(made, 1)
    ]
    assert findings(clean(sections=(sections()[0], *made)), "section-number") == ()


def test_the_heading_of_a_part_is_not_the_section() -> None:
    part = section("requests", "按时答复。", title="（二）依申请公开情况")
    made = sections()
    assert codes(clean(sections=(*made[:2], part, *made[2:]))) == []


def test_sections_that_are_all_numbered_in_brackets_are_sections() -> None:
    made = [f.model_copy(update={"title": f"（{f.title[0]}）{f.title[2:]}"}) for f in sections() if f.title]
    assert codes(clean(sections=(sections()[0], *made))) == []


def test_an_empty_section() -> None:
    found = findings(clean(sections=sections(problems=())), "section-empty")
    assert [f.level for f in found] == ["error"]
    found = findings(clean(sections=sections(problems=("  ",), overview=OVERVIEW)), "section-empty")
    assert len(found) == 1


def test_a_section_that_says_none_is_not_empty() -> None:
    assert findings(clean(sections=sections(problems=("无。",))), "section-empty") == ()


def test_an_empty_optional_section_is_a_warning() -> None:
    (found,) = findings(clean(sections=sections(other_matters=())), "section-empty")
    assert found.level == "warning"


def test_a_section_with_only_its_table_is_not_empty() -> None:
    assert findings(clean(), "section-empty") == ()


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("五、存在的问题和改进的措施", "warning"),
        ("五、存在问题及改进情况", "info"),
        ("五、存在的主要问题及改进情况", None),
        ("五. 存在的主要问题 及改进情况", None),
        ("五、存在的主要問題及改進情況", None),
        ("5、存在的主要问题及改进情况", None),
    ],
)
def test_titles_against_the_forms(title: str, level: str | None) -> None:
    made = tuple(
        found.model_copy(update={"title": title}) if found.key == "problems" else found for found in sections()
    )
    found = findings(clean(sections=made), "section-title")
    assert [f.level for f in found] == ([] if level is None else [level])


def test_a_heading_that_ran_into_its_text_is_no_odd_title() -> None:
    long = (
        TITLES["problems"]
        + "。过去一年我局在公开工作中还存在报送不及时、解读形式单一等不足，下一步将逐项改进，力求实效，接受监督。"
    )
    made = tuple(found.model_copy(update={"title": long}) if found.key == "problems" else found for found in sections())
    assert findings(clean(sections=made), "section-title") == ()


def test_an_overview_that_leaves_matters_out() -> None:
    (found,) = findings(clean(sections=sections(overview=("2023年，我局主动公开信息320条。",))), "overview-incomplete")
    assert found.level == "info"
    assert "依申请公开、政府信息管理、平台建设、监督保障" in found.says


def test_a_government_tells_of_assessment() -> None:
    silent = sections(overview=("主动公开、依申请公开、信息管理、网站维护和培训监督保障都有进展。",))
    agency = Stated[str](value="霁川市人民政府", raw="霁川市人民政府", confidence=0.9)
    assert len(findings(clean(sections=silent, agency=agency), "supervision-missing")) == 1
    assert findings(clean(sections=silent), "supervision-missing") == ()
    assert findings(clean(agency=agency), "supervision-missing") == ()
