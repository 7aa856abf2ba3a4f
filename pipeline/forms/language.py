"""What may stand in a form file. docs/forms.md describes each key; unknown keys are refused."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pipeline.forms.prose import ProseForm
from pipeline.schema import Level, SectionKey

Operator = Literal["==", "<=", ">=", "zero_together"]


def _expression(value: str | None) -> str | None:
    if value is not None:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
    return value


class Language(BaseModel):
    """Frozen and closed, like everything that is data."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Labelled(Language):
    """Something with a printed label: `match` is a regular expression on the normalised label."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    match: str | None = None
    unit: str | None = None
    decimal: bool = False
    note: str | None = None

    @field_validator("match")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        return _expression(value)


class Column(Labelled):
    """A column of figures; `group` names the merged headers above it, outermost first."""

    group: tuple[str, ...] = ()
    signed: bool = False
    unit_in_cell: bool = False


class Row(Labelled):
    """A row of figures; `group` names the merged labels left of it; `parent` the row it belongs to in a list."""

    group: tuple[str, ...] = ()
    parent: str | None = None
    heading: bool = False
    optional: bool = False
    instead_of: tuple[str, ...] = ()
    local_extension: str | None = None
    seen: str | None = None


class TableForm(Language):
    """A table of the form.

    Field keys are `<key_prefix>.<row>.<column>`; `<key_prefix>.<column>` where there is a single data row, and
    `<key_prefix>.<row>` where a table has no columns but one value a row (a list).
    """

    id: str
    key_prefix: str
    section: SectionKey | None = None
    caption: str | None = None
    unit: str | None = None
    header: tuple[str, ...] = ()
    header_aliases: tuple[tuple[str, ...], ...] = ()
    corner_note: str | None = None
    corner_note_aliases: tuple[str, ...] = ()
    column_header_rows: int = 1
    column_note: str | None = None
    heading_rows_have: tuple[str, ...] = ()
    footer_fields: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    single_data_row: bool = False

    @model_validator(mode="after")
    def _has_cells(self) -> TableForm:
        if self.single_data_row and (self.rows or not self.columns):
            raise ValueError("a table with a single data row has columns and no rows")
        if not self.single_data_row and not self.rows:
            raise ValueError("a table needs rows")
        return self


class SectionForm(Language):
    """A section of the report with the title variants that agencies print; `match` is tried on the bare title."""

    key: SectionKey
    title: str
    aliases: tuple[str, ...] = ()
    match: str | None = None
    optional: bool = False

    @field_validator("match")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        return _expression(value)


class Detect(Language):
    """Cell labels that speak for and against this form."""

    any_of: tuple[str, ...]
    against: tuple[str, ...] = ()
    note: str | None = None


class AnyOf(Language):
    """Alternatives: the first whose cells are all present counts."""

    any_of: tuple[tuple[str, ...], ...]


class Identity(Language):
    """A sum or comparison that the form's figures keep: `left op right`, or `left op constant`."""

    id: str
    level: Level
    table: str | tuple[str, ...]
    over: Literal["rows", "columns"] | None = None
    op: Operator
    left: tuple[str | AnyOf, ...]
    right: tuple[str | AnyOf, ...] = ()
    constant: float | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _has_right(self) -> Identity:
        if bool(self.right) == (self.constant is not None):
            raise ValueError("needs either right or constant")
        return self

    @property
    def tables(self) -> tuple[str, ...]:
        """The ids of the tables that it speaks of."""
        return (self.table,) if isinstance(self.table, str) else self.table


class CrossYear(Language):
    """A rule between this year's and last year's report of one agency."""

    id: str
    level: Level
    op: Operator
    this: str
    last: str | None = None
    last_sum: tuple[str, ...] = ()
    plus_this: str | None = None
    minus_this: str | None = None
    note: str | None = None


class Comparable(Language):
    """How far a figure here means the same as one of the 2019 form.

    `here` is a key pattern, or several joined by ` + `; `there` is the key that it becomes, with the same `*`.
    """

    here: str
    there: str | None
    comparability: Literal["good", "partial", "none"]
    note: str | None = None


class Cited(Language):
    """What the prose cites that speaks for this form: notices and phrases, and the report years it was in force."""

    phrases: tuple[str, ...] = ()
    years: tuple[int, int] | None = None


class FormFile(Language):
    """A whole form file."""

    form: str
    title: str
    legal_basis: str
    cited: Cited = Cited()
    detect: Detect
    sections: tuple[SectionForm, ...]
    tables: tuple[TableForm, ...]
    identities: tuple[Identity, ...] = ()
    derived: dict[str, tuple[str | AnyOf, ...]] = Field(default_factory=dict)
    cross_year: tuple[CrossYear, ...] = ()
    comparability_with_2019: tuple[Comparable, ...] = ()
    prose: ProseForm = ProseForm()
