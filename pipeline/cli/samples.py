"""`gongkai samples`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipeline.synth import Order, Sample

EPILOG = """\b
Examples:
  gongkai samples --out drawn --count 12
  gongkai samples --out drawn --kind pdf --layout borderless --form 2021 --seed 7
  gongkai samples --out drawn --kind html --kind txt --form all --count 30
  gongkai samples --layouts
"""
SHOWN = 40


@click.command(epilog=EPILOG)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to.")
@click.option("--count", type=click.IntRange(1), default=1, show_default=True, help="How many to draw.")
@click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Seed of the first; the next counts on."
)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(["pdf", "docx", "html", "txt"]), help="Kind of file.")
@click.option("--form", default=None, help="A form's name, or all for each in turn; by default as the seed has it.")
@click.option("--layout", "layouts", multiple=True, help="A layout's name, or all for each in turn; see --layouts.")
@click.option("--script", type=click.Choice(["simplified", "traditional", "taiwan"]), help="Characters and words.")
@click.option("--size", type=click.Choice(["small", "middle", "large"]), help="How much the agency has to report.")
@click.option("--marks/--no-marks", default=None, help="Blanks, slashes, dashes and words instead of some figures.")
@click.option("--hybrid/--no-hybrid", default=None, help="Optional rows, such as another edition's.")
@click.option("--errors", type=click.IntRange(0, 3), default=None, help="Figures mistyped so that sums break.")
@click.option(
    "--slips", type=click.IntRange(0, 3), default=None, help="Figures in the prose that differ from the tables."
)
@click.option("--tables/--no-tables", default=True, help="Whether the tables are there or lost.")
@click.option("--layouts", "list_layouts", is_flag=True, help="List the layouts of each kind and stop.")
def samples(*, out: Path | None, count: int, seed: int, list_layouts: bool, **wishes: Any) -> None:
    """Draw reports with known values: NAME and NAME.truth.json for each, the same for a seed each time."""
    from pipeline.errors import UsageError
    from pipeline.synth import draw

    if list_layouts:
        _list()
        return
    if out is None:
        raise UsageError("say where to write with --out FOLDER")
    orders = list(_orders(**wishes))
    out.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        sample = draw(seed + number, orders[number % len(orders)])
        _write(out, sample)
        if count <= SHOWN:
            click.echo(f"{sample.name}  {sample.truth.agency} {sample.truth.year}")
    click.echo(f"{count} drawn in {out}")


def _orders(*, kinds: Sequence[str], form: str | None, layouts: Sequence[str], **wishes: Any) -> Iterator[Order]:
    """One order for each kind, layout and form asked for; samples take them in turn."""
    from pipeline.assets import asset
    from pipeline.forms import load_forms
    from pipeline.synth import Order

    names = sorted(load_forms(asset("configs", "forms").glob("*.yaml"))) if form == "all" else [form]
    for name, (kind, layout) in product(names, _places(kinds, layouts)):
        yield Order(kind=kind, form=name, layout=layout, **wishes)


def _places(kinds: Sequence[str], layouts: Sequence[str]) -> list[tuple[Any, str | None]]:
    """The kinds and layouts that go together.

    Raises:
        UsageError: none of the kinds has a layout of that name.
    """
    from pipeline.errors import UsageError
    from pipeline.synth import LAYOUTS

    if not layouts:
        return [(kind, None) for kind in kinds] or [(None, None)]
    places: list[tuple[Any, str | None]] = []
    for name in layouts:
        having = [kind for kind in LAYOUTS if (not kinds or kind in kinds) and (name == "all" or name in LAYOUTS[kind])]
        if not having:
            raise UsageError(f"no layout {name!r}; `gongkai samples --layouts` lists them")
        places += [(kind, layout) for kind in having for layout in (LAYOUTS[kind] if name == "all" else (name,))]
    return places


def _write(out: Path, sample: Sample) -> None:
    (out / sample.name).write_bytes(sample.content)
    (out / f"{sample.id}.truth.json").write_text(sample.truth.as_json(), encoding="utf-8")


def _list() -> None:
    from pipeline.synth import LAYOUTS

    for kind, layouts in LAYOUTS.items():
        click.echo(kind)
        for name, layout in layouts.items():
            click.echo(f"  {name:12} {layout.shows}")
