"""A report as its page shows it: everything a template needs, nothing it has to work out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.export.formtable import FormTable, at_label, form_tables, sides
from pipeline.export.wording import Words, meaning_mark, words
from pipeline.forms import Form
from pipeline.schema import Box, Check, Field, Number, PagePlace, Place, Report, TableCell, TextPlace

LEVELS = (0.5, 0.8, 0.95, 0.99)  # confidence below each has a colour of its own
MOST_ROWS = 400  # of a rebuilt table
SIGNS = {"==": ("=", "≠"), "<=": ("≤", "≰"), ">=": ("≥", "≱"), "zero_together": ("⇔", "⇎")}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in its cell: what stands there, and the classes that colour it."""

    key: str
    text: str
    classes: str
    hint: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a sum."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Sum:
    """An identity with its terms, as it is read out."""

    title: Words
    at: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    totals: tuple[str, str]
    sign: str
    difference: str
    check: Check

    @property
    def keys(self) -> str:
        """The keys of its terms, separated by spaces."""
        return " ".join(self.check.keys)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A rebuilt table as rows of cells, and how many rows more it has."""

    rows: list[list[TableCell]]
    rest: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a page: `id` names the figure, claim or paragraph that stands there."""

    id: str
    box: Box
    classes: str


def figures(report: Report) -> dict[str, Figure]:
    """The figures by key."""
    blames = blame_of(report)
    return {key: _figure(key, one, blames.get(key)) for key, one in report.fields.items()}


def blame_of(report: Report) -> dict[str, str]:
    """For each figure in a broken error-level sum, whose mistake that is; not the publisher's wins."""
    found: dict[str, str] = {}
    for check in report.checks:
        if check.verdict == "broken" and check.level == "error":
            for key in check.keys:
                if found.get(key, "publisher") == "publisher":
                    found[key] = check.blame or "undecided"
    return found


def tables(report: Report, form: Form | None) -> tuple[FormTable, ...]:
    """The form's tables with the rows that the record has."""
    return form_tables(form, report.fields) if form is not None else ()


def sums(report: Report, form: Form | None, *, broken: bool) -> tuple[Sum, ...]:
    """The identities that are broken, errors first; or all the others."""
    wanted = [check for check in report.checks if (check.verdict == "broken") == broken]
    order = {"error": 0, "warning": 1, "info": 2}
    return tuple(_sum(report, form, check) for check in sorted(wanted, key=lambda check: order[check.level]))


def marks(report: Report, found: Mapping[str, Figure]) -> dict[int, list[Mark]]:
    """The boxes of each page: figures on top of claims on top of paragraphs."""
    pages: dict[int, list[Mark]] = {}
    for name, place, classes in (*_paragraph_places(report), *_claim_places(report), *_figure_places(report, found)):
        if isinstance(place, PagePlace):
            pages.setdefault(place.page, []).append(Mark(name, place.box, classes))
    return pages


def grids(report: Report) -> dict[int, Drawn]:
    """The rebuilt tables by index, as rows; of a very long one the first rows."""
    found = {}
    for table in report.tables:
        rows: list[list[TableCell]] = [[] for _ in range(min(table.rows, MOST_ROWS))]
        for cell in table.cells:
            if cell.row < len(rows):
                rows[cell.row].append(cell)
        found[table.index] = Drawn(rows, table.rows - len(rows))
    return found


def cells_of(report: Report) -> dict[tuple[int, int, int], str]:
    """The key of the figure in a cell of a rebuilt table, by table, row and column."""
    at = {(one.place.kind, one.place): key for key, one in report.fields.items() if one.place is not None}
    found = {}
    for table in report.tables:
        for cell in table.cells:
            place: Place | None = cell.place
            if cell.page is not None and cell.box is not None:
                place = PagePlace(page=cell.page, box=cell.box)
            if place is not None and (place.kind, place) in at:
                found[table.index, cell.row, cell.column] = at[place.kind, place]
    return found


