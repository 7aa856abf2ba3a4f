"""A record and what people said of it -> the record that follows. Readings are never edited."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from pipeline.forms import Form
from pipeline.schema import Correction, Field, Meaning, Number, ProseFigure, Report
from pipeline.stages.calibrate import calibrate
from pipeline.stages.check import check
from pipeline.stages.compare import NO_NUMBER, allows
from pipeline.stages.decode import decode
from pipeline.stages.judge import as_shown, judge
from pipeline.trust.policy import Policy
from pipeline.types.claim import Claim
from pipeline.types.located import Located
from pipeline.types.reading import Candidate, Reading, Value

LEAST = 1e-9  # an alternative's probability is not 0, or it would not be one


def revise(report: Report, corrections: Iterable[Correction], form: Form, *, policy: Policy) -> Report:
    """The record as it follows from the reading in `report` and the last word on each figure.

    A corrected figure is accepted with origin `person` and confidence 1. Sums are checked again, the other figures
    judged again by them (a sum that holds now settles its terms, one that is broken now doubts them), and prose that
    speaks of corrected figures is compared again. Corrections of keys that the form does not have are passed over.
    """
    said = {one.key: one for one in corrections if one.key in form.specs}
    if not said:
        return report
    read = {key: _as_read(key, one) for key, one in report.fields.items() if one.origin is not None}
    both = {**read, **{key: _as_said(one, report.fields.get(key), form) for key, one in said.items()}}
    values = decode((both[key] for key in form.specs if key in both), form)
    before = {key: _as_recorded(key, one, read[key]) for key, one in report.fields.items() if key in read}
    checks = check(values, form)
    located = Located(form=report.form, evidence=report.form_evidence, readings=(), matched=())
    groups = {key: one.group for key, one in report.fields.items() if one.group is not None}
    judged = judge(values, checks, located, form, accept=policy.floor)
    shown = as_shown(values, judged)
    judged = calibrate(judged, groups, policy)
    fields = {}
    for key in form.specs:
        if key in said:
            fields[key] = _by_person(values[key])
        elif key in report.fields:
            fields[key] = judged[key] if key in values and key in judged else report.fields[key]
    prose = tuple(_compared(figure, before, shown) for figure in report.prose)
    return report.model_copy(update={"fields": fields, "checks": check(shown, form), "prose": prose})


def _as_read(key: str, one: Field) -> Reading:
    """What the field was decoded from: its readings, each with what readers alone give it."""
    own = Candidate(
        one.raw, one.value, one.meaning or "unparseable", _log(one.seen), one.origin or "text", one.unit,
        seen_by=one.readers, clear_to=one.clear,
    )  # fmt: skip
    others = tuple(
        Candidate(
            other.raw, other.value, other.meaning, _log(other.confidence), own.reader, one.unit,
            seen_by=other.readers, clear_to=other.clear,
        )
        for other in one.alternatives
    )  # fmt: skip
    origin = "ocr" if one.origin == "repair" else one.origin or "text"
    return Reading(key, (own, *others), origin, one.place, one.found, trusted=one.agreed)


def _as_recorded(key: str, one: Field, reading: Reading) -> Value:
    """The value that the record gives."""
    return Value(key, one.raw, one.value, one.meaning or "unparseable", one.unit, one.read, reading)


def _log(probability: float) -> float:
    return math.log(max(probability, LEAST))


def _as_said(said: Correction, one: Field | None, form: Form) -> Reading:
    place = one.place if one is not None else None
    raw = one.raw if one is not None else ""
    candidate = Candidate(raw, said.value, said.meaning, 0.0, "person", form.specs[said.key].unit)
    return Reading(said.key, (candidate,), "person", place, 1.0, trusted=True)


def _by_person(value: Value) -> Field:
    return Field(
        value=value.value, raw=value.raw, meaning=value.meaning, unit=value.unit, confidence=1.0, found=1.0, read=1.0,
        status="accepted", origin="person", place=value.reading.place,
    )  # fmt: skip


def _compared(figure: ProseFigure, before: Mapping[str, Value], after: Mapping[str, Value]) -> ProseFigure:
    """A figure of the narrative against corrected cells; untouched where none of its cells was corrected.

    The record does not keep every sum that a claim may mean. One that agreed by a sum which is not known here goes on
    agreeing: nothing is alleged that cannot be shown.
    """
    keys = (figure.key,) if figure.key is not None else figure.keys
    if figure.agreement == "not_comparable" or all(_says(before.get(key)) == _says(after.get(key)) for key in keys):
        return figure
    claim = Claim(value=figure.value, text=figure.text, keys=keys, hedge=figure.hedge)
    meanings = [(key,) for key in keys] + ([keys] if len(keys) > 1 else [])
    totals = [_total(meaning, after) for meaning in meanings]
    if any(total is not None and allows(claim, total) for total in totals):
        return figure.model_copy(update={"agreement": "agrees", "note": None})
    agreed = [_total(meaning, before) for meaning in meanings]
    if figure.agreement.startswith("agrees") and not any(
        total is not None and allows(claim, total) for total in agreed
    ):
        return figure
    if totals[-1] is None:
        return figure.model_copy(update={"agreement": "not_comparable", "note": NO_NUMBER})
    return figure.model_copy(update={"agreement": "disagrees", "note": f"the table gives {totals[-1]}"})


def _says(value: Value | None) -> tuple[Number | None, Meaning] | None:
    return None if value is None else (value.value, value.meaning)


def _total(keys: Iterable[str], values: Mapping[str, Value]) -> Number | None:
    numbers = [values[key].value if key in values else None for key in keys]
    known = [number for number in numbers if number is not None]
    return round(sum(known), 6) if len(known) == len(numbers) else None
