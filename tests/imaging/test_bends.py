"""Which rules say how a page is bent."""

from __future__ import annotations

from pipeline.imaging.bends import _traces
from pipeline.imaging.rules import contrast_of
from tests.imaging.drawing import DPI, draw_rules, paper


def test_pale_rules_say_it_where_they_are_more_than_dark_ones() -> None:
    page = draw_rules(paper(), ys=range(200, 700, 50), grey=215)[..., 0]
    page[199:202, 200:420] = 0
    assert len(_traces(contrast_of(page, dpi=DPI).level, DPI)) == 10


def test_dark_rules_say_it_alone_where_they_are_many() -> None:
    page = draw_rules(paper(), ys=range(200, 700, 50), grey=0)[..., 0]
    page[800:802, 200:900] = 215
    assert len(_traces(contrast_of(page, dpi=DPI).level, DPI)) == 10
