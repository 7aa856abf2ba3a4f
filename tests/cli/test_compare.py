"""`gongkai compare`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.batch.store import Store
from pipeline.cli import main
from pipeline.export.panel import FILES
from tests.preflight.cases import clean, of_year


@pytest.fixture
def run(tmp_path: Path) -> Path:
    store = Store(tmp_path / "out")
    for report in (clean(), of_year(2022)):
        store.write(f"{report.year.value}-{report.source.sha256[:8]}", report)
    return store.out


def _compare(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, arguments)])


def test_on_the_screen(run: Path) -> None:
    result = _compare(run)
    assert result.exit_code == 0
    assert "2 reports of 1 agencies, 1 with the report of the year before" in result.output
    assert "expected 23" in result.output


def test_for_programs_and_browsers(run: Path, tmp_path: Path) -> None:
    found = json.loads(_compare(run, "--format", "json").stdout)
    assert {one["key"] for one in found["breaks"]} >= {"disclosure.normative_documents.in_force"}
    page = tmp_path / "years.html"
    assert _compare(run, "--format", "html", "--out", page).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_panel(run: Path, tmp_path: Path) -> None:
    assert _compare(run, "--panel", tmp_path / "panel").exit_code == 0
    assert {path.name for path in (tmp_path / "panel").iterdir()} == set(FILES)


def test_a_folder_without_records(tmp_path: Path) -> None:
    result = _compare(tmp_path)
    assert result.exit_code == 2
    assert "holds no records" in result.output
