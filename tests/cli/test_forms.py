from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.assets import asset
from pipeline.cli import main
from pipeline.forms import load_form


def _forms(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, list(arguments))
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A form of one's own, made from the 2021 form."""
    path = tmp_path / "own.yaml"
    text = (asset("configs", "forms") / "2021.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("form: '2021'", "form: '2031'", 1), encoding="utf-8")
    return path


def test_the_known_forms_are_listed() -> None:
    code, shown, _ = _forms("forms")
    assert code == 0
    assert [line.split()[0] for line in shown.splitlines()] == ["2014", "2019", "2021"]


def test_a_form_of_ones_own_is_known_where_the_settings_name_it(own: Path) -> None:
    _, shown, _ = _forms("--set", f"forms.extra={own}", "forms")
    assert {line.split()[0] for line in shown.splitlines()} == {"2014", "2019", "2021", "2031"}


@pytest.mark.parametrize("name", ["2014", "2019", "2021"])
def test_show_has_every_figure_and_every_sum(name: str) -> None:
    form = load_form(asset("configs", "forms", f"{name}.yaml"))
    _, shown, _ = _forms("forms", "show", name)
    words = {line.split()[0] for line in shown.splitlines() if line.strip()}
    assert set(form.specs) <= words
    assert {identity.id for identity in form.identities} <= words


def test_labels_are_shown_where_asked() -> None:
    label = "一、本年新收政府信息公开申请数量"
    assert label not in _forms("forms", "show", "2021")[1]
    assert label in _forms("forms", "show", "2021", "--labels")[1]


def test_an_unknown_form_is_wrong_usage() -> None:
    code, _, said = _forms("forms", "show", "1999")
    assert (code, said) == (2, "gongkai: no form is called 1999; known are 2014, 2019, 2021\n")


def test_a_right_form_file_is_right(own: Path) -> None:
    code, shown, _ = _forms("forms", "check", str(own))
    assert code == 0
    assert shown.startswith(f"{own}: the form 2031 is right: ")


def test_a_wrong_form_file_is_refused_with_file_line_and_key(own: Path) -> None:
    lines = own.read_text(encoding="utf-8").splitlines()
    number = next(index for index, line in enumerate(lines) if "single_data_row: true" in line)
    lines[number] = lines[number].replace("single_data_row", "single_data_rows")
    own.write_text("\n".join(lines), encoding="utf-8")
    code, _, said = _forms("forms", "check", str(own))
    assert code == 2
    assert said.startswith(f"gongkai: {own}:{number + 1}: ")
    assert "single_data_rows" in said
