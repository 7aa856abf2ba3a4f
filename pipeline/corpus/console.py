"""A comparison as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.corpus.comparison import Addend, Break, Comparison, Taken, Twice, Whose
from pipeline.schema import Number

MOST_DIFFERENCES = 20


def comparison_to_lines(found: Comparison) -> Iterator[str]:
    """The lines of the terminal: a summary, then each kind of finding by agency and year."""
    yield f"{found.reports} reports of {found.agencies} agencies, {found.pairs} with the report of the year before"
    unexplained = sum(one.note is None for one in found.breaks)
    yield (
        f"figures that should continue: {found.held} do, {len(found.breaks)} do not ({unexplained} without a note), "
        f"{found.not_assessable} cannot be told"
    )
    if found.breaks:
        yield "\nFigures that do not continue"
        yield from _breaks(found.breaks)
    if found.twice:
        yield "\nReports published more than once"
        for twice in found.twice:
            yield from _twice(twice)
    if found.taken:
        yield "\nText taken over"
        for taken in found.taken:
            yield _taken(taken)
    if found.unplaced:
        yield f"\nWithout agency or year, not compared: {', '.join(found.unplaced)}"


def said(report: Whose) -> str:
    """A report in words."""
    return f"{report.agency} {report.year}"


def sum_of(terms: Sequence[Addend]) -> str:
    """What is expected, as a sum: 2022 `key` 3 + 2023 `key` 1."""
    parts = [f"{'−' if term.sign < 0 else '+'} {term.year} {term.key} {number(term.value)}" for term in terms]
    return " ".join(parts).removeprefix("+ ")


def number(value: Number | None) -> str:
    """A number without a needless fraction; a dash where there is none."""
    if value is None:
        return "—"
    return str(int(value)) if value == int(value) else str(value)


def _breaks(breaks: Sequence[Break]) -> Iterator[str]:
    for (report, _), same in groupby(breaks, key=lambda one: (said(one.report), one.report.name)):
        yield report
        for one in same:
            yield f"  {one.label}: {number(one.this)}, expected {number(one.expected)} = {sum_of(one.terms)}"
            if one.note is not None:
                yield f"    the report says: {one.note}"


def _twice(twice: Twice) -> Iterator[str]:
    names = ", ".join(report.name for report in twice.reports)
    many = f"{len(twice.differs)} figures differ" if twice.differs else "with the same figures"
    yield f"{said(twice.reports[0])}: {names}: {many}"
    for one in twice.differs[:MOST_DIFFERENCES]:
        yield f"  {one.label}: {' / '.join(number(value) for value in one.values)}"
    if len(twice.differs) > MOST_DIFFERENCES:
        yield f"  and {len(twice.differs) - MOST_DIFFERENCES} more"


def _taken(taken: Taken) -> str:
    excerpt = f": {taken.excerpt}" if taken.excerpt else ""
    return f"{said(taken.report)}: {taken.share:.0%} is in {said(taken.source)} too{excerpt}"
