from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import pipeline.run
from pipeline.cli import main
from pipeline.schema import Failure, Report
from pipeline.stages.gather import gather
from tests.builders import make_report
from tests.engines.picturefiles import pages

NAMES = ("docx-2021-numbered-0005.docx", "html-2021-gb18030-0006.html", "txt-2021-lines-0016.txt")
BESIDE = {
    "reports.jsonl", "fields.parquet", "checks.parquet", "fields.xlsx", "review.xlsx", "index.html", "html", "run.json",
    "reports",
}  # fmt: skip


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["run", *map(str, arguments)])


def _journal(out: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((out / "run.json").read_bytes())
    return said


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "site").mkdir()
    for name in NAMES:
        shutil.copy(samples / name, folder / "site" / name)
    shutil.copy(samples / NAMES[0], folder / "again.docx")
    (folder / "notes.csv").write_text("a,b")
    return folder


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, inputs: Path) -> tuple[Path, Result]:
    out = tmp_path_factory.mktemp("done") / "out"
    return out, _run(inputs, "--out", out)


def test_every_input_has_its_record_and_everything_beside_it(done: tuple[Path, Result]) -> None:
    out, result = done
    assert result.exit_code == 0, result.output
    assert {path.name for path in out.iterdir()} == BESIDE
    records = [Report.model_validate_json(path.read_bytes()) for path in sorted((out / "reports").iterdir())]
    assert [record.source.paths for record in records] == [
        ("again.docx", f"site/{NAMES[0]}"), (f"site/{NAMES[1]}",), (f"site/{NAMES[2]}",),
    ]  # fmt: skip
    assert all(record.form == "2021" for record in records)
    assert "index.html" in result.output


def test_records_hold_no_times_and_no_paths_of_this_machine(done: tuple[Path, Result], inputs: Path) -> None:
    out, _ = done
    for path in (out / "reports").iterdir():
        text = path.read_text(encoding="utf-8")
        assert str(inputs) not in text
        assert _journal(out)["started"][:13] not in text


def test_run_json_says_when_what_and_what_not(done: tuple[Path, Result], inputs: Path) -> None:
    said = _journal(done[0])
    assert said["root"] == str(inputs)
    assert said["ignored"] == [{"path": "notes.csv", "why": "a .csv file is not a document"}]
    assert said["counts"]["records"] == 3
    assert {"gongkai", "pdfplumber", "python"} <= set(said["versions"])
    assert said["settings"]["output.html"] is True
    assert all(one["seconds"] >= 0 for one in said["documents"])
    assert (said["stopped"], said["not_read"], said["manifest"]) == (False, [], None)


def test_a_second_run_gives_the_same_bytes(done: tuple[Path, Result], inputs: Path, tmp_path: Path) -> None:
    first, _ = done
    again = tmp_path / "again"
    assert _run(inputs, "--out", again, "--no-html", "--no-excel").exit_code == 0
    for path in [*(first / "reports").iterdir(), *first.glob("*.parquet"), first / "reports.jsonl"]:
        assert (again / path.relative_to(first)).read_bytes() == path.read_bytes()
    assert not (again / "index.html").exists()
    assert not (again / "fields.xlsx").exists()


def test_some_failed_is_three_and_the_others_have_their_records(inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "page.pdf").write_bytes(b"<html><body>no report</body></html>")
    good = inputs / "site" / NAMES[2]
    result = _run(tmp_path / "empty.pdf", tmp_path / "page.pdf", good, "--out", tmp_path / "out", "--no-html")
    assert result.exit_code == 3
    assert len(list((tmp_path / "out" / "reports").iterdir())) == 1
    failures = [Failure.model_validate_json(one.read_bytes()) for one in (tmp_path / "out" / "failures").iterdir()]
    assert {failure.reason for failure in failures} == {"empty", "not_a_report"}
    assert "failed, empty: 1" in result.output
    assert "failures" in result.output


def test_an_input_that_is_gone_is_put_aside(inputs: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in NAMES[1:]:
        shutil.copy(inputs / "site" / name, folder / name)
    assert _run(folder, "--out", out).exit_code == 0
    (out / "mine.txt").write_text("mine")
    (folder / NAMES[1]).unlink()
    result = _run(folder, "--out", out)
    assert "1 records of inputs that are not named now were moved to removed/" in result.output
    assert len(list((out / "reports").iterdir())) == len((out / "reports.jsonl").read_text().splitlines()) == 1
    assert len(list((out / "html").glob("*.html"))) == 1
    assert len(list((out / "removed" / "reports").iterdir())) == 1
    assert (out / "mine.txt").read_text() == "mine"


def test_a_manifest_is_compared(inputs: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "files.csv"
    lines = ["path,url,agency,region,year", f"site/{NAMES[2]},https://example.cn/x,白塔县财政局,,1999", "gone.pdf,,,,"]
    manifest.write_bytes("\n".join(lines).encode("gb18030"))
    out = tmp_path / "out"
    result = _run(inputs, "--out", out, "--manifest", manifest, "--no-excel")
    assert result.exit_code == 0
    assert "manifest, line 3: no such input: gone.pdf" in result.output
    (path,) = (out / "reports").glob(f"site__{NAMES[2]}*")
    record = Report.model_validate_json(path.read_bytes())
    assert {"manifest_agency", "manifest_year"} <= {remark.code for remark in record.warnings}
    said = _journal(out)["manifest"]
    assert said["missing"] == [{"line": 3, "path": "gone.pdf"}]
    assert len(said["unlisted"]) == 2
    assert "https://example.cn/x" in (out / "html" / f"{path.stem}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing.pdf", "--out", "out"],
        ["*.pdf", "--out", "out"],
        [".", "--out", "out"],
        ["a.csv"],
        ["a.csv", "--out", "a.csv"],
        ["a.csv", "--out", "out", "--manifest", "a.csv"],
        ["a.csv", "--out", "out", "--config", "gone.yaml"],
        ["a.csv", "--out", "."],
    ],
)
def test_wrong_usage_is_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    if "a.csv" in arguments:
        (tmp_path / "a.csv").write_text("x,y\n")
    if arguments[-1] == ".":
        arguments = [".", "--out", "."]
    assert _run(*arguments).exit_code == 2
    assert not (tmp_path / "out").exists()


