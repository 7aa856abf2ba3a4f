"""Rows whose rule is gone below figures, and not below their label."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.imaging.ink import even_light
from pipeline.imaging.lattice import lattice_of
from pipeline.imaging.lostrules import with_lost_rules
from pipeline.imaging.parting import part
from pipeline.imaging.rules import find_rules
from tests.imaging.drawing import DPI, YS, Picture, draw_figures, paper

XS = (100, 560, 700, 840, 980)


def _dashed_table(columns: Sequence[int]) -> Picture:
    """Rows of a wide label and three figures; the rule below the third is gone in some columns but for dots."""
    page = paper()
    for y in YS:
        for x in range(XS[0], XS[-1], 14):
            page[y : y + 2, x : min(x + 8, XS[-1])] = 0
    for x in XS:
        for y in range(YS[0], YS[-1], 14):
            page[y : min(y + 8, YS[-1]), x : x + 2] = 0
    for column in columns:
        gone = page[YS[3] - 2 : YS[3] + 4, XS[column] + 4 : XS[column + 1] - 4]
        gone[:, np.arange(gone.shape[1]) % 60 >= 3] = 255
    return draw_figures(page, xs=XS)


@pytest.mark.parametrize(
    ("columns", "parted"),
    [((1, 2, 3), [True, True, True, True]), ((0, 2, 3), [False, True, False, False])],
    ids=["below figures", "in a header"],
)
def test_a_rule_goes_on_below_figures_where_it_parts_their_labels(columns: Sequence[int], parted: list[bool]) -> None:
    _, edges = find_rules(even_light(_dashed_table(columns)[..., 0]), dpi=DPI, dashed=True)
    lattice = lattice_of(XS, YS, edges)
    parting = part(lattice)
    whole = with_lost_rules(parting, lattice, edges)
    assert whole.below[2] == parted
    restored = {(row, column) for column in range(4) if parted[column] > parting.below[2][column] for row in (2, 3)}
    assert whole.unsettled - parting.unsettled == restored
    assert (whole.quality < parting.quality) is bool(restored)
