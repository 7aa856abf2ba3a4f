"""Figures that continue last year's, and figures that are made not to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.forms import Form
from pipeline.schema import Number
from pipeline.synth.values.figures import Figure, Values
from pipeline.synth.values.sums import broken_checks

Numbers = dict[str, Number]
CARRIED_IN, CARRIED_OUT, NEW, DONE = (
    f"requests.{row}." for row in ("carried_in", "carried_out", "new", "processed_total")
)
TOTAL = "total"


def continued(form: Form, values: Values, last: Mapping[str, Number | None]) -> Values:
    """The figures with what last year's report leaves to them; the sums of the report hold as before."""
    numbers = _numbers(values)
    known = {key: value for key, value in last.items() if value is not None}
    for key in [key for key in numbers if key.startswith(CARRIED_IN) and not key.endswith(TOTAL)]:
        column = key.removeprefix(CARRIED_IN)
        if CARRIED_OUT + column in known:
            _carry(numbers, column, known[CARRIED_OUT + column])
    for key in [key for key in numbers if key.endswith(".in_force") and key in known]:
        _stock(numbers, key.removesuffix("in_force"), known[key])
    for key in [key for key in numbers if key.endswith(".previous_items") and key in known]:
        stem = key.removesuffix("previous_items")
        numbers[key] = known[key] + known.get(f"{stem}change", 0)
        numbers[f"{stem}change"] = max(numbers[f"{stem}change"], -numbers[key])
    return _with(form, values, numbers)


def broken_off(form: Form, values: Values, key: str, by: int) -> Values:
    """The figures with the one at `key` larger than last year's report allows; the report's own sums still hold."""
    numbers = _numbers(values)
    numbers[key] += by
    if key.startswith(CARRIED_IN):
        column = key.removeprefix(CARRIED_IN)
        numbers[CARRIED_OUT + column] += by
        _add_up(numbers)
    return _with(form, values, numbers)


def _carry(numbers: Numbers, column: str, carried: Number) -> None:
    done, out = numbers[DONE + column], numbers[CARRIED_OUT + column]
    new = done + out - carried
    if new < 0:  # nobody can have done more than came in
        out, new = out - new, 0
    numbers[CARRIED_IN + column], numbers[CARRIED_OUT + column], numbers[NEW + column] = carried, out, new
    _add_up(numbers)


def _add_up(numbers: Numbers) -> None:
    for row in (CARRIED_IN, CARRIED_OUT, NEW):
        numbers[row + TOTAL] = sum(
            value for key, value in numbers.items() if key.startswith(row) and key != row + TOTAL
        )


def _stock(numbers: Numbers, stem: str, last: Number) -> None:
    issued = numbers[f"{stem}issued"]
    numbers[f"{stem}repealed"] = min(numbers[f"{stem}repealed"], last + issued)
    numbers[f"{stem}in_force"] = last + issued - numbers[f"{stem}repealed"]


def _numbers(values: Values) -> Numbers:
    return {key: figure.value for key, figure in values.figures.items() if figure.value is not None}


def _with(form: Form, values: Values, numbers: Numbers) -> Values:
    figures = {key: replace(figure, value=numbers.get(key, figure.value)) for key, figure in values.figures.items()}
    return replace(values, figures=figures, broken=broken_checks(form, figures))


def changed(form: Form, values: Values, key: str, by: int) -> Values:
    """The figures with one that is part of no sum changed, as a corrected publication has it."""
    figures = {**values.figures, key: Figure((values.number(key) or 0) + by)}
    return replace(values, figures=figures, broken=broken_checks(form, figures))
