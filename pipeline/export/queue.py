"""The doubtful figures of a report, worst first, with what a person needs to decide on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.export.rows import Rows
from pipeline.forms import FieldSpec, Form
from pipeline.schema import Box, Check, Field, PagePlace, Place, Report

MARGIN = 5.0  # points left and right of the row
AROUND = 9.0  # points above and below it: half a line of its neighbours
BESIDE = 200.0  # points left and right of a figure that stands in no table
TALLER = 2.5  # a cell that is so many times taller than the figure's is a merged label, not its row

Rank = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a page to show, with the box to mark."""

    page: int
    clip: Box
    mark: Box


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that a person should look at. `rank` sorts the worst first."""

    key: str
    field: Field
    spec: FieldSpec | None
    section: str | None
    broken: tuple[Check, ...]
    checks: tuple[Check, ...]
    row_text: str
    crop: Crop | None
    rank: Rank


def doubts(report: Report, form: Form | None) -> tuple[Doubt, ...]:
    """The figures for review: those in sums that do not hold first, then by confidence."""
    keys = [key for key, one in report.fields.items() if one.status == "review"]
    return tuple(sorted(look_at(report, form, keys), key=lambda doubt: doubt.rank)) if keys else ()


def look_at(report: Report, form: Form | None, keys: Sequence[str]) -> tuple[Doubt, ...]:
    """The figures of `keys`, in their order, with what a person needs to look at them."""
    rows = Rows(report)
    checks: defaultdict[str, list[Check]] = defaultdict(list)
    for check in report.checks:
        for key in check.keys:
            checks[key].append(check)
    return tuple(_doubt(key, report.fields[key], form, rows, checks[key]) for key in keys)


def _doubt(key: str, one: Field, form: Form | None, rows: Rows, checks: Sequence[Check]) -> Doubt:
    spec = form.specs.get(key) if form is not None else None
    broken = tuple(check for check in checks if check.verdict == "broken")
    ours = any(check.level == "error" and check.blame != "publisher" for check in broken)
    return Doubt(
        key=key,
        field=one,
        spec=spec,
        section=form.table_by_id[spec.table].section if form is not None and spec is not None else None,
        broken=broken,
        checks=tuple(checks),
        row_text=rows.text(one.place),
        crop=_crop(rows, one.place),
        rank=(0 if ours else 1, one.confidence),
    )


def _crop(rows: Rows, place: Place | None) -> Crop | None:
    """The row that the figure stands in, or a strip of the page where no row is known."""
    if not isinstance(place, PagePlace):
        return None
    x0, top, x1, bottom = place.box
    boxes = [cell.box for cell in rows.at(place) if cell.box is not None]
    left, right = min([x0, *(box.x0 for box in boxes)]), max([x1, *(box.x1 for box in boxes)])
    if not boxes:
        left, right = x0 - BESIDE, x1 + BESIDE
    level = [box for box in boxes if box.bottom - box.top <= TALLER * (bottom - top)]
    above = min([top, *(box.top for box in level)])
    below = max([bottom, *(box.bottom for box in level)])
    return Crop(place.page, Box(left - MARGIN, above - AROUND, right + MARGIN, below + AROUND), place.box)
