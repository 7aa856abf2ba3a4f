"""A loaded form: the file's content and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from pipeline.forms.language import Column, FormFile, Identity, Labelled, Row, TableForm
from pipeline.forms.lexicon import Lexicon, lexicon
from pipeline.text.matching import KnownLabel, LabelIndex
from pipeline.text.normalise import label_key


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What the form says of one field key."""

    key: str
    table: str
    row: Row | None
    column: Column | None
    unit: str | None
    signed: bool
    decimal: bool
    unit_in_cell: bool
    optional: bool

    @property
    def label(self) -> str:
        """Row and column label, as printed in the form."""
        return " / ".join(part for part in (self.row_label, self.column_label) if part)

    @property
    def row_label(self) -> str:
        """The labels left of the cell, outermost first; empty where the table has a single data row."""
        return " / ".join((*self.row.group, self.row.label)) if self.row else ""

    @property
    def column_label(self) -> str:
        """The labels above the cell, outermost first; empty where the table is a list."""
        return " / ".join((*self.column.group, self.column.label)) if self.column else ""


@dataclass(frozen=True)
class Form:
    """A form: `file` as loaded, `specs` a spec for each field key in printed order."""

    file: FormFile
    specs: dict[str, FieldSpec] = field(repr=False)

    @property
    def name(self) -> str:
        """The form's short name, as in records."""
        return self.file.form

    @property
    def tables(self) -> tuple[TableForm, ...]:
        """The form's tables in printed order."""
        return self.file.tables

    @property
    def identities(self) -> tuple[Identity, ...]:
        """The form's identities."""
        return self.file.identities

    @cached_property
    def table_by_id(self) -> dict[str, TableForm]:
        """Tables by id."""
        return {table.id: table for table in self.tables}

    @cached_property
    def row_labels(self) -> dict[str, LabelIndex]:
        """For each table id the labels of its rows, headings included."""
        return {table.id: label_index(table.rows) for table in self.tables}

    @cached_property
    def section_labels(self) -> LabelIndex:
        """The sections by their titles and by the expression that other titles match."""
        sections = self.file.sections
        return LabelIndex([KnownLabel(one.key, (one.title, *one.aliases), one.match) for one in sections])

    @cached_property
    def section_titles(self) -> LabelIndex:
        """The sections by their own titles alone: what tells one form's plan from another's."""
        return LabelIndex([KnownLabel(one.key, (one.title, *one.aliases)) for one in self.file.sections])

    @cached_property
    def label_keys(self) -> frozenset[str]:
        """The normalised labels of all rows, columns, groups, headers and captions."""
        labels: list[str] = []
        for table in self.tables:
            labels += [*table.header, *(word for words in table.header_aliases for word in words)]
            for part in (*table.rows, *table.columns):
                labels += [part.label, *part.aliases, *getattr(part, "group", ())]
        return frozenset(label_key(label) for label in labels)

    @cached_property
    def column_labels(self) -> dict[str, LabelIndex]:
        """For each table id the labels of its columns."""
        return {table.id: label_index(table.columns) for table in self.tables}

    @cached_property
    def lexicon(self) -> Lexicon:
        """What the words of the narrative mean under this form."""
        return lexicon(self.file.prose)

    def expected(self, present: frozenset[str] | set[str]) -> tuple[str, ...]:
        """The keys that a record holds: all that are not optional, and those optional ones that are present.

        Keys whose row an `instead_of` row replaces are left out; `present` are the keys that were found.
        """
        replaced: set[str] = set()
        for spec in self.specs.values():
            if spec.key in present and spec.row is not None and spec.row.instead_of:
                table = self.table_by_id[spec.table]
                if any(_key_of(table, other, spec.column) in present for other in _rows(table, spec.row.instead_of)):
                    continue  # both are printed: keep both
                replaced.update(_key_of(table, other, spec.column) for other in _rows(table, spec.row.instead_of))
        return tuple(
            key
            for key, spec in self.specs.items()
            if (not spec.optional and key not in replaced) or (spec.optional and key in present)
        )


def field_key(table: TableForm, row: Row | None, column: Column | None) -> str:
    """`<prefix>.<row>.<column>`, without the part that a list or a single data row does not have."""
    return ".".join(part for part in (table.key_prefix, row and row.key, column and column.key) if part)


_key_of = field_key


def label_index(parts: tuple[Row, ...] | tuple[Column, ...]) -> LabelIndex:
    """The labels of rows or columns with all their spellings."""
    return LabelIndex([_known(part) for part in parts])


def _known(part: Labelled) -> KnownLabel:
    return KnownLabel(part.key, (part.label, *part.aliases), part.match)


def _rows(table: TableForm, keys: tuple[str, ...]) -> list[Row]:
    return [row for row in table.rows if row.key in keys]


def build_specs(file: FormFile) -> dict[str, FieldSpec]:
    """A spec for each field key, in printed order."""
    specs: dict[str, FieldSpec] = {}
    for table in file.tables:
        rows: tuple[Row | None, ...] = (None,) if table.single_data_row else table.rows
        columns: tuple[Column | None, ...] = table.columns or (None,)
        for row in rows:
            if row is not None and row.heading:
                continue
            for column in columns:
                spec = _spec(table, row, column)
                specs[spec.key] = spec
    return specs


def _spec(table: TableForm, row: Row | None, column: Column | None) -> FieldSpec:
    units = [part.unit for part in (row, column) if part is not None and part.unit is not None]
    unit_in_cell = column is not None and column.unit_in_cell
    return FieldSpec(
        key=field_key(table, row, column),
        table=table.id,
        row=row,
        column=column,
        unit="万元" if unit_in_cell else (units[0] if units else table.unit),
        signed=column is not None and column.signed,
        decimal=unit_in_cell or any(part is not None and part.decimal for part in (row, column)),
        unit_in_cell=unit_in_cell,
        optional=row is not None and row.optional,
    )
