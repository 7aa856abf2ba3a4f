"""The instances of a form's identities over the keys that a report has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.forms import AnyOf, Form, Identity, TableForm
from pipeline.forms.form import field_key


@dataclass(frozen=True, slots=True)
class Equation:
    """An identity at one row or column (`at`; None where it is looked at once), with the keys of its two sides."""

    identity: Identity
    at: str | None
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def name(self) -> str:
        """As a record's checks name it: `id`, or `id@at`."""
        return self.identity.id if self.at is None else f"{self.identity.id}@{self.at}"

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys that take part, left ones first."""
        return (*self.left, *self.right)

    @property
    def terms(self) -> tuple[tuple[str, int], ...]:
        """All keys with their signs: what is left counts 1, what is right -1, and a sum that holds comes to 0."""
        return (*((key, 1) for key in self.left), *((key, -1) for key in self.right))


def equations_of(form: Form, present: Collection[str]) -> Iterator[Equation]:
    """All instances of which at least one key is present, in the order of the form.

    Of alternatives (`any_of`) the first counts whose keys are all present, else the first.
    """
    for identity in form.identities:
        for name in identity.tables:
            table = form.table_by_id[name]
            for at, key_of in _places(identity, table):
                left = _resolve(identity.left, key_of, present)
                right = _resolve(identity.right, key_of, present)
                if any(key in present for key in (*left, *right)):
                    yield Equation(identity, at, left, right)


def _places(identity: Identity, table: TableForm) -> Iterator[tuple[str | None, Callable[[str], str]]]:
    """Where the identity is looked at, and how the name of a term becomes a key there."""
    rows = {row.key: row for row in table.rows}
    columns = {column.key: column for column in table.columns}
    if identity.over == "columns":
        for column in table.columns:
            yield column.key, {name: field_key(table, row, column) for name, row in rows.items()}.__getitem__
    elif identity.over == "rows":
        for row in table.rows:
            if not row.heading:
                yield row.key, {name: field_key(table, row, column) for name, column in columns.items()}.__getitem__
    elif table.single_data_row:
        yield None, lambda name: field_key(table, None, columns[name])
    else:
        yield None, lambda name: field_key(table, rows[name], None)


def _resolve(terms: Sequence[str | AnyOf], key_of: Callable[[str], str], present: Collection[str]) -> tuple[str, ...]:
    keys: list[str] = []
    for term in terms:
        if isinstance(term, AnyOf):
            groups = [[key_of(name) for name in group] for group in term.any_of]
            keys += next((group for group in groups if all(key in present for key in group)), groups[0])
        else:
            keys.append(key_of(term))
    return tuple(keys)
