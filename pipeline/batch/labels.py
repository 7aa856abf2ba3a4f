"""Figures of a run beside what is known to be true of them: true values of drawn documents, and people's word."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.batch.corrections import latest_word, load_corrections
from pipeline.batch.store import Store
from pipeline.errors import UsageError
from pipeline.schema import Correction, Field, Number, Report
from pipeline.trust.grouping import ABSENT, ABSENT_SEEN
from pipeline.trust.observation import Observation
from pipeline.trust.reliability import Outcome

TRUTH_SUFFIX = ".truth.json"
TOLERANCE = 1e-6
Truth = Mapping[str, Any]


def load_truths(folders: Iterable[Path]) -> dict[str, Truth]:
    """The true values below the folders, by the stem of the document's file.

    Raises:
        UsageError: two files for one stem say different things.
    """
    found: dict[str, Truth] = {}
    for folder in folders:
        for path in sorted(folder.rglob(f"*{TRUTH_SUFFIX}")):
            stem, truth = path.name.removesuffix(TRUTH_SUFFIX), json.loads(path.read_bytes())
            if found.setdefault(stem, truth) != truth:
                raise UsageError(f"{path}: another folder has other true values for {stem}")
    return found


def labels_from_truth(store: Store, truths: Mapping[str, Truth]) -> Iterator[Observation]:
    """The figures of the records whose true values are known; a report on an unknown form has none."""
    for name, report in store.reports():
        truth = truths.get(Path(report.source.path).stem)
        if truth is None:
            continue
        first = store.reading(name) or report
        for key, one in first.fields.items():
            right = _is_true(key, one, truth)
            if right is not None and one.group is not None and one.score is not None:
                yield Observation(first.source.sha256, one.group, one.score, right)


def outcomes_from_truth(store: Store, truths: Mapping[str, Truth]) -> Iterator[Outcome]:
    """What the records say of the figures whose true values are known, and whether it was right."""
    for _, report in store.reports():
        truth = truths.get(Path(report.source.path).stem)
        if truth is None:
            continue
        for key, one in report.fields.items():
            right = _is_true(key, one, truth)
            if right is not None and one.group is not None:
                yield Outcome(report.source.sha256, one.confidence, right)


def labels_from_corrections(store: Store) -> Iterator[Observation]:
    """The figures that people confirmed or corrected, as they were before; what could not be read says nothing."""
    said = latest_word(load_corrections(store.out))
    for name, report in store.reports():
        first: Report = store.reading(name) or report
        for key, one in first.fields.items():
            word = said.get((first.source.sha256, key))
            if word is None or word.meaning == "unparseable" or one.group is None or one.score is None:
                continue
            yield Observation(first.source.sha256, one.group, one.score, _is_confirmed(one, word))


def _is_true(key: str, one: Field, truth: Truth) -> bool | None:
    """Whether the field says what the document prints; None where that is not known."""
    known = key in truth["fields"]
    if one.group in (ABSENT, ABSENT_SEEN):
        return not known
    if not known:  # a figure that is not printed; but of what only prose says, not everything is known
        return None if one.value is None or one.origin == "prose" else False
    meaning = truth.get("meaning", {}).get(key)
    if not _same(one.value, truth["fields"][key]):
        return False
    return one.value is not None or meaning is None or one.meaning == meaning


def _is_confirmed(one: Field, word: Correction) -> bool:
    return _same(one.value, word.value) and (one.value is not None or one.meaning == word.meaning)


def _same(one: Number | None, other: Number | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return abs(one - other) < TOLERANCE
