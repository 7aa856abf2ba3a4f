"""`gongkai train sections`: the real training loop, on fewer paragraphs."""

from __future__ import annotations

import re
from filecmp import dircmp
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.assets import asset
from pipeline.cli.train import train
from pipeline.engines.spacy_topics import SpacyTopics
from pipeline.errors import ConfigError


@pytest.fixture
def small(tmp_path: Path) -> Path:
    text = asset("configs", "sections.cfg").read_text(encoding="utf-8")
    path = tmp_path / "small.cfg"
    path.write_text(re.sub(r"each = \d+", "each = 150", text), encoding="utf-8")
    return path


def _train(out: Path, settings: Path) -> Path:
    result = CliRunner().invoke(train, ["sections", "--out", str(out), "--settings", str(settings)])
    assert result.exit_code == 0, result.output
    return out / "model"


def test_training_gives_a_classifier_and_the_same_bytes_again(tmp_path: Path, small: Path) -> None:
    one, two = _train(tmp_path / "one", small), _train(tmp_path / "two", small)
    assert SpacyTopics(model=one).topics(["被申请行政复议2件，被提起行政诉讼1件，法院驳回起诉。"])[0][0] == "disputes"
    for part in (".", "textcat", "vocab", "tokenizer"):
        compared = dircmp(one / part, two / part)
        assert not compared.diff_files
        assert not compared.left_only
    assert str(tmp_path) not in (one / "config.cfg").read_text(encoding="utf-8")


def test_what_is_installed_has_the_recipe_of_its_configuration() -> None:
    trained = asset("models", "sections", "model", "config.cfg").read_text(encoding="utf-8")
    recipe = asset("configs", "sections.cfg").read_text(encoding="utf-8")
    for line in ("ngram_size = ", "length = ", "max_epochs = "):
        wanted = next(one for one in recipe.splitlines() if one.startswith(line))
        assert wanted in trained


def test_a_wrong_configuration_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.cfg"
    path.write_text('[nlp]\nlang = "zh"\npipeline = ["nothing"]\n', encoding="utf-8")
    result = CliRunner().invoke(train, ["sections", "--out", str(tmp_path), "--settings", str(path)])
    assert isinstance(result.exception, ConfigError)
