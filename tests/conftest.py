"""What all tests share: the switch that rewrites golden files, and the samples."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"

# Continuous integration tries the same cases each time; whoever works on the code meets new ones. How long a case takes
# says how busy the machine is, not whether the answer is right.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# Settings of whoever runs the tests must not change what they see.
for _name in [name for name in os.environ if name.startswith("GONGKAI_") and name != "GONGKAI_TRUTH"]:
    del os.environ[_name]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden from what the code gives now")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, text)` compares `text` with tests/golden/<name>, or writes it under --update-golden."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no golden file {name}: write it with pytest --update-golden, and read it"
        assert text == path.read_text(encoding="utf-8"), f"{name} changed: pytest --update-golden, and read the diff"

    return compare


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The committed samples with their true values."""
    return ROOT / "samples"
