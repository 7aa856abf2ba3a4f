"""The record: what a run writes for one report. See docs/record.md."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import Field as Default

from pipeline.schema.model import SCHEMA_VERSION, Noun
from pipeline.schema.place import Box, CellPlace, Place, TextPlace

Kind = Literal["pdf", "docx", "html", "txt", "image"]
FormName = str
SectionKey = Literal["overview", "disclosure", "requests", "disputes", "problems", "other_matters"]
Meaning = Literal["number", "blank", "slash", "dash", "none_word", "not_applicable", "unparseable"]
Status = Literal["accepted", "review", "absent"]
Origin = Literal["text", "ocr", "prose", "repair", "person"]
Level = Literal["error", "warning", "info"]
Verdict = Literal["holds", "broken", "holds_if_blank_is_0", "not_assessable"]
Blame = Literal["publisher", "reading", "undecided"]
Agreement = Literal["agrees", "agrees_in_other_scope", "disagrees", "not_comparable", "only_source"]
Hedge = Literal["余", "近", "约", "超", "万"]
Number = int | float
T = TypeVar("T")


class Source(Noun):
    """The file that was read. `path` is the first of `paths` in sorted order, relative to the input root."""

    path: str
    paths: tuple[str, ...]
    sha256: str
    kind: Kind
    pages: int | None = None
    encoding: str | None = None
    repaired: bool = False
    parts: tuple[str, ...] = ()


class FormEvidence(Noun):
    """How the form was decided: labels seen in cells with the form they speak for, votes a form, and by what."""

    labels: dict[str, tuple[str, ...]] = {}
    votes: dict[str, float] = {}
    decided_by: Literal["cells", "sections", "year", "nothing"] = "nothing"
    confidence: float = 0.0


class Stated(Noun, Generic[T]):
    """Something the report says of itself; value null where it was not found."""

    value: T | None = None
    raw: str | None = None
    confidence: float = 0.0
    place: Place | None = None


class Paragraph(Noun):
    """`section` is where it stands, `topic` what it says by itself."""

    text: str
    place: Place | None
    section: SectionKey | None
    section_confidence: float
    topic: SectionKey | None
    topic_confidence: float


class PrintedLine(Noun):
    """A line of the title block, or of the signature and date at the end."""

    text: str
    place: Place | None


class Section(Noun):
    """A standard section; `title` as printed, empty for what stands before the first heading."""

    key: SectionKey
    title: str
    confidence: float
    paragraphs: tuple[Paragraph, ...]


class TableCell(Noun):
    """A cell of a rebuilt table; row and column from 0; box on page where there are pages, else its place."""

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    text: str
    page: int | None = None
    box: Box | None = None
    place: CellPlace | TextPlace | None = Default(default=None, discriminator="kind")


class Table(Noun):
    """A table as it was rebuilt. `matched` names the form's tables found in it, `engine` what found its cells."""

    index: int
    matched: tuple[str, ...]
    engine: str
    pages: tuple[int, ...]
    rows: int
    columns: int
    cells: tuple[TableCell, ...]


class Alternative(Noun):
    """Another reading of a field: what the cell's readings alone give it, and `readers` and `clear` as in a field."""

    value: Number | None
    raw: str
    meaning: Meaning
    confidence: float
    readers: int = 1
    clear: int = 0


class Repair(Noun):
    """Why a field is not what was read first: what that was, the sums that decide (`id@at`), the reason in words."""

    value: Number | None
    raw: str
    meaning: Meaning
    confidence: float
    sums: tuple[str, ...]
    reason: str


class Field(Noun):
    """One figure of the form.

    `confidence` is the probability that the document prints this value (or meaning) for this key,
    `found` that this is the right cell, `read` that the cell was read right, given all readings and sums; `seen` is
    what the cell's own readings give it. `readers` counts the independent readings of which it is the first, `clear`
    those that leave next to no doubt of it; `agreed` that text or two of them can be trusted, with none against it.
    `support` counts the sums that hold with it and that a wrong figure would have broken. `score` is what the judge
    made of these before calibration, `group` the figures that it was calibrated with; both null where no cell was read.
    """

    value: Number | None
    raw: str
    meaning: Meaning | None
    unit: str | None
    confidence: float
    found: float
    read: float
    status: Status
    origin: Origin | None
    place: Place | None
    seen: float = 0.0
    readers: int = 0
    clear: int = 0
    agreed: bool = False
    support: int = 0
    repair: Repair | None = None
    alternatives: tuple[Alternative, ...] = ()
    score: float | None = None
    group: str | None = None


class ProseFigure(Noun):
    """A figure that the narrative states, and how it compares with the tables."""

    key: str | None
    keys: tuple[str, ...] = ()
    value: Number
    hedge: Hedge | None = None
    scope: Literal["agency", "area"] | None = None
    text: str
    place: Place | None
    agreement: Agreement
    note: str | None = None


class Check(Noun):
    """One identity of the form, or one plausibility rule, with its terms and verdict.

    `suspect` is the figure that alone would make this and the other broken sums through it hold.
    """

    id: str
    at: str | None
    level: Level
    verdict: Verdict
    blame: Blame | None
    keys: tuple[str, ...]
    left: Number | None
    right: Number | None
    explanation: str
    suspect: str | None = None


class Note(Noun):
    """A line under a table that starts with 注, 备注 or 说明."""

    text: str
    place: Place | None
    table: int | None = None


class Remark(Noun):
    """A doubt about the whole document or a page; `code` is stable, `message` for people."""

    code: str
    message: str
    page: int | None = None


class Support(Noun):
    """What a promise rests on for one group of figures.

    At a score of `score` or more, `wrong` of `cells` measured figures were wrong; `upper` is the upper bound of their
    error rate. Only such figures are accepted.
    """

    group: str
    score: float
    cells: int
    wrong: int
    upper: float


class Promise(Noun):
    """That at most `max_error` of the accepted figures are wrong, with the probability `level`.

    `groups` says what supports it; figures of the `unsupported` groups, and of groups never measured, go to review.
    """

    max_error: float
    level: float
    groups: tuple[Support, ...]
    unsupported: tuple[str, ...] = ()


class Report(Noun):
    """One report: every figure of the statutory form, where it stands, how sure we are, which sums hold."""

    schema_version: str = SCHEMA_VERSION
    calibrated: bool = False
    source: Source
    form: FormName
    form_evidence: FormEvidence
    agency: Stated[str]
    region: Stated[str]
    year: Stated[int]
    published_on: Stated[str]
    title: tuple[PrintedLine, ...] = ()
    closing: tuple[PrintedLine, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    fields: dict[str, Field] = Default(default_factory=dict)
    prose: tuple[ProseFigure, ...] = ()
    checks: tuple[Check, ...] = ()
    notes: tuple[Note, ...] = ()
    warnings: tuple[Remark, ...] = ()
    promise: Promise | None = None
