from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.errors import ConfigError
from pipeline.settings import (
    RESERVED,
    Origin,
    Settings,
    default_settings,
    resolve_settings,
    setting_field,
    setting_keys,
    variable_name,
)


def _write(folder: Path, text: str, name: str = "gongkai.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _refused(**layers: object) -> str:
    with pytest.raises(ConfigError) as refused:
        resolve_settings(**{"environment": {}, **layers})  # type: ignore[arg-type]
    assert refused.value.exit_code == 2
    return str(refused.value)


def test_without_layers_every_value_is_the_default(tmp_path: Path) -> None:
    resolved = resolve_settings(environment={}, folder=tmp_path)
    assert resolved.settings == default_settings()
    assert set(resolved.origins) == set(setting_keys())
    assert set(resolved.origins.values()) == {Origin("default")}


def test_each_layer_is_stronger_than_the_one_before(tmp_path: Path) -> None:
    file = _write(tmp_path, "limits: {max_pages: 1, max_chars: 1}\naccept: {threshold: 0.5}\n")
    resolved = resolve_settings(
        environment={"GONGKAI_LIMITS_MAX_CHARS": "2", "GONGKAI_ACCEPT_THRESHOLD": "0.6"},
        flags={"accept.threshold": 0.7, "tables.finder": None},
        folder=tmp_path,
    )
    assert (resolved.settings.limits.max_pages, resolved.origins["limits.max_pages"]) == (1, Origin("file", str(file)))
    assert resolved.settings.limits.max_chars == 2
    assert resolved.origins["limits.max_chars"] == Origin("environment", "GONGKAI_LIMITS_MAX_CHARS")
    assert resolved.settings.accept.threshold == 0.7
    assert resolved.origins["accept.threshold"] == Origin("flag", "accept.threshold")
    assert resolved.origins["tables.finder"] == Origin("default")


def test_the_settings_file_is_the_named_one_else_the_variables_else_the_folders(tmp_path: Path) -> None:
    _write(tmp_path, "accept: {threshold: 0.1}")
    _write(tmp_path, "accept: {threshold: 0.2}", "by-variable.yaml")
    named = _write(tmp_path, "accept: {threshold: 0.3}", "named.yaml")
    environment = {"GONGKAI_CONFIG": "by-variable.yaml"}
    assert resolve_settings(environment={}, folder=tmp_path).settings.accept.threshold == 0.1
    assert resolve_settings(environment=environment, folder=tmp_path).settings.accept.threshold == 0.2
    assert resolve_settings(environment=environment, folder=tmp_path, file=named).settings.accept.threshold == 0.3


def test_a_settings_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    assert "cannot be read" in _refused(file=tmp_path / "none.yaml")
    assert "cannot be read" in _refused(environment={"GONGKAI_CONFIG": "none.yaml"}, folder=tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("limits:\n  max_page: 3\n", 2, "did you mean limits.max_pages?"),
        ("accept: {}\nlimit: {max_pages: 3}\n", 2, "did you mean limits?"),
        ("zzz: {}\n", 1, "Known are limits, accept,"),
        ("limits: 3\n", 1, "put its settings under it"),
        ("limits:\n  max_pages: 1\n  max_chars: many\n", 3, "limits.max_chars: Input should be a valid integer"),
        ("limits: {max_pages: true}\n", 1, "valid integer"),
        ("limits: {max_pages: 0}\n", 1, "greater than 0"),
        ("accept: {threshold: 2}\n", 1, "less than or equal to 1"),
        ("output: {html: 'yes'}\n", 1, "valid boolean"),
        ("tables: {finder: camelo}\n", 1, "'camelot' or 'none'"),
        ("- 3\n", 1, "groups of settings"),
        ("limits: {max_pages: 1\n", 2, "not YAML"),
        ("limits: {max_pages: 1}\nlimits: {max_pages: 2}\n", 2, "not YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    message = _refused(file=_write(tmp_path, text))
    assert message.startswith(f"{tmp_path / 'gongkai.yaml'}:{line}: ")
    assert said in message


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gongkai.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in _refused(file=path)


@pytest.mark.parametrize("text", ["", "# nothing\n", "limits:\n  # max_pages: 3\n"])
def test_a_file_that_sets_nothing_sets_nothing(tmp_path: Path, text: str) -> None:
    assert resolve_settings(file=_write(tmp_path, text), environment={}).settings == default_settings()


def test_an_unknown_variable_is_refused_with_the_known_ones() -> None:
    message = _refused(environment={"GONGKAI_LIMITS_MAX_PAGE": "3"})
    assert "did you mean GONGKAI_LIMITS_MAX_PAGES?" in message
    assert variable_name("output.html") in message


def test_a_wrong_variable_is_named() -> None:
    assert _refused(environment={"GONGKAI_OUTPUT_HTML": "perhaps"}).startswith("GONGKAI_OUTPUT_HTML: output.html: ")


def test_variables_that_are_no_settings_are_let_be(tmp_path: Path) -> None:
    environment = dict.fromkeys(RESERVED, "") | {"HOME": "/"}
    assert resolve_settings(environment=environment, folder=tmp_path).settings == default_settings()


def test_an_unknown_flag_is_refused() -> None:
    assert "did you mean output.html?" in _refused(flags={"output.htm": True})


def test_texts_are_read_as_people_write_them_in_a_shell(tmp_path: Path) -> None:
    settings = resolve_settings(
        environment={"GONGKAI_OUTPUT_HTML": "no", "GONGKAI_FORMS_EXTRA": "a.yaml:/b"}, folder=tmp_path
    ).settings
    assert settings.output.html is False
    assert settings.forms.extra == (tmp_path / "a.yaml", Path("/b"))


def test_paths_in_a_file_are_relative_to_it(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    file = _write(tmp_path / "below", "forms: {extra: [mine.yaml]}")
    resolved = resolve_settings(file=file, environment={}, folder=tmp_path)
    assert resolved.settings.forms.extra == (tmp_path / "below" / "mine.yaml",)


def test_settings_are_frozen_and_closed() -> None:
    settings = default_settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.limits = settings.limits  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        Settings.model_validate({**settings.model_dump(), "more": 1})


def test_every_setting_says_what_it_is_and_has_a_variable_of_its_own() -> None:
    assert all(setting_field(key).description for key in setting_keys())
    assert len({variable_name(key) for key in setting_keys()}) == len(setting_keys())
    assert not {variable_name(key) for key in setting_keys()} & RESERVED


@given(pages=st.integers(1, 10**9), threshold=st.floats(0, 1), html=st.booleans())
def test_a_value_says_the_same_in_every_layer(pages: int, threshold: float, html: bool) -> None:
    values = {"limits.max_pages": pages, "accept.threshold": threshold, "output.html": html}
    by_flag = resolve_settings(environment={}, flags=values).settings
    by_variable = resolve_settings(
        environment={variable_name(key): str(value) for key, value in values.items()}
    ).settings
    assert by_flag == by_variable
    assert (by_flag.limits.max_pages, by_flag.accept.threshold, by_flag.output.html) == (pages, threshold, html)
