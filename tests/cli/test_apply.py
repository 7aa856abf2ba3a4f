from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.export.wording import words
from pipeline.schema import Report
from tests.export.opened import open_workbook, parquet_rows

# Nothing is believed at this threshold: every figure is for review.
NOTHING_ACCEPTED = ("--set", "accept.threshold=1")
NAMES = ("docx-2021-numbered-0005.docx", "pdf-2021-unrepeated-0044.pdf")


def _call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*NOTHING_ACCEPTED, *map(str, arguments)])


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    out = tmp_path_factory.mktemp("read") / "out"
    assert _call("run", *(samples / name for name in NAMES), "--out", out).exit_code == 0
    return out


@pytest.fixture
def out(read: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(read, tmp_path / "out"))


def _fill(out: Path, answers: dict[str, Any], name: str = "sheet.xlsx") -> Path:
    """The review sheet with answers for the figures of the Word report."""
    book = open_workbook(out / "review.xlsx")
    sheet = book.active
    titles = [cell.value for cell in sheet[1]]
    document, key, answer = (titles.index(str(words(column))) for column in ("document", "key", "answer"))
    for row in sheet.iter_rows(min_row=2):
        if "docx" in row[document].value and row[key].value in answers:
            row[answer].value = answers[row[key].value]
    book.save(out.parent / name)
    return out.parent / name


def _record(out: Path) -> Report:
    (path,) = (out / "reports").glob("docx*")
    return Report.model_validate_json(path.read_bytes())


def test_answers_become_corrections_and_everything_follows(out: Path) -> None:
    before = _record(out)
    new = 77 if before.fields["requests.new.total"].value != 77 else 78
    sheet = _fill(out, {"requests.new.total": new, "requests.granted.business": "空白"})
    result = _call("apply", out, sheet, "--by", "李")
    assert result.exit_code == 0, result.output
    assert "2 corrections added of 2 answers; 1 records carry corrections" in result.output
    lines = [json.loads(line) for line in (out / "corrections.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {(line["key"], line["value"], line["meaning"], line["by"]) for line in lines} == {
        ("requests.new.total", new, "number", "李"), ("requests.granted.business", None, "blank", "李"),
    }  # fmt: skip
    record = _record(out)
    one = record.fields["requests.new.total"]
    assert (one.value, one.origin, one.status, one.confidence) == (new, "person", "accepted", 1.0)
    balance = next(check for check in record.checks if (check.id, check.at) == ("requests_balance", "total"))
    assert balance.left == new + (record.fields["requests.carried_in.total"].value or 0)
    rows = [row for row in parquet_rows(out / "fields.parquet") if row["origin"] == "person"]
    assert len(rows) == 2
    page = next((out / "html").glob("docx*.html")).read_text(encoding="utf-8")
    assert 'class="accepted level4 person"' in page or "person" in page
    keys = {
        row[-1]
        for row in open_workbook(out / "review.xlsx").active.iter_rows(values_only=True)
        if "docx" in str(row[0])
    }
    assert "requests.new.total" not in keys
    assert "requests.carried_in.total" in keys
    assert json.loads((out / "run.json").read_bytes())["counts"]["accepted"] == 2


def test_applying_a_sheet_twice_adds_nothing(out: Path) -> None:
    sheet = _fill(out, {"requests.new.total": 77})
    _call("apply", out, sheet)
    before = {
        path: path.read_bytes() for path in out.rglob("*") if path.suffix in (".json", ".jsonl", ".parquet", ".gz")
    }
    result = _call("apply", out, sheet)
    assert "0 corrections added of 1 answers" in result.output
    after = {path: path.read_bytes() for path in before}
    changed = {path.name for path in before if before[path] != after[path]}
    assert changed <= {"run.json"}


def test_one_wrong_row_and_nothing_is_applied(out: Path) -> None:
    before = _record(out)
    sheet = _fill(out, {"requests.new.total": 77, "requests.granted.total": "lots", "requests.granted.business": -4})
    result = _call("apply", out, sheet)
    assert result.exit_code == 2
    assert result.output.count("  row ") == 2
    assert "lots" in result.output
    assert not (out / "corrections.jsonl").exists()
    assert _record(out) == before


def test_running_again_keeps_what_people_said(out: Path, samples: Path) -> None:
    _call("apply", out, _fill(out, {"requests.new.total": 77}))
    corrected = _record(out)
    assert _call("run", *(samples / name for name in NAMES), "--out", out).exit_code == 0
    assert _record(out) == corrected
    assert len(list((out / "readings").iterdir())) == 1


def test_the_last_word_counts_and_readings_are_never_edited(out: Path) -> None:
    first = _record(out)
    _call("apply", out, _fill(out, {"requests.new.total": 77}, "one.xlsx"))
    by_hand = _fill_by_hand(out, first, "requests.new.total", 78)
    assert _call("apply", out, by_hand).exit_code == 0
    assert _record(out).fields["requests.new.total"].value == 78
    from pipeline.batch.store import Store

    (name,) = (path.stem for path in (out / "reports").glob("docx*"))
    assert Store(out).reading(name) == first


def _fill_by_hand(out: Path, report: Report, key: str, value: int) -> Path:
    from tests.export.opened import new_workbook

    book = new_workbook()
    book.active.append([str(words(name)) for name in ("sha256", "key", "answer")])
    book.active.append([report.source.sha256, key, value])
    book.save(out.parent / "by_hand.xlsx")
    return out.parent / "by_hand.xlsx"


def test_only_the_exports_that_are_there_are_written_again(out: Path) -> None:
    (out / "index.html").unlink()
    (out / "fields.xlsx").unlink()
    _call("apply", out, _fill(out, {"requests.new.total": 77}))
    assert not (out / "index.html").exists()
    assert not (out / "fields.xlsx").exists()


def test_an_empty_sheet_says_so(out: Path) -> None:
    result = _call("apply", out, out / "review.xlsx")
    assert result.exit_code == 0
    assert "no answer is filled in" in result.output


@pytest.mark.parametrize("what", ["not a sheet", "not a run"])
def test_wrong_usage_is_two(out: Path, tmp_path: Path, what: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.xlsx").write_text("x")
    arguments = (out, tmp_path / "x.xlsx") if what == "not a sheet" else (tmp_path / "empty", out / "review.xlsx")
    assert _call("apply", *arguments).exit_code == 2
