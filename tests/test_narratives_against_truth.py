"""Narratives of whole reports against true values: the samples, and the folders of GONGKAI_TRUTH where it is set."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.run import read
from pipeline.schema import ProseFigure, Report

ROOT = Path(__file__).resolve().parent.parent
QUICK = {".docx", ".html", ".txt"}  # reading a PDF takes seconds, and its narrative is no other


def documents() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Documents with their true values."""
    folders = [Path(path) for path in os.environ.get("GONGKAI_TRUTH", "").split(os.pathsep) if path]
    for folder in dict.fromkeys([ROOT / "samples", *(path.resolve() for path in folders)]):
        for truth in sorted(folder.rglob("*.truth.json")):
            name = truth.name.removesuffix(".truth.json")
            for path in sorted(truth.parent.glob(f"{name}.*")):
                if path.suffix in QUICK:
                    yield path, json.loads(truth.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("path", "truth"), [pytest.param(*one, id=one[0].name) for one in documents()])
def test_no_figure_of_the_narrative_is_a_false_alarm(path: Path, truth: dict[str, Any]) -> None:
    report = read(path)
    assert isinstance(report, Report)
    alarms = [figure for figure in report.prose if figure.agreement == "disagrees"]
    assert [figure for figure in alarms if not _told(figure, truth)] == []
    filled = {key: field.value for key, field in report.fields.items() if field.origin == "prose"}
    assert {key: value for key, value in filled.items() if truth["fields"].get(key) != value} == {}


def _told(figure: ProseFigure, truth: dict[str, Any]) -> bool:
    """Whether the narrative does state it otherwise than the tables, as the truth says."""
    keys = {figure.key, *figure.keys}
    return any(
        told["agreement"] == "disagrees" and told["value"] == figure.value and keys & set(told["keys"])
        for told in truth.get("prose", [])
    )
