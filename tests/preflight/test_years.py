"""Years, periods and dates: hostile ones, and those that only look wrong."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema import PrintedLine, Report, Stated
from tests.preflight.cases import AGENCY, OVERVIEW, PREAMBLE, clean, codes, findings, place, sections


def _preamble(text: str) -> Report:
    return clean(sections=sections(preamble=(text,)))


def _overview(text: str) -> Report:
    return clean(sections=sections(overview=(text, *OVERVIEW)))


def _dated(value: str | None) -> Report:
    return clean(published_on=Stated[str](value=value, raw=value, confidence=0.9, place=place(30)))


def test_a_report_of_no_year() -> None:
    (found,) = findings(clean(year=Stated[int]()), "year-unknown")
    assert found.level == "error"


def test_the_year_and_agency_that_were_asked_for() -> None:
    assert codes(clean(), expected_year=2023, expected_agency=AGENCY) == []
    found = [f.code for f in findings(clean(), expected_year=2024) if f.level == "error"]
    assert "year-unexpected" in found
    assert codes(clean(), expected_agency="芷塘区 水利局") == []
    assert codes(clean(), expected_agency="芷塘区教育局") == ["agency-unexpected"]
    assert codes(clean(agency=Stated[str]())) == ["agency-unknown"]


@pytest.mark.parametrize("year", ["2022年", "二〇二二年", "二○二二年"])
def test_a_title_of_another_year(year: str) -> None:
    lines = (PrintedLine(text=f"{AGENCY}{year}度政府信息公开工作年度报告", place=place()),)
    (found,) = findings(clean(title=lines))
    assert (found.code, found.level) == ("year-disagrees", "error")
    assert "标题却写作 2022 年" in found.says


def test_the_date_below_a_title_is_not_its_year() -> None:
    lines = (*clean().title, PrintedLine(text="发布时间：2024年1月22日", place=place(1)))
    assert codes(clean(title=lines)) == []


def test_a_preamble_that_names_another_years_report() -> None:
    (found,) = findings(_preamble("现将2022年度政府信息公开工作年度报告公布如下。"))
    assert (found.code, found.level) == ("year-disagrees", "error")


def test_a_heading_of_another_year() -> None:
    made = tuple(
        found.model_copy(update={"title": "五、2022年存在的主要问题及改进情况"}) if found.key == "problems" else found
        for found in sections()
    )
    assert "year-disagrees" in codes(clean(sections=made))


@pytest.mark.parametrize(
    "text",
    [
        "2022年，我局认真落实各项要求。",
        "（二）依申请公开情况。2022年度，全区共收到申请3件。",
        "2022年度收到政府信息公开申请3件。",
        "截至2022年底，网站共开设专栏九个。",
        "２０２２ 年 ， 我 局 认真落实。",
    ],
)
def test_a_sentence_that_speaks_of_another_year_as_its_own(text: str) -> None:
    found = findings(_overview(text), "year-disagrees")
    assert [f.level for f in found] == ["warning"]
    assert found[0].spots[0].excerpt


@pytest.mark.parametrize(
    "text",
    [
        "与2022年相比，申请量增加三成。",
        "2022年印发的实施方案继续执行。",
        "2019年以来，我局持续推进标准化建设。",
        "2023年，我局认真落实。",
        "落实《2022年政务公开工作要点》，我局逐项对照。",
    ],
)
def test_another_year_that_is_only_mentioned(text: str) -> None:
    assert codes(_overview(text)) == []


def test_plans_speak_of_the_year_to_come() -> None:
    assert codes(clean(sections=sections(problems=("问题：解读形式单一。2024年，我局将改进解读。",)))) == []


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("自2023年1月1日起至2023年12月31日止", []),
        ("为2023年1月1日至12月31日", []),
        ("2023 年 1 月 1 日—2023 年 12 月 31 日", []),
        ("二〇二三年1月1日到当年12月31日", []),
        ("自2022年1月1日起至2022年12月31日止", ["period-disagrees"]),
        ("自2023年1月1日至2024年12月31日", ["period-disagrees"]),
        ("自2023年1月1日至2023年12月21日", ["period-not-whole"]),
        ("自2023年1月1日至2023年12月30日", ["period-not-whole"]),
        ("自2023年1月1日至202020年12月31日", ["date-damaged"]),
        ("自20231月1日至2023年12月31日", ["date-damaged"]),
        ("自202311日至20231231日", ["date-damaged", "date-damaged"]),
        ("自2023年1月1日至2023年12月31月", ["date-damaged"]),
        ("自2023年1月1日至2023年12月32日", ["date-damaged"]),
        ("自2023年1月1日至2023年13月31日", ["date-damaged"]),
    ],
)
def test_the_statistical_period(period: str, expected: list[str]) -> None:
    assert codes(_preamble(f"本报告所列数据的统计期限{period}。联系电话：0999-6217036。")) == expected


def test_a_period_in_the_text_counts_only_where_it_is_the_statistical_one() -> None:
    assert codes(_overview("2023年3月1日至2023年5月31日开展专项检查。")) == []
    assert codes(_overview("统计期限为2023年1月1日至2023年6月30日。")) == ["period-not-whole"]


@pytest.mark.parametrize(
    "text",
    [
        "12 2023年的数据",
        "邮编 830000 2023年1月编制",
        "开展“100日攻坚”行动",
        "编号20230115001",
        "2024年2月29日",
        "每年3月、6月、9月各一次",
        "2023年1月至12月",
    ],
)
def test_numbers_beside_dates_are_no_damage(text: str) -> None:
    assert findings(_overview(text), "date-damaged") == ()


def test_no_such_day() -> None:
    assert len(findings(_overview("2023年2月30日召开会议。"), "date-damaged")) == 1
    assert len(findings(_overview("2023年2月29日召开会议。"), "date-damaged")) == 1


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-01-31", []),
        ("2024-02-01", ["deadline-missed"]),
        ("2023-12-31", ["date-too-early"]),
        ("2023-01-22", ["date-too-early"]),
        ("2025-01-01", ["date-too-late"]),
        ("2024-12-31", ["deadline-missed"]),
        (None, []),
        ("2024年1月", []),
    ],
)
def test_the_date_of_publication(date: str | None, expected: list[str]) -> None:
    assert codes(_dated(date)) == expected


@pytest.mark.parametrize("agency", ["霁川市人民政府", "霁川市人民政府办公室", "澄沙县", "枕流镇人民政府"])
def test_governments_have_until_march(agency: str) -> None:
    for date, expected in (("2024-03-31", False), ("2024-04-01", True)):
        report = _dated(date).model_copy(update={"agency": Stated[str](value=agency, raw=agency, confidence=0.9)})
        assert ("deadline-missed" in codes(report)) == expected


@given(st.integers(2000, 2099), st.integers(1, 12), st.integers(1, 28), st.sampled_from(["", " ", "\u3000"]))
def test_a_date_that_can_be_is_never_damaged(year: int, month: int, day: int, gap: str) -> None:
    text = f"于{gap}{year}{gap}年{gap}{month}{gap}月{gap}{day}{gap}日召开。"
    assert findings(_overview(text), "date-damaged") == ()


def test_the_preamble_of_the_clean_report_is_clean() -> None:
    assert codes(_preamble(PREAMBLE)) == []


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("芷塘区教育局", ["agency-disagrees"]),
        ("云岫市芷塘区水利局", []),
        ("水利局", []),
        ("2024年1月22日", []),
        ("（此件公开发布）", []),
    ],
)
def test_who_signs_the_report(signed: str, expected: list[str]) -> None:
    assert codes(clean(closing=(PrintedLine(text=signed, place=place(29)),))) == expected


def test_a_governments_office_may_sign_for_it() -> None:
    agency = Stated[str](value="霁川市人民政府", raw="霁川市人民政府", confidence=0.9)
    report = clean(agency=agency, closing=(PrintedLine(text="霁川市人民政府办公室", place=place(29)),))
    assert "agency-disagrees" not in codes(report)


@pytest.mark.parametrize(
    "text", ["2023年1月1日" + "-—" * 4000, "1" * 20_000, "一" * 20_000, "X" * 20_000, "某" * 20_000]
)
def test_hostile_text_takes_no_time(text: str) -> None:
    start = time.process_time()
    findings(_overview(text))
    assert time.process_time() - start < 5
