"""The document cut at its section headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.forms import Form
from pipeline.schema import SectionKey
from pipeline.stages.outlining.headings import BARE, SURE_TITLE, Heading, read_heading, section_level
from pipeline.stages.outlining.paragraphs import Piece

BEFORE_HEADINGS, BY_TITLE, BY_LIKENESS, NOT_OF_THE_FORM = 0.97, 0.99, 0.9, 0.8
PLAIN_TITLE = 30  # characters; a longer line that only speaks of a section's subject is prose
SHORTEST_BARE = 6
FEWEST_CONTENTS = 3  # lines without anything below them make a table of contents


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section with its printed title ("" before the first heading) and what stands under it."""

    section: SectionKey
    title: str
    confidence: float
    pieces: tuple[Piece, ...] = ()
    grids: tuple[int, int] = (0, 0)


def is_line_heading(text: str, forms: Sequence[Form]) -> bool:
    """Whether a printed line surely is a section heading, so that no other line joins it."""
    heading = read_heading(text, forms)
    if heading is None or heading.rest:
        return False
    plain = len(text.strip()) <= PLAIN_TITLE and "，" not in text and "," not in text
    return heading.score == 1.0 or (heading.score >= SURE_TITLE and plain)


def cut(pieces: Sequence[Piece], forms: Sequence[Form]) -> list[Chapter]:
    """The chapters in printed order, the first of them what stands before all headings.

    The level of headings that names most sections cuts. A chapter that continues the numbering under a title that no
    form has is other matters; a title that restarts the numbering inside a section stays in it.
    """
    read = [read_heading(piece.text, forms) for piece in pieces]
    level = section_level([heading for heading in read if heading is not None])
    cuts = _cuts(read, level)
    chapters = [Chapter("overview", "", BEFORE_HEADINGS)]
    for number, piece in enumerate(pieces):
        heading = cuts.get(number)
        if heading is None:
            chapters[-1] = replace(chapters[-1], pieces=(*chapters[-1].pieces, piece))
            continue
        chapters.append(Chapter(heading.section or "other_matters", heading.title, _confidence(heading)))
        if heading.rest:
            chapters[-1] = replace(chapters[-1], pieces=(replace(piece, text=heading.rest),))
    return _without_contents(chapters)


def _cuts(read: Sequence[Heading | None], level: int) -> dict[int, Heading]:
    """The headings that cut, by the number of their piece."""
    best: dict[str, float] = {}
    for heading in read:
        if heading is not None and heading.section is not None and heading.level in (level, BARE):
            best[heading.section] = max(best.get(heading.section, 0.0), heading.score)
    found: dict[int, Heading] = {}
    last: dict[int, int] = {}
    cutting = {BARE, *_outer_levels(read, level)}
    for number, heading in enumerate(read):
        if heading is None or heading.level not in cutting:
            continue
        if _names_section(heading, level, best) or _continues_numbering(heading, last, level, found):
            found[number] = heading
            if heading.number is not None:
                last[heading.level] = heading.number
    return found


def _outer_levels(read: Sequence[Heading | None], level: int) -> set[int]:
    """The level that cuts and those that enclose it: which they are is seen by which comes first, not by its style."""
    first: dict[int, int] = {}
    for number, heading in enumerate(read):
        if heading is not None:
            first.setdefault(heading.level, number)
    return {one for one, number in first.items() if one <= level and number <= first.get(level, 0)}


def _names_section(heading: Heading, level: int, best: dict[str, float]) -> bool:
    if heading.section is None:
        return False
    if heading.level == BARE:
        return heading.score == 1.0 and len(heading.title) >= SHORTEST_BARE
    if heading.level < level:
        return heading.score >= SURE_TITLE
    return heading.score >= best.get(heading.section, 0.0)


def _continues_numbering(heading: Heading, last: dict[int, int], level: int, found: dict[int, Heading]) -> bool:
    """An unknown chapter of its own: numbered one more than the chapter before it, not by the way."""
    if heading.number is None or heading.rest or not found or heading.level == BARE:
        return False
    if heading.section is not None and heading.level == level:
        return False
    return last.get(heading.level) == heading.number - 1


def _confidence(heading: Heading) -> float:
    if heading.section is None:
        return NOT_OF_THE_FORM
    return BY_TITLE if heading.score >= SURE_TITLE else BY_LIKENESS


def _without_contents(chapters: Sequence[Chapter]) -> list[Chapter]:
    """Without the lines of a table of contents: titles with nothing below that come again later.

    What follows the last line of the contents stands before the first heading.
    """
    kept: list[Chapter] = []
    run = 0
    for number, chapter in enumerate(chapters):
        again = any(later.section == chapter.section and later.title for later in chapters[number + 1 :])
        if chapter.title and again and (not chapter.pieces or run >= FEWEST_CONTENTS):
            run += 1
            if chapter.pieces:
                kept[-1] = replace(kept[-1], pieces=(*kept[-1].pieces, *chapter.pieces))
            continue
        run = 0
        kept.append(chapter)
    return kept
