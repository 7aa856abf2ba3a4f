"""One agency's reports of consecutive years: figures continue from one to the next, but for breaks made on purpose."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial

from pipeline.forms import Form
from pipeline.schema import Number
from pipeline.synth.agency import draw_agency
from pipeline.synth.draw import Chapter, draw, stream
from pipeline.synth.sample import Order, Sample
from pipeline.synth.values import Values
from pipeline.synth.values.years import broken_off, changed, continued

FORMS = ((2021, "2021"), (2019, "2019"), (0, "2014"))  # the first year of each
SEEDS = 1_000  # apart from one agency to the next
CORRECTED = "disclosure.penalties.decisions"
PLANTS = {
    "2021": ("requests.carried_in.natural_person", "disclosure.normative_documents.in_force"),
    "2019": ("requests.carried_in.natural_person", "disclosure.licensing.previous_items"),
    "2014": (),
}
FOLLOWS = {"requests.carried_in.natural_person": "requests.carried_in.total"}  # breaks with it


@dataclass(frozen=True, slots=True)
class Series:
    """The samples by year; `broken` are year and key of each figure that does not continue, `again` a second version.

    `corrected` is the key in which that version differs.
    """

    samples: tuple[Sample, ...]
    broken: frozenset[tuple[int, str]]
    again: Sample | None = None
    corrected: str = CORRECTED


@dataclass(frozen=True, slots=True)
class Plan:
    """What a series shall be: its years, those that break, and the one that is published twice with a change."""

    years: tuple[int, ...] = (2019, 2020, 2021, 2022, 2023)
    breaking: Collection[int] = ()
    twice: int | None = None


def draw_years(seed: int, plan: Plan, order: Order | None = None) -> Series:
    """The series of that seed, the same bytes each time."""
    order = replace(order or Order(), marks=False, hybrid=False, errors=0, slips=0, size="middle")
    agency = draw_agency(plan.years[-1], stream(seed, "agency"))
    chances = stream(seed, "breaks")
    samples: list[Sample] = []
    broken: set[tuple[int, str]] = set()
    again = None
    last: Mapping[str, Number | None] = {}
    for number, year in enumerate(plan.years):
        form = next(name for first, name in FORMS if year >= first)
        plants = _plants(form, last) if year in plan.breaking else ()
        key = chances.choice(plants) if plants else None
        settle = partial(_settle, last=last, key=key, by=chances.randint(1, 5))
        chapter = Chapter(agency, year, form, settle)
        sample = draw(seed * SEEDS + number, order, chapter=chapter)
        if key is not None:
            broken |= {(year, one) for one in (key, FOLLOWS.get(key)) if one is not None}
        if year == plan.twice:
            again = _corrected(seed * SEEDS + number, order, chapter)
        samples.append(sample)
        last = sample.truth.fields
    return Series(tuple(samples), frozenset(broken), again)


def _plants(form: str, last: Mapping[str, Number | None]) -> tuple[str, ...]:
    """The figures of the form that last year's report says something of."""
    carried = "requests.carried_out.natural_person" in last
    return tuple(key for key in PLANTS[form] if (carried if key in FOLLOWS else key in last))


def _settle(form: Form, values: Values, *, last: Mapping[str, Number | None], key: str | None, by: int) -> Values:
    values = continued(form, values, last)
    return values if key is None else broken_off(form, values, key, by)


def _corrected(seed: int, order: Order, chapter: Chapter) -> Sample:
    """The same report with one figure changed."""

    def settle(form: Form, values: Values) -> Values:
        return changed(form, chapter.settle(form, values), CORRECTED, 7)

    sample = draw(seed, order, chapter=replace(chapter, settle=settle))
    return replace(sample, id=f"{sample.id}-again")
