"""Every `gongkai ...` line in a block marked `sh` runs, in order, in a folder that holds some of the samples."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(?:[A-Z_]+=\S+ )*gongkai\b")
EXPECTED = re.compile(r"# exits with (\d)$")
ROOT = Path(__file__).resolve().parents[2]
NAMES = ("README.md", *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").glob("*.md"))))


def _lines(text: str) -> Iterator[str]:
    for block in BLOCK.findall(text):
        yield from block.replace("\\\n", " ").splitlines()


@pytest.fixture(scope="module")
def folder(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small `samples/`: of every kind of file the smallest, and what the examples name."""
    made = tmp_path_factory.mktemp("documented")
    (made / "samples").mkdir()
    text = "".join((samples.parent / name).read_text(encoding="utf-8") for name in NAMES)
    for kind in ("pdf", "docx", "html", "txt"):
        found = sorted(samples.glob(f"*.{kind}"), key=lambda path: path.stat().st_size)
        for path in (*found[:1], *(path for path in found if f"samples/{path.name}" in text)):
            shutil.copy(path, made / "samples")
            shutil.copy(path.with_name(f"{path.stem}.truth.json"), made / "samples")
    return made


@pytest.mark.parametrize("name", NAMES)
def test_every_documented_command_runs(name: str, folder: Path, root: Path) -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for line in _lines((root / name).read_text(encoding="utf-8")):
        assert COMMAND.match(line), f"not a gongkai command: {line}"
        expected = EXPECTED.search(line)
        done = subprocess.run(
            ["sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == (int(expected[1]) if expected else 0), f"{line}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr


def test_commands_that_are_not_run_are_shown_as_text(root: Path) -> None:
    """Nothing hides behind another mark, such as bash or console."""
    for name in NAMES:
        marks = re.findall(r"^```(\w+)", (root / name).read_text(encoding="utf-8"), re.MULTILINE)
        assert set(marks) <= {"sh", "text", "yaml", "json", "python"}, name
