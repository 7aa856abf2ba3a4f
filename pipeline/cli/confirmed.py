"""What people confirmed of the reports of a run, with the place of each cell in its document."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.corrections import latest_word, load_corrections
from pipeline.batch.store import Store
from pipeline.schema import Correction
from pipeline.schema.report import Field
from pipeline.text.numerals import parse_cell

if TYPE_CHECKING:
    from pipeline.training.digits.confirmed import Confirmed

MARKS = {"slash": "/", "dash": "—", "none_word": "无", "not_applicable": "不适用"}


def confirmed_cells(out: Path, documents: Path) -> Iterator[Confirmed]:
    """The confirmed cells of the run in `out` whose documents lie under `documents`, unchanged."""
    from pipeline.training.digits.confirmed import Confirmed

    said = latest_word(load_corrections(out))
    for name, report in Store(out).reports():
        path = documents / report.source.path
        digest = report.source.sha256
        words = {key: word for (document, key), word in said.items() if document == digest}
        if not words or not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
            continue
        for key, word in words.items():
            field = report.fields.get(key)
            if field is None or field.place is None or field.place.kind != "page":
                continue
            printed = _printed(field, word)
            if printed is not None:
                yield Confirmed(path, field.place.page, field.place.box, printed, name)


def _printed(field: Field, word: Correction) -> str | None:
    """What the cell prints: a text that was read where it means what the person says, else the plain figure."""
    for raw in (field.raw, *(other.raw for other in field.alternatives)):
        read = parse_cell(raw)
        if raw and (read.value, read.meaning) == (word.value, word.meaning):
            return raw
    if word.meaning == "number" and isinstance(word.value, int):
        return str(word.value)
    return MARKS.get(word.meaning)
