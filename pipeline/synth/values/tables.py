"""The figures of one table of a form."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import partial

from pipeline.forms import AnyOf, Column, Form, Identity, Row, TableForm
from pipeline.forms.form import field_key
from pipeline.schema import Number
from pipeline.synth.values.habits import Size, usual
from pipeline.synth.values.lines import Equality, draw_line

Line = dict[str, int]


def draw_table(form: Form, table: TableForm, rows: Sequence[Row], size: Size, rng: random.Random) -> dict[str, Number]:
    """Consistent figures for the rows of the table, by key; money comes out in 万元."""
    if table.single_data_row:
        drawn = _draw_list(form, table, {part.key: field_key(table, None, part) for part in table.columns}, size, rng)
    elif not table.columns:
        keys = {row.key: field_key(table, row, None) for row in rows if not row.heading}
        drawn = _draw_list(form, table, keys, size, rng)
    else:
        drawn = _draw_matrix(form, table, rows, size, rng)
    return {key: in_unit(form, key, number, rng) for key, number in drawn.items()}


def in_unit(form: Form, key: str, number: int, rng: random.Random) -> Number:
    """The number as it stands, or an amount of 元 in 万元 with as many decimals as agencies print."""
    if not form.specs[key].decimal:
        return number
    amount = round(number / 10_000, rng.choice((0, 1, 2, 2, 4))) or round(number / 10_000, 4)  # no sum becomes nothing
    return int(amount) if amount == int(amount) else amount


def _draw_list(form: Form, table: TableForm, keys: Mapping[str, str], size: Size, rng: random.Random) -> Line:
    identities = [identity for identity in form.identities if table.id in identity.tables and identity.over is None]
    line = draw_line(list(keys), _equalities(identities, keys), partial(_usual, keys, size, rng), rng)
    _order(line, identities, rng)
    return {keys[term]: number for term, number in line.items()}


def _draw_matrix(form: Form, table: TableForm, rows: Sequence[Row], size: Size, rng: random.Random) -> dict[str, int]:
    identities = [identity for identity in form.identities if table.id in identity.tables]
    of_columns = [identity for identity in identities if identity.over == "columns"]
    of_rows = [identity for identity in identities if identity.over == "rows"]
    columns = {column.key: column for column in table.columns}
    sums = _equalities(of_rows, columns)
    totals = {equality.right[0] for equality in sums if len(equality.right) == 1}
    by_key = {row.key: row for row in rows}
    cells: dict[str, Line] = {row.key: {} for row in rows}
    for column in table.columns:
        if column.key not in totals:
            keys = {row.key: field_key(table, row, column) for row in rows}
            figures = draw_line(list(keys), _equalities(of_columns, keys), partial(_usual, keys, size, rng), rng)
            for term, number in figures.items():
                cells[term][column.key] = number
    drawn: dict[str, int] = {}
    for row_key, line in cells.items():
        for equality in sums:
            line[equality.right[0]] = sum(line[term] for term in equality.left)
        _sign(line, columns, rng)
        _order(line, of_rows, rng)
        drawn.update({field_key(table, by_key[row_key], columns[name]): line[name] for name in columns})
    return drawn


def _usual(keys: Mapping[str, str], size: Size, rng: random.Random, term: str) -> int:
    return usual(keys[term], size, rng)


def _equalities(identities: Sequence[Identity], terms: Mapping[str, object]) -> list[Equality]:
    return [
        Equality(_flat(identity.left, terms), _flat(identity.right, terms))
        for identity in identities
        if identity.op == "==" and identity.right
    ]


def _flat(side: Sequence[str | AnyOf], terms: Mapping[str, object]) -> tuple[str, ...]:
    flat: list[str] = []
    for term in side:
        options = term.any_of if isinstance(term, AnyOf) else ((term,),)
        flat += next((option for option in options if all(name in terms for name in option)), ())
    return tuple(flat)


def _sign(line: Line, columns: Mapping[str, Column], rng: random.Random) -> None:
    for name, column in columns.items():
        if column.signed and line[name] and rng.random() < 0.5:
            line[name] = -line[name]


def _order(line: Line, identities: Sequence[Identity], rng: random.Random) -> None:
    """Bend figures that are part of no equality to the form's comparisons."""
    bound = {term for equality in _equalities(identities, line) for term in (*equality.left, *equality.right)}
    for identity in sorted(identities, key=lambda identity: identity.op != ">="):
        left, right = _flat(identity.left, line), _flat(identity.right, line)
        if identity.op == ">=" and not right:
            line[left[-1]] = max(line[left[-1]], int(identity.constant or 0) - sum(line[term] for term in left[:-1]))
        elif identity.op == ">=" and right[0] not in bound:
            most, whole = max(line[term] for term in left), sum(line[term] for term in left)
            line[right[0]] = rng.randint(most, max(most, most + (whole - most) // 2))
        elif identity.op == "<=" and left[0] not in bound:
            line[left[0]] = min(line[left[0]], line[right[0]])
        elif identity.op == "zero_together" and 0 in (line[left[0]], line[right[0]]):
            line[left[0]] = line[right[0]] = 0
