"""Drawn reports in every layout, from the file to the cells: every figure in its place, nothing doubted."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.pdfplumber_reader import PdfplumberReader
from pipeline.stages.locate import locate
from pipeline.stages.tabulate import tabulate
from pipeline.synth.draw import draw
from pipeline.synth.layouts import LAYOUTS
from pipeline.synth.sample import Order
from pipeline.types.outline import Outline
from pipeline.types.source import SourceFile
from tests.builders import forms


@pytest.mark.parametrize("layout", sorted(LAYOUTS["pdf"]))
def test_every_figure_is_found(layout: str, tmp_path: Path) -> None:
    sample = draw(4711, Order(kind="pdf", layout=layout, form=("2014", "2019", "2021")[len(layout) % 3]))
    path = tmp_path / "report.pdf"
    path.write_bytes(sample.content)
    transcript = PdfplumberReader().read(SourceFile(path, (path.name,), "0" * 64, "pdf", len(sample.content)))
    found = locate(
        tabulate(transcript, tuple(forms().values()), None), forms(), Outline((), ()), year=sample.truth.year
    )
    readings = {reading.key: reading for reading in found.readings}
    assert found.form == sample.truth.form
    assert all(reading.trusted for reading in readings.values())
    values = {key: reading.candidates[0].value for key, reading in readings.items()}
    assert {key: values.get(key) for key in sample.truth.fields} == dict(sample.truth.fields)
