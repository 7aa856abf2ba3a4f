from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run import kit_for, read
from pipeline.schema import Alternative, Correction, Field, Meaning, Number, PagePlace, ProseFigure, Report
from pipeline.settings import default_settings
from pipeline.stages.revise import revise
from pipeline.trust.policy import Policy
from tests.builders import checks_of, forms, make_field, make_report

FORM = forms()["2021"]
ACCEPT = 0.9
BALANCED = {
    "requests.new.total": 12, "requests.new.natural_person": 12, "requests.granted.total": 12,
    "requests.granted.natural_person": 12, "requests.processed_total.total": 12,
    "requests.processed_total.natural_person": 12,
}  # fmt: skip


def _say(key: str, value: Number | None, meaning: Meaning = "number") -> Correction:
    return Correction(sha256="0" * 64, key=key, value=value, meaning=meaning, by="li", at="2026-01-01T00:00:00+00:00")


def _revise(report: Report, *said: Correction) -> Report:
    return revise(report, said, FORM, policy=Policy(ACCEPT))


def _broken(report: Report) -> dict[str, str | None]:
    return {f"{check.id}@{check.at}": check.blame for check in report.checks if check.verdict == "broken"}


def _misread(key: str, value: Number) -> Report:
    """A balanced report of which one figure was read by OCR, wrongly and not surely."""
    report = make_report(values=BALANCED)
    wrong = make_field(
        value, origin="ocr", read=0.5, confidence=0.5, status="review", place=report.fields[key].place,
        alternatives=(Alternative(value=12, raw="12", meaning="number", confidence=0.4),),
    )  # fmt: skip
    fields: dict[str, Field] = {**report.fields, key: wrong}
    return report.model_copy(update={"fields": fields, "checks": checks_of(fields, FORM), "prose": ()})


def test_without_corrections_nothing_changes() -> None:
    report = make_report(values=BALANCED, doubts=["requests.granted.business"])
    assert _revise(report) is report
    assert _revise(report, _say("no.such.key", 1)) is report


def test_what_a_person_says_is_final() -> None:
    report = _misread("requests.new.total", 72)
    revised = _revise(report, _say("requests.new.total", 12))
    one, before = revised.fields["requests.new.total"], report.fields["requests.new.total"]
    assert (one.value, one.meaning, one.status, one.origin, one.confidence) == (12, "number", "accepted", "person", 1.0)
    assert (one.found, one.read, one.unit) == (1.0, 1.0, "件")
    assert (one.place, one.raw) == (before.place, before.raw)
    assert isinstance(one.place, PagePlace)


def test_sums_are_checked_again_and_take_their_terms_along() -> None:
    report = _misread("requests.new.total", 72)
    assert _broken(report) == {"requests_balance@total": "undecided", "requests_applicants@new": "undecided"}
    assert report.fields["requests.new.natural_person"].status == "accepted"  # as built; judged again it is doubted
    revised = _revise(report, _say("requests.new.total", 12))
    assert _broken(revised) == {}
    assert all(one.status == "accepted" for one in revised.fields.values())


def test_figures_that_were_doubted_for_a_sum_are_settled_when_it_holds() -> None:
    report = _misread("requests.new.total", 72)
    neighbour = "requests.new.natural_person"
    doubted = report.fields[neighbour].model_copy(update={"status": "review", "confidence": 0.8})
    report = report.model_copy(update={"fields": {**report.fields, neighbour: doubted}})
    assert _revise(report, _say("requests.new.total", 12)).fields[neighbour].status == "accepted"


def test_a_sum_that_a_person_confirms_broken_is_the_publishers() -> None:
    report = _misread("requests.new.total", 72)
    revised = _revise(report, _say("requests.new.total", 72))
    assert _broken(revised) == {"requests_balance@total": "publisher", "requests_applicants@new": "publisher"}
    assert revised.fields["requests.new.total"].value == 72


@pytest.mark.parametrize("meaning", ["blank", "slash", "dash", "none_word", "not_applicable", "unparseable"])
def test_a_mark_is_as_final_as_a_number(meaning: Meaning) -> None:
    one = _revise(make_report(values=BALANCED), _say("requests.granted.business", None, meaning)).fields[
        "requests.granted.business"
    ]
    assert (one.value, one.meaning, one.status) == (None, meaning, "accepted")


