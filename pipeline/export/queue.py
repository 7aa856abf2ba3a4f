"""The doubtful figures of a report, worst first, with what a person needs to decide on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.forms import FieldSpec, Form
from pipeline.schema import Box, Check, Field, PagePlace, Place, Report, Table, TableCell, TextPlace

MARGIN = 5.0  # points left and right of the row
AROUND = 9.0  # points above and below it: half a line of its neighbours
BESIDE = 200.0  # points left and right of a figure that stands in no table
TALLER = 2.5  # a cell that is so many times taller than the figure's is a merged label, not its row
NEIGHBOURS = 8  # cells before and after one that a text file has alone on its line

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
    found = [_doubt(report, key, one, form) for key, one in report.fields.items() if one.status == "review"]
    return tuple(sorted(found, key=lambda doubt: doubt.rank))


def _doubt(report: Report, key: str, one: Field, form: Form | None) -> Doubt:
    spec = form.specs.get(key) if form is not None else None
    section = form.table_by_id[spec.table].section if form is not None and spec is not None else None
    checks = tuple(check for check in report.checks if key in check.keys)
    broken = tuple(check for check in checks if check.verdict == "broken")
    ours = any(check.level == "error" and check.blame != "publisher" for check in broken)
    return Doubt(
        key=key,
        field=one,
        spec=spec,
        section=section,
        broken=broken,
        checks=checks,
        row_text=row_text(report, one.place),
        crop=_crop(report, one.place),
        rank=(0 if ours else 1, one.confidence),
    )


def row_text(report: Report, place: Place | None) -> str:
    """The row that a figure stands in, as text, its cell in 【】; the paragraph where it stands in prose."""
    row = list(_row(report, place))
    if not row and isinstance(place, TextPlace):
        return _paragraph(report, place)
    return " | ".join(f"【{_one_line(cell)}】" if _is_at(cell, place) else _one_line(cell) for cell in row)


def _crop(report: Report, place: Place | None) -> Crop | None:
    """The row that the figure stands in, or a strip of the page where no row is known."""
    if not isinstance(place, PagePlace):
        return None
    x0, top, x1, bottom = place.box
    boxes = [cell.box for cell in _row(report, place) if cell.box is not None]
    left, right = min([x0, *(box.x0 for box in boxes)]), max([x1, *(box.x1 for box in boxes)])
    if not boxes:
        left, right = x0 - BESIDE, x1 + BESIDE
    level = [box for box in boxes if box.bottom - box.top <= TALLER * (bottom - top)]
    above = min([top, *(box.top for box in level)])
    below = max([bottom, *(box.bottom for box in level)])
    return Crop(place.page, Box(left - MARGIN, above - AROUND, right + MARGIN, below + AROUND), place.box)


def _row(report: Report, place: Place | None) -> Iterator[TableCell]:
    """The cells that stand in the row of a place, left to right; merged labels reach into it."""
    if isinstance(place, PagePlace):
        middle = (place.box.top + place.box.bottom) / 2
        for table in report.tables:
            if _holds(table, place):
                level = [cell for cell in table.cells if _reaches(cell, place.page, middle)]
                yield from sorted(level, key=lambda cell: cell.box.x0 if cell.box else 0.0)
                return
    elif place is not None:
        for table in report.tables:
            row = next((cell.row for cell in table.cells if cell.place == place), None)
            if row is not None:
                near = NEIGHBOURS if table.columns == 1 else 0
                yield from (cell for cell in table.cells if cell.row - near <= row < cell.row + cell.rowspan + near)
                return


def _holds(table: Table, place: PagePlace) -> bool:
    return any(cell.page == place.page and cell.box is not None and _touch(cell.box, place.box) for cell in table.cells)


def _reaches(cell: TableCell, page: int, middle: float) -> bool:
    return cell.page == page and cell.box is not None and cell.box.top <= middle <= cell.box.bottom


def _touch(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom


def _is_at(cell: TableCell, place: Place | None) -> bool:
    if place is not None and cell.place is not None:
        return cell.place == place
    if isinstance(place, PagePlace) and cell.box is not None:
        across, down = (place.box.x0 + place.box.x1) / 2, (place.box.top + place.box.bottom) / 2
        return cell.box.x0 <= across <= cell.box.x1 and cell.box.top <= down <= cell.box.bottom
    return False


def _paragraph(report: Report, place: TextPlace) -> str:
    for section in report.sections:
        for paragraph in section.paragraphs:
            where = paragraph.place
            if isinstance(where, TextPlace) and where.paragraph == place.paragraph:
                start, end = place.start - where.start, place.end - where.start
                text = paragraph.text
                return f"{text[:start]}【{text[start:end]}】{text[end:]}" if 0 <= start < end <= len(text) else text
    return ""


def _one_line(cell: TableCell) -> str:
    return " ".join(cell.text.split())
