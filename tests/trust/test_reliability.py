from __future__ import annotations

import math
import random

import pytest

from pipeline.trust.reliability import Outcome, best_constant_loss, bin_of, log_loss, reliability


@pytest.mark.parametrize(("confidence", "number"), [(0.0, 0), (0.89, 0), (0.95, 1), (0.9995, 3), (1.0, 6)])
def test_a_bin_counts_the_nines(confidence: float, number: int) -> None:
    assert bin_of(confidence) == number


def outcomes(rate: float, said: float, *, documents: int = 100, cells: int = 50, seed: int = 0) -> list[Outcome]:
    rng = random.Random(seed)
    return [Outcome(str(n), 1 - said, rng.random() >= rate) for n in range(documents) for _ in range(cells)]


def test_with_few_errors_the_exact_interval_counts() -> None:
    (one,) = reliability([Outcome("a", 0.9995, True)] * 1000)
    assert (one.cells, one.wrong, one.low) == (1000, 0, 0.0)
    assert one.high == pytest.approx(1 - 0.025 ** (1 / 1000))
    assert one.inside
    assert one.counts


def test_an_honest_confidence_is_inside_a_false_one_is_not() -> None:
    assert reliability(outcomes(0.02, 0.02))[0].inside
    assert not reliability(outcomes(0.05, 0.02))[0].inside
    assert not reliability(outcomes(0.005, 0.02))[0].inside


def test_errors_that_cluster_widen_the_interval() -> None:
    alone = [Outcome(str(n), 0.98, c > 0) for n in range(50) for c in range(50)]
    together = [Outcome(str(n), 0.98, n > 0) for n in range(50) for _ in range(50)]
    (narrow,), (wide,) = reliability(alone), reliability(together)
    assert narrow.seen == wide.seen
    assert wide.high - wide.low > 3 * (narrow.high - narrow.low)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    covered = 0
    for seed in range(60):
        (one,) = reliability(outcomes(0.01, 0.01, documents=60, cells=30, seed=seed))
        covered += one.low <= 0.01 <= one.high
    assert covered >= 52


def test_the_log_loss_beside_the_best_constants() -> None:
    known = [Outcome("a", 0.9, True)] * 9 + [Outcome("a", 0.1, False)]
    assert log_loss(known) == pytest.approx(-math.log(0.9))
    assert best_constant_loss(known) == pytest.approx(-(0.9 * math.log(0.9) + 0.1 * math.log(0.1)))
    assert math.isfinite(log_loss([Outcome("a", 1.0, False)]))
