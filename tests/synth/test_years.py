"""One agency's reports of consecutive years."""

from __future__ import annotations

from pipeline.corpus.continuity import continue_figures
from pipeline.synth import Order
from pipeline.synth.years import CORRECTED, Plan, Series, draw_years
from tests.builders import forms, make_field

YEARS = (2019, 2020, 2021, 2022)


def _broken(series: Series) -> set[tuple[int, str]]:
    """What the forms' own rules say of the true values."""
    found = set()
    for last, this in zip(series.samples, series.samples[1:], strict=False):
        rules = forms()[this.truth.form].file.cross_year
        fields = [{key: make_field(value) for key, value in one.truth.fields.items()} for one in (this, last)]
        found |= {(this.truth.year, one.key) for one in continue_figures(rules, *fields).breaks}
    return found


def test_figures_continue_and_sums_hold() -> None:
    for seed in range(6):
        series = draw_years(seed, Plan(years=YEARS), Order(kind="txt"))
        assert [sample.truth.year for sample in series.samples] == list(YEARS)
        assert len({sample.truth.agency for sample in series.samples}) == 1
        assert series.broken == frozenset()
        assert _broken(series) == set()
        assert all(sample.truth.broken_checks == () for sample in series.samples)


def test_planted_breaks_are_the_only_ones() -> None:
    planted = 0
    for seed in range(6):
        series = draw_years(seed, Plan(years=YEARS, breaking=(2020, 2022)), Order(kind="txt"))
        assert _broken(series) == set(series.broken)
        assert all(sample.truth.broken_checks == () for sample in series.samples)
        planted += len(series.broken)
    assert planted >= 12


def test_a_second_version_differs_in_one_figure() -> None:
    series = draw_years(3, Plan(years=YEARS, twice=2021), Order(kind="txt"))
    assert series.again is not None
    first = series.samples[2].truth.fields
    assert {key for key, value in series.again.truth.fields.items() if first[key] != value} == {CORRECTED}


def test_the_same_bytes_each_time() -> None:
    one, other = (draw_years(5, Plan(years=YEARS), Order(kind="txt")) for _ in range(2))
    assert [sample.content for sample in one.samples] == [sample.content for sample in other.samples]
