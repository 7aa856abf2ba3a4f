"""Candidates into values."""

from __future__ import annotations

import math

import pytest

from pipeline.stages.decode import decode
from pipeline.types.reading import Candidate, Reading


def candidate(value: int, probability: float) -> Candidate:
    return Candidate(str(value), value, "number", math.log(probability), "text")


def test_the_most_probable_candidate_is_taken_and_the_others_kept() -> None:
    found = decode([Reading("k", (candidate(3, 0.2), candidate(8, 0.7)), "text", None, 1.0, trusted=True)])["k"]
    assert (found.value, [other.value for other in found.alternatives]) == (8, [3])
    assert found.read == pytest.approx(0.7)


def test_two_sure_candidates_that_differ_leave_no_certainty() -> None:
    found = decode([Reading("k", (candidate(3, 0.99), candidate(8, 0.99)), "text", None, 1.0, trusted=True)])["k"]
    assert found.read == pytest.approx(0.5)


def test_a_cell_without_candidates_is_unparseable() -> None:
    found = decode([Reading("k", (), "text", None, 1.0, trusted=False)])["k"]
    assert (found.value, found.meaning, found.read) == (None, "unparseable", 0.0)
