from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.batch.naming import record_name
from pipeline.batch.store import Store, record_bytes
from pipeline.errors import SetupError
from pipeline.schema import Report
from tests.builders import digest_of, make_failure, make_report


def _name(path: str) -> str:
    return record_name(path, digest_of(path))


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_same_record_gives_the_same_bytes_and_comes_back() -> None:
    report = make_report()
    assert record_bytes(report) == record_bytes(make_report())
    assert Report.model_validate_json(record_bytes(report)) == report


def test_half_a_character_does_not_stop_a_record() -> None:
    report = make_report()
    broken = report.model_copy(update={"agency": report.agency.model_copy(update={"raw": "a\ud800b"})})
    assert Report.model_validate_json(record_bytes(broken)).agency.raw == "a\ufffdb"


def test_an_input_has_a_record_or_a_failure_never_both(tmp_path: Path) -> None:
    store, name = Store(tmp_path), _name("a.pdf")
    store.write(name, make_failure("a.pdf"))
    assert _files(tmp_path) == [f"failures/{name}.json"]
    store.write(name, make_report("a.pdf"))
    assert _files(tmp_path) == [f"reports/{name}.json"]
    store.write(name, make_failure("a.pdf"))
    assert _files(tmp_path) == [f"failures/{name}.json"]


def test_records_come_back_sorted(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for path in ("b.pdf", "a.pdf", "c/d.pdf"):
        store.write(_name(path), make_report(path))
    store.write(_name("e.pdf"), make_failure("e.pdf"))
    assert [report.source.path for _, report in store.reports()] == ["a.pdf", "b.pdf", "c/d.pdf"]
    assert [failure.source.path for _, failure in store.failures()] == ["e.pdf"]
    assert store.count() == 3


def test_the_first_reading_is_kept_while_corrections_stand(tmp_path: Path) -> None:
    store, name, report = Store(tmp_path), _name("a.pdf"), make_report("a.pdf")
    store.write(name, report.model_copy(update={"calibrated": True}), reading=report)
    assert store.reading(name) == report
    assert not list(tmp_path.glob("readings/*.json"))
    store.write(name, report)
    assert store.reading(name) is None


def test_records_of_other_inputs_are_put_aside_and_nothing_of_others_is_touched(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep, gone, failed = _name("keep.pdf"), _name("gone.pdf"), _name("failed.pdf")
    store.write(keep, make_report("keep.pdf"))
    store.write(gone, make_report("gone.pdf"), reading=make_report("gone.pdf"))
    store.write(failed, make_failure("failed.pdf"))
    theirs = ["reports/notes.json", "reports/x-12345678.json", "reports/readme.txt", "mine.txt"]
    for name in theirs:
        (tmp_path / name).write_text(json.dumps({"schema_version": "1.0", "source": {"sha256": "f" * 64}}))
    assert sorted(store.put_aside(frozenset({keep}))) == sorted([gone, failed])
    ours = [f"reports/{keep}.json", f"removed/reports/{gone}.json.gz", f"removed/failures/{failed}.json.gz"]
    assert _files(tmp_path) == sorted([*theirs, *ours])


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write(_name("a.pdf"), make_report("a.pdf"))
    (tmp_path / "reports" / ".gongkai-1-1").write_text("half")
    store.sweep()
    assert len(_files(tmp_path)) == 1


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    store, name = Store(tmp_path), _name("a.pdf")
    store.write(name, make_report("a.pdf"))
    store.report_path(name).write_text('{"schema_version": "9"}')
    with pytest.raises(SetupError, match="not a record"):
        list(store.reports())
