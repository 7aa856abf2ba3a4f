"""The rules of a form between two years' reports, evaluated over all keys that a pattern with `*` names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.forms.language import CrossYear
from pipeline.schema import Field, Number
from pipeline.types.years import YearBreak

TOLERANCE = 1e-6
THIS, LAST = "this", "last"


class Continuity(NamedTuple):
    """The rules' outcome: those broken, and how many held or could not be assessed."""

    breaks: tuple[YearBreak, ...]
    held: int
    not_assessable: int


class _Term(NamedTuple):
    """A figure that a rule asks for: of which year's report, its key, and whether it is added or taken away."""

    year: str
    key: str
    sign: int


def continue_figures(rules: Iterable[CrossYear], this: Mapping[str, Field], last: Mapping[str, Field]) -> Continuity:
    """Evaluate each rule for every key that its pattern names and last year's report has too.

    A rule speaks of printed numbers only: where one is blank, or its table is not there, it is not assessable.
    """
    breaks: list[YearBreak] = []
    held = unknown = 0
    for rule in rules:
        for key, caught in _matching(rule.this, this):
            terms = _terms(rule, caught)
            if any(term.key not in (this if term.year == THIS else last) for term in terms):
                continue  # last year's form does not ask for it
            value = this[key].value
            figures = [(this if term.year == THIS else last)[term.key].value for term in terms]
            if value is None or any(figure is None for figure in figures):
                unknown += 1
                continue
            known = [figure for figure in figures if figure is not None]
            expected = _tidy(sum(term.sign * figure for term, figure in zip(terms, known, strict=True)))
            if _holds(rule.op, value, expected):
                held += 1
                continue
            shown = tuple((term.year, term.key, term.sign, figure) for term, figure in zip(terms, known, strict=True))
            breaks.append(YearBreak(rule.id, rule.level, rule.op, key, value, expected, shown))
    return Continuity(tuple(breaks), held, unknown)


def _matching(pattern: str, fields: Mapping[str, Field]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keys that the pattern names, with what its `*` stood for."""
    expression = re.compile(r"([^.]+)".join(re.escape(part) for part in pattern.split("*")))
    for key in fields:
        match = expression.fullmatch(key)
        if match is not None:
            yield key, match.groups()


def _terms(rule: CrossYear, caught: tuple[str, ...]) -> list[_Term]:
    patterns = [(LAST, rule.last, 1), *((LAST, pattern, 1) for pattern in rule.last_sum)]
    patterns += [(THIS, rule.plus_this, 1), (THIS, rule.minus_this, -1)]
    return [_Term(year, _filled(pattern, caught), sign) for year, pattern, sign in patterns if pattern is not None]


def _filled(pattern: str, caught: tuple[str, ...]) -> str:
    parts = iter(caught)
    return re.sub(r"\*", lambda _: next(parts, "*"), pattern)


def _holds(op: str, value: Number, expected: Number) -> bool:
    if op == "==":
        return abs(value - expected) < TOLERANCE
    if op == "<=":
        return value <= expected + TOLERANCE
    if op == ">=":
        return value >= expected - TOLERANCE
    return (value == 0) == (expected == 0)


def _tidy(total: float) -> Number:
    rounded = round(total, 6)
    return int(rounded) if rounded == int(rounded) else rounded
