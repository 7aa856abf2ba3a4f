"""`gongkai train digits` where there is nothing to train with; training itself needs torch, which tests do without."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.train import train
from pipeline.errors import SetupError
from pipeline.training.digits import train as module


def test_without_torch_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    result = CliRunner().invoke(train, ["digits", "--out", str(tmp_path)])
    assert isinstance(result.exception, SetupError)
    assert "pip install 'gongkai[training]'" in str(result.exception)
