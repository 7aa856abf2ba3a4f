from __future__ import annotations

from pipeline.stages.decoding.totals import Totals


def test_a_term_more_and_less_are_opposites() -> None:
    total = Totals(3, 1, 0)
    assert total.plus(5, -1).plus(5, -1, -1) == total
    assert total.plus(None, 1).plus(None, 1, -1) == total
    assert Totals(-3, 1, 0).may_hold
    assert not Totals(3, 1, 0).may_hold
