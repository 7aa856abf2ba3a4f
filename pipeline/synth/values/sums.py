"""Which sums the printed figures contradict, worked out apart from the pipeline's own checks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.forms import AnyOf, Column, Form, Identity, Row, TableForm
from pipeline.forms.form import field_key
from pipeline.synth.values.figures import Figure

Term = str | AnyOf
Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sum:
    """One instance of an identity: `name` as in a record's checks, the keys of both sides."""

    name: str
    identity: Identity
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys that take part."""
        return (*self.left, *self.right)


def broken_checks(form: Form, figures: Mapping[str, Figure]) -> tuple[str, ...]:
    """The error-level sums that cannot hold whatever the figures are that are not printed, sorted by name."""
    return tuple(sorted(sum_.name for sum_ in sums_of(form, figures) if _is_broken(form, sum_, figures)))


def sums_of(form: Form, keys: Iterable[str]) -> Iterator[Sum]:
    """The instances of the form's error-level identities over the keys that a report has."""
    present = frozenset(keys)
    for identity in form.identities:
        if identity.level != "error":
            continue
        for table_id in identity.tables:
            yield from _instances(form.table_by_id[table_id], identity, present)


def _instances(table: TableForm, identity: Identity, present: frozenset[str]) -> Iterator[Sum]:
    rows = {row.key: row for row in table.rows}
    columns = {column.key: column for column in table.columns}

    def resolve(terms: tuple[Term, ...], at: Row | Column | None) -> tuple[str, ...]:
        keys: list[str] = []
        for term in terms:
            options = term.any_of if isinstance(term, AnyOf) else ((term,),)
            groups = [tuple(key_of(name, at) for name in option) for option in options]
            keys += next((group for group in groups if present.issuperset(group)), groups[0])
        return tuple(keys)

    def key_of(name: str, at: Row | Column | None) -> str:
        if isinstance(at, Row):
            return field_key(table, at, columns[name])
        if isinstance(at, Column):
            return field_key(table, rows[name], at)
        return field_key(table, rows.get(name), columns.get(name))

    places: tuple[Row | Column | None, ...] = (None,)
    if identity.over is not None:
        places = table.rows if identity.over == "rows" else table.columns
    for at in places:
        name = identity.id if at is None else f"{identity.id}@{at.key}"
        found = Sum(name, identity, resolve(identity.left, at), resolve(identity.right, at))
        if present.intersection(found.keys):
            yield found


def _is_broken(form: Form, sum_: Sum, figures: Mapping[str, Figure]) -> bool:
    low, high = _bounds(form, sum_.left, figures)
    constant = sum_.identity.constant
    low_right, high_right = _bounds(form, sum_.right, figures) if constant is None else (constant, constant)
    match sum_.identity.op:
        case "==":
            return low > high_right + 1e-6 or high < low_right - 1e-6
        case "<=":
            return low > high_right + 1e-6
        case ">=":
            return high < low_right - 1e-6
        case "zero_together":
            return low == high and low_right == high_right and (low == 0) != (low_right == 0)


def _bounds(form: Form, keys: tuple[str, ...], figures: Mapping[str, Figure]) -> Bounds:
    """Between what and what the sum of the keys lies, a count that is not printed being anything from 0."""
    low = high = 0.0
    for key in keys:
        figure = figures.get(key)
        value = None if figure is None else figure.value
        if value is None:
            low, high = (-math.inf if form.specs[key].signed else low), math.inf
        else:
            low, high = low + value, high + value
    return low, high
