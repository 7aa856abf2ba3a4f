"""Whether a figure is of the reported year: neither of another year, nor of a part of this one, nor a change."""

from __future__ import annotations

from pipeline.stages.narration.sentence import Sentence
from pipeline.text.phrasing import MONTHS

OTHER_YEAR = "a figure of another year"
PART_OF_YEAR = "a figure of a part of the year"


def is_change(sentence: Sentence, start: int) -> bool:
    """Whether the number at `start` counts a change or a share: 较上年增加3件."""
    run, _ = sentence.run(start)
    return bool(sentence.with_role("comparing", run, start))


def other_time(sentence: Sentence, start: int) -> str | None:
    """Why the number at `start` is not of the whole reported year; None where nothing says so."""
    clause, _ = sentence.clause(start)
    again = max((word.start for word in sentence.with_role("this_year", clause, start)), default=-1)
    if any(word.start > again for word in sentence.with_role("other_year", clause, start)):
        return OTHER_YEAR
    parts = [word.start for word in sentence.with_role("part_of_year", 0, start)]
    parts += [match.start() for match in MONTHS.finditer(sentence.text, 0, start)]
    return PART_OF_YEAR if any(place >= again for place in parts) else None
