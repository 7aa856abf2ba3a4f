"""What goes on over a page break."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.schema import Box, PagePlace
from pipeline.stages.tabulation.halves import torn
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.types.grid import Cell
from tests.builders import forms

LABELS = FormLabels(tuple(forms().values()))


def _row(texts: list[str | None], page: int, *, ink: float | None) -> list[Cell]:
    place = PagePlace(page=page, box=Box(0, 0, 10, 10))
    cells = [None if text is None else Cell(text, 0, column, place) for column, text in enumerate(texts)]
    return [replace(cell, ink=ink) for cell in cells if cell is not None]


@pytest.mark.parametrize("ink", [0.1, None])
def test_a_figure_that_was_misread_is_no_label_and_figures_before_it_are_not_halves(ink: float | None) -> None:
    above = _row([None, "4.无正当理由大量反复申请", "0", "0", "ó", "0", "0"], 1, ink=ink)
    below = _row(["", "5.要求行政机关确认或重新出具已获取信息", "0", "0", "0", "0", "0"], 2, ink=ink)
    going_on = {one.column for one, _ in torn(above, below, LABELS).pairs}
    assert (2 in going_on) is (ink is None)
