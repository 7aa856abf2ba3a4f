"""`gongkai audit`: drawing, and what is said of the outcome."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.batch.store import Store
from pipeline.cli import main
from pipeline.export.wording import words
from tests.export.opened import open_workbook

SAMPLE = "docx-2021-numbered-0005.docx"
SHEET = "audit-7-30.xlsx"


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    out = tmp_path_factory.mktemp("audited") / "out"
    assert call("run", samples / SAMPLE, "--out", out, "--no-html", "--no-excel").exit_code == 0
    done = call("audit", out, "--count", 30, "--seed", 7)
    assert done.exit_code == 0, done.output
    assert "30 of 186 accepted figures of 1 reports" in done.output
    return out


@pytest.fixture
def out(drawn: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drawn, tmp_path / "out"))


def fill(out: Path, *, wrong: int = 0, unreadable: int = 0, empty: int = 0) -> Path:
    """Answers as the records have them, but for so many rows."""
    (_, report), *_ = Store(out).reports()
    book = open_workbook(out / SHEET)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    key, answer = (titles.index(str(words(name))) for name in ("key", "answer"))
    marks = {"blank": "空白", "slash": "/", "dash": "-", "none_word": "无", "not_applicable": "不适用"}
    for number, row in enumerate(sheet.iter_rows(min_row=2)):
        one = report.fields[row[key].value]
        right = marks[one.meaning] if one.value is None else one.value
        if number < wrong:
            row[answer].value = 987_654
        elif number < wrong + unreadable:
            row[answer].value = "看不清"
        elif number >= wrong + unreadable + empty:
            row[answer].value = right
    path = out / "filled.xlsx"
    book.save(path)
    return path


def test_without_an_error(out: Path) -> None:
    done = call("audit", out, fill(out))
    assert done.exit_code == 0, done.output
    assert "Of 186 figures of 1 reports" in done.output
    assert "0 were wrong" in done.output
    assert "at most 9.503% of the accepted figures" in done.output


def test_errors_are_named_and_counted_in_chinese_too(out: Path) -> None:
    done = call("audit", out, fill(out, wrong=2, unreadable=1), "--lang", "zh")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert sum("-> 987654" in line for line in lines) == 2
    assert "错 2 个，看不清 1 个" in done.output
    assert "10.000%" in done.output


def test_nothing_is_said_before_all_is_filled_in(out: Path) -> None:
    done = call("audit", out, fill(out, empty=4))
    assert "4 figures have no answer yet" in done.output
    assert "at most" not in done.output


def test_the_sample_holds_after_the_records_changed(out: Path) -> None:
    """What was found wrong is applied as any review is; the audit still speaks of what had been accepted."""
    filled = fill(out, wrong=1)
    before = call("audit", out, filled).output
    assert call("apply", out, filled).exit_code == 0
    assert call("audit", out, filled).output == before


def test_a_sheet_is_not_drawn_over(out: Path) -> None:
    done = call("audit", out, "--count", 30, "--seed", 7)
    assert done.exit_code == 2
    assert "another --seed" in done.output


@pytest.mark.parametrize("more", [(), ("--count", 5, SHEET)])
def test_drawing_and_looking_are_two_things(out: Path, more: tuple[object, ...]) -> None:
    arguments = [out / one if one == SHEET else one for one in more]
    assert call("audit", out, *arguments).exit_code == 2
