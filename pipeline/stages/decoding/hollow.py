"""Cells that print no number where sums want one: a digit may have gone with the border that was erased."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.forms import Form
from pipeline.schema import Number
from pipeline.stages.decoding.solve import Solution

HABIT = 3  # so many empty ones in a column, and the publisher leaves totals out


def hollow_cells(numbers: Mapping[str, Number | None], solution: Solution, form: Form) -> frozenset[str]:
    """The keys of cells without a number none of whose sums holds, but where they stand in a habit of the publisher."""
    wanting = [key for key in solution.grid.through if numbers[key] is None and _is_wanted(key, solution)]
    places = {key: (form.specs[key].table, form.specs[key].column) for key in wanting}
    alike = Counter((table, column.key if column is not None else None) for table, column in places.values())
    return frozenset(
        key for key, (table, column) in places.items() if column is None or alike[table, column.key] < HABIT
    )


def _is_wanted(key: str, solution: Solution) -> bool:
    totals = [solution.totals[number] for number, _ in solution.grid.through[key] if number in solution.totals]
    return bool(totals) and not any(total.holds for total in totals)
