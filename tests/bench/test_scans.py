from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.bench import scans as bench
from pipeline.bench.contenders import CONTENDERS
from pipeline.bench.scans import SAYS, Cost, measure, render, scans


def test_every_contender_has_a_line() -> None:
    assert set(SAYS) == set(CONTENDERS)


def test_shares_are_of_plain_rapidocr() -> None:
    costs = {"gongkai": Cost(4, 8.0, 2.0, 700.0), "rapidocr": Cost(4, 32.0, 1.0, 1000.0)}
    head, ours, theirs = render(costs)
    assert ours.split()[-5:] == ["4", "2.00", "0.25", "700", "2.0"]
    assert theirs.split()[-5:] == ["4", "8.00", "1.00", "1000", "1.0"]
    assert "of RapidOCR" in head


def test_what_is_missing_is_said_and_the_rest_measured() -> None:
    lines = render({"img2table": Cost(trouble="ModuleNotFoundError: No module named 'img2table'")})
    assert "not measured: ModuleNotFoundError" in lines[1]


def test_a_program_that_fails_is_no_crash(tmp_path: Path) -> None:
    broken = tmp_path / "scan.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    assert measure("rapidocr", [broken]).trouble != ""


def test_without_files_scans_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def look(name: str, files: Sequence[Path]) -> Cost:
        drawn.extend(path.name for path in files if path.read_bytes().startswith(b"%PDF"))
        return Cost()

    monkeypatch.setattr(bench, "measure", look)
    assert CliRunner().invoke(scans, ["--only", "rapidocr"]).exit_code == 0
    assert len(drawn) == 2


def test_other_files_are_refused(tmp_path: Path) -> None:
    picture = tmp_path / "scan.png"
    picture.touch()
    assert "name scanned PDFs" in str(CliRunner().invoke(scans, [str(picture)]).exception)
