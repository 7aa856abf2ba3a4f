"""What agencies print instead of a 0 or of a total: nothing, a slash, a dash, a word."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from pipeline.forms import Form, TableForm
from pipeline.schema import Meaning, Number
from pipeline.synth.values.figures import Figure

Numbers = dict[str, Number]
MARKS: tuple[Meaning, ...] = ("blank", "slash", "dash", "none_word", "not_applicable")


def mark(form: Form, numbers: Numbers, rng: random.Random, *, blanks: bool = True) -> dict[str, Figure]:
    """The figures with one or two habits of agencies at work; at least one mark where there is a place for it."""
    figures = {key: Figure(number) for key, number in numbers.items()}
    habits: list[tuple[Callable[[Form, Numbers], Iterator[list[str]]], tuple[Meaning, ...]]] = [
        (_zero_rows, MARKS),
        (_zero_tables, MARKS),
        (_zeros_of_a_table, ("blank", "blank", "slash", "dash", "none_word")),
        (_totals, ("blank",)),
        (_single, ("dash", "slash", "blank")),
    ]
    rng.shuffle(habits)
    wanted = rng.choice((1, 1, 2))
    for places, meanings in habits:
        groups = [group for group in places(form, numbers) if group]
        known = [meaning for meaning in meanings if blanks or meaning != "blank"]
        if groups and known and wanted:
            wanted -= 1
            meaning = rng.choice(known)
            for key in rng.choice(groups):
                figures[key] = Figure(None, meaning)
    return figures


def _keys(form: Form, table: TableForm, numbers: Numbers) -> list[str]:
    return [key for key, spec in form.specs.items() if spec.table == table.id and key in numbers]


def _zero_rows(form: Form, numbers: Numbers) -> Iterator[list[str]]:
    """A row of a small table that does not concern the agency."""
    for table in form.tables:
        if len(table.rows) <= 3:
            for row in table.rows:
                keys = [key for key in _keys(form, table, numbers) if form.specs[key].row == row]
                yield keys if all(numbers[key] == 0 for key in keys) else []


def _zero_tables(form: Form, numbers: Numbers) -> Iterator[list[str]]:
    """A whole table without anything to report."""
    for table in form.tables:
        keys = _keys(form, table, numbers)
        yield keys if all(numbers[key] == 0 for key in keys) else []


def _zeros_of_a_table(form: Form, numbers: Numbers) -> Iterator[list[str]]:
    """Every 0 of a large table left out."""
    for table in form.tables:
        keys = _keys(form, table, numbers)
        if len(keys) > 12:
            yield [key for key in keys if numbers[key] == 0]


def _totals(form: Form, numbers: Numbers) -> Iterator[list[str]]:
    """Row totals left empty but for those of the lines that are totals themselves."""
    for identity in form.identities:
        if identity.op == "==" and identity.over == "rows" and identity.level == "error":
            for table_id in identity.tables:
                keys = _keys(form, form.table_by_id[table_id], numbers)
                yield [key for key in keys if _is_total(form, key, identity.right) and _is_outcome(form, key)]


def _is_total(form: Form, key: str, totals: tuple[object, ...]) -> bool:
    column = form.specs[key].column
    return column is not None and column.key in totals


def _is_outcome(form: Form, key: str) -> bool:
    row = form.specs[key].row
    return row is not None and len(row.group) > 0 and not row.key.endswith("total")


def _single(_form: Form, numbers: Numbers) -> Iterator[list[str]]:
    yield from ([key] for key, number in numbers.items() if number == 0)
