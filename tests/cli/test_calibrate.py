"""`gongkai calibrate`, and `gongkai run --max-error` on what it fitted."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.batch.store import Store
from pipeline.cli import main
from pipeline.trust.calibration import NAME, load_calibration
from pipeline.trust.records import NAME as KEPT
from tests.builders import make_field, make_report

SAMPLE = "txt-2021-lines-0016.txt"


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 records of 200 figures; one in forty figures with a score of .95 is wrong, none of a higher one."""
    folder = tmp_path_factory.mktemp("measured")
    store, rng = Store(folder / "out"), random.Random(7)
    (folder / "truth").mkdir()
    for number in range(60):
        fields, true = {}, {}
        for cell in range(200):
            key, score = f"k{cell}", rng.choice([0.95, 0.99, 0.9995])
            fields[key] = make_field(
                1, score=score, confidence=score, group="text/sums" if cell < 150 else "text/alone"
            )
            true[key] = 2 if score == 0.95 and rng.random() < 0.025 else 1
        report = make_report(f"d{number}.txt", kind="txt").model_copy(update={"fields": fields})
        store.write(f"d{number}-{report.source.sha256[:8]}", report)
        (folder / "truth" / f"d{number}.truth.json").write_text(json.dumps({"fields": true}), encoding="utf-8")
    done = call("calibrate", store.out, "--truth", folder / "truth", "--out", folder / "fitted")
    assert done.exit_code == 0, done.output
    (folder / "printed.txt").write_text(done.output, encoding="utf-8")
    return folder


def test_before_and_after_are_printed(measured: Path) -> None:
    printed = (measured / "printed.txt").read_text(encoding="utf-8")
    before, after = printed.split("after: on held-out documents")
    assert printed.startswith("12,000 figures of 60 documents, ")
    assert "OUTSIDE" in before
    assert "OUTSIDE" not in after
    assert after.count("log loss") == 1
    assert "coverage 1.00" in after
    (row,) = [line for line in after.splitlines() if line.startswith("text/alone")]
    assert row.split()[1] == "3000"


def test_the_file_says_what_was_measured(measured: Path) -> None:
    fitted = load_calibration(measured / "fitted" / NAME)
    assert fitted.measured["documents"] == 60
    assert fitted.probability(0.9995, "text/sums") > 0.999
    assert fitted.probability(0.95, "text/sums") == pytest.approx(0.975, abs=0.006)


def test_the_same_runs_give_the_same_bytes(measured: Path, tmp_path: Path) -> None:
    done = call("calibrate", measured / "out", "--truth", measured / "truth", "--out", tmp_path)
    assert done.exit_code == 0
    for name in (NAME, KEPT):
        assert (tmp_path / name).read_bytes() == (measured / "fitted" / name).read_bytes()


def test_what_people_said_is_added(measured: Path, tmp_path: Path, samples: Path) -> None:
    out = tmp_path / "out"
    assert call("run", samples / SAMPLE, "--out", out, "--no-html", "--no-excel").exit_code == 0
    (_, report), *_ = Store(out).reports()
    key, one = next((key, one) for key, one in report.fields.items() if one.value)
    word = {
        "sha256": report.source.sha256, "key": key, "value": one.value, "meaning": "number", "by": "li",
        "at": "2024-01-01T00:00:00+00:00",
    }  # fmt: skip
    (out / "corrections.jsonl").write_text(json.dumps(word) + "\n", encoding="utf-8")
    done = call(
        "calibrate", measured / "out", "--truth", measured / "truth", "--with", out, "--out", tmp_path / "fitted"
    )
    assert done.exit_code == 0, done.output
    assert "1 said by people" in done.output
    assert "after, without what people said" in done.output
    assert load_calibration(tmp_path / "fitted" / NAME).measured["cells"] == 12_001


@pytest.mark.parametrize("arguments", [("OUT",), ("--truth", "TRUTH")])
def test_runs_and_true_values_go_together(measured: Path, arguments: tuple[str, ...]) -> None:
    places = {"OUT": measured / "out", "TRUTH": measured / "truth"}
    done = call("calibrate", *(places.get(one, one) for one in arguments))
    assert done.exit_code == 2
    assert "name both" in done.output


def test_nothing_known_is_an_error(measured: Path, tmp_path: Path) -> None:
    done = call("calibrate", measured / "out", "--truth", tmp_path, "--out", tmp_path / "fitted")
    assert done.exit_code == 2
    assert not (tmp_path / "fitted").exists()


def run(measured: Path, out: Path, sample: Path, *more: object) -> Result:
    settings = ("--set", f"accept.calibration={measured / 'fitted' / NAME}")
    return call(*settings, "run", sample, "--out", out, "--no-html", "--no-excel", *more)


def test_a_run_says_what_was_measured_and_what_is_promised(measured: Path, tmp_path: Path, samples: Path) -> None:
    out = tmp_path / "out"
    done = run(measured, out, samples / SAMPLE, "--max-error", "0.001")
    assert done.exit_code == 0, done.output
    (_, report), *_ = Store(out).reports()
    assert report.calibrated
    assert report.promise is not None
    assert (report.promise.max_error, report.promise.level) == (0.001, 0.95)
    assert [one.group for one in report.promise.groups] == ["text/sums"]
    assert report.promise.unsupported == ("text/alone",)
    for one in report.fields.values():
        assert one.status == ("accepted" if one.group == "text/sums" and one.score >= 0.99 else "review")
    journal = json.loads((out / "run.json").read_bytes())
    assert journal["promise"] == report.promise.model_dump(mode="json")
    assert "not promised" in done.output


def test_a_promise_that_the_data_cannot_support_is_refused(measured: Path, tmp_path: Path, samples: Path) -> None:
    done = run(measured, tmp_path / "out", samples / SAMPLE, "--max-error", "0.0001")
    assert done.exit_code == 2
    assert "can be promised" in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("wrong", ["0", "1", "-0.1", "two"])
def test_a_share_that_cannot_be_is_refused(measured: Path, tmp_path: Path, samples: Path, wrong: str) -> None:
    assert run(measured, tmp_path / "out", samples / SAMPLE, "--max-error", wrong).exit_code == 2
