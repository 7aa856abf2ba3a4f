"""Where labelled paragraphs stand, and what they are about, through the real pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.run import read
from pipeline.schema import Paragraph, Report
from pipeline.text.normalise import simplify, squeeze


@dataclass(frozen=True, slots=True)
class Placed:
    """A labelled paragraph, and whether its section and its topic are among the labels; `found` is None if lost."""

    file: str
    number: int
    found: Paragraph | None
    section: bool
    topic: bool


def place_labelled(folder: Path) -> list[Placed]:
    """Each row of `folder`/labels.jsonl looked up in the record of its file.

    A row's paragraph is the one with its beginning (`start_clean` where a mark stands before it) and its end.

    Raises:
        UsageError: the folder has no labels.
    """
    try:
        lines = (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read the labels of {folder}: {error}") from error
    records = {name: read(folder / name) for name in sorted({row["file"] for row in rows})}
    return [_placed(row, records[row["file"]]) for row in rows]


def print_sections(folder: Path) -> int:
    """Print how many labelled paragraphs stand in their section; returns how many do not."""
    placed = place_labelled(folder)
    sections, topics = sum(one.section for one in placed), sum(one.topic for one in placed)
    print(f"through the pipeline: section right for {sections} of {len(placed)}, topic for {topics}")
    for one in placed:
        if not one.section:
            said = "not found" if one.found is None else f"in {one.found.section}"
            print(f"  {one.file}, paragraph {one.number}: {said}")
    return len(placed) - sections


def _placed(row: dict[str, Any], record: object) -> Placed:
    start, end = _plain(row.get("start_clean") or row["start"]), _plain(row["end"])
    found = next((one for one in _paragraphs(record) if _is(_plain(one.text), start, end)), None)
    section, topic = (found.section, found.topic) if found is not None else (None, None)
    return Placed(
        file=row["file"],
        number=row["n"],
        found=found,
        section=section in (row["section"], *row.get("section_alt", ())),
        topic=topic in (row["topic"], *row.get("topic_alt", ())),
    )


def _paragraphs(record: object) -> Iterator[Paragraph]:
    if isinstance(record, Report):
        for section in record.sections:
            yield from section.paragraphs


def _is(text: str, start: str, end: str) -> bool:
    return text.startswith(start) and text.endswith(end)


def _plain(text: str) -> str:
    return squeeze(simplify(text))
