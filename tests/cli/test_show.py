from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.batch.store import record_bytes
from pipeline.cli import main
from pipeline.schema import Report, Stated
from tests.builders import make_failure, make_report


def _show(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["show", *map(str, arguments)])


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "a.json"
    report = make_report(values={"requests.new.total": 12}, doubts=["requests.granted.total"])
    path.write_bytes(record_bytes(report))
    return path


def test_head_tables_sums_and_prose_are_shown(record: Path) -> None:
    result = _show(record)
    assert result.exit_code == 0
    for part in (
        "云岭市档案局 · 2023",
        "form 2021",
        "一、本年新收",
        "sums that do not hold",
        "disagrees",
        "title_twice",
    ):
        assert part in result.output
    assert "0?" in result.output
    assert "200 figures, 1 for review" in result.output
    assert "未经复议直接起诉" in result.output


def test_a_section_has_its_text_and_tables(record: Path) -> None:
    assert "本年度共收到政府信息公开申请12件" in _show(record, "--section", "overview").output
    shown = _show(record, "--section", "disclosure").output
    assert "行政许可" in shown
    assert "尚未审结" not in shown


def test_every_figure_and_every_sum_on_a_line(record: Path) -> None:
    shown = _show(record, "--fields").output
    assert shown.count("disputes.reconsideration.") == 5
    assert "0.9990" in shown
    sums = _show(record, "--checks").output
    assert sums.count("requests_balance") == 7
    assert "broken" in sums


@pytest.mark.parametrize("form", ["2014", "2019"])
def test_every_form_is_shown(tmp_path: Path, form: str) -> None:
    (tmp_path / "a.json").write_bytes(record_bytes(make_report(form=form)))
    assert _show(tmp_path / "a.json").exit_code == 0


def test_a_report_on_no_form_is_shown(tmp_path: Path) -> None:
    report = make_report(fields={}, checks=(), prose=()).model_copy(update={"form": "unknown"})
    (tmp_path / "a.json").write_bytes(record_bytes(report))
    assert "0 figures" in _show(tmp_path / "a.json").output


def test_json_is_the_record(record: Path) -> None:
    assert Report.model_validate_json(_show(record, "--json").output) == Report.model_validate_json(record.read_bytes())


def test_a_document_is_read_and_shown(samples: Path) -> None:
    result = _show(samples / "txt-2021-lines-0016.txt")
    assert result.exit_code == 0, result.output
    truth = json.loads((samples / "txt-2021-lines-0016.truth.json").read_bytes())
    assert truth["agency"] in result.output


def test_a_failure_is_three_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(record_bytes(make_failure()))
    (tmp_path / "a.pdf").write_bytes(b"")
    assert "needs_ocr" in _show(tmp_path / "a.json").output
    for name in ("a.json", "a.pdf"):
        assert _show(tmp_path / name).exit_code == 3


def test_another_json_file_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    assert _show(tmp_path / "a.json").exit_code == 2
    assert _show(tmp_path / "gone.json").exit_code == 2


def test_text_of_a_report_cannot_colour_the_terminal(tmp_path: Path) -> None:
    report = make_report(agency=Stated[str](value="\x1b[31mred[bold]x"))
    (tmp_path / "a.json").write_bytes(record_bytes(report))
    shown = _show(tmp_path / "a.json").output
    assert "\x1b[31m" not in shown
    assert "red[bold]x" in shown
