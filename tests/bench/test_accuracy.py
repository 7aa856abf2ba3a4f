"""The accuracy bench on a kind that is read in no time."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.bench import accuracy
from pipeline.bench.accuracy import BEGIN, COLUMNS, END, render, rewrite
from pipeline.bench.row import Row
from pipeline.errors import UsageError


def test_a_pass_prints_goes_on_and_keeps_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "accuracy.md"
    page.write_text(f"# Accuracy\n{BEGIN}\nold\n{END}\nthe rest\n", encoding="utf-8")
    arguments = ["--kinds", "txt", "--work", str(tmp_path / "work"), "--page", str(page)]
    first = CliRunner().invoke(accuracy.accuracy, [*arguments, "--count", "1"])
    assert first.exit_code == 0, first.output
    row = next(line for line in first.stdout.splitlines() if line.startswith("| txt |")).split(" | ")
    assert row[1:4] == ["1", row[2], "100.000"]
    assert "error seen" in first.stdout
    read: list[object] = []
    whole = accuracy.read_all
    monkeypatch.setattr(
        accuracy, "read_all", lambda tasks, *rest, **more: (read.extend(tasks), whole(tasks, *rest, **more))[1]
    )
    second = CliRunner().invoke(accuracy.accuracy, [*arguments, "--count", "2"])
    assert second.exit_code == 0, second.output
    assert len(read) == 1
    assert "| txt | 2 |" in second.stdout
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Accuracy\n")
    assert text.endswith("the rest\n")
    assert "old" not in text
    assert "| txt | 2 |" in text


def test_harder_kinds_stand_apart() -> None:
    lines = list(render({"txt": Row(), "pdf": Row(), "fax": Row(), "jpeg100": Row(), "bent": Row()}))
    assert [line.split(" | ")[0] for line in lines[2:]] == [
        "| txt", "| pdf", "| **born-digital**", "| fax", "| **together**", "| jpeg100", "| bent", "| **harder**",
    ]  # fmt: skip
    assert all(line.count(" | ") == len(COLUMNS) for line in lines if " | " in line)


def test_others_of_a_kind_are_measured_from_a_number_on(tmp_path: Path) -> None:
    arguments = ["--kinds", "txt", "--count", "1", "--work", str(tmp_path)]
    for first in ("0", "16"):
        printed = CliRunner().invoke(accuracy.accuracy, [*arguments, "--first", first])
        assert "| txt | 1 |" in printed.stdout, printed.output
    seeds = sorted(int(path.name.split(".")[0].split("-")[1]) for path in (tmp_path / "documents").glob("*.truth.json"))
    assert seeds[1] == seeds[0] + 16


def test_a_kind_has_no_more_seeds_than_its_own() -> None:
    done = CliRunner().invoke(accuracy.accuracy, ["--kinds", "txt", "--first", "990", "--count", "20"])
    assert isinstance(done.exception, UsageError)


def test_of_harder_kinds_fewer_may_be_drawn(tmp_path: Path) -> None:
    arguments = ["--kinds", "txt,jpeg100", "--count", "1", "--harder", "0", "--work", str(tmp_path)]
    printed = CliRunner().invoke(accuracy.accuracy, arguments)
    assert printed.exit_code == 0, printed.output
    assert "| txt | 1 |" in printed.stdout
    assert "jpeg100" not in printed.stdout


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "accuracy.md"
    page.write_text("nothing", encoding="utf-8")
    with pytest.raises(UsageError, match=BEGIN):
        rewrite(page, ["| a |"])
    assert page.read_text(encoding="utf-8") == "nothing"
