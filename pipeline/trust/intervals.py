"""Exact limits for a share of which a few cases were seen (Clopper and Pearson, 1934)."""

from __future__ import annotations

import math

LEVEL = 0.95
MOST_TURNS = 500
PRECISE = 1e-15
TINY = 1e-300


def upper_bound(wrong: float, cells: float, *, level: float = LEVEL) -> float:
    """The highest error rate, one-sided, that having seen `wrong` errors in `cells` does not rule out.

    Both may be fractions: errors that come in clusters count as fewer independent ones.
    """
    if cells <= 0 or wrong >= cells:
        return 1.0
    return _quantile(level, wrong + 1, cells - wrong)


def lower_bound(wrong: float, cells: float, *, level: float = LEVEL) -> float:
    """The lowest error rate, one-sided, that having seen `wrong` errors in `cells` does not rule out."""
    if wrong <= 0 or cells <= 0:
        return 0.0
    return _quantile(1 - level, wrong, cells - wrong + 1)


def interval(wrong: float, cells: float, *, level: float = LEVEL) -> tuple[float, float]:
    """The two-sided exact interval of the error rate."""
    one_sided = (1 + level) / 2
    return lower_bound(wrong, cells, level=one_sided), upper_bound(wrong, cells, level=one_sided)


def _quantile(probability: float, alpha: float, beta: float) -> float:
    """The quantile of a beta distribution, by halving: twice as slow as Newton, and never astray."""
    low, high = 0.0, 1.0
    while high - low > PRECISE + 1e-12 * high:
        middle = (low + high) / 2
        if _beta_share(middle, alpha, beta) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _beta_share(x: float, alpha: float, beta: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (alpha + 1) / (alpha + beta + 2):  # the fraction converges fast on one side only
        return 1 - _beta_share(1 - x, beta, alpha)
    front = math.exp(
        math.lgamma(alpha + beta) - math.lgamma(alpha) - math.lgamma(beta) + alpha * math.log(x) + beta * math.log1p(-x)
    )
    return front * _fraction(x, alpha, beta) / alpha


def _fraction(x: float, alpha: float, beta: float) -> float:
    """The continued fraction's value, by Lentz's method."""
    c, d = 1.0, 1 / ((1 - (alpha + beta) * x / (alpha + 1)) or TINY)
    value = d
    for turn in range(2, MOST_TURNS):
        half, odd = divmod(turn, 2)
        low = alpha + 2 * half
        if odd:
            term = -(alpha + half) * (alpha + beta + half) * x / (low * (low + 1))
        else:
            term = half * (beta - half) * x / ((low - 1) * low)
        d = 1 / ((1 + term * d) or TINY)
        c = (1 + term / c) or TINY
        value *= c * d
        if odd and abs(c * d - 1) < 10 * PRECISE:
            break
    return value
