"""`gongkai apply`: put a filled-in review.xlsx back as corrections."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.batch.store import Store
    from pipeline.export.answers import Answer, Problem
    from pipeline.run import Kit
    from pipeline.schema import Correction

EPILOG = """\b
Examples:
  gongkai apply out out/review.xlsx
  gongkai apply out reviewed-by-li.xlsx --by 李

\b
Nothing is applied where a row is wrong: each is named with its number. What is
applied is appended to OUT/corrections.jsonl, and the records, sheets and pages
that follow from it are written again. Applying a sheet twice adds nothing.
"""


@click.command("apply", epilog=EPILOG)
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", metavar="NAME", help="Who says so; by default the user's name.")
@click.pass_context
def apply(context: click.Context, out: Path, sheet: Path, by: str | None) -> None:
    """Read the right values that were filled in in SHEET and derive the records of OUT again."""
    from pipeline.batch.corrections import append_corrections, load_corrections
    from pipeline.batch.derive import derive
    from pipeline.batch.store import Store
    from pipeline.cli.frame import resolve
    from pipeline.cli.outputs import reviser
    from pipeline.run import kit_for

    kit = kit_for(resolve(context).settings)
    store = Store(out)
    answers, problems = _answers(sheet, store, kit)
    if problems:
        raise UsageError(_said(sheet, problems))
    new = append_corrections(out, _corrections(answers, by or _user()))
    changed = derive(store, load_corrections(out), reviser(kit))
    _write_again(store, kit)
    click.echo(
        f"{len(new):,} corrections added of {len(answers):,} answers; {len(changed):,} records carry corrections"
    )
    if not answers:
        click.echo("no answer is filled in: the column is 正确值 right value")


def _answers(sheet: Path, store: Store, kit: Kit) -> tuple[tuple[Answer, ...], tuple[Problem, ...]]:
    from pipeline.export.answers import read_answers

    forms = {report.source.sha256: report.form for _, report in store.reports()}
    if not forms:
        raise UsageError(f"{store.out}: no records there; is it the output folder of a run?")
    known = {digest: kit.forms[form].specs for digest, form in forms.items() if form in kit.forms}
    return read_answers(sheet, known.get)


def _said(sheet: Path, problems: Sequence[Problem]) -> str:
    lines = "\n".join(f"  row {problem.row}: {problem.why}" for problem in problems)
    return f"{sheet}: {len(problems):,} rows are wrong, nothing was applied\n{lines}"


def _corrections(answers: Sequence[Answer], by: str) -> list[Correction]:
    from pipeline.batch.journal import now
    from pipeline.schema import Correction

    at = now()
    return [
        Correction(sha256=one.sha256, key=one.key, value=one.value, meaning=one.meaning, by=by, at=at, note=one.note)
        for one in answers
    ]


def _write_again(store: Store, kit: Kit) -> None:
    """The exports that are there, and the counts in run.json."""
    from pipeline.batch.journal import load_journal, now, write_journal
    from pipeline.cli.outputs import count, exported, write_outputs
    from pipeline.cli.summary import show_summary

    write_outputs(exported(store.out), store, kit)
    tally = count(store)
    said = load_journal(store.out)
    write_journal(store.out, {**said, "counts": tally.as_counts(), "applied": now()})
    show_summary(tally)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
