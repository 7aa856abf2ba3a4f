"""Commas between thousands that look like points."""

from __future__ import annotations

import math

import pytest

from pipeline.schema import PagePlace
from pipeline.stages.location.separators import with_separators
from pipeline.types.grid import Cell, Glimpse

PLACE = PagePlace(page=1, box=(0.0, 0.0, 10.0, 10.0))


def cell(*told: tuple[str, str, float]) -> Cell:
    glimpses = tuple(Glimpse(text, math.log(share), reader) for reader, text, share in told)
    return Cell(told[0][1], 0, 0, PLACE, glimpses=glimpses)


def test_points_that_two_readers_may_take_for_commas_are_commas() -> None:
    seen = cell(
        ("a", "8.477", 0.88), ("a", "8,477", 0.12), ("b", "8.477", 0.99), ("c", "8.477", 0.7), ("c", "8,477", 0.2)
    )
    read = with_separators(seen)
    assert read.text == "8,477"
    assert [(one.reader, one.text) for one in read.glimpses] == [(reader, "8,477") for reader in "abc"]
    assert [math.exp(one.log_probability) for one in read.glimpses] == pytest.approx([1.0, 0.99, 0.9])


@pytest.mark.parametrize(
    "told",
    [
        (("a", "8.477", 0.88), ("a", "8,477", 0.12), ("b", "8.477", 0.99)),  # one reader alone
        (("a", "8.477", 0.95), ("a", "8,477", 0.05), ("b", "8.477", 0.95), ("b", "8,477", 0.05)),
        (("a", "57.15", 0.6), ("a", "57,15", 0.4), ("b", "57.15", 0.6), ("b", "57,15", 0.4)),  # no thousands
        (("a", "0.477", 0.6), ("a", "0,477", 0.4), ("b", "0.477", 0.6), ("b", "0,477", 0.4)),
    ],
)
def test_other_points_stay(told: tuple[tuple[str, str, float], ...]) -> None:
    assert with_separators(cell(*told)) == cell(*told)
