"""`gongkai forms`: list, show and check form files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.frame import resolve
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.forms import Form
    from pipeline.forms.form import FieldSpec

LIST_EPILOG = """\b
Examples:
  gongkai forms                  the forms that are known
  gongkai forms show 2021        tables, keys, units and sums of one form
  gongkai forms check my.yaml    see whether a form file is right
"""
SHOW_EPILOG = """\b
Examples:
  gongkai forms show 2021
  gongkai forms show 2014 --labels
"""
CHECK_EPILOG = """\b
Examples:
  gongkai forms check my-form.yaml
"""


@click.group(invoke_without_command=True, epilog=LIST_EPILOG)
@click.pass_context
def forms(context: click.Context) -> None:
    """List, show and check the forms that are known."""
    if context.invoked_subcommand is not None:
        return
    for form in _known(context).values():
        keys = len(form.specs)
        click.echo(f"{form.name}  {keys} figures, {len(form.file.identities)} sums  {form.file.legal_basis}")


@forms.command(epilog=SHOW_EPILOG)
@click.argument("name")
@click.option("--labels", is_flag=True, help="With the label that is printed for each row and column.")
@click.pass_context
def show(context: click.Context, *, name: str, labels: bool) -> None:
    """Show one form: its sections, its tables with the key of every figure, its sums."""
    known = _known(context)
    if name not in known:
        raise UsageError(f"no form is called {name}; known are {', '.join(known)}")
    form = known[name]
    click.echo(f"{form.file.title}  {form.file.legal_basis}")
    click.echo("\nsections")
    for section in form.file.sections:
        click.echo(f"  {section.key:14} {section.title}{'  (optional)' if section.optional else ''}")
    for table in form.file.tables:
        click.echo(f"\ntable {table.id}{f'  {table.caption}' if table.caption else ''}")
        for spec in form.specs.values():
            if spec.table == table.id:
                click.echo(_figure(spec, labels=labels))
    click.echo("\nsums")
    for identity in form.file.identities:
        click.echo(f"  {identity.id:40} {identity.level}")


@forms.command(epilog=CHECK_EPILOG)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def check(*, file: Path) -> None:
    """See whether a form file is right; a mistake is told with its file, line and key."""
    from pipeline.forms import load_form

    form = load_form(file)
    tables = len(form.file.tables)
    click.echo(f"{file}: the form {form.name} is right: {tables} tables, {len(form.specs)} figures")


def _known(context: click.Context) -> dict[str, Form]:
    from pipeline.run import kit_for

    return kit_for(resolve(context).settings).forms


def _figure(spec: FieldSpec, *, labels: bool) -> str:
    about = [part for part in (spec.unit, "optional" if spec.optional else None) if part is not None]
    if labels:
        about.append(spec.label)
    return f"  {spec.key:46} {'  '.join(about)}".rstrip()
