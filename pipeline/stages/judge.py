"""Values and checks -> fields: accept a figure, or send it to a person."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from pipeline.forms import Form
from pipeline.schema import Alternative, Check, Field, Number, Status
from pipeline.types.located import Located
from pipeline.types.reading import CLEARLY_SEEN, Candidate, Value

DOUBTED = 0.8  # the most that a figure is believed which nothing independent supports, or whose table may be askew
STRUCTURE = 0.985  # cells found less surely may be another's: the broken sum may be ours, whatever was read
SURELY_READ = 0.98  # without a sum; what is read less surely is next to never alone, and wrong now and then
PLACED = (
    0.975  # a figure that no sum supports is another's cell too often below it, and misread where no reader is sure
)
UNSURE, FEWEST = 0.1, 10  # share of what sums can check that is in doubt, and of how many: the rest is misread too
HOLDING, FEWEST_NUMBERS = ("holds", "holds_if_blank_is_0"), 2  # sums with so many numbers bear their figures out
FAILING = ("broken", "not_assessable")  # sums that do not hold, or that a cell without a figure keeps from it
SAME = 1e-6  # by which equal sums of amounts differ
USUAL = 3  # cells of a table that print the same stroke
CEILING = 0.9999
PROSE_WITH_SUM, PROSE_ALONE = 0.97, 0.95


def judge(
    values: Mapping[str, Value], checks: Sequence[Check], located: Located, form: Form, *, accept: float
) -> dict[str, Field]:
    """A field for every key that the record holds, in the order of the form.

    `accept` is the lowest confidence at which a figure is accepted. A figure whose table is nowhere in the document
    is absent; one whose table may stand where nothing was read, that may be one of its rows that were not named, or
    that the narrative seems to state is for review.
    """
    lone = _lone_marks(values)
    doubted = _askew(checks, values) | _lost(checks, values) | _worn_away(checks, values) | lone
    doubted |= _mending(checks, values) | _faded(checks, values)
    unread = set(located.unread)
    keys = set(form.expected(set(values)))
    # an unread table may print its optional rows: none of them is claimed absent
    keys |= {key for key, spec in form.specs.items() if spec.optional and spec.table in unread}
    keys |= set(located.hidden)
    fields = {}
    for key, spec in form.specs.items():
        if key not in keys:
            continue
        if key in values:
            fields[key] = _read(values[key], accept=accept, doubted=key in doubted)
        elif spec.table in located.missing and spec.table not in unread and key not in located.hidden:
            fields[key] = _without_value("absent", 0.9)
        else:
            fields[key] = _without_value("review", 0.0)
    for key in _unvouched(fields, values, checks, lone):
        unvouched = replace(values[key], reading=replace(values[key].reading, trusted=False))
        fields[key] = _read(unvouched, accept=accept, doubted=True)
    return fields


def as_shown(values: Mapping[str, Value], fields: Mapping[str, Field]) -> dict[str, Value]:
    """The values as the fields give them: those for review as they are shown to a person."""
    return {
        key: value.as_shown() if key in fields and fields[key].status == "review" else value
        for key, value in values.items()
    }


def _askew(checks: Sequence[Check], values: Mapping[str, Value]) -> set[str]:
    """The keys of sums whose blame is undecided and whose cells may be others': all of them are in doubt.

    Where the cells are surely found, decoding has told which of them may be misread.
    """
    return {
        key
        for check in checks
        if check.verdict == "broken" and check.blame != "publisher"
        if any(not _is_placed(values[key]) for key in check.keys)
        for key in check.keys
    }


def _lost(checks: Sequence[Check], values: Mapping[str, Value]) -> set[str]:
    """The keys of what too many ways were left to be decided together, but for what is surely seen by itself.

    That is a figure that two readers are sure of, and a cell without ink of which no sum is broken.
    """
    broken = {key for check in checks if check.verdict == "broken" for key in check.keys}
    return {
        key
        for key, value in values.items()
        if value.given_up and value.reading.origin == "ocr"
        if not value.reading.trusted
        or not (value.clear_to >= CLEARLY_SEEN or (value.meaning == "blank" and key not in broken))
    }


def _worn_away(checks: Sequence[Check], values: Mapping[str, Value]) -> set[str]:
    """The keys of marks that no reader is sure of in sums that do not hold with them.

    What is left of a 2 in a fax is its foot: a dash, to all readers.
    """
    return {
        key
        for key in _keys_in(one for one in checks if one.level == "error" and one.verdict in FAILING)
        if (value := values[key]).reading.origin == "ocr" and value.value is None and not value.clear_to
        if value.meaning != "blank"
    }


def _mending(checks: Sequence[Check], values: Mapping[str, Value]) -> set[str]:
    """The keys of figures that no sum supports, and that would make one hold if they were what hardly was seen.

    Such a sum does not hold with its marks as 0, and says nothing as long as these may stand for anything else. All
    readers may take a 9 of few dots for a 0.
    """
    return {
        key
        for check in checks
        if check.level == "error" and check.verdict == "not_assessable"
        if check.left is not None and check.right is not None
        if not any(values[key].meaning == "unparseable" for key in check.keys)
        for key in check.keys
        if (value := values[key]).reading.origin == "ocr" and not value.support and value.value is not None
        if any(_differs(other.value, value.value, check.left - check.right) for other in value.alternatives)
    }


def _faded(checks: Sequence[Check], values: Mapping[str, Value]) -> set[str]:
    """The keys of blank totals of pictures whose terms are more than 0, where more such totals are printed than not.

    Print has faded there, or the publisher left one out; many leave out all but a few.
    """
    sums = [check for check in checks if check.level == "error" and check.left]
    printed = Counter(check.id for check in sums if check.right is not None)
    bare = [check for check in sums if check.right is None]
    missing = Counter(check.id for check in bare)
    totals = {check.keys[-1] for check in bare if missing[check.id] < printed[check.id]}
    return {key for key in totals if values[key].meaning == "blank" and values[key].reading.origin == "ocr"}


def _differs(other: Number | None, value: Number, by: Number) -> bool:
    return other is not None and by != 0 and math.isclose(abs(other - value), abs(by), abs_tol=SAME)


def _unvouched(
    fields: Mapping[str, Field], values: Mapping[str, Value], checks: Sequence[Check], lone: Set[str]
) -> set[str]:
    """The keys of what no sum supports in black and white of which sums leave much in doubt that they can check.

    All readers may be sure of what is left of a 4, a minus sign or a 1 in a fax. Where sums find much misread or
    disputed, as much is where none can: cells whose place is in doubt say nothing of that.
    """
    seen = {key: value for key, value in values.items() if value.reading.bilevel}
    sums = [check for check in checks if check.level == "error"]
    inked = {
        key
        for key in _keys_in(sums) & seen.keys()
        if seen[key].meaning != "blank" and seen[key].reading.found >= STRUCTURE
    }
    unsure = {key for key in inked if fields[key].status == "review"}
    plain = {key for key in unsure - lone if _is_plain(values[key])}
    if len(inked) < FEWEST or _count_doubts(unsure, plain, sums, values) <= UNSURE * len(inked):
        return set()
    return {key for key, value in seen.items() if not value.support and key in fields}


def _count_doubts(unsure: Set[str], plain: Set[str], sums: Sequence[Check], values: Mapping[str, Value]) -> int:
    """How many of the figures that are `unsure` sums leave in doubt.

    Not those that all of their sums bear out: hardly any is misread, however little of it was seen. A sum that fails
    says that one of its figures is, or was mistyped, not that all are: those that are `plain` without it count as one,
    and as none where another of that sum is in doubt by itself.
    """
    failing = [one for one in sums if one.verdict in FAILING and not unsure.isdisjoint(one.keys)]
    contested = unsure & _keys_in(one for one in sums if not _bears_out(one, values))
    alone = contested - (plain & _keys_in(failing))
    return len(alone) + sum(alone.isdisjoint(one.keys) for one in failing)


def _keys_in(checks: Iterable[Check]) -> set[str]:
    return {key for check in checks for key in check.keys}


def _bears_out(check: Check, values: Mapping[str, Value]) -> bool:
    """Whether a sum holds with its figures as they were read, so that it would not with one of them misread.

    With fewer numbers than two nothing was added up: the marks of such a sum may be what is left of digits.
    """
    terms = [values[key] for key in check.keys if key in values]
    numbers = sum(bool(term.value) for term in terms)
    return check.verdict in HOLDING and numbers >= FEWEST_NUMBERS and all(term.repair is None for term in terms)


def _lone_marks(values: Mapping[str, Value]) -> set[str]:
    """The keys of strokes that no reader is sure of, no sum supports, and hardly any other cell of their table prints.

    Of a 1 whose stem a fax lost the foot is left, of a 4 its bar. Who prints dashes or slashes for nothing prints them
    in cell after cell.
    """
    strokes = {
        key: (value.reading.grid, value.meaning)
        for key, value in values.items()
        if value.reading.origin == "ocr" and value.meaning in ("dash", "slash")
    }
    alike = Counter(strokes.values())
    return {
        key
        for key, kind in strokes.items()
        if alike[kind] < USUAL and not values[key].clear_to and not values[key].support
    }


def _is_plain(value: Value) -> bool:
    """Whether what readers saw leaves no doubt of a figure, if no sum is asked."""
    seen = replace(value, read=value.seen, support=0, suspect=False)
    return value.repair is None and _score(seen, doubted=False) > DOUBTED


def _is_placed(value: Value) -> bool:
    return value.reading.found >= STRUCTURE and value.meaning != "unparseable"


def _score(value: Value, *, doubted: bool) -> float:
    """How far the figure is believed, before that is fitted to measured errors.

    Nothing that was seen in a picture is believed that nothing independent supports: a second reading by other
    weights, or a sum that a wrong figure would have broken. Nor is without a sum a number that no reader is sure of or
    that one takes for another, nor with one a mark that no reader is sure of and one takes for a 0, nor a figure that
    alone would make several broken sums hold: the publisher may have mistyped it, or all readers may have misread it.
    """
    score = min(value.reading.found * value.read, CEILING)
    seen = value.reading.origin == "ocr"
    if value.reading.origin == "prose":
        score = min(score, PROSE_WITH_SUM if value.support else PROSE_ALONE)
    alone = not (value.reading.trusted or value.support)
    if seen and not value.support and not _is_sure_alone(value):
        score = min(score, DOUBTED)
    if doubted or (seen and (alone or value.suspect or _may_be_zero(value))):
        score = min(score, DOUBTED)
    return score


def _is_sure_alone(value: Value) -> bool:
    """Whether a figure that no sum supports is surely where it should be, and surely read."""
    if value.reading.found < PLACED or (value.read < SURELY_READ and value.meaning != "blank"):
        return False
    return value.meaning != "number" or (value.clear_to > 0 and not _has_rival(value))


def _has_rival(value: Value) -> bool:
    """Whether a reader sees another number first: without a sum two that take a 6 for an 8 may be wrong together."""
    return any(other.seen_by and other.meaning == "number" for other in value.alternatives)


def _may_be_zero(value: Value) -> bool:
    """Whether a mark is in doubt that a reader takes for a 0: to a sum they are the same."""
    zero = any(other.seen_by and other.value == 0 for other in value.alternatives)
    return value.value is None and not value.clear_to and zero


def _read(value: Value, *, accept: float, doubted: bool) -> Field:
    confidence = round(_score(value, doubted=doubted), 6)
    status: Status = "accepted" if confidence >= accept and value.meaning != "unparseable" else "review"
    if value.unit is None and value.value:  # an amount of unknown unit
        status = "review"
    if status == "review" and value.proposed is not None:
        value = value.as_shown()
        confidence = round(_score(value, doubted=True), 6)
    return Field(
        value=value.value,
        raw=value.raw,
        meaning=value.meaning,
        unit=value.unit,
        confidence=confidence,
        found=round(value.reading.found, 6),
        read=round(value.read, 6),
        status=status,
        origin=value.origin,
        place=value.reading.place,
        seen=round(value.seen, 6),
        readers=value.seen_by,
        clear=value.clear_to,
        agreed=value.reading.trusted and value.repair is None,
        support=value.support,
        repair=value.repair,
        alternatives=tuple(_alternative(candidate) for candidate in value.alternatives),
    )


def _alternative(candidate: Candidate) -> Alternative:
    probability = round(math.exp(candidate.log_probability), 6)
    return Alternative(
        value=candidate.value, raw=candidate.raw, meaning=candidate.meaning, confidence=probability,
        readers=candidate.seen_by, clear=candidate.clear_to,
    )  # fmt: skip


def _without_value(status: Status, confidence: float) -> Field:
    return Field(
        value=None, raw="", meaning=None if status == "absent" else "unparseable", unit=None, confidence=confidence,
        found=0.0, read=0.0, status=status, origin=None, place=None,
    )  # fmt: skip
