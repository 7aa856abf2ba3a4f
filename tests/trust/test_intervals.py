from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.trust.intervals import interval, lower_bound, upper_bound


def at_most(wrong: int, cells: int, rate: float) -> float:
    """The chance of so many errors or fewer, summed up by hand."""
    return math.fsum(
        math.exp(
            math.lgamma(cells + 1) - math.lgamma(k + 1) - math.lgamma(cells - k + 1)
            + k * math.log(rate) + (cells - k) * math.log1p(-rate)
        )
        for k in range(wrong + 1)
    )  # fmt: skip


def test_without_an_error_it_is_the_rule_of_three() -> None:
    assert upper_bound(0, 3000) == pytest.approx(1 - 0.05 ** (1 / 3000), rel=1e-9)
    assert upper_bound(0, 2995) <= 0.001 < upper_bound(0, 2994)


@given(st.integers(0, 40), st.integers(1, 30_000))
def test_the_bound_leaves_five_percent_on_its_other_side(wrong: int, more: int) -> None:
    cells = wrong + more
    assert at_most(wrong, cells, upper_bound(wrong, cells)) == pytest.approx(0.05, abs=1e-6)
    if wrong:
        assert at_most(wrong - 1, cells, lower_bound(wrong, cells)) == pytest.approx(0.95, abs=1e-6)


def test_known_two_sided_limits() -> None:
    assert interval(3, 100) == pytest.approx((0.0062299, 0.0851761), abs=1e-6)
    assert interval(50, 100) == pytest.approx((0.3983211, 0.6016789), abs=1e-6)


def test_the_edges() -> None:
    assert upper_bound(0, 0) == 1.0
    assert upper_bound(7, 7) == 1.0
    assert lower_bound(0, 10) == 0.0
    assert interval(10, 10)[1] == 1.0


@given(st.integers(0, 20), st.integers(1, 5000), st.integers(1, 5000))
def test_more_figures_with_as_many_errors_never_raise_the_bound(wrong: int, cells: int, more: int) -> None:
    assert upper_bound(wrong, wrong + cells + more) <= upper_bound(wrong, wrong + cells)
