"""The document cut at its section headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.forms import Form
from pipeline.schema import SectionKey
from pipeline.stages.outlining.headings import BARE, SURE_TITLE, Heading, read_heading
from pipeline.stages.outlining.paragraphs import Piece
from pipeline.stages.outlining.plan import choose

BEFORE_HEADINGS, BY_TITLE, BY_LIKENESS, NOT_OF_THE_FORM = 0.97, 0.99, 0.9, 0.7
WITHOUT_HEADINGS = 0.5  # where a document has no heading, nothing says where its paragraphs stand
PLAIN_TITLE = 30  # characters; a longer line that only speaks of a section's subject is prose


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section with its printed title ("" before the first heading) and what stands under it.

    `section` is None under a title that names none. Such a chapter is `early` where only the overview stands before
    it, `late` where the problems do, which end the statutory part.
    """

    section: SectionKey | None
    title: str
    confidence: float
    pieces: tuple[Piece, ...] = ()
    early: bool = False
    late: bool = False


def is_line_heading(text: str, forms: Sequence[Form]) -> bool:
    """Whether a printed line surely is a section heading, so that no other line joins it."""
    heading = read_heading(text, forms)
    if heading is None or heading.rest or heading.listed:
        return False
    plain = len(text.strip()) <= PLAIN_TITLE and "，" not in text and "," not in text
    return heading.score == 1.0 or (heading.score >= SURE_TITLE and plain)


def cut(pieces: Sequence[Piece], forms: Sequence[Form], *, tables: int) -> list[Chapter]:
    """The chapters in printed order, the first of them what stands before all headings.

    The best plan of statutory headings cuts. A chapter that continues the numbering under another title is one of its
    own; numbering that restarts inside a chapter stays in it. Bare section titles that do not cut (a table of
    contents, a list of links, sub-headings) are no paragraphs and are left out; so is text that
    cannot be trusted, since no figure may be taken from it.
    """
    read = [read_heading(piece.text, forms) for piece in pieces]
    cuts = _with_others(read, choose(read, pieces, tables))
    chapters = [Chapter("overview", "", BEFORE_HEADINGS if cuts else WITHOUT_HEADINGS)]
    below: list[list[Piece]] = [[]]
    for number, piece in enumerate(pieces):
        heading = cuts.get(number)
        if heading is not None:
            seen = {chapter.section for chapter in chapters if chapter.section is not None}
            early, late = seen == {"overview"}, "problems" in seen
            chapters.append(Chapter(heading.section, heading.title, _confidence(heading), early=early, late=late))
            below.append([replace(piece, text=heading.rest)] if heading.rest and piece.trusted else [])
        elif piece.trusted and not _is_only_a_title(read[number]):
            below[-1].append(piece)
    return [replace(one, pieces=tuple(found)) for one, found in zip(chapters, below, strict=True)]


def _is_only_a_title(heading: Heading | None) -> bool:
    return heading is not None and not heading.rest and heading.score == 1.0


def _with_others(read: Sequence[Heading | None], chosen: Mapping[int, Heading]) -> dict[int, Heading]:
    """The chosen headings, and the chapters between and after them that are numbered on."""
    cuts: dict[int, Heading] = dict(chosen)
    outer = _outer_levels(read, chosen)
    last: dict[int, int] = {}
    inner: dict[int, int | None] = {}  # by level the number of a heading inside the chapter, where numbering restarted
    for number, heading in enumerate(read):
        if heading is None or heading.number is None or heading.level not in outer or heading.listed:
            continue
        if number not in chosen:
            if _restarts(heading, number, chosen) or inner.get(heading.level) == heading.number - 1:
                inner[heading.level] = heading.number
                continue
            follows = last.get(heading.level) == heading.number - 1
            if not follows or heading.rest or number < min(chosen, default=0):
                if _is_only_a_title(heading):  # an outer title that its own first part repeats
                    last[heading.level] = heading.number
                else:
                    inner[heading.level] = heading.number
                continue
            cuts[number] = heading if heading.score >= SURE_TITLE else replace(heading, section=None)
        last[heading.level] = heading.number
        inner.pop(heading.level, None)
    return cuts


def _restarts(heading: Heading, number: int, chosen: Mapping[int, Heading]) -> bool:
    """Whether a chosen heading further on has this number or a lower one: then this is numbered inside a chapter."""
    return any(
        later > number and one.level == heading.level and one.number is not None and one.number <= (heading.number or 0)
        for later, one in chosen.items()
    )


def _outer_levels(read: Sequence[Heading | None], chosen: Mapping[int, Heading]) -> set[int]:
    """The level that cuts and those that enclose it: which they are is seen by which comes first, not by its style."""
    levels = [heading.level for heading in chosen.values() if heading.level != BARE]
    if not levels:
        return set()
    cutting = max(set(levels), key=levels.count)
    first: dict[int, int] = {}
    for number, heading in enumerate(read):
        if heading is not None and not heading.listed:
            first.setdefault(heading.level, number)
    return {
        level
        for level, number in first.items()
        if level == cutting or (level < cutting and number <= first.get(cutting, 0))
    }


def _confidence(heading: Heading) -> float:
    if heading.section is None:
        return NOT_OF_THE_FORM
    return BY_TITLE if heading.score >= SURE_TITLE else BY_LIKENESS
