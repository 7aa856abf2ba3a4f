from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.synth import LAYOUTS
from pipeline.synth.damage import DAMAGES


def _samples(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["samples", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_a_sample_and_its_truth_are_written(tmp_path: Path) -> None:
    code, shown, _ = _samples(
        "--out", str(tmp_path), "--kind", "txt", "--form", "2021", "--layout", "tabs", "--seed", "4"
    )
    assert code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "txt-2021-tabs-0004.truth.json",
        "txt-2021-tabs-0004.txt",
    ]
    truth = json.loads((tmp_path / "txt-2021-tabs-0004.truth.json").read_text(encoding="utf-8"))
    assert set(truth) >= {"form", "year", "agency", "variant", "hybrid", "fields", "meaning", "broken_checks"}
    assert truth["variant"] == "txt-tabs"
    assert truth["agency"] in shown


def test_kinds_and_forms_take_turns(tmp_path: Path) -> None:
    code, _, _ = _samples("--out", str(tmp_path), "--kind", "txt", "--kind", "html", "--form", "all", "--count", "6")
    assert code == 0
    names = [path.name.split("-")[:2] for path in tmp_path.glob("*.truth.json")]
    assert sorted(map(tuple, names)) == [(kind, form) for kind in ("html", "txt") for form in ("2014", "2019", "2021")]


def test_every_layout_of_a_kind_is_drawn(tmp_path: Path) -> None:
    code, shown, _ = _samples(
        "--out", str(tmp_path), "--kind", "txt", "--layout", "all", "--form", "2019", "--count", "4"
    )
    assert code == 0
    assert shown.splitlines()[-1] == f"4 drawn in {tmp_path}"
    truths = [json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.glob("*.truth.json")]
    assert {truth["variant"] for truth in truths} == {f"txt-{layout}" for layout in LAYOUTS["txt"]}


@pytest.mark.parametrize(
    ("option", "holds"),
    [
        ("--hybrid", lambda truth: truth["hybrid"]),
        ("--no-hybrid", lambda truth: not truth["hybrid"]),
        ("--marks", lambda truth: truth["meaning"]),
        ("--no-marks", lambda truth: not truth["meaning"]),
        ("--no-tables", lambda truth: len(truth["fields"]) < 20),
        ("--errors=0", lambda truth: not truth["broken_checks"]),
        ("--errors=2", lambda truth: truth["broken_checks"]),
    ],
)
def test_what_is_wished_for_is_drawn(tmp_path: Path, option: str, holds: object) -> None:
    code, _, _ = _samples("--out", str(tmp_path), "--kind", "txt", "--form", "2021", "--count", "5", option)
    assert code == 0
    for path in tmp_path.glob("*.truth.json"):
        assert holds(json.loads(path.read_text(encoding="utf-8")))  # type: ignore[operator]


def test_layouts_are_listed() -> None:
    code, shown, _ = _samples("--layouts")
    assert code == 0
    lines = [line.split()[0] for line in shown.splitlines()]
    assert lines == [word for kind, layouts in LAYOUTS.items() for word in (kind, *layouts)]


def test_damaged_samples_are_written_with_what_lies_beside_them(tmp_path: Path) -> None:
    code, shown, _ = _samples(
        "--out", str(tmp_path), "--damage", "dpi110,jpeg100", "--count", "1", "--packed", "pages", "--form", "2019",
        "--no-prose", "--layout", "ruled",
    )  # fmt: skip
    assert code == 0
    assert shown.splitlines()[-1] == f"2 drawn in {tmp_path}"
    for kind in ("dpi110", "jpeg100"):
        truth = json.loads((tmp_path / f"{kind}-2019-0000.truth.json").read_text(encoding="utf-8"))
        assert truth["variant"] == kind
        assert truth["prose"] == []
        assert (tmp_path / f"{kind}-2019-0000" / "01.jpg").read_bytes().startswith(b"\xff\xd8")


def test_kinds_of_damage_are_listed() -> None:
    code, shown, _ = _samples("--damages")
    assert code == 0
    assert [line.split()[0] for line in shown.splitlines()] == list(DAMAGES)
    assert "faded" in shown
    assert shown.count("harder") == sum(damage.hard for damage in DAMAGES.values())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--out FOLDER"),
        (("--out", "x", "--layout", "nix"), "gongkai samples --layouts"),
        (("--out", "x", "--kind", "txt", "--layout", "ruled"), "no layout 'ruled'"),
        (("--out", "x", "--form", "2031"), "known are 2014, 2019, 2021"),
        (("--out", "x", "--damage", "scan-clean,rain"), "no kind of damage 'rain'"),
        (("--out", "x", "--damage", "fax", "--kind", "txt"), "leave --kind out"),
        (("--out", "x", "--packed", "tiff"), "--packed goes with --damage"),
        (("--out", "x", "--no-prose", "--no-tables"), "says nothing"),
    ],
)
def test_wrong_usage_is_told(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, told = _samples(*arguments)
    assert code == 2
    assert said in told
    assert len(told.splitlines()) == 1
