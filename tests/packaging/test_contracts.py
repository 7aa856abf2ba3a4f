"""The contracts themselves are kept by lint-imports; here is what it cannot see."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

# Where heavy libraries may be known: engines, exporters, the drawing of samples, training, measuring.
MAY_BE_HEAVY = {"imaging", "engines", "export", "synth", "training", "bench"}


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, object]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]


def _contract(project: dict[str, object], wanted: str) -> dict[str, list[str]]:
    (found,) = [part for part in project["importlinter"]["contracts"] if part["id"] == wanted]  # type: ignore[index]
    return found


def test_every_part_of_the_package_is_held_to_the_contract_on_heavy_libraries(
    project: dict[str, object], root: Path
) -> None:
    parts = {path.stem for path in (root / "pipeline").glob("*.py") if path.stem != "__init__"}
    parts |= {path.parent.name for path in (root / "pipeline").glob("*/__init__.py")}
    held = {name.removeprefix("pipeline.") for name in _contract(project, "heavy")["source_modules"]}
    assert parts - MAY_BE_HEAVY == held


def test_lint_and_contract_name_the_same_heavy_libraries(project: dict[str, object]) -> None:
    lint = project["ruff"]["lint"]["flake8-tidy-imports"]["banned-module-level-imports"]  # type: ignore[index]
    assert set(_contract(project, "heavy")["forbidden_modules"]) <= {*lint, "numpy"}
