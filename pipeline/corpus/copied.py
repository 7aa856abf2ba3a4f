"""Text that was taken over from another report: the same sentences, whatever their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from pipeline.schema import Paragraph, Report
from pipeline.text.normalise import simplify, squeeze
from pipeline.types.years import CopiedParagraph

SAME = 92.0  # percent alike, numbers left out: a changed word or two does not make a new sentence
SHORTEST_SENTENCE = 12  # characters; shorter ones are set phrases
SHORTEST_PARAGRAPH = 40
MOST_COMPARED = 3000  # sentences of a narrative far longer than any; beyond it only the same ones count
MOST_FRESH = 0.2  # share of a paragraph that may be new while the paragraph still counts as taken over
SENTENCE_END = re.compile(r"[。！？!?；;\n]")
# Numbers in figures and in characters: the year, counts, ordinals.
NUMBERS = re.compile(
    r"[\d.,%‰]+|(?<![〇零一二三四五六七八九十百千])[〇零一二三四五六七八九十百千]+(?=[条件项个次期份篇场年月日是家名类余万])"
)
MARKS = re.compile(r"[^\w]")


class Copied(NamedTuple):
    """Paragraphs taken over, longest first, and the share of all characters that stand in sentences taken over."""

    paragraphs: tuple[CopiedParagraph, ...]
    share: float | None


def find_copied(this: Report, last: Report) -> Copied:
    """Compare the narrative of `this` report with that of the `last`, sentence by sentence."""
    known = sorted({sentence for paragraph in _narrative(last) for sentence in _sentences(paragraph.text)})
    seen = frozenset(known)
    total = copied = 0
    paragraphs = []
    for paragraph in _narrative(this):
        sentences = _sentences(paragraph.text)
        length = sum(map(len, sentences))
        same = sum(len(sentence) for sentence in sentences if sentence in seen or _is_alike(sentence, known))
        total += length
        copied += same
        if length >= SHORTEST_PARAGRAPH and same >= (1 - MOST_FRESH) * length:
            paragraphs.append(CopiedParagraph(paragraph.text, paragraph.place, same / length))
    paragraphs.sort(key=lambda found: -len(found.text))
    return Copied(tuple(paragraphs), copied / total if total else None)


def narrative_sentences(report: Report) -> frozenset[str]:
    """The sentences of a report's narrative, without numbers and punctuation; set phrases left out."""
    return frozenset(sentence for paragraph in _narrative(report) for sentence in _sentences(paragraph.text))


def _narrative(report: Report) -> Iterable[Paragraph]:
    """The paragraphs under a heading: the preamble is the same every year, and rightly so."""
    return (paragraph for section in report.sections if section.title for paragraph in section.paragraphs)


def _sentences(text: str) -> list[str]:
    """The text's sentences without numbers, spaces and punctuation; set phrases left out."""
    plain = NUMBERS.sub("", squeeze(simplify(text.replace("\n", ""))))
    bare = (MARKS.sub("", sentence) for sentence in SENTENCE_END.split(plain))
    return [sentence for sentence in bare if len(sentence) >= SHORTEST_SENTENCE]


def _is_alike(sentence: str, known: Sequence[str]) -> bool:
    if len(known) > MOST_COMPARED:
        return False
    return process.extractOne(sentence, known, scorer=fuzz.ratio, score_cutoff=SAME) is not None
