"""For every rule a report that trips it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.corpus.lastyear import compare_years
from pipeline.schema import PrintedLine, Remark, Report, Stated
from tests.builders import forms
from tests.preflight.cases import (
    OVERVIEW,
    PREAMBLE,
    changed,
    claim,
    clean,
    of_year,
    place,
    section,
    sections,
    without,
)

Example = tuple[Report, dict[str, Any]]


def _text(text: str) -> Report:
    return clean(sections=sections(overview=(text, *OVERVIEW)))


def _preamble(text: str) -> Report:
    return clean(sections=sections(preamble=(text + PREAMBLE,)))


def _titled(title: str) -> Report:
    made = tuple(f.model_copy(update={"title": title}) if f.key == "problems" else f for f in sections())
    return clean(sections=made)


def _swapped() -> Report:
    made = list(sections())
    made[-1], made[-2] = made[-2], made[-1]
    return clean(sections=tuple(made))


def _dated(date: str) -> Report:
    return clean(published_on=Stated[str](value=date, raw=date, confidence=0.9, place=place(30)))


def _absent(prefix: str) -> Report:
    lost = {"value": None, "raw": "", "meaning": None, "status": "absent", "origin": None, "place": None}
    report = clean()
    fields = {k: f.model_copy(update=lost) if k.startswith(prefix) else f for k, f in report.fields.items()}
    return report.model_copy(update={"fields": fields, "checks": ()})


def _without_column() -> Report:
    report = clean()
    for key in [key for key in report.fields if key.endswith(".research")]:
        report = without(report, key)
    return report


def _hybrid() -> Report:
    columns = forms()["2021"].table_by_id["requests"].columns
    return clean(values={f"requests.other.{column.key}": 0 for column in columns})


def _old_form() -> Report:
    return Report.model_validate_json(of_year(2020).model_dump_json().replace("2021", "2024").replace("2020", "2023"))


def _government() -> Report:
    agency = Stated[str](value="霁川市人民政府", raw="霁川市人民政府", confidence=0.9)
    silent = ("主动公开、依申请公开、信息管理、网站维护和培训监督保障都有进展。",)
    return clean(agency=agency, sections=sections(overview=silent))


def _after(last: Report) -> Example:
    return clean(), {"years": compare_years(clean(), last, forms()["2021"])}


def _one(report: Report, **expected: Any) -> Example:
    return report, expected


KEY = "requests.new.research"
EXAMPLES: dict[str, Callable[[], Example]] = {
    "sum-broken": lambda: _one(clean(values={"requests.granted.natural_person": 19})),
    "sum-doubtful": lambda: _one(changed(of_year(2020), "disclosure.licensing.change", value=-5, raw="-5")),
    "sum-needs-zero": lambda: _one(clean(values={KEY: None})),
    "section-missing": lambda: _one(clean(sections=sections(problems=None))),
    "section-twice": lambda: _one(clean(sections=(*sections(), section("problems", "又一段文字。")))),
    "section-order": lambda: _one(_swapped()),
    "section-empty": lambda: _one(clean(sections=sections(problems=()))),
    "section-title": lambda: _one(_titled("五、存在的不足和改进的措施")),
    "section-number": lambda: _one(_titled("六、存在的主要问题及改进情况")),
    "overview-incomplete": lambda: _one(clean(sections=sections(overview=("主动公开信息320条。",)))),
    "supervision-missing": lambda: _one(_government()),
    "form-unknown": lambda: _one(clean().model_copy(update={"form": "unknown", "fields": {}, "checks": ()})),
    "table-missing": lambda: _one(_absent("disputes.")),
    "row-missing": lambda: _one(without(clean(), "requests.denied_third_party.")),
    "column-missing": lambda: _one(_without_column()),
    "row-of-other-form": lambda: _one(_hybrid()),
    "cell-unparseable": lambda: _one(changed(clean(), KEY, value=None, meaning="unparseable", raw="三件")),
    "cell-without-figure": lambda: _one(changed(clean(), KEY, value=None, meaning="slash", raw="/")),
    "cell-fraction": lambda: _one(changed(clean(), KEY, value=0.5, raw="0.5")),
    "cell-negative": lambda: _one(changed(clean(), KEY, value=-1, raw="-1")),
    "cell-without-unit": lambda: _one(
        changed(of_year(2020), "disclosure.procurement.amount", value=36, raw="36", unit=None)
    ),
    "year-unknown": lambda: _one(clean(year=Stated[int]())),
    "year-unexpected": lambda: _one(clean(), expected_year=2024),
    "year-disagrees": lambda: _one(_text("2022年，我局认真落实各项要求。")),
    "period-disagrees": lambda: _one(_preamble("统计期限为2022年1月1日至2022年12月31日。")),
    "period-not-whole": lambda: _one(_preamble("统计期限为2023年1月1日至2023年12月21日。")),
    "date-damaged": lambda: _one(_preamble("统计期限为2023年1月1日至202023年12月31日。")),
    "date-too-early": lambda: _one(_dated("2023-01-22")),
    "date-too-late": lambda: _one(_dated("2025-03-22")),
    "deadline-missed": lambda: _one(_dated("2024-02-22")),
    "agency-unknown": lambda: _one(clean(agency=Stated[str]())),
    "agency-unexpected": lambda: _one(clean(), expected_agency="芷塘区教育局"),
    "agency-disagrees": lambda: _one(clean(closing=(PrintedLine(text="芷塘区教育局", place=place(29)),))),
    "notice-old": lambda: _one(_preamble("按照国办公开办函〔2019〕60号要求编制。")),
    "regulation-old": lambda: _one(_preamble("根据条例（国务院令第492号）编制。")),
    "article-old": lambda: _one(_preamble("根据《条例》第三十二条编制本报告。")),
    "form-of-other-year": lambda: _one(_old_form()),
    "fee-missing": lambda: _one(clean(sections=sections(other_matters=("无。",)))),
    "fee-elsewhere": lambda: _one(
        clean(sections=sections(overview=(*OVERVIEW, "未收取信息处理费。"), other_matters=("无。",)))
    ),
    "fee-confused": lambda: _one(clean(sections=sections(other_matters=("信息处理费属于行政事业性收费。",)))),
    "prose-disagrees": lambda: _one(
        clean(prose=(claim("requests.new.total", 16, "收到申请16件", hedge="余", scope="area", note="—"),))
    ),
    "last-year-wrong-file": lambda: _after(of_year(2021)),
    "last-year-differs": lambda: _after(of_year(2022)),
    "text-copied": lambda: _after(of_year(2022)),
    "paragraph-copied": lambda: _after(of_year(2022)),
    "person-id-card": lambda: _one(_text("申请人身份证号11010519491231002X。")),
    "person-mobile": lambda: _one(_text("申请人电话13800138000。")),
    "person-bank-card": lambda: _one(_text("开户行账号：6222021234567890128")),
    "person-email": lambda: _one(_text("联系邮箱zhang.san@163.com。")),
    "template-left": lambda: _one(clean(closing=(PrintedLine(text="XX局", place=place(29)),))),
    "marks-left": lambda: _one(_text("我局[bookmark: _GoBack]认真落实。")),
    "title-twice": lambda: _one(clean(title=clean().title * 2)),
    "paragraph-twice": lambda: _one(clean(sections=sections(overview=(*OVERVIEW, OVERVIEW[1])))),
    "part-not-read": lambda: _one(clean(warnings=(Remark(code="unread_region", message="a picture", page=2),))),
    "cells-not-read": lambda: _one(without(clean(), KEY)),
    "cells-doubtful": lambda: _one(changed(clean(), KEY, status="review")),
}
