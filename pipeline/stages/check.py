"""Values -> checks: every identity of the form with its terms, its verdict, and whose mistake a broken one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.forms import Form, Identity
from pipeline.schema import Blame, Check, Number, Verdict
from pipeline.stages.decoding.equations import equations_of
from pipeline.types.reading import Value

TOLERANCE = 1e-6
SYSTEMATIC, CONFIRMED = 4, 0.995
SURELY_READ = 0.9  # found and read together; below it a broken sum may be our misreading
SIGNS = {"==": "=", "<=": "≤", ">=": "≥", "zero_together": "⇔"}


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of an identity: the sum of its printed numbers, and whether terms print none or were not read."""

    keys: tuple[str, ...]
    total: Number
    missing: bool
    unread: bool
    printed: int


def check(values: Mapping[str, Value], form: Form) -> tuple[Check, ...]:
    """All identities of the tables that have a value, in the order of the form.

    A sum with a term that prints no number holds if it holds with those as 0, is broken only if the printed numbers
    contradict it whatever the missing ones are (counts are never negative), and cannot be assessed otherwise.
    """
    checks = [
        _judge(one.identity, one.at, _side(one.left, values), _side(one.right, values), values)
        for one in equations_of(form, values)
    ]
    return tuple(_doubt_systematic(checks, values))


def _doubt_systematic(checks: Sequence[Check], values: Mapping[str, Value]) -> list[Check]:
    """Where most sums of one kind are broken and no header confirms the columns, we may have the columns wrong."""
    doubted = set()
    for name in {check.id for check in checks}:
        own = [
            one for one in checks if one.id == name and one.verdict in ("holds", "broken") and (one.left or one.right)
        ]
        broken = [one for one in own if one.verdict == "broken"]
        keys = {key for one in broken for key in one.keys}
        unconfirmed = any(values[key].reading.found < CONFIRMED for key in keys if key in values)
        if len(broken) >= SYSTEMATIC and 2 * len(broken) > len(own) and unconfirmed:
            doubted.add(name)
    return [
        one.model_copy(update={"blame": "undecided"}) if one.id in doubted and one.verdict == "broken" else one
        for one in checks
    ]


def _side(keys: tuple[str, ...], values: Mapping[str, Value]) -> _Side:
    total: Number = 0
    printed, missing, unread = 0, False, False
    for key in keys:
        value = values.get(key)
        if value is not None and value.value is not None:
            total += value.value
            printed += 1
        else:
            missing = True
            unread = unread or value is None or value.meaning == "unparseable"
    return _Side(keys, _tidy(total), missing, unread, printed)


def _tidy(total: Number) -> Number:
    rounded = round(total, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _judge(identity: Identity, at: str | None, left: _Side, right: _Side, values: Mapping[str, Value]) -> Check:
    right_total = identity.constant if identity.constant is not None else right.total
    goal = _tidy(right_total)
    missing = left.missing or right.missing
    verdict = _verdict(identity, left, right, goal)
    keys = (*left.keys, *right.keys)
    return Check(
        id=identity.id,
        at=at,
        level=identity.level,
        verdict=verdict,
        blame=_blame(keys, values) if verdict == "broken" else None,
        keys=tuple(key for key in keys if key in values),
        left=left.total if left.printed else None,
        right=goal if right.printed or identity.constant is not None else None,
        explanation=_explain(identity, left.total, goal, verdict, missing=missing),
        suspect=_suspect(keys, values) if verdict == "broken" else None,
    )


def _verdict(identity: Identity, left: _Side, right: _Side, goal: Number) -> Verdict:
    holds = _holds(identity.op, left.total, goal)
    if not left.missing and not right.missing:
        return "holds" if holds else "broken"
    if holds and not left.unread and not right.unread:
        return "holds_if_blank_is_0"
    return "broken" if _contradicted(identity, left, right, goal) else "not_assessable"


def _holds(operator: str, left: Number, right: Number) -> bool:
    if operator == "==":
        return abs(left - right) < TOLERANCE
    if operator == "<=":
        return left <= right + TOLERANCE
    if operator == ">=":
        return left >= right - TOLERANCE
    return (left == 0) == (right == 0)


def _contradicted(identity: Identity, left: _Side, right: _Side, goal: Number) -> bool:
    """Whether no numbers from 0 up in the missing places would make it hold."""
    if identity.constant is not None:  # a change may be negative: nothing can be said
        return False
    too_much_left = not right.missing and left.total > goal + TOLERANCE
    too_much_right = not left.missing and goal > left.total + TOLERANCE
    if identity.op == "==":
        return too_much_left or too_much_right
    if identity.op == "<=":
        return too_much_left
    return too_much_right if identity.op == ">=" else False


def _blame(keys: Sequence[str], values: Mapping[str, Value]) -> Blame:
    """The publisher's, where all terms were surely found and read; otherwise it may be ours."""
    terms = [values[key] for key in keys if key in values and values[key].value is not None]
    return "publisher" if all(_is_sure(term) for term in terms) else "undecided"


def _is_sure(term: Value) -> bool:
    """Whether the cell was surely found and read, by independent readers or with another sum on its side."""
    backed = (term.reading.trusted or term.support > 0) and not term.given_up
    return backed and term.reading.found * term.read >= SURELY_READ


def _suspect(keys: Sequence[str], values: Mapping[str, Value]) -> str | None:
    """The figure that alone would make this and the other broken sums through it hold, if there is one."""
    suspects = [key for key in keys if key in values and values[key].suspect]
    return suspects[0] if len(suspects) == 1 else None


def _explain(identity: Identity, left: Number, right: Number, verdict: Verdict, *, missing: bool) -> str:
    sums = f"{left:,} {SIGNS[identity.op]} {right:,}"
    if verdict == "holds":
        return sums
    if verdict == "holds_if_blank_is_0":
        return f"{sums} if what prints no number is 0"
    if verdict == "not_assessable":
        return f"{left:,} and {right:,} of the printed numbers; terms that print no number could make up the difference"
    what = (
        "the printed numbers contradict it whatever the others are" if missing else "the printed numbers do not add up"
    )
    return f"{left:,} against {right:,} (difference {_tidy(left - right):+,}): {what}"
