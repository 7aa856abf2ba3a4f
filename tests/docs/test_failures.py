"""The page on failures names every reason and every kind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from pipeline.schema import Reason
from pipeline.stages.identification.signatures import ADVICE, SIGNATURES
from pipeline.stages.identify import CONVERTED, READ


def _page(root: Path) -> str:
    return (root / "docs" / "failures.md").read_text(encoding="utf-8")


def test_every_reason_has_a_heading(root: Path) -> None:
    headings = re.findall(r"^### (.+)$", _page(root), re.M)
    assert headings == list(get_args(Reason))


def test_every_kind_has_a_row(root: Path) -> None:
    first_cells = re.findall(r"^\| (`[^|]+) \|", _page(root), re.M)
    named = {kind for cell in first_cells for kind in re.findall(r"`([^`]+)`", cell)}
    found_by_signature = {kind for _, kind in SIGNATURES} - {"bmp"}
    assert named == {*READ, *CONVERTED, *ADVICE, *found_by_signature}


def test_every_kind_that_is_not_read_has_advice() -> None:
    read = {"image", "bmp", "ole", *READ, *CONVERTED}
    assert {kind for _, kind in SIGNATURES} - read <= {*ADVICE, "sqlite", "audio"}
