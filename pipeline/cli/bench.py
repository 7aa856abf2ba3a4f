"""`gongkai bench`: the figures that the docs quote, each printed by its own command."""

from __future__ import annotations

import click

from pipeline.cli.frame import LazyGroup

COMMANDS = {
    "topics": ("pipeline.bench.topics:topics", "How well paragraphs are told apart, beside a keyword rule."),
    "tables": ("pipeline.bench.tables:tables", "What rules, alignment and camelot find, alone and together."),
    "scans": ("pipeline.bench.scans:scans", "CPU seconds a scanned page, beside other programs."),
    "digits": ("pipeline.bench.digits:digits", "How surely cells of figures are read, and how far readers err apart."),
    "decoding": ("pipeline.bench.decoding:decoding", "What sums make of readings corrupted at random."),
    "accuracy": ("pipeline.bench.accuracy:accuracy", "How exact figures are, by kind of input and damage."),
    "years": ("pipeline.bench.years:years", "Breaks between years that are found in drawn corpora."),
    "cost": ("pipeline.bench.cost:cost", "CPU seconds beside pdfplumber's own pass."),
}
EPILOG = """\b
Examples:
  gongkai bench                    all of them, on samples/
  gongkai bench cost reports/      one of them, on your own reports
"""


@click.group(cls=LazyGroup, commands_table=COMMANDS, epilog=EPILOG, invoke_without_command=True)
@click.pass_context
def bench(context: click.Context) -> None:
    """Print the figures that the docs quote; without a name, all of them on samples/."""
    if context.invoked_subcommand is not None:
        return
    for name, (_, said) in COMMANDS.items():
        click.secho(f"\n{name}: {said}", bold=True)
        command = bench.get_command(context, name)
        if command is not None:
            context.invoke(command.main, args=[], standalone_mode=False, prog_name=f"gongkai bench {name}")
