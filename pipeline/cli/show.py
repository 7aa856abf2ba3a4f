"""`gongkai show`: one record on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from pipeline.forms import Form
    from pipeline.run import Kit
    from pipeline.schema import Report

SECTIONS = ("overview", "disclosure", "requests", "disputes", "problems", "other_matters")
EPILOG = """\b
Examples:
  gongkai show report.pdf
  gongkai show out/reports/report.pdf-1a2b3c4d.json --checks
  gongkai show report.docx --section requests
  gongkai show report.html --json
"""


@click.command("show", epilog=EPILOG)
@click.argument("record", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="RECORD|FILE")
@click.option("--section", type=click.Choice(SECTIONS), help="The text and the tables of one section.")
@click.option("--fields", is_flag=True, help="Every figure on a line, with its confidence.")
@click.option("--checks", is_flag=True, help="Every sum, also those that hold.")
@click.option("--json", "as_json", is_flag=True, help="The record itself, for programs.")
@click.pass_context
def show(
    context: click.Context, *, record: Path, section: str | None, fields: bool, checks: bool, as_json: bool
) -> None:
    """Show a record, or read a document and show what was read."""
    from pipeline.cli.frame import resolve
    from pipeline.run import kit_for

    kit = kit_for(resolve(context).settings)
    report = _report(record, kit)
    if as_json:
        click.echo(report.model_dump_json(indent=1))
        return
    from pipeline.cli.terminal import console

    form = kit.forms.get(report.form)
    shown = console()
    for part in _parts(report, form, section=section, fields=fields, checks=checks):
        shown.print(part)
    if not (fields or checks or section):
        _hint(report, shown)


def _report(path: Path, kit: Kit) -> Report:
    """The record in a file, or what reading the document gives.

    Raises:
        DocumentError: the document cannot be read, or the file is the record of one that could not.
        UsageError: a JSON file is no record.
    """
    from pydantic import ValidationError

    from pipeline.run import read
    from pipeline.schema import Failure, Report

    if path.suffix.lower() == ".json":
        content = path.read_bytes()
        try:
            return Report.model_validate_json(content)
        except ValidationError as error:
            try:
                result: Report | Failure = Failure.model_validate_json(content)
            except ValidationError:
                raise UsageError(f"{path}: not a record; `gongkai run` writes them to OUT/reports") from error
    else:
        result = read(path, kit=kit)
    if isinstance(result, Failure):
        raise DocumentError(result.reason, result.message, page=result.page)
    return result


def _parts(
    report: Report, form: Form | None, *, section: str | None, fields: bool, checks: bool
) -> Iterator[RenderableType]:
    from pipeline.cli import sight

    yield sight.head(report)
    if section is not None:
        yield from sight.text(report, section)
        yield from sight.tables(report, form, section=section)
        return
    if fields:
        yield sight.figures(report, form)
    if checks:
        yield sight.sums(report, form, everything=True)
    if fields or checks:
        return
    broken = sight.sums(report, form, everything=False)
    if broken.row_count:
        yield broken
    yield from sight.tables(report, form, section=None)
    if report.prose:
        yield sight.claims(report, form)
    yield from sight.warnings(report)


def _hint(report: Report, shown: Console) -> None:
    from pipeline.cli.terminal import plain

    doubtful = sum(one.status == "review" for one in report.fields.values())
    shown.print(plain(f"{len(report.fields)} figures, {doubtful} for review (marked ?)", "dim"))
