"""What a run came to, as a table, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.terminal import console, plain

if TYPE_CHECKING:
    from pipeline.batch.tally import Group, Tally

BLAMES = ("publisher", "reading", "undecided")
COLUMNS = ("documents", "figures", "accepted", "review", "absent", *(f"broken: {blame}" for blame in BLAMES))


def show_summary(tally: Tally) -> None:
    """Print the groups by kind and form, and the failures by reason."""
    from rich.box import SIMPLE
    from rich.table import Table

    shown = console()
    if tally.groups:
        table = Table(box=SIMPLE, pad_edge=False)
        table.add_column("kind")
        table.add_column("form")
        for name in COLUMNS:
            table.add_column(name, justify="right")
        for (kind, form), group in sorted(tally.groups.items()):
            table.add_row(kind, plain(form), *_cells(group))
        if len(tally.groups) > 1:
            table.add_section()
            table.add_row("all", "", *_cells(tally.total()))
        shown.print(table)
    unknown = sum(group.documents for (_, form), group in tally.groups.items() if form == "unknown")
    if unknown:
        shown.print(
            plain(f"{unknown:,} reports are on no form that is known: none of their figures were read", "yellow")
        )
    for reason, number in sorted(tally.failures.items()):
        first = tally.examples[reason]
        shown.print(plain(f"failed, {reason}: {number:,}", "red"))
        shown.print(plain(f"  {first.source.path}: {first.message}", "dim"), soft_wrap=True)


def show_next(out: Path, tally: Tally, names: tuple[str, ...]) -> None:
    """Print what to do now."""
    shown = console()
    for line in _next(out, tally, names):
        shown.print(plain(line), soft_wrap=True)


def _next(out: Path, tally: Tally, names: tuple[str, ...]) -> Iterator[str]:
    doubtful = tally.total().status["review"]
    if "html" in names:
        yield f"Look at it: open {out / 'index.html'} in a browser."
    if doubtful and "review" in names:
        sheet = out / "review.xlsx"
        yield f"{doubtful:,} doubtful figures: fill in the right values in {sheet}, then gongkai apply {out} {sheet}"
    if tally.failures:
        yield f"{sum(tally.failures.values()):,} inputs failed: {out / 'failures'} says why of each."


def _cells(group: Group) -> list[str]:
    counts = [group.documents, group.figures, *(group.status[name] for name in ("accepted", "review", "absent"))]
    return [f"{number:,}" for number in (*counts, *(group.broken[blame] for blame in BLAMES))]
