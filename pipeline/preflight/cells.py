"""Cells: what is no figure, what prints none, and figures that cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.forms import FieldSpec
from pipeline.preflight.case import Case, is_garbled, printed_numbers
from pipeline.preflight.hit import Hint, Hit, Said, Term
from pipeline.schema import Field, Level

EMPTY = ("blank", "slash", "dash", "none_word", "not_applicable")


def cell_unparseable(case: Case) -> Iterator[Hit]:
    """A cell prints something that is no figure."""
    for key, field, _ in _figures(case):
        if is_garbled(field):
            doubtful = field.origin == "ocr" or field.found < 0.9
            hints = (Hint("misread"),) if doubtful else ()
            level: Level = "warning" if doubtful else "error"
            yield Hit(level, {"cell": case.label(key), "raw": _one_line(field.raw)}, (case.cell(key),), (key,), hints)


def cell_without_figure(case: Case) -> Iterator[Hit]:
    """Cells are blank, or print a slash, a dash or a word, where the form wants 0."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, field, spec in _figures(case):
        if field.meaning in EMPTY:
            found[spec.table, field.meaning].append(key)
    for (table, meaning), keys in found.items():
        values: dict[str, Said] = {
            "table": case.table_label(table),
            "count": len(keys),
            "mark": Term(f"mark.{meaning}"),
            "cells": case.named(keys),
        }
        yield Hit("warning", values, case.cells(keys), tuple(keys))


def cell_fraction(case: Case) -> Iterator[Hit]:
    """A count is no whole number."""
    for key, field, spec in _figures(case):
        if field.value is not None and not spec.decimal and field.value != int(field.value):
            yield Hit("error", {"cell": case.label(key), "value": field.value}, (case.cell(key),), (key,))


def cell_negative(case: Case) -> Iterator[Hit]:
    """A figure is below 0 where only a change may be."""
    for key, field, spec in _figures(case):
        if field.value is not None and not spec.signed and field.value < 0:
            yield Hit("error", {"cell": case.label(key), "value": field.value}, (case.cell(key),), (key,))


def cell_without_unit(case: Case) -> Iterator[Hit]:
    """An amount of money says no unit, and the form's heading gives none."""
    for key, field, spec in _figures(case):
        if spec.unit_in_cell and field.value and field.unit is None:
            yield Hit("warning", {"cell": case.label(key), "raw": _one_line(field.raw)}, (case.cell(key),), (key,))


def _figures(case: Case) -> Iterator[tuple[str, Field, FieldSpec]]:
    """The figures that the document prints in its tables."""
    for key, field in printed_numbers(case.report.fields).items():
        spec = case.spec(key)
        if spec is not None:
            yield key, field, spec


def _one_line(raw: str) -> str:
    return " ".join(raw.split())
