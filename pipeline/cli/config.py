"""`gongkai config`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.frame import resolve

if TYPE_CHECKING:
    from pipeline.settings import Origin

EPILOG = """\b
Examples:
  gongkai config
  gongkai config --json
  gongkai --set accept.threshold=0.9995 config
  GONGKAI_OUTPUT_HTML=no gongkai config
"""


@click.command(epilog=EPILOG)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.pass_context
def config(context: click.Context, *, as_json: bool) -> None:
    """Show each setting and where it came from: default, file, environment or flag."""
    resolved = resolve(context)
    values = {key: _plain(value) for key, value in resolved.values().items()}
    if as_json:
        entries = {
            key: {"value": value, "layer": resolved.origins[key].layer, "name": resolved.origins[key].name}
            for key, value in values.items()
        }
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    width = max(len(key) for key in values)
    for key, value in values.items():
        shown = json.dumps(value, ensure_ascii=False)
        click.echo(f"{key:{width}}  {shown:12}  {_source(resolved.origins[key])}")


def _plain(value: object) -> object:
    return [str(part) if isinstance(part, Path) else part for part in value] if isinstance(value, tuple) else value


def _source(origin: Origin) -> str:
    return f"{origin.layer} {origin.name}".strip()
