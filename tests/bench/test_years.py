from __future__ import annotations

from pipeline.bench.years import draw_corpus, measure
from pipeline.run import kit_for
from pipeline.settings import default_settings


def test_breaks_and_second_versions_are_found_and_nothing_else() -> None:
    comparison, breaks, twice = measure(draw_corpus(range(50, 52), ["txt"]), kit_for(default_settings()))
    assert comparison.pairs == 8
    assert (breaks.precision, breaks.recall) == (1.0, 1.0)
    assert (twice.planted, twice.found, twice.false) == (1, 1, 0)
    assert breaks.planted >= 2
