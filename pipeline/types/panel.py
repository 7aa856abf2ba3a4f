"""Reports of all forms as one table: a row a report, a column a figure that means the same in all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.schema import Number

HEAD = ("agency", "region", "year", "form", "name", "in_review")


@dataclass(frozen=True, slots=True)
class PanelSource:
    """What a form gives to a column: the keys that are added, and how far the sum means what the column's name says."""

    form: str
    keys: tuple[str, ...]
    comparability: Literal["same", "good", "partial", "none"]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PanelColumn:
    """A column. A name that ends in `@form` holds that form's figures alone, since no other form's are comparable."""

    name: str
    label: str
    unit: str | None
    sources: tuple[PanelSource, ...]


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A report with its accepted figures by column; `in_review` counts those left out for a person to look at."""

    agency: str
    region: str | None
    year: int
    form: str
    name: str
    in_review: int
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns and rows; rows by agency and year."""

    columns: tuple[PanelColumn, ...]
    rows: tuple[PanelRow, ...]
