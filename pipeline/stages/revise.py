"""A record and what people said of it -> the record that follows. Readings are never edited."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from pipeline.forms import Form
from pipeline.schema import Correction, Field, ProseFigure, Report
from pipeline.stages.check import check
from pipeline.stages.judge import judge
from pipeline.types.claim import Claim
from pipeline.types.located import Located
from pipeline.types.reading import Candidate, Reading, Value

LEAST = 1e-9  # an alternative's probability is not 0, or it would not be one
Compare = Callable[[Sequence[Claim], Mapping[str, Value], Form], Sequence[ProseFigure]]


def revise(report: Report, corrections: Iterable[Correction], form: Form, *, accept: float, compare: Compare) -> Report:
    """The record as it follows from the reading in `report` and the last word on each figure.

    A corrected figure is accepted with origin `person` and confidence 1. Sums are checked again, the other figures
    judged again by them (a sum that holds now settles its terms, one that is broken now doubts them), and prose is
    compared again by `compare`. Corrections of keys that the form does not have are passed over.
    """
    said = {one.key: one for one in corrections if one.key in form.specs}
    if not said:
        return report
    values = {key: _as_read(key, one) for key, one in report.fields.items() if one.origin is not None}
    values.update({key: _as_said(one, report.fields.get(key), form) for key, one in said.items()})
    values = {key: values[key] for key in form.specs if key in values}
    checks = check(values, form)
    located = Located(form=report.form, evidence=report.form_evidence, readings=(), matched=())
    judged = judge(values, checks, located, form, accept=accept)
    fields = {}
    for key in form.specs:
        if key in said:
            fields[key] = _by_person(values[key])
        elif key in report.fields:
            fields[key] = judged[key] if key in values and key in judged else report.fields[key]
    prose = tuple(compare([_claim(figure) for figure in report.prose], values, form))
    return report.model_copy(update={"fields": fields, "checks": checks, "prose": prose})


def _as_read(key: str, one: Field) -> Value:
    """The value that the field was judged from."""
    origin = one.origin or "text"
    reading = Reading(key, (), origin, one.place, one.found, trusted=origin != "ocr")
    alternatives = tuple(
        Candidate(other.raw, other.value, other.meaning, math.log(max(other.confidence, LEAST)), origin)
        for other in one.alternatives
    )
    return Value(key, one.raw, one.value, one.meaning or "unparseable", one.unit, one.read, reading, alternatives)


def _as_said(said: Correction, one: Field | None, form: Form) -> Value:
    place = one.place if one is not None else None
    raw = one.raw if one is not None else ""
    reading = Reading(said.key, (), "person", place, 1.0, trusted=True)
    unit = form.specs[said.key].unit
    return Value(said.key, raw, said.value, said.meaning, unit, 1.0, reading)


def _by_person(value: Value) -> Field:
    return Field(
        value=value.value, raw=value.raw, meaning=value.meaning, unit=value.unit, confidence=1.0, found=1.0, read=1.0,
        status="accepted", origin="person", place=value.reading.place,
    )  # fmt: skip


def _claim(figure: ProseFigure) -> Claim:
    """What the narrative states, before it was compared."""
    keys = figure.keys or ((figure.key,) if figure.key is not None else ())
    return Claim(
        value=figure.value, text=figure.text, keys=keys, hedge=figure.hedge, scope=figure.scope, place=figure.place,
        comparable=figure.agreement != "not_comparable", note=figure.note,
    )  # fmt: skip