def test_the_last_word_counts() -> None:
    said = [_say("requests.granted.total", value) for value in (1, 2, 12)]
    assert _revise(make_report(values=BALANCED), *said).fields["requests.granted.total"].value == 12


def test_figures_that_were_never_found_keep_what_was_said_of_them() -> None:
    report = make_report(values=BALANCED)
    absent = make_field(None, status="absent", meaning=None, origin=None, raw="", confidence=0.9)
    lost = make_field(None, status="review", meaning="unparseable", origin=None, raw="", confidence=0.0)
    fields = {**report.fields, "disclosure.fees.amount": absent, "disclosure.licensing.decisions": lost}
    report = report.model_copy(update={"fields": fields})
    revised = _revise(report, _say("disclosure.penalties.decisions", 3))
    assert revised.fields["disclosure.fees.amount"] == absent
    assert revised.fields["disclosure.licensing.decisions"] == lost
    found = _revise(report, _say("disclosure.licensing.decisions", 3)).fields["disclosure.licensing.decisions"]
    assert (found.value, found.status, found.place) == (3, "accepted", None)


def test_an_optional_row_that_a_person_found_stands_in_its_place() -> None:
    report = make_report(values=BALANCED)
    revised = _revise(report, _say("requests.other.total", 0))
    keys = list(revised.fields)
    assert "requests.other.total" in keys
    assert keys == [key for key in FORM.specs if key in revised.fields]


def test_only_fields_checks_and_prose_change() -> None:
    report = _misread("requests.new.total", 72)
    revised = _revise(report, _say("requests.new.total", 12))
    derived = {"fields", "checks", "prose"}
    assert revised.model_dump(exclude=derived) == report.model_dump(exclude=derived)


@pytest.mark.parametrize(
    "name",
    [
        "txt-2021-lines-0016.txt",
        "txt-2014-bars-0019.txt",
        "html-2019-columns-0010.html",
        "docx-2021-numbered-0005.docx",
    ],
)
def test_confirming_a_figure_of_a_report_that_was_read_changes_nothing_else(samples: Path, name: str) -> None:
    report = read(samples / name)
    assert isinstance(report, Report)
    key, one = next((key, one) for key, one in report.fields.items() if one.origin is not None)
    said = _say(key, one.value, one.meaning or "blank")
    revised = revise(report, [said], forms()[report.form], policy=kit_for(default_settings()).policy)
    assert {other: field for other, field in revised.fields.items() if other != key} == {
        other: field for other, field in report.fields.items() if other != key
    }
    assert (revised.checks, revised.prose) == (report.checks, report.prose)


def test_revising_from_the_reading_is_the_same_however_often_it_is_done() -> None:
    report = _misread("requests.new.total", 72)
    said = [_say("requests.new.total", 12), _say("requests.granted.business", None, "blank")]
    assert _revise(report, *said) == _revise(report, *said)
    assert _revise(report, *reversed(said)) == _revise(report, *said)


def _claim(value: Number, *keys: str, agreement: str = "agrees", hedge: str | None = None) -> ProseFigure:
    return ProseFigure(
        key=keys[0] if len(keys) == 1 else None, keys=keys if len(keys) > 1 else (), value=value, text="收到",
        place=None, agreement=agreement, hedge=hedge,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "said", "agreement"),
    [
        (_claim(15, "requests.new.total", agreement="disagrees"), 15, "agrees"),
        (_claim(12, "requests.new.total"), 15, "disagrees"),
        (_claim(12, "requests.new.total"), None, "not_comparable"),
        (_claim(10, "requests.new.total", hedge="余"), 15, "agrees"),
        (_claim(99, "requests.new.total"), 15, "agrees"),  # it agreed by a sum that the record does not name
        (_claim(12, "requests.new.total", agreement="not_comparable"), 15, "not_comparable"),
        (_claim(12, "requests.granted.total"), 15, "agrees"),  # another cell
        (_claim(27, "requests.new.total", "requests.granted.total", agreement="disagrees"), 15, "agrees"),
    ],
)
def test_prose_that_speaks_of_a_corrected_figure_is_compared_again(
    claim: ProseFigure, said: Number | None, agreement: str
) -> None:
    report = make_report(values=BALANCED, prose=(claim,))
    revised = _revise(report, _say("requests.new.total", said, "number" if said is not None else "blank"))
    assert revised.prose[0].agreement == agreement