def _reader(monkeypatch: pytest.MonkeyPatch, read: Callable[..., Report | Failure]) -> None:
    monkeypatch.setattr(pipeline.run, "read", read)


def test_ctrl_c_ends_with_what_was_done_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: Path) -> None:
    def stop(path: Path, *, name: str, kit: object) -> Report | Failure:
        if name == f"site/{NAMES[1]}":
            raise KeyboardInterrupt
        return real(path, name=name, kit=kit)  # type: ignore[arg-type]

    real = pipeline.run.read
    _reader(monkeypatch, stop)
    out = tmp_path / "out"
    result = _run(inputs, "--out", out)
    assert result.exit_code == 130
    assert len(list((out / "reports").iterdir())) == 1
    assert len((out / "reports.jsonl").read_text().splitlines()) == 1
    said = _journal(out)
    assert (said["stopped"], said["not_read"]) == (True, [f"site/{NAMES[1]}", f"site/{NAMES[2]}"])
    assert "stopped: 2 of 3" in result.output
    monkeypatch.setattr(pipeline.run, "read", real)
    assert _run(inputs, "--out", out).exit_code == 0


def test_fail_fast_stops_at_the_first_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: Path) -> None:
    def crash(path: Path, *, name: str, kit: object) -> Report:
        raise RuntimeError("boom\nboom")

    _reader(monkeypatch, crash)
    result = _run(inputs, "--out", tmp_path / "out", "--fail-fast", "--no-html", "--no-excel")
    assert result.exit_code == 3
    assert len(_journal(tmp_path / "out")["not_read"]) == 2
    (failure,) = (tmp_path / "out" / "failures").iterdir()
    assert "boom boom" in failure.read_text()


def test_a_terminal_is_not_played_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "a\x1b[2J\x1b]0;x\x07[red]b.pdf"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(b"%PDF-1.7")

    def fail(path: Path, *, name: str, kit: object) -> Report:
        raise RuntimeError("\x1b[31m[bold]")

    _reader(monkeypatch, fail)
    result = _run(tmp_path / "in", "--out", tmp_path / "out", "--no-html", "--no-excel")
    assert result.exit_code == 3
    assert "\x1b[2J" not in result.output
    assert "\x07" not in result.output
    assert "[red]b.pdf" in result.output


def test_many_files_have_a_rate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    for number in range(30):
        (tmp_path / "in" / f"{number}.txt").write_text(f"{number}")
    report = make_report("x.txt", kind="txt")

    def read(path: Path, *, name: str, kit: object) -> Report:
        return report.model_copy(update={"source": report.source.model_copy(update={"sha256": _digest(path)})})

    _reader(monkeypatch, read)
    result = _run(tmp_path / "in", "--out", tmp_path / "out", "--no-html", "--no-excel")
    assert result.exit_code == 0
    assert "30/30 (100 %)" in result.output
    assert " a second, 0 s left" in result.output


def _digest(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_folder_of_pages_is_read_as_one_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = pages(tmp_path / "scans" / "2019", "10.png", "2.png")
    asked: list[object] = []

    def read(path: object, *, name: str, kit: object) -> Report:
        asked.append(path)
        report = make_report()
        source = {"path": name, "paths": (name,), "sha256": gather(files[::-1], name=name).sha256, "kind": "image"}
        return report.model_copy(update={"source": report.source.model_copy(update=source)})

    monkeypatch.setattr(pipeline.run, "read", read)
    result = _run("--pages", tmp_path / "scans" / "2019", "--out", tmp_path / "out", "--no-excel")
    assert result.exit_code == 0, result.output
    assert asked == [(files[1], files[0])]
    (record,) = (tmp_path / "out" / "reports").iterdir()
    assert record.name.startswith("2019-")
    (said,) = _journal(tmp_path / "out")["documents"]
    assert said["parts"] == ["2019/2.png", "2019/10.png"]
    drawn = sorted(path.name.split("-")[0] for path in (tmp_path / "out" / "html" / record.stem).iterdir())
    assert drawn == ["1", "2"]


def test_nothing_to_read_is_wrong_usage(tmp_path: Path) -> None:
    result = _run("--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "--pages" in result.output
