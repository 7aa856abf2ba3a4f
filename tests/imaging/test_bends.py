"""Which rules say how a page is bent."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.imaging.bends import _field_of, _traces, _without_words
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


def test_strokes_of_type_say_nothing_ragged_or_no_longer_than_words() -> None:
    along = np.arange(0, 300, 16.0)
    bow = np.stack([along, 100 + (along / 150) ** 2], axis=1)
    ragged = bow + [0, 1] * np.resize([-1.5, 1.5], len(bow))[:, np.newaxis]
    short = bow[:10]
    assert _without_words([bow, ragged, short], [short], DPI) == ([bow, short], [short])
    assert _without_words([ragged, short], [short], DPI) == ([], [])


def test_rules_lean_on_beyond_where_they_are_seen_but_not_for_ever() -> None:
    along = np.arange(200.0, 900.0, 16.0)
    traces = [np.stack([along, level + 0.05 * (along - 200)], axis=1) for level in (200.0, 500.0, 800.0, 1000.0)]
    field = _field_of(traces, (1600, 1200))
    assert field is not None
    field = replace(field, farthest=240.0)
    at = np.array([600.0, 880.0, 1080.0, 1300.0, 1500.0])
    shift = field.shift(at, np.full_like(at, 500.0))
    assert np.diff(shift)[0] == pytest.approx(-14, abs=1)
    assert np.diff(shift)[1] == pytest.approx(-10, abs=1)
    assert shift[-1] == shift[-2]
