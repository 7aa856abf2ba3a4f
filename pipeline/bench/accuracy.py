"""How exact the figures are, for every kind of input and damage, on documents that no model has seen."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.atomic import write_whole
from pipeline.batch.labels import outcomes_from_truth
from pipeline.batch.store import Store
from pipeline.bench.calibrated import measured
from pipeline.bench.drawn import A_KIND, DIGITAL, Task, is_hard, kinds_of, read_all, seed_of
from pipeline.bench.rival import count_rival, is_installed
from pipeline.bench.row import Row
from pipeline.bench.score import TRUTH_SUFFIX, load_reports
from pipeline.errors import UsageError
from pipeline.run import kit_for
from pipeline.settings import Settings, default_settings
from pipeline.synth import seeds
from pipeline.trust.promising import promise

SEEDS = {"accuracy": seeds.ACCURACY, "calibration": seeds.CALIBRATION, "development": seeds.DEVELOPMENT}
MOST_ERROR = 0.001
EVERY = 30.0  # seconds between two lines where there is no terminal
BEGIN, END = "<!-- measured -->", "<!-- end -->"
EPILOG = """\b
Examples:
  gongkai bench accuracy --count 5
  gongkai bench accuracy --kinds fax,photograph --count 20 --work out/accuracy
  gongkai bench accuracy --kinds pdf,docx,ordinary,hard --count 20 --harder 2 --page docs/accuracy.md
  gongkai bench accuracy --seeds calibration --work out/calibration
  gongkai bench accuracy --first 16 --count 16 --work out/others

\b
Documents and records stay in WORK: a pass that was stopped goes on, and another
with more documents adds to it. --again reads all of them again. --first takes
others of the same kinds: what was looked at once is no measure any more.
"""


@click.command("accuracy", epilog=EPILOG)
@click.option("--kinds", default="all", show_default=True, help="By comma; digital, ordinary, hard or all are groups.")
@click.option("--count", type=click.IntRange(1, A_KIND), default=2, show_default=True, help="Documents of each kind.")
@click.option("--harder", type=click.IntRange(0, 1000), help="Documents of each harder kind, if other than COUNT.")
@click.option("--first", type=click.IntRange(0), default=0, help="Number of the first document of each kind.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that read.")
@click.option(
    "--work", type=click.Path(file_okay=False, path_type=Path), default=Path("out/accuracy"), show_default=True,
    help="Folder for documents and records.",
)  # fmt: skip
@click.option(
    "--seeds", "purpose", type=click.Choice(list(SEEDS)), default="accuracy", help="Which range to draw from."
)
@click.option("--again", is_flag=True, help="Read again what has a record.")
@click.option("--beside", type=click.IntRange(0), default=0, help="Documents of each kind for img2table as well.")
@click.option("--page", type=click.Path(dir_okay=False, path_type=Path), help="Page whose measured part to write anew.")
def accuracy(*, kinds: str, count: int, work: Path, page: Path | None, **how: Any) -> None:
    """Measure figures of drawn documents: exact, silently wrong, for review, repaired, and the publisher's errors."""
    chosen = kinds_of([name.strip() for name in kinds.split(",")])
    drawn_from = SEEDS[how["purpose"]]
    harder = count if how["harder"] is None else how["harder"]
    if how["first"] + max(count, harder) > A_KIND:
        raise UsageError(f"a kind has {A_KIND} documents: --first and the count together are more")
    tasks = [
        Task(kind, seed_of(kind, how["first"] + number, drawn_from), work)
        for number in range(max(count, harder))
        for kind in chosen
        if number < (harder if is_hard(kind) else count)
    ]
    settings = default_settings()
    _read([task for task in tasks if how["again"] or not task.is_read()], settings, workers=how["workers"])
    rows = count_rows(work, tasks, _promised(settings))
    lines = [*render(rows), "", *_confidence(work, _ordinary(tasks)), *_beside(tasks, how["beside"], settings)]
    for line in lines:
        click.echo(line)
    if page is not None:
        rewrite(page, lines)


def count_rows(work: Path, tasks: Sequence[Task], promised: Mapping[str, float]) -> dict[str, Row]:
    """A row for each kind, in the order of the tasks."""
    reports = load_reports(work / "read")
    rows: dict[str, Row] = {}
    for task in tasks:
        truth = _truth(task)
        rows.setdefault(task.kind, Row()).count(task.stem, truth, reports.get(task.stem), promised)
    return rows


# heading -> what stands below it
COLUMNS: dict[str, Callable[[Row], str]] = {
    "documents": lambda row: f"{row.tally.documents:,}",
    "cells": lambda row: f"{row.tally.cells:,}",
    "exact %": lambda row: _percent(row.tally.exact, row.tally.cells),
    "not zero %": lambda row: _percent(row.tally.nonzero_exact, row.tally.nonzero),
    "as read %": lambda row: _percent(row.exact_as_read, row.tally.cells),
    "silent": lambda row: f"{sum(row.silent):,} of {row.accepted:,}",
    "at most %": lambda row: f"{100 * row.upper:.3f}" if row.accepted else "-",
    "review %": lambda row: _percent(row.tally.review, row.tally.cells, digits=2),
    "unread": lambda row: f"{row.tally.unread:,}",
    "repairs": lambda row: f"{row.repairs:,}",
    "wrong": lambda row: f"{row.wrong_repairs:,}",
    "errors found": lambda row: f"{row.sums.named} of {row.sums.true - row.sums.unread}",
    "missed": lambda row: f"{row.sums.true - row.sums.unread - row.sums.named:,}",
    "alleged": lambda row: f"{row.sums.alleged:,}",
    "promised %": lambda row: _percent(row.promised, row.tally.cells, digits=2),
    "of these wrong": lambda row: f"{row.broken_promises:,}",
}


