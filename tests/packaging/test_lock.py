from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

AGPL = re.compile(r"\bAGPL|Affero", re.IGNORECASE)
# Known under the AGPL, should a library ever ask for one of them again.
NEVER = {"pymupdf", "pymupdfb", "ghostscript", "ultralytics", "mupdf"}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def locked(root: Path) -> dict[str, str]:
    packages = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))["package"]
    return {_normal(package["name"]): package["version"] for package in packages if "version" in package}


@pytest.fixture(scope="module")
def installed(locked: dict[str, str]) -> dict[str, Distribution]:
    found = {_normal(distribution.metadata["Name"]): distribution for distribution in distributions()}
    return {name: distribution for name, distribution in found.items() if name in locked and name != "gongkai"}


def _licence(distribution: Distribution) -> str:
    metadata = distribution.metadata
    # some put the whole text there, and the GPL's text itself speaks of its Affero sister
    said = [metadata.get("License-Expression") or "", (metadata.get("License") or "").partition("\n")[0]]
    said += [line for line in metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    return "\n".join(said)


def test_no_installed_distribution_of_the_lock_is_under_the_agpl(installed: dict[str, Distribution]) -> None:
    assert len(installed) > 100
    assert not {name for name, distribution in installed.items() if AGPL.search(_licence(distribution))}


def test_no_installed_distribution_carries_the_agpl_as_its_licence_file(installed: dict[str, Distribution]) -> None:
    title = re.compile(r"\s*GNU AFFERO GENERAL PUBLIC LICENSE", re.IGNORECASE)
    for name, distribution in installed.items():
        for file in distribution.files or []:
            if "dist-info" in str(file) and re.search(r"LICEN[CS]E|COPYING", file.name, re.IGNORECASE):
                path = Path(str(distribution.locate_file(file)))
                text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
                assert not title.match(text), f"{name}: {file}"


def test_every_installed_distribution_says_its_licence(installed: dict[str, Distribution]) -> None:
    assert not {name for name, distribution in installed.items() if not _licence(distribution).strip()}


def test_nothing_that_is_known_to_be_under_the_agpl_is_locked(locked: dict[str, str]) -> None:
    assert not NEVER & set(locked)


def test_what_is_installed_is_what_is_locked(locked: dict[str, str], installed: dict[str, Distribution]) -> None:
    assert {name: distribution.version for name, distribution in installed.items()} == {
        name: locked[name] for name in installed
    }
