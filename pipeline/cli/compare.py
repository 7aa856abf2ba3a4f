"""`gongkai compare`: the reports of a run against each other, over the years and among agencies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from pipeline.cli.frame import resolve

if TYPE_CHECKING:
    from pipeline.corpus.comparison import Comparison

EPILOG = """\b
Examples:
  gongkai compare out
  gongkai compare out --format html --out years.html
  gongkai compare out --panel panel    (panel.parquet, panel.csv, panel.xlsx)

docs/commands.md says what is compared.
"""


@click.command("compare", epilog=EPILOG)
@click.argument("run", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="OUT")
@click.option(
    "--format", "kind", type=click.Choice(("text", "json", "html")), default="text", show_default=True, help="How."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to the screen.")
@click.option(
    "--panel", type=click.Path(file_okay=False, path_type=Path), help="Write all reports as one table to this folder."
)
@click.pass_context
def compare(
    context: click.Context, *, run: Path, kind: Literal["text", "json", "html"], out: Path | None, panel: Path | None
) -> None:
    """Compare the reports in OUT with each other.

    OUT is the folder of a run. Compared are each agency's years (figures that should continue), reports that were
    published more than once, and narratives taken from last year or another agency. Only accepted figures count.
    """
    from pipeline.batch.store import Store
    from pipeline.corpus.across import compare_reports
    from pipeline.errors import UsageError
    from pipeline.run import kit_for

    records = list(Store(run).reports())
    if not records:
        raise UsageError(f"{run} holds no records; name the folder that `gongkai run --out` wrote")
    forms = kit_for(resolve(context).settings).forms
    text = _rendered(compare_reports(records, forms), kind)
    if out is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        from pipeline.atomic import write_whole

        write_whole(out, text.encode())
        click.echo(f"{out}", err=True)
    if panel is not None:
        from pipeline.corpus.panel import build_panel
        from pipeline.export.panel import FILES, export_panel

        export_panel(build_panel(records, forms), panel)
        click.echo(f"{panel}: {', '.join(FILES)}", err=True)


def _rendered(found: Comparison, kind: Literal["text", "json", "html"]) -> str:
    if kind == "json":
        return found.model_dump_json(indent=1) + "\n"
    if kind == "html":
        from pipeline.corpus.webpage import comparison_to_html

        return comparison_to_html(found)
    from pipeline.cli.terminal import printable
    from pipeline.corpus.console import comparison_to_lines

    lines = [part for line in comparison_to_lines(found) for part in line.split("\n")]
    return "\n".join(printable(line) for line in lines) + "\n"
