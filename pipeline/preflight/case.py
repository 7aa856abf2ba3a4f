"""What the rules look at: the record, its text in order, its form, and what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pipeline.forms import FieldSpec, Form, Row
from pipeline.preflight.equations import Equation, equations
from pipeline.preflight.finding import Spot
from pipeline.preflight.privacy import mask
from pipeline.schema import CellPlace, Field, PagePlace, Place, Report, SectionKey, TableCell
from pipeline.text.normalise import clean, label_key, simplify, squeeze
from pipeline.types.years import YearComparison

Role = Literal["title", "preamble", "heading", "body", "note", "cell", "closing"]
AROUND = 16  # characters of context on each side of an excerpt
SHORT_LABEL = 3  # a label as short as 其他 says nothing without its group
LONGEST_LABEL = 26
MOST_SPOTS, MOST_NAMED = 12, 6


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the report's text: as printed, and without encodings and spaces.

    `text`, `plain` (simplified characters) and `shown` (personal numbers masked) are of one length. `section` is where
    it stands, `title` that section's heading.
    """

    role: Role
    printed: str
    text: str
    plain: str
    shown: str
    place: Place | None
    section: SectionKey | None = None
    title: str = ""

    def spot(self, start: int, end: int) -> Spot:
        """The spot of characters `start` to `end` of `text`, with some context."""
        left, right = max(0, start - AROUND), min(len(self.text), end + AROUND)
        excerpt = "…" * (left > 0) + self.shown[left:right] + "…" * (right < len(self.text))
        return Spot(place=self.place, label=self.title, excerpt=excerpt)

    @property
    def whole(self) -> Spot:
        """The spot of the whole passage, shortened."""
        return self.spot(0, min(len(self.text), 4 * AROUND))


@dataclass(frozen=True)
class Case:
    """One report under examination. `year` and `agency` are what the user expects; `years` the comparison, if any."""

    report: Report
    forms: Mapping[str, Form]
    years: YearComparison | None = None
    expected_year: int | None = None
    expected_agency: str | None = None

    @cached_property
    def form(self) -> Form | None:
        """The form that the report is on; None where it is not known."""
        return self.forms.get(self.report.form)

    @cached_property
    def year(self) -> int | None:
        """The year reported on: what the user expects, else what the report says."""
        return self.expected_year if self.expected_year is not None else self.report.year.value

    @cached_property
    def due(self) -> Form | None:
        """The form in force for the year; None where no form says that it was."""
        for form in self.forms.values():
            years = form.file.cited.years
            if self.year is not None and years is not None and years[0] <= self.year <= years[1]:
                return form
        return None

    @cached_property
    def equations(self) -> tuple[Equation, ...]:
        """The form's sums with their sides."""
        known = [check for check in self.report.checks if all(key in self.report.fields for key in check.keys)]
        return equations(known, self.form) if self.form is not None else ()

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All text in printed order, but for the figures of the form."""
        return tuple(self._passages())

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """Preamble, headings, paragraphs, notes, closing lines and title: everything but table cells."""
        return tuple(passage for passage in self.passages if passage.role != "cell")

    def of(self, *roles: Role) -> tuple[Passage, ...]:
        """The passages of these roles."""
        return tuple(passage for passage in self.passages if passage.role in roles)

    def spec(self, key: str) -> FieldSpec | None:
        """What the form says of a key."""
        return self.form.specs.get(key) if self.form is not None else None

    def label(self, key: str) -> str:
        """Row and column of a figure as the form prints them, short enough for a sentence."""
        spec = self.spec(key)
        if spec is None:
            return key
        parts = [row_label(spec.row)] if spec.row is not None else []
        if spec.column is not None:
            parts.append("·".join((*spec.column.group, spec.column.label)))
        return " / ".join(parts)

    def table_label(self, table: str) -> str:
        """What people call a table of the form: its caption, else the title of its section."""
        form = self.form
        if form is None or table not in form.table_by_id:
            return table
        found = form.table_by_id[table]
        titles = [section.title for section in form.file.sections if section.key == found.section]
        return found.caption or (titles[0] if titles else form.file.title)

    def cell(self, key: str) -> Spot:
        """The spot of a figure."""
        field = self.report.fields.get(key)
        if field is None:
            return Spot(place=None, label=self.label(key))
        row, column = self._row(key)
        return Spot(place=field.place, label=self.label(key), excerpt=field.raw, row=row, column=column)

    def cells(self, keys: Sequence[str]) -> tuple[Spot, ...]:
        """The spots of the first of these figures."""
        return tuple(self.cell(key) for key in keys[:MOST_SPOTS])

    def named(self, keys: Sequence[str]) -> tuple[str, ...]:
        """The labels of the first of these figures."""
        return shortened(tuple(self.label(key) for key in keys))

    def _row(self, key: str) -> tuple[tuple[str, ...], int | None]:
        """The figure's row, its label and what each of its cells prints; and which of them is the figure's."""
        spec = self.spec(key)
        if spec is None or spec.row is None or self.form is None:
            return (), None
        others = [other.key for other in self.form.specs.values() if (other.table, other.row) == (spec.table, spec.row)]
        keys = [other for other in others if other in self.report.fields]
        return (spec.row.label, *(self.report.fields[other].raw for other in keys)), 1 + keys.index(key)

    def _passages(self) -> Iterator[Passage]:
        report = self.report
        for line in report.title:
            yield _passage("title", line.text, line.place)
        for section in report.sections:
            first = section.paragraphs[0].place if section.paragraphs else None
            if section.title:
                yield _passage("heading", section.title, first, section=section.key, title=section.title)
            role: Role = "body" if section.title else "preamble"
            for paragraph in section.paragraphs:
                yield _passage(role, paragraph.text, paragraph.place, section=section.key, title=section.title)
        for note in report.notes:
            yield _passage("note", note.text, note.place)
        figures = {(_where(field.place), field.raw) for field in report.fields.values() if field.place is not None}
        for table in report.tables:
            for cell in table.cells:
                if cell.text.strip() and (_cell_where(table.index, cell), cell.text) not in figures:
                    yield _passage("cell", cell.text, _place(table.index, cell))
        for line in report.closing:
            yield _passage("closing", line.text, line.place)


def row_label(row: Row) -> str:
    """A row's label, with its group where it says nothing by itself."""
    bare = label_key(row.label)
    label = REMARK.sub("", row.label)
    if len(bare) <= SHORT_LABEL and row.group:
        label = f"{row.group[-1]} {label}"
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"


