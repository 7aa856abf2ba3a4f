"""The measures of a run, on cases worked out by hand."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

from click.testing import CliRunner

from pipeline.bench.score import calibration, risk_against_coverage, score
from pipeline.cli.score import render
from pipeline.cli.score import score as command

TRUTH = {
    "form": "2021", "year": 2022, "agency": "云岭市档案局", "variant": "txt",
    "fields": {"a": 5, "b": 0, "c": None, "d": 7, "e": 9, "f": 3},
    "meaning": {"c": "slash"}, "broken_checks": ["sum@x", "total"],
}  # fmt: skip


def field(
    value: object, status: str = "accepted", confidence: float = 0.99, meaning: str = "number"
) -> dict[str, object]:
    return {"value": value, "status": status, "confidence": confidence, "meaning": meaning}


def write(folder: Path) -> tuple[Path, Path]:
    truth, out = folder / "truth", folder / "out"
    truth.mkdir()
    out.mkdir()
    (truth / "one.truth.json").write_text(json.dumps(TRUTH), encoding="utf-8")
    (truth / "two.truth.json").write_text(json.dumps({**TRUTH, "variant": "pdf"}), encoding="utf-8")
    record = {
        "source": {"path": "sub/one.txt"}, "form": "2021", "agency": {"value": "云岭市档案局"}, "year": {"value": 2021},
        "fields": {
            "a": field(5), "b": field(2, confidence=0.95), "c": field(None, meaning="blank"),
            "d": field(0, "review", 0.3),
            "e": field(None, "absent", 0.9), "extra": field(4),
        },
        "checks": [
            {"id": "sum", "at": "x", "level": "error", "verdict": "broken", "blame": "publisher"},
            {"id": "other", "at": None, "level": "error", "verdict": "broken", "blame": "undecided"},
            {"id": "warn", "at": None, "level": "warning", "verdict": "broken", "blame": "publisher"},
        ],
    }  # fmt: skip
    (out / "one-12345678.json").write_text(json.dumps(record), encoding="utf-8")
    return truth, out


def test_the_counts_of_a_case_worked_out_by_hand(tmp_path: Path) -> None:
    result = score(*write(tmp_path))
    one = result.kinds["txt"]
    assert (one.cells, one.exact, one.nonzero, one.nonzero_exact) == (6, 2, 4, 1)
    # b wrong and accepted, c the wrong mark, e said to be absent, f left out
    assert (one.silent, one.extra, one.review, one.special, one.special_right) == (4, 1, 1, 1, 0)
    assert result.kinds["pdf"].unread == 6
    sums = result.sums
    assert (sums.true, sums.named, sums.missed, sums.unread, sums.alleged, sums.doubted) == (4, 1, 1, 2, 0, 1)
    assert (result.form, result.year, result.agency, result.documents) == (1, 0, 1, 1)
    assert (result.zero_for_figure, result.figure_for_zero) == (1, 1)


def test_ties_are_counted_against_the_run(tmp_path: Path) -> None:
    result = score(*write(tmp_path))
    curve = list(risk_against_coverage(result))
    assert curve[-1][:3] == (1.0, 4, 6)
    assert sum(cells for _, cells, _, _ in calibration(result)) == 6


def test_the_command_fails_where_the_run_falls_short(tmp_path: Path) -> None:
    truth, out = map(str, write(tmp_path))
    assert CliRunner().invoke(command, [truth, out]).exit_code == 0
    assert CliRunner().invoke(command, [truth, out, "--most-silent", "0"]).exit_code == 4
    assert CliRunner().invoke(command, [truth, out, "--least-exact", "99"]).exit_code == 4


def test_the_printed_measures_agree_with_the_reference(tmp_path: Path, capsys: object) -> None:
    """Where the folder of true values brings the reference program, both print the same numbers."""
    truth, out = write(tmp_path)
    printed = render(score(truth, out))
    assert printed[0].split()[:3] == ["kind", "docs", "cells"]
    reference = Path(os.environ.get("GONGKAI_TRUTH", ".")) / "score.py"
    if reference.is_file():
        spec = importlib.util.spec_from_file_location("reference_score", reference)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.main(truth, out)
        told = capsys.readouterr().out.splitlines()  # type: ignore[attr-defined]
        numbers = [
            line.split()[1:] for line in told if line.startswith(("txt", "pdf", "ALL", "coverage", "confidence"))
        ]
        ours = [
            line.split()[1:] for line in printed if line.startswith(("txt", "pdf", "ALL", "coverage", "confidence"))
        ]
        assert ours == numbers
