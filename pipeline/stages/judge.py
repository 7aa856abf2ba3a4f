"""Values and checks -> fields: accept a figure, or send it to a person."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.forms import FieldSpec, Form
from pipeline.schema import Alternative, Check, Field, Status
from pipeline.types.located import Located
from pipeline.types.reading import Candidate, Value

SUPPORT = 0.2  # each holding sum that a wrong figure would have broken leaves this share of the doubt
MOST_SUPPORT = 3
DOUBTED = 0.8  # the most that a figure in a sum of undecided blame is believed
CEILING = 0.9999
PROSE_WITH_SUM, PROSE_ALONE = 0.97, 0.95


def judge(
    values: Mapping[str, Value], checks: Sequence[Check], located: Located, form: Form, *, accept: float
) -> dict[str, Field]:
    """A field for every key that the record holds, in the order of the form.

    `accept` is the lowest confidence at which a figure is accepted. A figure whose table is nowhere in the document
    is absent; one whose table may stand where nothing was read is for review.
    """
    support = _support(checks)
    doubted = {
        key for check in checks if check.verdict == "broken" and check.blame != "publisher" for key in check.keys
    }
    unread = set(located.unread)
    keys = set(form.expected(set(values)))
    # an unread table may print either of two alternatives: neither is claimed absent
    keys |= {
        key for key, spec in form.specs.items() if spec.optional and spec.table in unread and _is_alternative(spec)
    }
    fields = {}
    for key, spec in form.specs.items():
        if key not in keys:
            continue
        if key in values:
            fields[key] = _read(values[key], support.get(key, 0), accept=accept, doubted=key in doubted)
        elif spec.table in located.missing and spec.table not in unread:
            fields[key] = _without_value("absent", 0.9)
        else:
            fields[key] = _without_value("review", 0.0)
    return fields


def _is_alternative(spec: FieldSpec) -> bool:
    return spec.row is not None and bool(spec.row.instead_of)


def _support(checks: Sequence[Check]) -> Counter[str]:
    """How many holding error-level sums each key takes part in, where a wrong figure would have shown."""
    return Counter(
        key
        for check in checks
        if check.level == "error" and check.verdict == "holds" and check.right
        for key in check.keys
    )


def _read(value: Value, support: int, *, accept: float, doubted: bool) -> Field:
    found, read = value.reading.found, value.read
    if value.value is not None:  # sums speak for what was read, not for the cell: a shifted table adds up as well
        read = 1 - (1 - read) * SUPPORT ** min(support, MOST_SUPPORT)
    confidence = min(found * read, CEILING)
    if value.reading.origin == "prose":
        confidence = min(confidence, PROSE_WITH_SUM if support else PROSE_ALONE)
    if doubted or (value.reading.origin == "ocr" and not value.reading.trusted and not support):
        confidence = min(confidence, DOUBTED)  # nothing independent supports what one reader saw
    confidence = round(min(confidence, CEILING), 6)
    status: Status = "accepted" if confidence >= accept and value.meaning != "unparseable" else "review"
    if value.unit is None and value.value:  # an amount of unknown unit
        status = "review"
    return Field(
        value=value.value,
        raw=value.raw,
        meaning=value.meaning,
        unit=value.unit,
        confidence=confidence,
        found=round(found, 6),
        read=round(value.read, 6),
        status=status,
        origin=value.reading.origin,
        place=value.reading.place,
        alternatives=tuple(_alternative(candidate) for candidate in value.alternatives),
    )


def _alternative(candidate: Candidate) -> Alternative:
    probability = round(math.exp(candidate.log_probability), 6)
    return Alternative(value=candidate.value, raw=candidate.raw, meaning=candidate.meaning, confidence=probability)


def _without_value(status: Status, confidence: float) -> Field:
    return Field(
        value=None, raw="", meaning=None if status == "absent" else "unparseable", unit=None, confidence=confidence,
        found=0.0, read=0.0, status=status, origin=None, place=None,
    )  # fmt: skip
