"""`gongkai samples`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
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
  gongkai samples --out drawn --damage fax,photograph --count 10 --no-prose
  gongkai samples --out drawn --damage all --count 60 --no-prose
  gongkai samples --damages
"""
SHOWN = 40
PACKINGS = ("pdf", "tiff", "pages", "pages-png", "pages-webp", "png", "jpg", "webp")


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
@click.option("--prose/--no-prose", default=True, help="Whether the narrative is there, or only title and tables.")
@click.option("--damage", default=None, help="Kinds of damage by comma, or all: scans, photographs ...; see --damages.")
@click.option("--packed", type=click.Choice(PACKINGS), help="The kind of file for damaged pages; by default its own.")
@click.option("--damages", "list_damages", is_flag=True, help="List the kinds of damage and stop.")
@click.option("--layouts", "list_layouts", is_flag=True, help="List the layouts of each kind and stop.")
def samples(*, out: Path | None, count: int, seed: int, **wishes: Any) -> None:
    """Draw reports with known values: NAME and NAME.truth.json for each, the same for a seed each time.

    With --damage COUNT is for each kind; the reports come as scans, photographs, pictures of tables.
    """
    from pipeline.errors import UsageError

    layouts, damages = wishes.pop("list_layouts"), wishes.pop("list_damages")
    if layouts or damages:
        _list_layouts() if layouts else _list_damages()
        return
    if out is None:
        raise UsageError("say where to write with --out FOLDER")
    drawn = _drawn(count, seed, **wishes) if wishes["damage"] is None else _damaged(count, seed, **wishes)
    out.mkdir(parents=True, exist_ok=True)
    number = 0
    for number, sample in enumerate(drawn, start=1):
        _write(out, sample)
        if number <= SHOWN:
            click.echo(f"{sample.name}  {sample.truth.agency} {sample.truth.year}")
    click.echo(f"{number} drawn in {out}")


def _drawn(count: int, seed: int, **wishes: Any) -> Iterator[Sample]:
    """Samples as they leave an office program."""
    from pipeline.errors import UsageError
    from pipeline.synth import draw

    if wishes.pop("packed") is not None:
        raise UsageError("--packed goes with --damage")
    del wishes["damage"]
    orders = list(_orders(**wishes))
    return (draw(seed + number, orders[number % len(orders)]) for number in range(count))


def _damaged(count: int, seed: int, **wishes: Any) -> Iterator[Sample]:
    """So many samples of each kind of damage; orders take turns."""
    from pipeline.errors import UsageError
    from pipeline.synth.damage import DAMAGES, damaged

    if wishes["kinds"]:
        raise UsageError("--damage has kinds of files of its own; leave --kind out")
    asked, packed = wishes.pop("damage"), wishes.pop("packed")
    kinds = list(DAMAGES) if asked == "all" else [name.strip() for name in asked.split(",")]
    unknown = [kind for kind in kinds if kind not in DAMAGES]
    if unknown:
        raise UsageError(f"no kind of damage {unknown[0]!r}; `gongkai samples --damages` lists them")
    if wishes["layouts"]:
        wishes["kinds"] = ("pdf",)
    orders = [replace(order, kind=None) for order in _orders(**wishes)]
    return (
        damaged(seed + number, kind, orders[number % len(orders)], packing=packed)
        for kind in kinds
        for number in range(count)
    )


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
    for name, content in sample.files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (out / f"{sample.id}.truth.json").write_text(sample.truth.as_json(), encoding="utf-8")


def _list_layouts() -> None:
    from pipeline.synth import LAYOUTS

    for kind, layouts in LAYOUTS.items():
        click.echo(kind)
        for name, layout in layouts.items():
            click.echo(f"  {name:12} {layout.shows}")


def _list_damages() -> None:
    from pipeline.synth.damage import DAMAGES

    for name, damage in DAMAGES.items():
        click.echo(f"{name:20} {damage.shows}{' (one of the harder ones)' if damage.hard else ''}")
