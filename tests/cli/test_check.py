"""`gongkai check`: exit codes, languages, formats, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.preflight.finding import Inspection
from pipeline.schema import Report
from tests.preflight.cases import PROBLEMS, clean, of_year, sections
from tests.preflight.test_lastyear import CONTINUES, FRESH


def _check(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The record of a report in which one sum is broken."""
    return _save(clean(values={"requests.granted.natural_person": 19}), tmp_path / "2023.json")


def _save(report: Report, path: Path) -> Path:
    path.write_text(report.model_dump_json(), encoding="utf-8")
    return path


def test_nothing_is_wrong(tmp_path: Path) -> None:
    done = _check(_save(clean(), tmp_path / "clean.json"))
    assert done.exit_code == 0
    assert "没有发现问题" in done.stdout


def test_something_is_wrong(record: Path) -> None:
    done = _check(record)
    assert done.exit_code == 4
    assert "合计不平" in done.stdout
    assert "第1页" in done.stdout


def test_warnings_alone_are_no_error_unless_asked(tmp_path: Path) -> None:
    warned = _save(clean(title=clean().title * 2), tmp_path / "warned.json")
    assert _check(warned).exit_code == 0
    assert _check(warned, "--strict").exit_code == 4
    noted = _save(
        clean(published_on=clean().published_on.model_copy(update={"value": "2024-02-22"})), tmp_path / "n.json"
    )
    assert _check(noted, "--strict").exit_code == 0


def test_both_languages(record: Path) -> None:
    assert "A sum does not add up" in _check(record, "--lang", "en").stdout
    assert "合计不平" in _check(record, "--lang", "zh").stdout


def test_json(record: Path) -> None:
    done = _check(record, "--format", "json")
    inspection = Inspection.model_validate_json(done.stdout)
    assert done.exit_code == 4
    assert inspection.counts["error"] == 2
    assert json.loads(done.stdout)["findings"][0]["code"] == "sum-broken"


def test_html_to_a_file(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "check.html"
    done = _check(record, "--format", "html", "--out", out)
    assert done.exit_code == 4
    assert done.stdout == ""
    assert str(out) in done.stderr
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "合计不平" in page


def test_text_to_a_file(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "check.txt"
    _check(record, "--out", out)
    assert "合计不平" in out.read_text(encoding="utf-8")


def test_against_last_year(tmp_path: Path) -> None:
    last = _save(of_year(2022), tmp_path / "last.json")
    fresh = clean(
        values=CONTINUES, sections=sections(overview=FRESH, problems=("水价公示牌字体偏小，已全部更换并加装照明。",))
    )
    assert _check(_save(fresh, tmp_path / "fresh.json"), "--last-year", last).exit_code == 0
    copied = clean(values=CONTINUES, sections=sections(problems=PROBLEMS))
    done = _check(_save(copied, tmp_path / "copied.json"), "--last-year", last)
    assert done.exit_code == 4
    assert "与上年文字大量雷同" in done.stdout
    done = _check(_save(clean(), tmp_path / "this.json"), "--last-year", last, "--lang", "en")
    assert done.exit_code == 4
    assert "does not continue last year's" in done.stdout


def test_what_it_should_be_about(tmp_path: Path) -> None:
    record = _save(clean(), tmp_path / "clean.json")
    assert _check(record, "--year", 2023, "--agency", "芷塘区水利局").exit_code == 0
    assert _check(record, "--agency", "芷塘区教育局").exit_code == 4
    assert "year-unexpected" in _check(record, "--year", 2024).stdout


@pytest.mark.parametrize("content", ["", "{}", "not JSON", '{"schema_version": "1.0"}', "[]"])
def test_a_json_file_that_is_no_record_is_wrong_usage(content: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_text(content, encoding="utf-8")
    done = _check(path)
    assert done.exit_code == 2
    assert "no record of a report" in done.stderr


def test_wrong_usage(record: Path, tmp_path: Path) -> None:
    assert _check(tmp_path / "missing.pdf").exit_code == 2
    assert _check(record, "--lang", "fr").exit_code == 2
    assert _check(record, "--year", 23).exit_code == 2
    assert _check().exit_code == 2


@pytest.mark.parametrize(
    ("name", "content"), [("empty.pdf", b""), ("noise.bin", b"\x00\x01\x02"), ("other.txt", b"hello")]
)
def test_a_document_that_cannot_be_read(name: str, content: bytes, record: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for arguments in ((path,), (record, "--last-year", path), (path, "--format", "json")):
        done = _check(*arguments)
        assert done.exit_code == 3
        assert done.stdout == ""
        assert "未能读取" in done.stderr
        assert name in done.stderr
    assert "could not be read" in _check(path, "--lang", "en").stderr


def test_a_folder_that_cannot_be_written(record: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert _check(record, "--out", tmp_path / "file" / "check.txt").exit_code == 1


def test_the_page_of_a_pdf_has_pictures_of_what_is_wrong(samples: Path, tmp_path: Path) -> None:
    out = tmp_path / "check.html"
    assert _check(samples / "pdf-2021-ruled-0027.pdf", "--format", "html", "--out", out, "--lang", "en").exit_code == 4
    page = out.read_text(encoding="utf-8")
    assert page.count("data:image/jpeg;base64,/9j/") > 3
    assert "page 2" in page


def test_every_sample_is_checked_and_its_broken_sums_are_found(samples: Path) -> None:
    truths = sorted(samples.glob("*.truth.json"))
    assert truths
    for truth in truths:
        stem = truth.name.removesuffix(".truth.json")
        (document,) = (path for path in samples.glob(f"{stem}.*") if path != truth)
        done = _check(document, "--format", "json")
        inspection = Inspection.model_validate_json(done.stdout)
        broken = [finding for finding in inspection.findings if finding.code == "sum-broken"]
        assert len(broken) == len(json.loads(truth.read_text(encoding="utf-8"))["broken_checks"]), stem
        assert done.exit_code == (4 if inspection.counts["error"] else 0)
        assert all(finding.spots and finding.spots[0].place is not None for finding in broken)
