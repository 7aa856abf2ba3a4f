"""The two sides of a sum, and which single figure would make it and the sums that cross it hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.forms import AnyOf, Form, Identity
from pipeline.forms.form import field_key
from pipeline.forms.language import Operator
from pipeline.schema import Check, Field, Number


class Equation(NamedTuple):
    """A check of one of the form's identities, with the keys of its two sides."""

    check: Check
    op: Operator
    left: tuple[str, ...]
    right: tuple[str, ...]


class Remedy(NamedTuple):
    """The one figure that, changed from `old` (None: nothing printed) to `new`, mends `mended` sums and breaks none."""

    key: str
    old: Number | None
    new: Number
    mended: int


def equations(checks: Iterable[Check], form: Form) -> tuple[Equation, ...]:
    """The checks of the form's identities, with their operator and sides."""
    identities = {identity.id: identity for identity in form.identities}
    found = []
    for check in checks:
        identity = identities.get(check.id)
        if identity is not None:
            left, right = (_side(terms, identity, check, form) for terms in (identity.left, identity.right))
            found.append(Equation(check, identity.op, left, right))
    return tuple(found)


def find_remedy(broken: Equation, others: Iterable[Equation], fields: Mapping[str, Field]) -> Remedy | None:
    """The figure that is most probably mistyped; None where several may be, or where no crossing sum agrees."""
    if broken.op != "==":
        return None
    crossing = [other for other in others if other.op == "==" and _is_assessed(other.check)]
    found = [remedy for key in broken.check.keys if (remedy := _remedy(key, broken, crossing, fields)) is not None]
    return found[0] if len(found) == 1 and found[0].mended > 1 else None


def _remedy(key: str, broken: Equation, others: Iterable[Equation], fields: Mapping[str, Field]) -> Remedy | None:
    """The value that makes `broken` hold, if every other sum with this figure holds with it too."""
    old = fields[key].value
    gap = _total(broken.left, fields) - _total(broken.right, fields)
    new = _tidy((old or 0) + (gap if key in broken.right else -gap))
    if new < 0 or (isinstance(old, int) and not isinstance(new, int)):
        return None
    changed = {**fields, key: fields[key].model_copy(update={"value": new})}
    with_it = [other for other in others if key in other.left or key in other.right]
    if not all(_total(other.left, changed) == _total(other.right, changed) for other in with_it):
        return None
    return Remedy(key, old, new, sum(other.check.verdict == "broken" for other in with_it))


def _is_assessed(check: Check) -> bool:
    return check.level == "error" and check.verdict != "not_assessable"


def _total(keys: Iterable[str], fields: Mapping[str, Field]) -> Number:
    """The sum of the printed numbers; what prints none counts as 0."""
    return _tidy(sum(value for key in keys if (value := fields[key].value) is not None))


def _tidy(total: float) -> Number:
    rounded = round(total, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _side(terms: tuple[str | AnyOf, ...], identity: Identity, check: Check, form: Form) -> tuple[str, ...]:
    """The keys of the check that the terms name."""
    names = [name for term in terms for name in _names(term)]
    wanted = {_key(identity, table, check.at, name, form) for table in identity.tables for name in names}
    return tuple(key for key in check.keys if key in wanted)


def _names(term: str | AnyOf) -> list[str]:
    return [term] if isinstance(term, str) else [name for group in term.any_of for name in group]


def _key(identity: Identity, table_id: str, at: str | None, name: str, form: Form) -> str | None:
    table = form.table_by_id[table_id]
    rows = {row.key: row for row in table.rows}
    columns = {column.key: column for column in table.columns}
    row, column = (name, at) if identity.over == "columns" else (at, name)
    if identity.over is None:
        row, column = (None, name) if table.single_data_row else (name, None)
    if (row is not None and row not in rows) or (column is not None and column not in columns):
        return None  # an identity over several tables: this one has no such row or column
    return field_key(table, rows[row] if row is not None else None, columns[column] if column is not None else None)
