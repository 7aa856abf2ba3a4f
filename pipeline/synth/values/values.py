"""Drawing all figures of a report."""

from __future__ import annotations

import random
from dataclasses import dataclass

from pipeline.forms import Form, Row, TableForm
from pipeline.schema import Number
from pipeline.synth.values.figures import Figure, Values
from pipeline.synth.values.habits import Size
from pipeline.synth.values.marks import mark
from pipeline.synth.values.mistakes import blunder
from pipeline.synth.values.sums import broken_checks
from pipeline.synth.values.tables import draw_table


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the figures shall show: optional rows, marks instead of figures, `errors` mistyped figures.

    Without `blanks` no mark is an empty cell: some files lose those, and with them the place of every other cell.
    """

    size: Size = "middle"
    hybrid: bool = False
    marks: bool = False
    blanks: bool = True
    errors: int = 0


def draw_values(form: Form, wishes: Wishes, rng: random.Random) -> Values:
    """Figures for every key that a report on this form holds, consistent but for the mistakes wished for."""
    choices = variants(form) if wishes.hybrid else ()
    rows = rng.choice(choices) if choices else frozenset[str]()
    numbers: dict[str, Number] = {}
    for table in form.tables:
        numbers.update(draw_table(form, table, rows_of(table, rows), wishes.size, rng))
    figures = {key: Figure(number) for key, number in numbers.items()}
    if wishes.marks:
        figures = mark(form, numbers, rng, blanks=wishes.blanks)
    figures = blunder(form, figures, wishes.errors, rng)
    expected = form.expected(frozenset(figures))
    return Values(
        form=form.name,
        figures={key: figures[key] for key in expected},
        rows=rows,
        hybrid=bool(rows),
        broken=broken_checks(form, figures),
    )


def variants(form: Form) -> tuple[frozenset[str], ...]:
    """The sets of optional rows that are printed together, as `table/row`."""
    groups: dict[tuple[str, object], set[str]] = {}
    for table in form.tables:
        for row in table.rows:
            if row.optional:
                groups.setdefault((table.id, row.local_extension or row.instead_of), set()).add(f"{table.id}/{row.key}")
    return tuple(frozenset(group) for group in groups.values())


def rows_of(table: TableForm, chosen: frozenset[str]) -> tuple[Row, ...]:
    """The rows that are printed: those that are not optional or chosen, without those that a chosen one replaces."""
    present = [row for row in table.rows if not row.optional or f"{table.id}/{row.key}" in chosen]
    replaced = {key for row in present for key in row.instead_of}
    return tuple(row for row in present if row.key not in replaced)
