"""What exists is in the docs, and what the docs name exists."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest
from ruamel.yaml import YAML

from pipeline import schema
from pipeline.assets import asset
from pipeline.cli import COMMANDS, main
from pipeline.engines import names
from pipeline.forms import language
from pipeline.schema.model import Noun
from pipeline.settings import RESERVED, setting_field, setting_keys, variable_name

LINK = re.compile(r"\[[^\]]*\]\(([^)#]+)(#[^)]*)?\)")
ENGINES = (
    "READERS",
    "CONVERTERS",
    "TABLE_FINDERS",
    "PHRASE_FINDERS",
    "TOPIC_CLASSIFIERS",
    "CELL_READERS",
    "PAGE_READERS",
    "ORIENTATION_FINDERS",
)
CODE = re.compile(r"`([^`\n]+)`")


def _docs(root: Path) -> dict[str, str]:
    paths = [root / "README.md", root / "CHANGELOG.md", *sorted((root / "docs").glob("*.md"))]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def _rows(text: str) -> list[list[str]]:
    """The cells of every table row."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def _named(text: str) -> set[str]:
    """Everything in backticks in the first column of tables."""
    return {name for row in _rows(text) for name in CODE.findall(row[0])}


def _headings(text: str) -> list[str]:
    return [line.lstrip("#").strip() for line in text.splitlines() if line.startswith("#")]


def test_every_relative_link_leads_somewhere(root: Path) -> None:
    for name, text in _docs(root).items():
        for target, _ in LINK.findall(text):
            if not target.startswith(("http://", "https://")):
                assert ((root / name).parent / target).exists(), f"{name}: {target}"


def test_every_command_has_a_heading_and_every_option_is_named(root: Path) -> None:
    text = _docs(root)["docs/commands.md"]
    headings = _headings(text)
    for name in COMMANDS:
        assert f"gongkai {name}" in headings
        section = text.split(f"## gongkai {name}\n", 1)[1].split("\n## ", 1)[0]
        command = main.get_command(click.Context(main), name)
        assert command is not None
        for option in _options(command):
            assert f"`{option}" in section, f"{name}: {option}"
    for option in _options(click.Command("gongkai", params=main.params)):
        assert f"`{option}" in text


def _options(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            yield max(parameter.opts, key=len)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _options(below)


def test_every_setting_has_a_row_with_its_default_variable_and_description(root: Path) -> None:
    defaults = YAML(typ="safe").load(asset("configs", "default.yaml"))
    rows = {row[0].strip("`"): row[1:] for row in _rows(_docs(root)["docs/configuration.md"])}
    for key in setting_keys():
        group, _, name = key.partition(".")
        default, variable, said = rows[key]
        value = defaults[group][name]
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        assert default == (shown if value not in ([], None) else "none")
        assert variable == f"`{variable_name(key)}`"
        described = setting_field(key).description
        assert described is not None
        plain = said.replace("`", "").rstrip(".")
        assert plain.startswith(described.replace("`", "").rstrip("."))


def test_every_setting_in_the_docs_exists(root: Path) -> None:
    known = {*setting_keys(), *(f"{key.partition('.')[0]}.*" for key in setting_keys())}
    groups = "|".join({key.partition(".")[0] for key in setting_keys()})
    for name, text in _docs(root).items():
        for word in CODE.findall(text):
            if re.fullmatch(rf"({groups})\.[a-z_*]+", word) and not word.endswith((".yaml", ".py", ".md", ".parquet")):
                assert word in known or word.startswith("forms/"), f"{name}: {word}"


def test_every_reserved_variable_has_a_row(root: Path) -> None:
    assert _named(_docs(root)["docs/configuration.md"]) >= RESERVED


def test_every_setting_is_read_by_the_program(root: Path) -> None:
    """A setting that nothing reads would be a lie. Limits have a test of their own, tests/test_limits.py."""
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in (root / "pipeline").rglob("*.py") if path.name != "settings.py"
    )
    keys = [key for key in setting_keys() if not key.startswith("limits.")]
    assert not [key for key in keys if not re.search(rf"\b{re.escape(key)}\b", code)]


@pytest.mark.parametrize("table", ENGINES)
def test_every_engine_has_a_row(root: Path, table: str) -> None:
    kind = table.lower().removesuffix("s").replace("_", " ")
    rows = {(row[0], row[1].strip("`")) for row in _rows(_docs(root)["docs/configuration.md"])}
    for name in getattr(names, table):
        assert (kind, name) in rows


def test_every_table_of_engines_is_looked_at() -> None:
    tables = {name for name, value in vars(names).items() if name.isupper() and isinstance(value, dict)}
    assert tables == set(ENGINES)


def test_every_failure_reason_has_a_heading_and_no_other_has(root: Path) -> None:
    section = _docs(root)["docs/errors.md"].split("## Failures", 1)[1].split("\n## ", 1)[0]
    assert _headings(section) == list(get_args(schema.Reason))


def test_every_warning_has_a_row_and_no_other_has(root: Path) -> None:
    section = _docs(root)["docs/errors.md"].split("## Warnings", 1)[1].split("\n## ", 1)[0]
    assert _named(section) == _remark_codes(root)


def _remark_codes(root: Path) -> set[str]:
    """The codes of all remarks that the program makes, as they stand in its source."""
    codes = set()
    for path in (root / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Remark":
                given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                codes |= {value.value for value in given if isinstance(value, ast.Constant)}
    return codes


@pytest.mark.parametrize(
    "noun", [getattr(schema, name) for name in schema.__all__ if isinstance(getattr(schema, name), type)]
)
def test_every_field_of_every_noun_is_described(root: Path, noun: type) -> None:
    text = _docs(root)["docs/record.md"]
    if issubclass(noun, Noun):
        described = {name for row in _rows(text) for cell in row for name in CODE.findall(cell)}
        assert set(noun.model_fields) <= described


def test_every_key_of_the_form_language_is_described(root: Path) -> None:
    text = _docs(root)["docs/forms.md"]
    described = set(CODE.findall(text))
    for part in vars(language).values():
        if isinstance(part, type) and issubclass(part, language.Language):
            assert set(part.model_fields) <= described, part


def test_the_layers_in_the_docs_are_those_that_are_enforced(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [part for part in project["tool"]["importlinter"]["contracts"] if part["id"] == "layers"]
    enforced = [re.sub(r"[()]", "", layer).replace(" : ", ", ") for layer in contract["layers"]]
    section = _docs(root)["docs/architecture.md"].split("## Who may import whom", 1)[1]
    assert section.split("```\n")[1].splitlines() == enforced


def test_every_part_of_the_package_has_a_row_in_the_architecture(root: Path) -> None:
    described = _named(_docs(root)["docs/architecture.md"])
    parts = [path for path in (root / "pipeline").glob("*.py") if path.stem != "__init__"]
    parts += [path.parent for path in (root / "pipeline").glob("*/__init__.py")]
    for path in parts:
        name = path.relative_to(root).as_posix() + ("/" if path.is_dir() else "")
        assert name in described


def test_every_file_that_the_docs_name_exists(root: Path) -> None:
    for name, text in _docs(root).items():
        for word in CODE.findall(text):
            if re.fullmatch(r"(pipeline|configs|models|docs|tests|samples)/[\w./-]*", word):
                assert (root / word).exists(), f"{name}: {word}"


def test_exit_codes_are_the_same_everywhere(root: Path) -> None:
    docs = _docs(root)
    for text in (docs["README.md"], docs["docs/errors.md"]):
        assert [row[0] for row in _rows(text) if row[0].isdigit()] == ["0", "1", "2", "3", "4"]
