"""`gongkai train`: fit what lies in `models/`."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group(epilog="\b\nExamples:\n  gongkai train sections\n  gongkai train digits --fonts more-fonts/\n")
def train() -> None:
    """Fit what lies in models/: the classifier of sections, the reader of digits."""


@train.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write the model to, instead of models/sections of this installation.",
)
@click.option(
    "--settings",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="spaCy configuration, instead of configs/sections.cfg.",
)
def sections(*, out: Path | None, settings: Path | None) -> None:
    """Train the classifier that says what a paragraph is about.

    \b
    Examples:
      gongkai train sections
      gongkai train sections --out trial --settings my.cfg
    """
    from pipeline.assets import asset
    from pipeline.training.sections import train_sections

    click.echo(train_sections(out or asset("models", "sections"), log=sys.stdout, config=settings))


@train.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write digits.onnx to, instead of models/digits of this installation.",
)
@click.option(
    "--fonts",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of fonts to draw cells in, beside those of the machine.",
)
@click.option("--crops", type=click.IntRange(min=100), help="Cells to draw and learn, instead of 120,000.")
@click.option("--passes", type=click.IntRange(min=1), help="How often each is learned, instead of 3 times.")
@click.option(
    "--with",
    "run",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Output folder of a run: learn what people confirmed there too.",
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="The folder that the run was given, with its documents; by default the working folder.",
)
def digits(
    *,
    out: Path | None,
    fonts: tuple[Path, ...],
    crops: int | None,
    passes: int | None,
    run: Path | None,
    documents: Path,
) -> None:
    """Train the network that reads cells of figures, on cells that are drawn and damaged.

    Needs torch: pip install 'gongkai[training]'. A network that is trained anew is used once its hash is in
    pipeline/engines/ocr/digit_cells.py. With --with, every fourth document is kept for measuring, and it is printed how
    many of its confirmed cells are read rightly before and after.

    \b
    Examples:
      gongkai train digits --fonts more-fonts/
      gongkai train digits --out trial --crops 5000 --passes 1
      gongkai train digits --out trial --with out --documents reports
    """
    from dataclasses import replace

    from pipeline.assets import asset
    from pipeline.cli.confirmed import confirmed_cells
    from pipeline.training.digits.confirmed import confirmed_crops, exact, parted
    from pipeline.training.digits.train import Plan, train_digits

    plan = Plan()
    plan = replace(plan, crops=crops or plan.crops, passes=passes or plan.passes)
    target = out or asset("models", "digits")
    learned, kept = (
        parted(list(confirmed_crops(list(confirmed_cells(run, documents))))) if run is not None else ([], [])
    )
    before = exact(kept)
    written = train_digits(target, log=sys.stdout, plan=plan, fonts=fonts, confirmed=learned)
    if run is not None:
        click.echo(f"{len(learned)} confirmed cells learned; of {len(kept)} in other documents,")
        click.echo(f"{before} were read rightly before and {exact(kept, written)} after")
    click.echo(written)
