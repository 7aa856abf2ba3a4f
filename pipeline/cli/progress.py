"""How far a run is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.cli.terminal import console, printable

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch.sweep import Outcome

EVERY = 5.0  # seconds between two lines where there is no terminal


def follow(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """The outcomes as they come, with rate and time left on standard error."""
    shown = console(stderr=True)
    yield from _with_bar(outcomes, total, shown) if shown.is_terminal else _with_lines(outcomes, total, shown)


def _with_bar(outcomes: Iterator[Outcome], total: int, shown: Console) -> Iterator[Outcome]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(bar_width=32),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Progress(*columns, console=shown, transient=True) as progress:
        task = progress.add_task("", total=total, rate="", name="")
        started = time.monotonic()
        for number, outcome in enumerate(outcomes, 1):
            rate = number / max(time.monotonic() - started, 1e-6)
            name = printable(outcome.document.path)
            progress.update(task, completed=number, rate=f"{rate:.1f}/s", name=name[-50:])
            yield outcome


def _with_lines(outcomes: Iterator[Outcome], total: int, shown: Console) -> Iterator[Outcome]:
    started = said = time.monotonic()
    for number, outcome in enumerate(outcomes, 1):
        now = time.monotonic()
        if now - said >= EVERY or number == total:
            said, rate = now, number / max(now - started, 1e-6)
            left = (total - number) / rate
            shown.print(f"{number}/{total} ({100 * number // total} %), {rate:.1f} a second, {left:.0f} s left")
        yield outcome
