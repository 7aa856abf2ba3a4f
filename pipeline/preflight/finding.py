"""What a check of one report says: findings with place, reason and remedy, in one language."""

from __future__ import annotations

from typing import Literal

from pipeline.schema.model import SCHEMA_VERSION, Noun
from pipeline.schema.place import Place
from pipeline.schema.report import Kind, Level

Language = Literal["zh", "en"]


class Spot(Noun):
    """Where a finding stands: place in the document, row and column or section, and what is printed there.

    `row` holds the texts of the table row left to right where the spot is a cell, the `column`th of them (from 0).
    Personal numbers in `excerpt` and `row` are masked.
    """

    place: Place | None
    label: str = ""
    excerpt: str = ""
    row: tuple[str, ...] = ()
    column: int | None = None


class Finding(Noun):
    """One thing that is wrong or doubtful.

    `code` names the rule (docs/check.md has a heading for each), `says` what is wrong, `why` it matters, `mend` what
    to do. `keys` are the figures of the form that it concerns; `private` says that the place shows personal data.
    """

    code: str
    group: str
    level: Level
    title: str
    says: str
    why: str
    mend: str
    spots: tuple[Spot, ...] = ()
    keys: tuple[str, ...] = ()
    private: bool = False


class Checked(Noun):
    """A document that was read: its path as given, its content's SHA-256, and what it says of itself."""

    path: str
    sha256: str
    kind: Kind
    pages: int | None
    form: str
    agency: str | None
    year: int | None
    published_on: str | None


class Inspection(Noun):
    """The result of checking one report. `rules` are the codes that were looked for; `counts` findings a level."""

    schema_version: str = SCHEMA_VERSION
    language: Language
    report: Checked
    last_year: Checked | None
    counts: dict[Level, int]
    findings: tuple[Finding, ...]
    rules: tuple[str, ...]
