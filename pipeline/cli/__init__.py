"""The command `gongkai`: one small module a command, imported when it is called."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.frame import Frame, LazyGroup

# name -> ("module:object", what `gongkai --help` says of it)
COMMANDS = {
    "run": ("pipeline.cli.run:run", "Read reports and write one record a report."),
    "check": ("pipeline.cli.check:check", "Check one report before it is published."),
    "compare": ("pipeline.cli.compare:compare", "Compare the reports of a run over years and agencies."),
    "show": ("pipeline.cli.show:show", "Show one record: figures, sums, doubts."),
    "apply": ("pipeline.cli.apply:apply", "Put a filled-in review.xlsx back as corrections."),
    "score": ("pipeline.cli.score:score", "Measure a run against true values."),
    "calibrate": ("pipeline.cli.calibrate:calibrate", "Fit confidence to measured errors."),
    "audit": ("pipeline.cli.audit:audit", "Have accepted figures read blind, and count the wrong ones."),
    "schema": ("pipeline.cli.schema:schema", "Print the JSON Schema of what a run writes."),
    "forms": ("pipeline.cli.forms:forms", "List, show and check the forms that are known."),
    "train": ("pipeline.cli.train:train", "Fit what lies in models/."),
    "samples": ("pipeline.cli.samples:samples", "Draw reports with known values."),
    "config": ("pipeline.cli.config:config", "Show each setting and where it came from."),
    "doctor": ("pipeline.cli.doctor:doctor", "Look for what is missing or clashes."),
    "bench": ("pipeline.cli.bench:bench", "Print the figures that the docs quote."),
}

EPILOG = """\b
Examples:
  gongkai run reports/ --out out     read a folder of reports
  gongkai check report.pdf           look at one report before it is published
  gongkai doctor                     see whether everything is in place
  gongkai run --help                 more about one command

Exit codes: 0 all is well, 1 the program failed, 2 wrong usage, 3 some
documents failed, 4 `check` found something wrong.
"""


def _say_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"gongkai {version('gongkai')}")
        context.exit()


@click.group(cls=LazyGroup, commands_table=COMMANDS, epilog=EPILOG)
@click.option(
    "--config", type=click.Path(path_type=Path, dir_okay=False), help="Settings file, instead of ./gongkai.yaml."
)
@click.option("--set", "sets", multiple=True, metavar="KEY=VALUE", help="One setting, such as accept.threshold=0.9995.")
@click.option("--debug", is_flag=True, envvar="GONGKAI_DEBUG", help="Show where an unexpected error came from.")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version, help="Show it.")
@click.pass_context
def main(context: click.Context, *, config: Path | None, sets: tuple[str, ...], debug: bool) -> None:
    """Turn annual reports on government information disclosure into figures that people can rely on."""
    context.obj = Frame(config=config, sets=sets, debug=debug)
