"""The section plan: which of the headings cut the document, and how well it fits each form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.forms import Form
from pipeline.stages.outlining.headings import BARE, SECTION_KEYS, Heading
from pipeline.stages.outlining.paragraphs import Piece

CONTENT, TABLE = 0.1, 0.15  # what stands below a heading speaks for it: prose, a table where the form has one
OTHER_LEVEL = 0.7  # against a heading of another level than the one before it
OTHER_STYLE = 0.3  # the same where its number follows: then only the style of the enumerator is odd
INSIDE = 0.2  # against a heading of a deeper level that prose runs on behind: sub-headings are like that
BACKWARDS = 0.3  # against a section before one that forms print earlier
COUNTS_ON, COUNTS_BACK = 0.05, 0.15
WITHOUT_NUMBER = 0.05
LISTED = 0.7  # against an item of a list of sections
MOST = 60  # headings that are weighed; beyond them a document has no plan but is one long list
WITH_TABLES = ("disclosure", "requests", "disputes")


@dataclass(frozen=True, slots=True)
class _Path:
    """The headings taken so far, and their worth together."""

    worth: float
    taken: tuple[int, ...]


def choose(read: Sequence[Heading | None], pieces: Sequence[Piece], tables: int) -> dict[int, Heading]:
    """The headings that cut, by the number of their piece: of each section at most one, best together.

    A heading is worth more the surer its title, with content below it, at the level and in the order of the others.
    `tables` is how many tables the document has.
    """
    named = {number: heading for number, heading in enumerate(read) if heading and heading.section is not None}
    if len(named) > MOST:
        surest = sorted(named, key=lambda number: -named[number].score)[:MOST]
        named = {number: named[number] for number in sorted(surest)}
    worths = _worths(named, pieces, tables)
    paths: dict[tuple[int, int], _Path] = {(0, -1): _Path(0.0, ())}
    for number, heading in named.items():
        bit = 1 << SECTION_KEYS.index(heading.section or "overview")
        for (seen, last), path in list(paths.items()):
            if seen & bit:
                continue
            worth = path.worth + worths[number] + _step(named.get(last), heading)
            state = (seen | bit, number)
            if state not in paths or paths[state].worth < worth:
                paths[state] = _Path(worth, (*path.taken, number))
    best = max(paths.values(), key=lambda path: path.worth)
    return {number: named[number] for number in best.taken}


def _worths(named: Mapping[int, Heading], pieces: Sequence[Piece], tables: int) -> dict[int, float]:
    numbers = list(named)
    worths = {}
    for place, number in enumerate(numbers):
        heading = named[number]
        end = numbers[place + 1] if place + 1 < len(numbers) else len(pieces)
        grids = (pieces[end].grid if end < len(pieces) else tables) - pieces[number].grid
        worth = heading.score - (WITHOUT_NUMBER if heading.level == BARE else 0.0) - (LISTED if heading.listed else 0.0)
        if heading.rest and 1 < heading.level < BARE:
            worth -= INSIDE
        if heading.rest or end > number + 1 or grids > 0:
            worth += CONTENT
        if grids > 0 and heading.section in WITH_TABLES:
            worth += TABLE
        worths[number] = worth
    return worths


def _step(last: Heading | None, heading: Heading) -> float:
    """What it is worth that `heading` follows `last`."""
    if last is None:
        return 0.0
    worth = 0.0
    if last.level != heading.level:
        counts_on = last.number is not None and heading.number == last.number + 1
        worth -= OTHER_STYLE if counts_on else OTHER_LEVEL
    elif last.number is not None and heading.number is not None:
        worth += COUNTS_ON if heading.number > last.number else -COUNTS_BACK
    if _order(heading) < _order(last):
        worth -= BACKWARDS
    return worth


def _order(heading: Heading) -> int:
    return SECTION_KEYS.index(heading.section or "overview")


def plan_scores(titles: Sequence[str], forms: Mapping[str, Form]) -> tuple[tuple[str, float], ...]:
    """How well the printed titles fit each form's own section titles, from 0 to 1."""
    scores = []
    for name, form in forms.items():
        wanted = [section.key for section in form.file.sections if not section.optional]
        found = [form.section_titles.scores(title) for title in titles]
        fits = [max((fit.get(key, 0.0) for fit in found), default=0.0) for key in wanted]
        scores.append((name, round(sum(fits) / len(fits), 4) if fits else 0.0))
    return tuple(scores)
