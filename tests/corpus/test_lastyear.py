"""Two years' reports of one agency."""

from __future__ import annotations

import pytest

from pipeline.corpus.lastyear import compare_years
from pipeline.schema import Stated
from tests.builders import forms
from tests.preflight.cases import clean, note, of_year, sections

FORM = forms()["2021"]


def _agency(name: str | None) -> Stated[str]:
    return Stated[str](value=name, raw=name, confidence=0.9)


@pytest.mark.parametrize(
    ("this", "last", "same"),
    [
        ("芷塘区水利局", "芷塘区水利局", True),
        ("澄沙县人民政府", "澄沙县人民政府办公室", True),
        ("芷塘区水利局", "云岫市芷塘区水利局", True),
        ("芷塘区水利局", None, True),
        ("芷塘区水利局", "芷塘区教育局", False),
    ],
)
def test_whose_reports_they_are(this: str, last: str | None, same: bool) -> None:
    found = compare_years(clean(agency=_agency(this)), of_year(2022, agency=_agency(last)), FORM)
    assert found.same_agency == same


@pytest.mark.parametrize(("year", "follows"), [(2022, True), (2023, False), (2021, False), (None, True)])
def test_which_years_they_are_of(year: int | None, follows: bool) -> None:
    last = of_year(2022, year=Stated[int](value=year, raw=None, confidence=0.9))
    assert compare_years(clean(), last, FORM).follows == follows


def test_figures_continue_by_the_forms_own_rules() -> None:
    found = compare_years(clean(), of_year(2022), FORM)
    broken = {found.key: (found.rule, found.this, found.expected) for found in found.breaks}
    assert broken == {
        "requests.carried_in.natural_person": ("carried_over", 1, 2),
        "requests.carried_in.total": ("carried_over", 1, 2),
        "disclosure.normative_documents.in_force": ("in_force", 20, 23),
    }
    assert found.held == 6


def test_over_a_change_of_form_what_can_be_compared_is() -> None:
    found = compare_years(of_year(2021), of_year(2020), FORM)
    assert {broken.rule for broken in found.breaks} == {"carried_over"}


def test_without_a_form_only_the_text_is_compared() -> None:
    found = compare_years(clean(), of_year(2022), None)
    assert (found.breaks, found.held) == ((), 0)
    assert found.copied_share is not None


@pytest.mark.parametrize(
    ("text", "explains"),
    [
        ("注：因区划调整，上年结转数与上年报告不一致。", True),
        ("备注：上年报告误填，现予更正。", True),
        ("说明：機構改革後職能劃轉。", True),
        ("注：本表数据由各科室报送。", False),
    ],
)
def test_notes_that_explain_a_break(text: str, explains: bool) -> None:
    assert (compare_years(clean(notes=(note(text),)), of_year(2022), FORM).explanation is not None) == explains
    in_text = clean(sections=sections(requests=(text,)))
    assert (compare_years(in_text, of_year(2022), FORM).explanation is not None) == explains


def test_a_sentence_of_the_narrative_is_no_note() -> None:
    told = clean(sections=sections(requests=("今年机构改革，职能划转，工作量增加。",)))
    assert compare_years(told, of_year(2022), FORM).explanation is None
