from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.batch.derive import derive
from pipeline.batch.documents import group
from pipeline.batch.intake import collect
from pipeline.batch.journal import load_journal, locations, write_journal
from pipeline.batch.manifest import Entry, Manifest
from pipeline.batch.store import Store
from pipeline.batch.sweep import Beside, Outcome, sweep
from pipeline.batch.tally import Tally
from pipeline.schema import Check, Correction, Failure, Report
from tests.builders import always, make_failure, make_report


def _mark(report: Report, said: Sequence[Correction]) -> Report:
    return report.model_copy(
        update={"calibrated": True, "region": report.region.model_copy(update={"value": str(len(said))})}
    )


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in {"a.pdf": b"1", "b.pdf": b"2", "copy-of-a.pdf": b"1"}.items():
        (folder / name).write_bytes(content)
    return folder


def _run(folder: Path, out: Path, beside: Beside | None = None) -> list[Outcome]:
    documents = group(collect([str(folder)], out=out).inputs)
    return list(sweep(documents, always(make_report()), Store(out), beside or Beside()))


def test_every_input_has_a_record_and_a_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    outcomes = _run(folder, tmp_path / "out")
    assert [outcome.result.source.paths for outcome in outcomes] == [("a.pdf", "copy-of-a.pdf"), ("b.pdf",)]
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").rglob("*.json")}
    _run(folder, tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").rglob("*.json")} == before


def test_one_document_that_crashes_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = _folder(tmp_path)

    def read(location: Path, path: str) -> Report | Failure:
        if path == "a.pdf":
            raise RecursionError("too deep")
        return always(make_report())(location, path)

    documents = group(collect([str(folder)], out=tmp_path / "out").inputs)
    results = [outcome.result for outcome in sweep(documents, read, Store(tmp_path / "out"), Beside())]
    assert [type(result) for result in results] == [Failure, Report]


def test_an_outcome_comes_when_it_is_on_disk(tmp_path: Path) -> None:
    documents = group(collect([str(_folder(tmp_path))], out=tmp_path / "out").inputs)
    store = Store(tmp_path / "out")
    for outcome in sweep(documents, always(make_report()), store, Beside()):
        assert store.report_path(outcome.document.name).exists()
        break
    assert store.count() == 1


def test_the_manifest_and_corrections_are_applied_and_the_reading_is_kept(tmp_path: Path) -> None:
    folder, out = _folder(tmp_path), tmp_path / "out"
    digest = _run(folder, out)[1].result.source.sha256
    assert digest is not None
    said = Correction(sha256=digest, key="requests.new.total", value=1, meaning="number", by="li", at="2026-01-01")
    manifest = Manifest({"a.pdf": Entry(2, "a.pdf", year="2020")})
    first, second = _run(folder, out, Beside(manifest, {digest: (said,)}, _mark))
    assert isinstance(first.result, Report)
    assert isinstance(second.result, Report)
    assert first.result.warnings[-1].code == "manifest_year"
    assert (second.result.calibrated, second.result.region.value) == (True, "1")
    reading = Store(out).reading(second.document.name)
    assert reading is not None
    assert not reading.calibrated


def test_records_are_always_derived_from_the_first_reading(tmp_path: Path) -> None:
    folder, out = _folder(tmp_path), tmp_path / "out"
    digest = _run(folder, out)[0].result.source.sha256
    assert digest is not None
    said = Correction(sha256=digest, key="requests.new.total", value=1, meaning="number", by="li", at="2026-01-01")
    store = Store(out)
    assert len(derive(store, {digest: (said,)}, _mark)) == 1
    (name,) = derive(
        store, {digest: (said, said)}, lambda report, all_said: report if report.calibrated else _mark(report, all_said)
    )
    assert dict(store.reports())[name].region.value == "2"


def test_run_json_remembers_where_files_were_whatever_their_names(tmp_path: Path) -> None:
    odd = "b\udcffc.pdf"
    write_journal(tmp_path, {"root": "/data", "documents": [{"name": "n", "file": odd}]})
    assert locations(tmp_path) == {"n": Path("/data") / odd}
    assert load_journal(tmp_path)["versions"]["python"]
    (tmp_path / "run.json").write_text("{")
    assert locations(tmp_path) == {}


def test_the_tally_counts_by_kind_and_form() -> None:
    broken = Check(
        id="x", at=None, level="error", verdict="broken", blame="publisher", keys=(), left=1, right=2, explanation=""
    )  # fmt: skip
    tally = Tally()
    tally.add(make_report(doubts=["requests.new.total"], checks=(broken,)))
    tally.add(make_report("b.docx", kind="docx", form="2019"))
    tally.add(make_failure())
    counts = tally.as_counts()
    assert (counts["records"], counts["review"], counts["failures"]) == (2, 1, {"needs_ocr": 1})
    assert counts["broken"] == {"publisher": 1}
    assert json.loads(json.dumps(counts)) == counts
    assert tally.groups["docx", "2019"].figures == len(make_report(form="2019").fields)


def test_a_full_disk_ends_the_run_and_leaves_no_half_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _folder(tmp_path)

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Exception, match="No space left"):
        _run(folder, tmp_path / "out")
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
