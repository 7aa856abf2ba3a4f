"""Old notices, old regulations, and forms that do not fit the year."""

from __future__ import annotations

import pytest

from pipeline.schema import Report
from tests.preflight.cases import PREAMBLE, clean, codes, findings, of_year, sections


def _with(text: str, year: int = 2023) -> Report:
    report = of_year(year) if year != 2023 else clean()
    first = report.sections[0]
    added = first.paragraphs[0].model_copy(update={"text": text})
    changed = first.model_copy(update={"paragraphs": (*first.paragraphs, added)})
    return report.model_copy(update={"sections": (changed, *report.sections[1:])})


@pytest.mark.parametrize(
    "cited",
    ["国办公开办函〔2019〕60号", "国办公开办函[2019]60号", "国办公开办函 （2019） 60 号", "国辦公開辦函〔201960號"],
)
def test_the_notice_of_2019_in_a_later_report(cited: str) -> None:
    (found,) = findings(_with(f"本报告按照{cited}的要求编制。"))
    assert (found.code, found.level) == ("notice-old", "error")
    assert "国办公开办函〔2021〕30号" in found.mend
    assert found.spots[0].excerpt


@pytest.mark.parametrize("year", [2019, 2020])
def test_the_notice_of_2019_in_its_own_time(year: int) -> None:
    assert codes(_with("本报告按照国办公开办函〔2019〕60号的要求编制。", year)) == []


@pytest.mark.parametrize(
    "text",
    [
        "本报告按照国办公开办函〔2021〕30号的要求编制。",
        "国办公开办函〔2021〕30号印发后，国办公开办函〔2019〕60号同时废止。",
        "按照国办公开办函〔2019〕61号要求开展培训。",
        "落实国办发〔2019〕60号文件。",
    ],
)
def test_other_notices_are_left_alone(text: str) -> None:
    assert codes(_with(text)) == []


def test_the_table_of_2014_cited_in_a_new_report() -> None:
    assert codes(_with("统计口径依照国办发〔2014〕32号执行。")) == ["notice-old"]


@pytest.mark.parametrize("cited", ["国务院令第492号", "国令第492号", "（国务院令 第 492 号）"])
def test_the_order_of_2007(cited: str) -> None:
    (found,) = findings(_with(f"根据《中华人民共和国政府信息公开条例》（{cited}）编制。"))
    assert (found.code, found.level) == ("regulation-old", "error")


@pytest.mark.parametrize(
    "text",
    [
        "根据《条例》（国务院令第711号）编制。",
        "根据《条例》（国务院令第492号公布，国务院令第711号修订）编制。",
        "发布政策解读492号。",
    ],
)
def test_the_order_in_force_and_the_history_of_it(text: str) -> None:
    assert codes(_with(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据《中华人民共和国政府信息公开条例》第三十二条规定编制本报告。", ["article-old"]),
        ("根据《政府信息公开条例》（以下简称《条例》）第三十一条要求公布年度报告。", ["article-old"]),
        ("依照《条例》第三十二条征求第三方意见。", []),
        ("根据《条例》第五十条规定编制本报告。", []),
        ("根据《条例》第四十九条要求公布年度报告。", []),
    ],
)
def test_articles_that_spoke_of_reports_until_2019(text: str, expected: list[str]) -> None:
    assert codes(_with(text)) == expected


def test_the_form_of_2019_for_a_later_year() -> None:
    report = of_year(2020)
    later = Report.model_validate_json(report.model_dump_json().replace("2021", "2024").replace("2020", "2023"))
    found = findings(later)
    assert [(f.code, f.level) for f in found] == [("form-of-other-year", "error")]
    assert "国办公开办函〔2021〕30号" in found[0].says


def test_a_form_ahead_of_its_time_is_a_warning() -> None:
    report = clean()
    early = Report.model_validate_json(report.model_dump_json().replace("2024", "2020").replace("2023", "2019"))
    (found,) = findings(early, "form-of-other-year")
    assert found.level == "warning"


def test_a_year_that_no_form_claims_says_nothing_of_forms() -> None:
    report = clean(sections=sections(preamble=(PREAMBLE.replace("2023", "2005"),)))
    case_codes = codes(report.model_copy(update={"year": report.year.model_copy(update={"value": 2005})}))
    assert "notice-old" not in case_codes
    assert "form-of-other-year" not in case_codes