def spans(report: Report) -> dict[int, list[tuple[int, int, str]]]:
    """What stands inside paragraphs of documents without pages: (start, end, id) by paragraph, not overlapping."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    named: list[tuple[str, Place | None]] = [(key, one.place) for key, one in report.fields.items()]
    named += [(f"prose-{number}", claim.place) for number, claim in enumerate(report.prose)]
    for name, place in named:
        if isinstance(place, TextPlace):
            held = found.setdefault(place.paragraph, [])
            if all(place.end <= start or end <= place.start for start, end, _ in held):
                held.append((place.start, place.end, name))
    return {paragraph: sorted(held) for paragraph, held in found.items()}


def details(report: Report, form: Form | None) -> dict[str, dict[str, Any]]:
    """What is said of a figure when it is chosen, as JSON."""
    found: dict[str, dict[str, Any]] = {}
    for key, one in report.fields.items():
        spec = form.specs.get(key) if form is not None else None
        found[key] = {
            "label": spec.label if spec is not None else key,
            "value": one.value,
            "raw": one.raw,
            "meaning": words(one.meaning) if one.meaning else None,
            "unit": one.unit,
            "status": words(one.status),
            "origin": words(one.origin) if one.origin else None,
            "confidence": one.confidence,
            "found": one.found,
            "read": one.read,
            "others": [[other.raw, other.confidence] for other in one.alternatives],
        }
    return found


def number_text(value: Number | None) -> str:
    """A number as people read it."""
    return "" if value is None else f"{value:,}"


def _figure(key: str, one: Field, blame: str | None) -> Figure:
    text = number_text(one.value) if one.value is not None else meaning_mark(one.meaning)
    classes = [one.status, f"level{sum(one.confidence >= level for level in LEVELS)}"]
    if one.value is None:
        classes.append("word")
    elif one.value == 0:
        classes.append("zero")
    if blame is not None:
        classes.append("wrong" if blame == "publisher" else "doubted")
    if one.origin == "person":
        classes.append("person")
    return Figure(key, text, " ".join(classes), f"{one.confidence:.1%}")


def _sum(report: Report, form: Form | None, check: Check) -> Sum:
    left, right = sides(form, check) if form is not None else (check.keys, ())
    identity = next((one for one in form.identities if one.id == check.id), None) if form is not None else None
    holds, fails = SIGNS[identity.op] if identity is not None else ("=", "≠")
    both = check.left is not None and check.right is not None
    gap = (check.left or 0) - (check.right or 0)
    return Sum(
        title=words(check.id),
        at=at_label(form, check) if form is not None else check.at or "",
        left=tuple(_term(report, form, check, key) for key in left),
        right=tuple(_term(report, form, check, key) for key in right),
        totals=(number_text(check.left) or "—", number_text(check.right) or "—"),
        sign=fails if check.verdict == "broken" else holds,
        difference=f"{round(gap, 6):+,}" if both and gap else "",
        check=check,
    )


def _term(report: Report, form: Form | None, check: Check, key: str) -> Term:
    """A term by the label that tells it from the others of its sum."""
    one = report.fields.get(key)
    text = "?" if one is None else number_text(one.value) if one.value is not None else meaning_mark(one.meaning)
    spec = form.specs.get(key) if form is not None else None
    if spec is None:
        return Term(key, key, text)
    by_column = spec.row is None or (check.at is not None and check.at == spec.row.key)
    part = spec.column if by_column else spec.row
    return Term(key, part.label if part is not None else key, text)


def _figure_places(report: Report, found: Mapping[str, Figure]) -> Iterator[tuple[str, Place | None, str]]:
    for key, one in report.fields.items():
        yield key, one.place, found[key].classes


def _claim_places(report: Report) -> Iterator[tuple[str, Place | None, str]]:
    for number, claim in enumerate(report.prose):
        yield f"prose-{number}", claim.place, f"claim {claim.agreement}"


def _paragraph_places(report: Report) -> Iterator[tuple[str, Place | None, str]]:
    for section_number, section in enumerate(report.sections):
        for number, paragraph in enumerate(section.paragraphs):
            yield f"par-{section_number}-{number}", paragraph.place, "paragraph"
