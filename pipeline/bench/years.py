"""What `gongkai compare` finds in drawn corpora: breaks between years and reports that are out twice."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.corpus.across import compare_reports
from pipeline.corpus.comparison import Comparison
from pipeline.run import Kit, kit_for, read
from pipeline.schema import Report
from pipeline.settings import default_settings
from pipeline.synth.sample import KINDS, DrawnKind, Order, Sample
from pipeline.synth.years import Plan, Series, draw_years

EPILOG = """\b
Examples:
  gongkai bench years
  gongkai bench years --agencies 40 --kind pdf
"""


@dataclass(slots=True)
class Found:
    """Counts of what was planted, found, and found where nothing was planted."""

    planted: int = 0
    found: int = 0
    false: int = 0

    @property
    def recall(self) -> float:
        """The share of what was planted that was found."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """The share of what was found that was planted."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0


@click.command("years", epilog=EPILOG)
@click.option("--agencies", type=click.IntRange(1), default=12, show_default=True, help="Agencies of five years each.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Seed of the first agency.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Kind of file; by default docx and txt.")
def years(agencies: int, seed: int, kinds: tuple[DrawnKind, ...]) -> None:
    """Draw agencies' reports of five years, read and compare them, and print precision and recall."""
    series = draw_corpus(range(seed, seed + agencies), kinds or ("docx", "txt"))
    comparison, breaks, twice = measure(series, kit_for(default_settings()))
    click.echo(f"{comparison.reports} reports of {comparison.agencies} agencies, {comparison.pairs} pairs of years")
    for name, found in (("figures that break off", breaks), ("reports out twice", twice)):
        click.echo(
            f"{name:24} planted {found.planted:4} found {found.found:4} false {found.false:4} "
            f"precision {found.precision:.3f} recall {found.recall:.3f}"
        )
    click.echo(f"figures that continue {comparison.held}, not to be told {comparison.not_assessable}")


def draw_corpus(seeds: Iterable[int], kinds: Sequence[DrawnKind]) -> list[Series]:
    """A series for each seed: every second one breaks off twice, every third one has a report that is out twice.

    A seed that draws an agency again is passed over: its reports would be out twice by chance.
    """
    drawn: list[Series] = []
    names: set[str] = set()
    for number, seed in enumerate(seeds):
        plan = Plan(breaking=(2021, 2023) if number % 2 == 0 else (), twice=2022 if number % 3 == 0 else None)
        series = draw_years(seed, plan, Order(kind=kinds[number % len(kinds)]))
        agency = series.samples[-1].truth.agency
        if agency not in names:
            names.add(agency)
            drawn.append(series)
    return drawn


def measure(drawn: Sequence[Series], kit: Kit) -> tuple[Comparison, Found, Found]:
    """What comparing the read reports finds: of breaks, and of reports that are out twice with their difference."""
    records = []
    with tempfile.TemporaryDirectory() as folder:
        for sample in _samples(drawn):
            path = Path(folder) / sample.name
            path.write_bytes(sample.content)
            report = read(path, kit=kit)
            if isinstance(report, Report):
                records.append((sample.id, report))
    comparison = compare_reports(records, kit.forms)
    names = {sample.id: (number, sample.truth.year) for number, one in enumerate(drawn) for sample in _of(one)}
    planted = {(number, *broken) for number, one in enumerate(drawn) for broken in one.broken}
    seen = {(*names[one.report.name], one.key) for one in comparison.breaks}
    out_twice = {(number, one.again.truth.year, one.corrected) for number, one in enumerate(drawn) if one.again}
    seen_twice = {(*names[one.reports[0].name], each.key) for one in comparison.twice for each in one.differs}
    return comparison, _found(planted, seen), _found(out_twice, seen_twice)


def _found(planted: set[tuple[int, int, str]], seen: set[tuple[int, int, str]]) -> Found:
    return Found(len(planted), len(planted & seen), len(seen - planted))


def _samples(drawn: Sequence[Series]) -> Iterable[Sample]:
    return (sample for one in drawn for sample in _of(one))


def _of(series: Series) -> tuple[Sample, ...]:
    return series.samples if series.again is None else (*series.samples, series.again)
