"""run.json: when, with what and how long. The only file of a run that holds times or paths of one machine."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pipeline.atomic import write_whole
from pipeline.schema import SCHEMA_VERSION

NAME = "run.json"
LIBRARIES = (
    "gongkai", "pdfplumber", "pdfminer.six", "camelot-py", "pypdfium2", "python-docx", "lxml", "spacy", "opencc",
    "pydantic", "pyarrow", "openpyxl",
)  # fmt: skip


def now() -> str:
    """The time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def versions() -> dict[str, str]:
    """The versions that the figures depend on."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def write_journal(out: Path, said: Mapping[str, Any]) -> None:
    """Write run.json; ASCII, so that file names which are not Unicode come back as they were."""
    content = {"schema_version": SCHEMA_VERSION, "versions": versions(), **said}
    write_whole(out / NAME, (json.dumps(content, indent=1, ensure_ascii=True) + "\n").encode())


def load_journal(out: Path) -> dict[str, Any]:
    """What run.json says; empty where there is none or it cannot be read."""
    try:
        content = json.loads((out / NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def locations(out: Path) -> dict[str, Path | tuple[Path, ...]]:
    """Where the file of each record was when it was read, or the pictures of its pages, by the record's name."""
    said = load_journal(out)
    root = Path(str(said.get("root", "")))
    documents = said.get("documents", [])
    return {
        one["name"]: tuple(root / part for part in one.get("parts", ())) or root / one["file"]
        for one in documents
        if isinstance(one, dict) and "file" in one
    }


def file_of(location: Path, root: Path) -> str:
    """A location as run.json holds it: relative to the root."""
    return os.path.relpath(location, root)
