"""Where chapters stand that no statutory heading names: told by what their paragraphs are about, and by their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.schema import SectionKey
from pipeline.stages.outlining.chapters import NOT_OF_THE_FORM, WITHOUT_HEADINGS, Chapter
from pipeline.stages.outlining.headings import SECTION_KEYS

Topic = tuple[str, float]
MOSTLY = 0.6  # of a chapter's text, in characters
SURELY = 0.75  # probability that a paragraph speaks of problems before it is moved there
BY_TOPIC = 0.6  # confidence of a section that nothing but topics says


def stand(chapters: Sequence[Chapter], topics: Sequence[Sequence[Topic]]) -> Iterator[tuple[Chapter, Sequence[Topic]]]:
    """The chapters with their section; one is cut where the heading of the problems is lost."""
    has_problems = any(chapter.section == "problems" for chapter in chapters)
    headed = any(chapter.title for chapter in chapters)
    for chapter, asked in zip(chapters, topics, strict=True):
        if chapter.section is None:
            yield _named_by_topics(chapter, asked), asked
            continue
        start = _problems_start(chapter, asked, headed=headed) if not has_problems else len(asked)
        if start < len(asked):
            yield replace(chapter, pieces=chapter.pieces[:start]), asked[:start]
            confidence = BY_TOPIC if headed else WITHOUT_HEADINGS
            yield Chapter("problems", "", confidence, chapter.pieces[start:]), asked[start:]
        else:
            yield chapter, asked


def _named_by_topics(chapter: Chapter, topics: Sequence[Topic]) -> Chapter:
    """A chapter that continues the overview is of it, one after the problems other matters.

    One among the statutory sections is of the one that most of its text is about, unless that is the overview.
    """
    section: SectionKey = "overview" if chapter.early else "other_matters"
    if not chapter.late and not chapter.early:
        lengths = dict.fromkeys(SECTION_KEYS, 0)
        for piece, (key, _) in zip(chapter.pieces, topics, strict=True):
            for one in SECTION_KEYS:
                lengths[one] += len(piece.text) if one == key else 0
        most = max(SECTION_KEYS, key=lambda key: lengths[key])
        if most != "overview" and lengths[most] > MOSTLY * sum(lengths.values()):
            section = most
    return replace(chapter, section=section, confidence=NOT_OF_THE_FORM)


def _problems_start(chapter: Chapter, topics: Sequence[Topic], *, headed: bool) -> int:
    """From which paragraph on a chapter speaks of problems to its end; its length where it does not.

    Under a heading only a chapter that consists of a table otherwise can hold them.
    """
    start = len(topics)
    while start > 0 and topics[start - 1][0] == "problems" and topics[start - 1][1] >= SURELY:
        start -= 1
    holds = chapter.section in ("disclosure", "requests", "disputes") if headed else chapter.section == "overview"
    return start if holds else len(topics)
