"""What is asked for, and what comes out: a file's bytes and what is true of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from pipeline.schema import Meaning, Number
from pipeline.synth.document import Draft
from pipeline.synth.prose import Told
from pipeline.synth.values.habits import Size
from pipeline.synth.words import Script

DrawnKind = Literal["pdf", "docx", "html", "txt"]
FileKind = Literal["pdf", "docx", "html", "txt", "png", "jpg", "webp", "tiff", "pages"]
KINDS: tuple[DrawnKind, ...] = get_args(DrawnKind)


@dataclass(frozen=True, slots=True)
class Order:
    """What a sample shall be; what is None is left to the seed.

    `errors` counts mistyped figures, `marks` asks for blanks, slashes, dashes and words instead of figures, `hybrid`
    for optional rows, `slips` for figures in the prose that differ from the tables; with `tables` false they are
    lost, and only what the prose says is known. With `prose` false only the title, the headings that have tables, the
    tables with their captions and notes, and the signature are printed.
    """

    kind: DrawnKind | None = None
    form: str | None = None
    layout: str | None = None
    script: Script | None = None
    size: Size | None = None
    hybrid: bool | None = None
    marks: bool | None = None
    errors: int | None = None
    slips: int | None = None
    tables: bool = True
    prose: bool = True


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of a sample, as a `<id>.truth.json` says it; `fields` in printed order."""

    form: str
    year: int
    agency: str
    variant: str
    hybrid: bool
    fields: Mapping[str, Number | None]
    meaning: Mapping[str, Meaning]
    broken_checks: tuple[str, ...]
    published_on: str
    sections: tuple[tuple[str, str], ...] = ()
    prose: tuple[Told, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The truth as it is written to JSON."""
        return {
            "form": self.form,
            "year": self.year,
            "agency": self.agency,
            "variant": self.variant,
            "hybrid": self.hybrid,
            "fields": dict(self.fields),
            "meaning": dict(self.meaning),
            "broken_checks": list(self.broken_checks),
            "published_on": self.published_on,
            "sections": [{"key": key, "title": title} for key, title in self.sections],
            "prose": [_told_as_dict(told) for told in self.prose],
        }

    def as_json(self) -> str:
        """The truth's file, one key a line."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Sample:
    """A drawn report: `content` is the file's bytes, `draft` what was printed, cell by cell.

    `places`: the page (from 1) and box of each key's cell, origin top left: in PDFs points as displayed, in pictures
    pixels (of the picture of that number where a page or document carries several). `beside` are the files that
    belong to it, by their path from the folder it is written to; of kind `pages`, a folder of pictures, they are all.
    """

    id: str
    kind: FileKind
    layout: str
    content: bytes = field(repr=False)
    truth: Truth = field(repr=False)
    draft: Draft = field(repr=False)
    places: Mapping[str, tuple[int, tuple[float, float, float, float]]] = field(default_factory=dict, repr=False)
    beside: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """The file's name, or the folder's."""
        return self.id if self.kind == "pages" else f"{self.id}.{self.kind}"

    @property
    def files(self) -> Mapping[str, bytes]:
        """All files that it consists of, by their path from the folder it is written to."""
        return dict(self.beside) if self.kind == "pages" else {self.name: self.content, **self.beside}


def _told_as_dict(told: Told) -> dict[str, Any]:
    return {
        "keys": list(told.keys),
        "value": told.value,
        "hedge": told.hedge,
        "agreement": told.agreement,
        "section": told.section,
        "text": told.text,
    }