def render(rows: Mapping[str, Row]) -> Iterator[str]:
    """The table as lines of Markdown: born-digital kinds, pictures and harder kinds, each with their sum.

    The sum of the first two stands below the pictures: what an office publishes is both.
    """
    yield f"| kind | {' | '.join(COLUMNS)} |"
    yield "|---" * (len(COLUMNS) + 1) + "|"
    digital = {kind: row for kind, row in rows.items() if kind in DIGITAL}
    hard = {kind: row for kind, row in rows.items() if is_hard(kind)}
    pictures = {kind: row for kind, row in rows.items() if kind not in digital and kind not in hard}
    yield from _lines("born-digital", digital)
    yield from _lines("pictures", pictures)
    if digital and pictures:
        yield _line("**together**", _sum([*digital.values(), *pictures.values()]))
    yield from _lines("harder", hard)


def _lines(title: str, rows: Mapping[str, Row]) -> Iterator[str]:
    for kind, row in rows.items():
        yield _line(kind, row)
    if len(rows) > 1:
        yield _line(f"**{title}**", _sum(rows.values()))


def _sum(rows: Iterable[Row]) -> Row:
    whole = Row()
    for row in rows:
        whole.add(row)
    return whole


def rewrite(page: Path, lines: Sequence[str]) -> None:
    """Put the lines between the marks of a page.

    Raises:
        UsageError: the page has no such marks.
    """
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    if BEGIN not in text or END not in text:
        raise UsageError(f"{page}: no {BEGIN} and {END} to write between")
    table = [line for line in lines if line.startswith("|")]
    rest = "\n".join(line for line in lines if not line.startswith("|")).strip("\n")
    told = "\n".join(table) + (f"\n\n```text\n{rest}\n```" if rest else "")
    new = re.sub(f"{BEGIN}.*?{END}", lambda _: f"{BEGIN}\n{told}\n{END}", text, count=1, flags=re.DOTALL)
    write_whole(page, new.encode())


def _read(tasks: Sequence[Task], settings: Settings, *, workers: int) -> None:
    if not tasks:
        return
    done = read_all(tasks, settings, workers=workers)
    if sys.stderr.isatty():
        with click.progressbar(done, length=len(tasks), label="reading", file=sys.stderr, show_pos=True) as bar:
            for _ in bar:
                pass
        return
    started = said = time.monotonic()
    for number, _ in enumerate(done, 1):
        if time.monotonic() - said > EVERY:
            said = time.monotonic()
            left = (said - started) / number * (len(tasks) - number)
            click.echo(f"{number}/{len(tasks)} documents, {left / 60:.0f} minutes left", err=True)


def _promised(settings: Settings) -> dict[str, float]:
    """The lowest score that the promise accepts, by group; nothing where it cannot be given."""
    calibration = kit_for(settings).policy.calibration
    try:
        return {one.group: one.score for one in promise(calibration, MOST_ERROR).groups}
    except UsageError:
        return {}


def _ordinary(tasks: Sequence[Task]) -> list[Task]:
    """Those of ordinary kinds, where there are any: what is promised is promised of these."""
    return [task for task in tasks if not is_hard(task.kind)] or list(tasks)


def _confidence(work: Path, tasks: Sequence[Task]) -> Iterator[str]:
    """Whether confidence says what is seen."""
    truths = {task.stem: _truth(task) for task in tasks}
    outcomes = list(outcomes_from_truth(Store(work / "read"), truths))
    if outcomes:
        yield "Confidence of all figures that were read:"
        yield from measured(outcomes)


def _beside(tasks: Sequence[Task], count: int, settings: Settings) -> Iterator[str]:
    """img2table with RapidOCR on the first PDFs of each kind of damage, beside what was made of the same documents."""
    if not count:
        return
    if not is_installed():
        raise UsageError("--beside needs img2table: `uv sync --group bench` in a checkout")
    some: dict[str, list[Task]] = {}
    for task in tasks:
        if task.kind not in DIGITAL:
            some.setdefault(task.kind, []).append(task)
    chosen = [task for kind in some.values() for task in kind[:count]]
    theirs = count_rival(chosen, kit_for(settings))
    ours = count_rows(chosen[0].folder, chosen, {}) if chosen else {}
    yield ""
    yield "img2table with RapidOCR, its cells named by our labels, beside this program on the same documents:"
    yield f"{'kind':20}{'documents':>10}{'cells':>8}{'exact %':>9}{'ours':>9}" + "".join(
        f"{name:>8}{'ours':>6}" for name in ("silent", "unread")
    )
    for kind, row in theirs.items():
        own = ours[kind]
        shares = [_percent(one.tally.exact, one.tally.cells) for one in (row, own)]
        yield (
            f"{kind:20}{row.tally.documents:10}{row.tally.cells:8}{shares[0]:>9}{shares[1]:>9}"
            f"{sum(row.silent):8}{sum(own.silent):6}{row.tally.unread:8}{own.tally.unread:6}"
        )


def _truth(task: Task) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((task.documents / f"{task.stem}{TRUTH_SUFFIX}").read_bytes())
    return truth


def _line(kind: str, row: Row) -> str:
    return f"| {kind} | {' | '.join(said(row) for said in COLUMNS.values())} |"


def _percent(part: int, whole: int, *, digits: int = 3) -> str:
    return f"{100 * part / whole:.{digits}f}" if whole else "-"
