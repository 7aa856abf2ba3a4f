"""What finds tables: rules, alignment and camelot, alone and together, by the cells that come out right."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import click

from pipeline.engines.camelot_finder import CamelotFinder, Flavor
from pipeline.errors import DocumentError, UsageError
from pipeline.forms import Form
from pipeline.run import Kit, kit_for
from pipeline.settings import default_settings
from pipeline.stages.identify import identify
from pipeline.stages.locate import locate
from pipeline.stages.tabulate import tabulate
from pipeline.types.layout import Layout
from pipeline.types.outline import Outline
from pipeline.types.page import Transcript
from pipeline.types.source import SourceFile

EPILOG = """\b
Examples:
  gongkai bench tables samples
  gongkai bench tables reports/ --flavor network
"""
Way = Callable[[SourceFile, Transcript, Sequence[Form]], Layout]


@dataclass(slots=True)
class Tally:
    """Cells of the true values: found right, found wrong, all of them; and CPU seconds without reading the page."""

    right: int = 0
    wrong: int = 0
    cells: int = 0
    seconds: float = 0.0


@click.command("tables", epilog=EPILOG)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("samples"))
@click.option(
    "--flavor",
    "flavors",
    multiple=True,
    type=click.Choice(get_args(Flavor)),
    help="Which of camelot's ways to measure; all by default.",
)
def tables(folder: Path, flavors: tuple[Flavor, ...]) -> None:
    """Find the tables of FOLDER's PDFs in several ways and print how many cells each finds.

    Every PDF with a <name>.truth.json beside it counts. Seconds are CPU seconds beyond reading the pages.
    """
    tallies = measure(folder, flavors or get_args(Flavor))
    click.echo(f"{'way':30}{'right':>9}{'wrong':>8}{'cells':>8}{'right %':>9}{'seconds':>9}")
    for name, tally in tallies.items():
        share = 100 * tally.right / max(tally.cells, 1)
        click.echo(f"{name:30}{tally.right:9}{tally.wrong:8}{tally.cells:8}{share:9.1f}{tally.seconds:9.2f}")


def measure(folder: Path, flavors: Sequence[Flavor]) -> dict[str, Tally]:
    """A tally for each way, over all PDFs of the folder whose true values are known.

    Raises:
        UsageError: there are none.
    """
    kit = kit_for(default_settings())
    forms = tuple(kit.forms.values())
    ways = _ways(flavors)
    tallies = {name: Tally() for name in ways}
    for source, transcript, truth in _documents(folder, kit):
        for name, way in ways.items():
            start = time.process_time()
            layout = way(source, transcript, forms)
            tallies[name].seconds += time.process_time() - start
            _count(tallies[name], layout, kit.forms, truth)
    if not any(tally.cells for tally in tallies.values()):
        raise UsageError(f"{folder} has no PDF that can be read with a .truth.json beside it")
    return tallies


def _ways(flavors: Sequence[Flavor]) -> dict[str, Way]:
    ways: dict[str, Way] = {
        "rules": lambda _, transcript, forms: tabulate(transcript, forms, None, align=False),
        "rules and alignment": lambda _, transcript, forms: tabulate(transcript, forms, None),
    }
    for flavor in flavors:
        finder = CamelotFinder(flavor=flavor)
        ways[f"camelot {flavor}"] = _alone(finder)
        ways[f"rules and camelot {flavor}"] = _together(finder, align=False)
        ways[f"all three, {flavor}"] = _together(finder, align=True)
    return ways


def _alone(finder: CamelotFinder) -> Way:
    def way(source: SourceFile, transcript: Transcript, _: Sequence[Form]) -> Layout:
        found = finder.find(source, [page.number for page in transcript.pages])
        return Layout(tuple(grid for page in sorted(found) for grid in found[page]), len(transcript.pages))

    return way


def _together(finder: CamelotFinder, *, align: bool) -> Way:
    def way(source: SourceFile, transcript: Transcript, forms: Sequence[Form]) -> Layout:
        return tabulate(transcript, forms, lambda pages: finder.find(source, pages), align=align)

    return way


def _documents(folder: Path, kit: Kit) -> Iterator[tuple[SourceFile, Transcript, dict[str, Any]]]:
    for path in sorted(folder.rglob("*.pdf")):
        truth = path.with_suffix(".truth.json")
        if not truth.exists():
            continue
        try:
            source = identify(path, name=path.name)
            transcript = kit.reader(source.kind).read(source)
        except DocumentError:
            continue
        yield source, transcript, json.loads(truth.read_text(encoding="utf-8"))


def _count(tally: Tally, layout: Layout, forms: Mapping[str, Form], truth: Mapping[str, Any]) -> None:
    """Count the true values that are the first reading of their key, and those that are another's."""
    located = locate(layout, forms, Outline((), ()), year=truth.get("year"))
    readings = {reading.key: reading for reading in located.readings if reading.candidates and reading.trusted}
    meanings = truth.get("meaning", {})
    for key, value in truth["fields"].items():
        tally.cells += 1
        if key not in readings:
            continue
        first = readings[key].candidates[0]
        same = first.value == value and (value is not None or meanings.get(key, first.meaning) == first.meaning)
        tally.right += same
        tally.wrong += not same and first.meaning != "unparseable"
