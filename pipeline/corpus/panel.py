"""All records as one panel, by what the forms say of how far their figures mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.corpus.agencies import by_agency
from pipeline.forms import Form
from pipeline.forms.language import Comparable
from pipeline.schema import Number, Report
from pipeline.types.panel import Panel, PanelColumn, PanelRow, PanelSource

BASE = "2019"  # the form that the others compare themselves with
Plan = dict[str, list[PanelSource]]


def build_panel(records: Iterable[tuple[str, Report]], forms: Mapping[str, Form]) -> Panel:
    """A row for each report whose agency and year are known, a column for each figure of each form.

    Figures of two forms share a column only where their comparability is good; what is partly comparable, or not at
    all, has the form's name after it.
    """
    plan = _plan(forms)
    columns = tuple(PanelColumn(name, *_said(sources, forms), tuple(sources)) for name, sources in plan.items())
    rows = [
        _row(agency, name, report, columns)
        for agency, members in by_agency(records).items()
        for name, report in members
        if report.year.value is not None and report.form in forms
    ]
    seen = {row.form for row in rows}
    used = [n for n, column in enumerate(columns) if any(one.form in seen for one in column.sources)]
    return Panel(
        tuple(columns[n] for n in used),
        tuple(
            PanelRow(
                row.agency, row.region, row.year, row.form, row.name, row.in_review, tuple(row.values[n] for n in used)
            )
            for row in sorted(rows, key=lambda row: (row.agency, row.year, row.name))
        ),
    )


def _plan(forms: Mapping[str, Form]) -> Plan:
    """For each column what each form gives to it, in the order of the base form."""
    plan: Plan = {}
    base = forms.get(BASE)
    for key in base.specs if base is not None else ():
        plan[key] = [PanelSource(BASE, (key,), "same")]
    for name in sorted(forms, reverse=True):
        if name != BASE:
            for column, source in _of_form(forms[name], base):
                plan.setdefault(column, []).append(source)
    return plan


def _of_form(form: Form, base: Form | None) -> Iterator[tuple[str, PanelSource]]:
    """The columns of a form that is not the base: rules first, then what no rule speaks of."""
    told: set[str] = set()
    for rule in form.file.comparability_with_2019:
        for keys, there in _matches(rule, form, told):
            told.update(keys)
            known = base is not None and there is not None and there in base.specs
            if rule.comparability == "good" and known and there is not None:
                yield there, PanelSource(form.name, keys, "good", rule.note or "")
            else:
                column = there if there is not None else keys[0]
                yield f"{column}@{form.name}", PanelSource(form.name, keys, rule.comparability, rule.note or "")
    for key in form.specs:
        if key not in told:
            yield f"{key}@{form.name}", PanelSource(form.name, (key,), "none")


def _matches(rule: Comparable, form: Form, told: set[str]) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The figures that a rule speaks of, as keys that are added, with the base form's key."""
    first, *others = [part.strip() for part in rule.here.split(" + ")]
    expression = re.compile(r"([^.]+)".join(re.escape(part) for part in first.split("*")))
    for key in form.specs:
        match = expression.fullmatch(key)
        if match is None or key in told:
            continue
        keys = (key, *(_filled(other, match.groups()) for other in others))
        if all(one in form.specs for one in keys):
            yield keys, None if rule.there is None else _filled(rule.there, match.groups())


def _filled(pattern: str, caught: Sequence[str]) -> str:
    parts = iter(caught)
    return re.sub(r"\*", lambda _: next(parts, "*"), pattern)


def _said(sources: Sequence[PanelSource], forms: Mapping[str, Form]) -> tuple[str, str | None]:
    """Label and unit of a column: those of its first source."""
    specs = forms[sources[0].form].specs
    return " + ".join(specs[key].label for key in sources[0].keys), specs[sources[0].keys[0]].unit


def _row(agency: str, name: str, report: Report, columns: Sequence[PanelColumn]) -> PanelRow:
    values = tuple(_value(report, column) for column in columns)
    in_review = sum(field.status == "review" for field in report.fields.values())
    return PanelRow(agency, report.region.value, report.year.value or 0, report.form, name, in_review, values)


def _value(report: Report, column: PanelColumn) -> Number | None:
    """The first source of the report's form of which every figure is accepted and a number."""
    for source in column.sources:
        if source.form != report.form:
            continue
        fields = [report.fields.get(key) for key in source.keys]
        numbers = [field.value for field in fields if field is not None and field.status == "accepted"]
        known = [number for number in numbers if number is not None]
        if len(known) == len(source.keys):
            return sum(known)
    return None
