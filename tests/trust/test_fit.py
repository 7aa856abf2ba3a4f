from __future__ import annotations

import pytest

from pipeline.trust.fit import FOLDS, clustered_upper_bound, errors_at_once, fit, held_out
from pipeline.trust.intervals import upper_bound
from pipeline.trust.observation import Observation, fold_of
from pipeline.trust.reliability import Outcome, best_constant_loss, log_loss, reliability
from tests.trust.simulated import draw, steep


def test_what_it_says_lies_near_the_truth() -> None:
    fitted = fit(draw(600, seed=1))
    steps = fitted.groups["pixels/sums"]
    assert len(steps) > 5
    for step, above in zip(steps[1:], steps, strict=False):
        low, high = steep(above.score), steep(step.score)
        assert 0.3 * low <= step.error <= 2.5 * high


def test_on_fresh_documents_said_lies_in_the_interval_of_seen() -> None:
    """By chance a bin misses once in ten, with thrice as many documents to learn from as to look at; a method that is
    wrong misses most of them.
    """
    judged = missed = 0
    for seed in range(8):
        fitted = fit(draw(360, seed=seed))
        fresh = [
            Outcome(one.document, fitted.probability(one.score, one.group) or 0.0, one.right)
            for one in draw(120, seed=1000 + seed)
        ]
        bins = [one for one in reliability(fresh) if one.counts]
        judged += len(bins)
        missed += sum(not one.inside for one in bins)
        assert log_loss(fresh) < best_constant_loss(fresh)
    assert judged >= 24
    assert missed <= 0.2 * judged


def test_a_guess_that_is_too_sure_is_noticed() -> None:
    raw = [
        Outcome(one.document, one.score, one.right) for one in draw(300, seed=5, chance=lambda s: min(1, 5 * steep(s)))
    ]
    assert not all(one.inside for one in reliability(raw) if one.counts)


def test_groups_are_fitted_apart() -> None:
    both = [*draw(60, seed=1), *draw(60, seed=1, group="text/sums", chance=lambda _: 0.0)]
    fitted = fit(both)
    assert fitted.probability(0.95, "text/sums") > 0.9998
    assert fitted.probability(0.95, "pixels/sums") < 0.995
    assert fitted.measured == {"documents": 60, "cells": 9600, "wrong": sum(not one.right for one in both)}


def test_no_document_is_judged_by_itself() -> None:
    """One document with errors that no other has: its own fold does not know of them."""
    good = [Observation(f"d{n}", "text/sums", 0.99, True) for n in range(200) for _ in range(5)]
    bad = [Observation("bad", "text/sums", 0.99, False)] * 50
    said = held_out([*good, *bad])
    assert min(said[-50:]) > 0.999
    other_fold = next(i for i, one in enumerate(good) if fold_of(one.document, FOLDS) != fold_of("bad", FOLDS))
    assert said[other_fold] < 0.96


def test_a_group_without_other_documents_keeps_its_score() -> None:
    assert held_out([Observation("one", "prose", 0.97, True)]) == [0.97]


def test_errors_of_one_document_are_one_mishap() -> None:
    assert errors_at_once([0, 0, 1, 1]) == 1
    assert errors_at_once([10, 0]) == 10
    assert errors_at_once([0]) == 1
    assert clustered_upper_bound([10, 0], 10_000) == pytest.approx(upper_bound(1, 1000))
    assert clustered_upper_bound([1] * 10, 10_000) == pytest.approx(upper_bound(10, 10_000))


def test_counts_add_up_from_the_top() -> None:
    steps = fit(draw(100, seed=2)).groups["pixels/sums"]
    assert [step.cells_above for step in steps] == [sum(s.cells for s in steps[: i + 1]) for i in range(len(steps))]
    assert steps[-1].wrong_above == sum(step.wrong for step in steps)