def shortened(names: tuple[str, ...]) -> tuple[str, ...]:
    """The first names, with a mark where there are more."""
    return names if len(names) <= MOST_NAMED else (*names[:MOST_NAMED], "…")


def printed_numbers(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields that were found in a table of the document, whatever they print."""
    return {key: field for key, field in fields.items() if field.origin not in (None, "prose")}


def is_garbled(field: Field) -> bool:
    """Whether the cell prints something that is neither a figure nor one of the usual marks for none."""
    return field.meaning == "unparseable" and bool(field.raw.strip())


def _passage(
    role: Role, printed: str, place: Place | None, *, section: SectionKey | None = None, title: str = ""
) -> Passage:
    text, plain = squeeze(clean(printed)), squeeze(simplify(printed))
    if len(text) != len(plain):  # a conversion that is not letter by letter: places would be wrong
        text = plain
    shown = squeeze(mask(clean(printed)))
    if len(shown) != len(text):
        shown = mask(text)
    return Passage(role, printed, text, plain, shown, place, section, squeeze(clean(title)))


def _where(place: Place | None) -> object:
    if isinstance(place, PagePlace):
        return (place.page, tuple(round(side, 1) for side in place.box))
    return place.model_dump_json() if place is not None else None


def _cell_where(table: int, cell: TableCell) -> object:
    return _where(_place(table, cell))


def _place(table: int, cell: TableCell) -> Place:
    if cell.page is not None and cell.box is not None:
        return PagePlace(page=cell.page, box=cell.box)
    return cell.place if cell.place is not None else CellPlace(table=table, row=cell.row, column=cell.column)


def sentence_of(passage: Passage, start: int) -> tuple[int, int]:
    """Start and end of the sentence that character `start` of the passage stands in."""
    left = max((mark.end() for mark in SENTENCE_END.finditer(passage.plain, 0, start)), default=0)
    right = SENTENCE_END.search(passage.plain, start)
    return left, right.end() if right is not None else len(passage.plain)


REMARK = re.compile(r"(?<=.{3})（[^（）]{6,}）")  # what a label says of how to count
SENTENCE_END = re.compile(r"[。！？!?；;]")
