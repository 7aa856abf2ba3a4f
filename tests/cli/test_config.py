from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import main
from pipeline.settings import setting_keys


def _config(*arguments: str, env: dict[str, str] | None = None) -> str:
    done = CliRunner().invoke(main, [*arguments], env=env)
    assert done.exit_code == 0, done.output
    return done.output


def test_every_setting_has_a_line() -> None:
    lines = _config("config").splitlines()
    assert [line.split()[0] for line in lines] == list(setting_keys())


def test_it_says_where_a_value_came_from(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("limits: {max_pages: 7}\n")
    shown = _config("--config", str(file), "--set", "output.excel=no", "config", env={"GONGKAI_TABLES_FINDER": "none"})
    lines = {line.split()[0]: line.split(maxsplit=2)[1:] for line in shown.splitlines()}
    assert lines["limits.max_pages"] == ["7", f"file {file}"]
    assert lines["tables.finder"] == ['"none"', "environment GONGKAI_TABLES_FINDER"]
    assert lines["output.excel"] == ["false", "flag output.excel"]
    assert lines["output.html"] == ["true", "default"]


def test_json_is_for_programs(tmp_path: Path) -> None:
    entries = json.loads(_config("--set", "forms.extra=/a.yaml:/b", "config", "--json"))
    assert list(entries) == list(setting_keys())
    assert entries["forms.extra"] == {"value": ["/a.yaml", "/b"], "layer": "flag", "name": "forms.extra"}
