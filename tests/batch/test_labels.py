"""Which figures of a run are known to be right or wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.batch.corrections import append_corrections
from pipeline.batch.labels import labels_from_corrections, labels_from_truth, load_truths
from pipeline.batch.store import Store
from pipeline.errors import UsageError
from pipeline.schema import Correction, Field, Meaning, Number, Report
from tests.builders import make_field, make_report

KEYS = (
    "requests.new.total",
    "requests.new.natural_person",
    "requests.granted.total",
    "requests.granted.natural_person",
)


def scored(value: Number | None, score: float = 0.99, **changes: object) -> Field:
    return make_field(value, score=score, group="text/sums", **changes)


def report_of(fields: dict[str, Field]) -> Report:
    return make_report("sub/one.pdf").model_copy(update={"fields": fields})


def stored(folder: Path, fields: dict[str, Field]) -> Store:
    store = Store(folder / "out")
    store.write("one-12345678", report_of(fields))
    return store


def labelled(folder: Path, fields: dict[str, Field], truth: dict[str, object]) -> list[bool]:
    return [one.right for one in labels_from_truth(stored(folder, fields), {"one": truth})]


def test_values_and_meanings_are_compared(tmp_path: Path) -> None:
    fields = {KEYS[0]: scored(5), KEYS[1]: scored(5), KEYS[2]: scored(None), KEYS[3]: scored(None, meaning="slash")}
    truth = {
        "fields": {KEYS[0]: 5, KEYS[1]: 6, KEYS[2]: None, KEYS[3]: None},
        "meaning": {KEYS[2]: "blank", KEYS[3]: "dash"},
    }
    assert labelled(tmp_path, fields, truth) == [True, False, True, False]


def test_absence_is_right_where_nothing_is_printed(tmp_path: Path) -> None:
    absent = make_field(None, status="absent", meaning=None, origin=None, score=0.9, group="absent/text")
    assert labelled(tmp_path, {KEYS[0]: absent, KEYS[1]: absent}, {"fields": {KEYS[0]: 5}}) == [False, True]


def test_an_invented_figure_is_wrong_but_of_prose_not_all_is_known(tmp_path: Path) -> None:
    told = scored(5, origin="prose")
    assert labelled(tmp_path, {KEYS[0]: scored(5), KEYS[1]: told}, {"fields": {}}) == [False]


def test_figures_that_were_never_judged_say_nothing(tmp_path: Path) -> None:
    assert labelled(tmp_path, {KEYS[0]: make_field(5)}, {"fields": {KEYS[0]: 5}}) == []


def test_documents_without_true_values_say_nothing(tmp_path: Path) -> None:
    assert list(labels_from_truth(stored(tmp_path, {KEYS[0]: scored(5)}), {"other": {"fields": {}}})) == []


def said(key: str, value: Number | None, meaning: Meaning = "number") -> Correction:
    digest = make_report("sub/one.pdf").source.sha256
    return Correction(sha256=digest, key=key, value=value, meaning=meaning, by="li", at="2024-01-01T00:00:00+00:00")


def test_peoples_word_is_compared_with_what_was_read_before_it(tmp_path: Path) -> None:
    first = report_of({KEYS[0]: scored(5), KEYS[1]: scored(7), KEYS[2]: scored(1), KEYS[3]: scored(2)})
    after = report_of({key: make_field(8, origin="person") for key in KEYS})
    store = Store(tmp_path / "out")
    store.write("one-12345678", after, reading=first)
    append_corrections(
        store.out,
        [said(KEYS[0], 5), said(KEYS[1], 8), said(KEYS[2], None, "unparseable"), said(KEYS[3], None, "blank")],
    )
    found = list(labels_from_corrections(store))
    assert [one.right for one in found] == [True, False, False]
    assert {one.score for one in found} == {0.99}


def test_true_values_are_found_by_stem_and_may_not_contradict(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.truth.json").write_text(json.dumps({"fields": {"k": 1}}), encoding="utf-8")
    assert load_truths([tmp_path / "a", tmp_path / "b"]) == {"one": {"fields": {"k": 1}}}
    (tmp_path / "b" / "one.truth.json").write_text(json.dumps({"fields": {"k": 2}}), encoding="utf-8")
    with pytest.raises(UsageError, match="other true values for one"):
        load_truths([tmp_path])
