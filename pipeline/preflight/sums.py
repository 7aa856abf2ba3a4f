"""Sums: those that the printed figures break, and those that hold only if what is blank is 0."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.preflight.case import Case, row_label
from pipeline.preflight.equations import Equation, find_remedy
from pipeline.preflight.hit import Hint, Hit, Said, Term
from pipeline.schema import Check, Level, Number

MOST_TERMS = 8  # a longer side is shown by its terms that are not 0


def sum_broken(case: Case) -> Iterator[Hit]:
    """A sum that the form demands does not add up."""
    for equation, level in _broken(case, demanded=True):
        yield _hit(case, equation, level)


def sum_doubtful(case: Case) -> Iterator[Hit]:
    """A sum that nearly always holds does not."""
    for equation, level in _broken(case, demanded=False):
        yield _hit(case, equation, level)


def sum_needs_zero(case: Case) -> Iterator[Hit]:
    """Sums hold only if cells that print no number are 0."""
    empty: dict[str, dict[str, None]] = defaultdict(dict)
    sums: dict[str, int] = defaultdict(int)
    for check in (equation.check for equation in case.equations):
        if check.verdict != "holds_if_blank_is_0":
            continue
        keys = [key for key in check.keys if case.report.fields[key].value is None]
        spec = case.spec(keys[0]) if keys else None
        if spec is not None:
            sums[spec.table] += 1
            empty[spec.table].update(dict.fromkeys(keys))
    for table, keys_of_table in empty.items():
        named = list(keys_of_table)
        yield Hit(
            "info",
            {
                "table": case.table_label(table),
                "sums": sums[table],
                "count": len(named),
                "cells": case.named(named),
            },
            case.cells(named),
            tuple(named),
        )


def _broken(case: Case, *, demanded: bool) -> Iterator[tuple[Equation, Level]]:
    for equation in case.equations:
        check = equation.check
        if check.verdict == "broken" and (check.level == "error") == demanded:
            yield equation, "warning" if check.level == "error" and check.blame != "publisher" else check.level


def _hit(case: Case, equation: Equation, level: Level) -> Hit:
    check = equation.check
    values: dict[str, Said] = {
        "at": _at(case, check),
        "left": _side(case, equation.left, check, check.left),
        "right": _side(case, equation.right, check, check.right),
        "relation": Term(f"relation.{equation.op}"),
        "difference": _number((check.left or 0) - (check.right or 0), signed=True),
    }
    keys = [key for key in check.keys if case.report.fields[key].value != 0 or key in equation.right]
    return Hit(level, values, case.cells(keys or check.keys), check.keys, tuple(_hints(case, equation)))


def _hints(case: Case, equation: Equation) -> Iterator[Hint]:
    check, fields = equation.check, case.report.fields
    if check.blame not in ("publisher", None):
        yield Hint("misread")
    if any(fields[key].value is None for key in check.keys):
        yield Hint("blanks")
    if check.level != "error":
        return
    remedy = find_remedy(equation, case.equations, fields)
    if remedy is not None:
        old: Said = remedy.old if remedy.old is not None else fields[remedy.key].raw or "—"
        values: dict[str, Said] = {"cell": case.label(remedy.key), "old": old, "new": remedy.new, "sums": remedy.mended}
        yield Hint("one_figure", values)


def _at(case: Case, check: Check) -> str:
    """The row or column that the sum is of; the table where it has none."""
    spec = case.spec(check.keys[0]) if check.keys else None
    if spec is None:
        return check.at or check.id
    if check.at is None:
        group = spec.column.group if spec.column is not None else ()
        return "·".join(group) or case.table_label(spec.table)
    if spec.row is not None and spec.row.key == check.at:
        return row_label(spec.row)
    column = spec.column
    return "·".join((*column.group, column.label)) if column is not None and column.key == check.at else check.at


def _side(case: Case, keys: Sequence[str], check: Check, total: Number | None) -> str:
    """The side in words and numbers: `自然人 3 + 商业企业 1 = 4`; a constant is its number."""
    shown = [key for key in keys if case.report.fields[key].value != 0] if len(keys) > MOST_TERMS else list(keys)
    parts = [f"{_short(case, key, check)} {_printed(case, key)}" for key in shown[:MOST_TERMS]]
    parts += ["…"] * (len(shown) > MOST_TERMS or len(shown) < len(keys))
    return " + ".join(parts) + (f" = {_number(total)}" if len(parts) > 1 else "") if parts else _number(total)


def _short(case: Case, key: str, check: Check) -> str:
    """The part of the label that tells the terms of one sum apart."""
    spec = case.spec(key)
    if spec is None:
        return key
    if spec.column is not None and (spec.row is None or spec.row.key == check.at):
        return spec.column.label
    return row_label(spec.row) if spec.row is not None else key


def _printed(case: Case, key: str) -> str:
    field = case.report.fields[key]
    return _number(field.value) if field.value is not None else f"“{field.raw}”"


def _number(number: Number | None, *, signed: bool = False) -> str:
    if number is None:
        return "—"
    tidy = int(number) if number == int(number) else round(number, 6)
    return f"{tidy:+}" if signed else str(tidy)
