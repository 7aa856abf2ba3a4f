"""Findings that need last year's report."""

from __future__ import annotations

from pipeline.corpus.lastyear import compare_years
from pipeline.preflight.finding import Finding
from pipeline.schema import Report, Stated
from tests.builders import forms
from tests.preflight.cases import PROBLEMS, clean, findings, note, of_year, sections

FRESH = (
    "今年新开了灌溉用水专栏，逐月登出各乡镇的轮灌时间表，主动公开用水价格，依申请公开都在十个工作日内答复。",
    "修订了公文属性的审核办法，公众号改版后检索更快，监督电话由值班领导接听，考核结果在大厅张贴公布，接受评议。",
)
CONTINUES = {
    "requests.carried_in.natural_person": 2,
    "requests.carried_in.total": 2,
    "requests.new.natural_person": 11,
    "requests.new.total": 14,
    "disclosure.normative_documents.in_force": 23,
}


def _compared(this: Report, last: Report) -> list[Finding]:
    years = compare_years(this, last, forms().get(this.form))
    return list(findings(this, years=years))


def _fresh(**changes: object) -> Report:
    made = sections(
        overview=FRESH, problems=("群众反映轮灌表更新不够快，已改为每旬更新，并在村口张贴纸质时间表供老人查看。",)
    )
    return clean(values=CONTINUES, **{"sections": made, **changes})


def test_a_report_that_continues_last_years_is_clean() -> None:
    assert _compared(_fresh(), of_year(2022)) == []


def test_a_figure_that_does_not_continue() -> None:
    last = of_year(2022)
    key = "requests.carried_out.business"
    last = last.model_copy(update={"fields": {**last.fields, key: last.fields[key].model_copy(update={"value": 4})}})
    (found,) = _compared(_fresh(), last)
    assert (found.code, found.level) == ("last-year-differs", "error")
    assert "“二、上年结转政府信息公开申请数量 / 法人或其他组织·商业企业”为 0，应等于 4" in found.says
    assert "2022 “四、结转下年度继续办理 / 法人或其他组织·商业企业” 4" in found.says
    assert "表下加注" in found.mend


def test_the_stock_of_documents_shows_its_terms() -> None:
    found = _compared(clean(), of_year(2022))
    (stock,) = [f for f in found if "现行有效件数" in f.says]
    assert "20，应等于 23" in stock.says
    assert "+ 2023" in stock.says
    assert "− 2023" in stock.says
    assert len(stock.spots) == 3


def test_a_note_that_explains_softens_it() -> None:
    explained = clean(notes=(note("注：因区划调整，上年结转数与上年报告不一致。"),))
    found = [f for f in _compared(explained, of_year(2022)) if f.code == "last-year-differs"]
    assert found
    assert {f.level for f in found} == {"info"}
    assert all("因区划调整" in f.mend for f in found)


def test_the_wrong_file_is_named_and_its_figures_left_alone() -> None:
    found = _compared(clean(), of_year(2021))
    assert [(f.code, f.level) for f in found if f.code.startswith("last-year")] == [("last-year-wrong-file", "warning")]
    other = of_year(2022, agency=Stated[str](value="芷塘区教育局", raw="芷塘区教育局", confidence=0.9))
    assert "last-year-wrong-file" in [f.code for f in _compared(_fresh(), other)]


def test_a_report_that_is_last_years() -> None:
    found = [f for f in _compared(clean(values=CONTINUES), of_year(2022)) if f.group == "last_year"]
    assert found[0].code == "text-copied"
    assert found[0].level == "error"
    assert "100%" in found[0].says
    assert {f.code for f in found[1:]} == {"paragraph-copied"}
    assert {f.level for f in found[1:]} == {"warning"}
    assert all(f.spots[0].place is not None for f in found[1:])


def test_some_of_last_years_text() -> None:
    some = sections(overview=FRESH, problems=PROBLEMS)
    found = [f for f in _compared(_fresh(sections=some), of_year(2022)) if f.code == "text-copied"]
    assert [f.level for f in found] == ["warning"]


def test_without_last_years_report_nothing_is_said_of_it() -> None:
    assert [f for f in findings(clean()) if f.group == "last_year"] == []
