"""All records of a run against each other."""

from __future__ import annotations

from pipeline.corpus.across import compare_reports
from pipeline.corpus.comparison import Comparison
from pipeline.corpus.console import comparison_to_lines
from pipeline.corpus.webpage import comparison_to_html
from pipeline.schema import Report, Stated
from tests.builders import forms
from tests.corpus.test_copied import LONG, OTHER
from tests.preflight.cases import changed, clean, note, of_year, sections

KEY = "disclosure.normative_documents.in_force"


def _compared(**reports: Report) -> Comparison:
    return compare_reports(reports.items(), forms())


def _agency(name: str) -> Stated[str]:
    return Stated[str](value=name, raw=name, confidence=0.9)


def test_a_figure_that_breaks_off_is_shown_with_its_sum() -> None:
    found = _compared(this=clean(), last=of_year(2022))
    broken = {one.key: one for one in found.breaks}
    assert (found.agencies, found.pairs) == (1, 1)
    assert (broken[KEY].this, broken[KEY].expected, broken[KEY].level) == (20, 23, "warning")
    assert [(term.year, term.sign) for term in broken[KEY].terms] == [(2022, 1), (2023, 1), (2023, -1)]
    assert broken[KEY].report.name == "this"


def test_a_note_of_the_report_explains_its_breaks() -> None:
    explained = clean(notes=(note("注：因区划调整，上年结转数与上年报告不一致。"),))
    found = _compared(this=explained, last=of_year(2022))
    assert {one.level for one in found.breaks} == {"info"}
    assert all("区划调整" in (one.note or "") for one in found.breaks)


def test_a_figure_that_a_person_has_yet_to_look_at_breaks_nothing() -> None:
    doubted = changed(clean(), KEY, status="review")
    assert KEY not in {one.key for one in _compared(this=doubted, last=of_year(2022)).breaks}


def test_years_that_do_not_follow_are_not_compared() -> None:
    assert _compared(this=clean(), other=of_year(2021)).pairs == 0


def test_one_report_out_twice_with_another_figure() -> None:
    found = _compared(one=clean(), two=changed(clean(), "disclosure.penalties.decisions", value=77, raw="77"))
    (twice,) = found.twice
    assert [one.key for one in twice.differs] == ["disclosure.penalties.decisions"]
    assert twice.differs[0].values[1] == 77
    assert _compared(one=clean(), two=clean()).twice[0].differs == ()


def test_text_of_another_agency() -> None:
    long = (LONG + OTHER) * 2
    here = clean(sections=sections(overview=(long,)))
    there = clean(agency=_agency("槐溪区教育局"), sections=sections(overview=(long,)))
    own = of_year(2022, agency=_agency("槐溪区教育局"), sections=sections(overview=(long,)))
    found = _compared(here=here, there=there)
    assert [(one.kind, one.report.name, one.source.name) for one in found.taken] == [("other_agency", "there", "here")]
    kinds = {(one.kind, one.report.name, one.source.name) for one in _compared(there=there, own=own).taken}
    assert kinds == {("last_year", "there", "own")}


def test_sentences_that_everybody_prints_are_nobodys() -> None:
    agencies = [f"{place}水利局" for place in ("槐溪区", "枫屿区", "渌汀区", "朔野区", "璧湾区", "芷塘区", "烟墩区")]
    reports = {name: clean(agency=_agency(name), sections=sections(overview=(LONG,))) for name in agencies}
    assert _compared(**reports).taken == ()


def test_a_record_without_year_is_named() -> None:
    unknown = clean(year=Stated[int](value=None, raw=None, confidence=0.0))
    assert _compared(this=clean(), lost=unknown).unplaced == ("lost",)


def test_what_is_printed_names_figures_notes_and_sources() -> None:
    explained = clean(notes=(note("注：因区划调整，与上年报告不一致。"),))
    found = _compared(this=explained, last=of_year(2022), again=explained)
    text = "\n".join(comparison_to_lines(found))
    assert "expected 23" in text
    assert "区划调整" in text
    assert "with the same figures" in text
    page = comparison_to_html(found)
    assert "区划调整" in page
    assert "<script" not in page


def test_the_page_escapes_what_reports_say() -> None:
    hostile = clean(notes=(note("注：区划调整<img src=x onerror=alert(1)>"),))
    assert "<img" not in comparison_to_html(_compared(this=hostile, last=of_year(2022)))
