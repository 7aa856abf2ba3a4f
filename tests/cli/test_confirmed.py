"""From what people said of a report to labelled crops of its cells."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from pipeline.batch.corrections import append_corrections
from pipeline.batch.store import Store
from pipeline.cli.confirmed import confirmed_cells
from pipeline.run import read
from pipeline.schema import Correction, Report
from pipeline.training.digits.cells import LabelledCrop
from pipeline.training.digits.confirmed import confirmed_crops, exact, parted

NAME = "pdf-2021-unrepeated-0044.pdf"


@pytest.fixture(scope="module")
def record(samples: Path) -> Report:
    report = read(samples / NAME)
    assert isinstance(report, Report)
    return report


def _said(out: Path, record: Report) -> list[Correction]:
    """Every count of the requests table, confirmed as it was read."""
    Store(out).write(f"one-{record.source.sha256[:8]}", record)
    said = [
        Correction(
            sha256=record.source.sha256, key=key, value=field.value, meaning=field.meaning, by="李", at="2026-01-01"
        )
        for key, field in record.fields.items()
        if key.startswith("requests.") and field.meaning is not None and field.place is not None
    ]
    append_corrections(out, said)
    return said


def test_what_was_confirmed_is_cut_out_of_its_document(tmp_path: Path, samples: Path, record: Report) -> None:
    said = _said(tmp_path / "out", record)
    cells = list(confirmed_cells(tmp_path / "out", samples))
    assert len(cells) == len([one for one in said if one.meaning != "blank"])
    crops = list(confirmed_crops(cells))
    assert len(crops) > 0.9 * len(cells)
    assert exact(crops) >= 0.95 * len(crops)
    assert {crop.kind for crop in crops} == {f"one-{record.source.sha256[:8]}"}


def test_a_document_that_changed_is_passed_over(tmp_path: Path, samples: Path, record: Report) -> None:
    _said(tmp_path / "out", record)
    shutil.copy(samples / NAME, tmp_path / NAME)
    with (tmp_path / NAME).open("ab") as file:
        file.write(b"\n")
    assert list(confirmed_cells(tmp_path / "out", tmp_path)) == []


def test_no_document_is_learned_and_measured_on() -> None:
    crops = [LabelledCrop(np.zeros((9, 9), np.uint8), "1", f"report {number // 3}") for number in range(30)]
    learned, kept = parted(crops)
    assert len(learned) + len(kept) == 30
    assert kept
    assert not {crop.kind for crop in learned} & {crop.kind for crop in kept}
