"""What a run's records say of each other, as `gongkai compare` gives it out."""

from __future__ import annotations

from typing import Literal

from pipeline.schema import Level, Number
from pipeline.schema.model import Noun


class Whose(Noun):
    """A report by whom and when it was made: `name` is that of its record."""

    agency: str
    region: str | None
    year: int
    name: str


class Addend(Noun):
    """A figure that another is expected to come from: of which year's report, its key, sign and value."""

    year: int
    key: str
    sign: int
    value: Number


class Break(Noun):
    """A figure that does not continue last year's.

    `this` is printed, `expected` follows from `terms`. `note` is what the report itself says of it, if it does.
    """

    report: Whose
    last: Whose
    rule: str
    level: Level
    key: str
    label: str
    this: Number
    expected: Number
    terms: tuple[Addend, ...]
    note: str | None = None


class Difference(Noun):
    """A figure of which two publications of one report say different things; None where one prints no number."""

    key: str
    label: str
    values: tuple[Number | None, ...]


class Twice(Noun):
    """One agency's report of one year in several files; `differs` is empty where they print the same figures."""

    reports: tuple[Whose, ...]
    differs: tuple[Difference, ...]


class Taken(Noun):
    """Text that another report has as well: `share` (0 to 1) of the narrative, and its longest paragraph."""

    kind: Literal["last_year", "other_agency"]
    report: Whose
    source: Whose
    share: float
    excerpt: str


class Comparison(Noun):
    """All of it. `unplaced` are records without agency or year, which cannot be compared."""

    reports: int
    agencies: int
    pairs: int
    held: int
    not_assessable: int
    breaks: tuple[Break, ...]
    twice: tuple[Twice, ...]
    taken: tuple[Taken, ...]
    unplaced: tuple[str, ...]
