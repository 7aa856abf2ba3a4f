"""Rows in order against a form's rows in order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.location.align import align

KEYS = ("a", "b", "c", "d")


def test_labels_that_occur_twice_are_told_apart_by_order() -> None:
    scores = [{"h1": 1.0}, {"x": 1.0, "y": 1.0}, {"h2": 1.0}, {"x": 1.0, "y": 1.0}]
    assert align(scores, ("h1", "x", "h2", "y")) == ["h1", "x", "h2", "y"]


def test_rows_that_fit_nothing_are_left_out() -> None:
    assert align([{"a": 1.0}, {}, {"b": 0.9}], KEYS) == ["a", None, "b"]


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), st.floats(0.1, 1.0)), max_size=5))
def test_no_other_alignment_is_better(scores: list[dict[str, float]]) -> None:
    aligned = align(scores, KEYS)
    used = [name for name in aligned if name is not None]
    assert used == sorted(set(used))
    total = sum(score[name] for score, name in zip(scores, aligned, strict=True) if name is not None)
    best = max(
        sum(scores[row].get(key, -1.0) for row, key in zip(rows, keys, strict=True))
        for size in range(min(len(scores), len(KEYS)) + 1)
        for rows in combinations(range(len(scores)), size)
        for keys in combinations(KEYS, size)
    )
    assert total >= best - 1e-9
