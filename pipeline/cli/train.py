"""`gongkai train`: fit what lies in `models/`."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group(epilog="\b\nExamples:\n  gongkai train sections\n")
def train() -> None:
    """Fit what lies in models/: the classifier of sections."""


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
