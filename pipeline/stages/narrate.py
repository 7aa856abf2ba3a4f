"""The narrative -> the figures that it states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.engines.protocols import PhraseFinder
from pipeline.forms import Form
from pipeline.schema import Paragraph, Place, SectionKey, TextPlace
from pipeline.stages.narration.claiming import claims_of
from pipeline.stages.narration.context import Context
from pipeline.stages.narration.said import Said, said_in
from pipeline.stages.narration.sentence import Sentence, build_sentence
from pipeline.stages.narration.speaker import report_year, speaker
from pipeline.text.flow import Flow, flow
from pipeline.text.phrasing import MAY_STATE
from pipeline.types.claim import Claim
from pipeline.types.outline import Outline

WITHOUT_FIGURES: frozenset[SectionKey] = frozenset({"problems"})


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence in its paragraph, `start` where it begins in the paragraph's flow, and what it says."""

    paragraph: Paragraph
    flowing: Flow
    start: int
    sentence: Sentence
    said: list[Said]


def narrate(outline: Outline, form: Form, finder: PhraseFinder) -> tuple[Claim, ...]:
    """The figures of the form that the prose states, in reading order.

    Each keeps the clause that states it, as printed, with its place. The section on problems is not read.
    """
    year, speaks = report_year(outline), speaker(outline)
    paragraphs = [
        (section.key, paragraph)
        for section in outline.sections
        if section.key not in WITHOUT_FIGURES
        for paragraph in section.paragraphs
    ]
    return tuple(
        _placed(claim, said, passage)
        for key, paragraph in paragraphs
        for passage in _passages(paragraph, flow(paragraph.text, year=year), Context(form.lexicon, key), finder)
        for said, claim in claims_of(passage.said, form, speaks)
    )


def _passages(paragraph: Paragraph, flowing: Flow, context: Context, finder: PhraseFinder) -> Iterator[_Passage]:
    """The sentences that say something."""
    spans = list(flowing.sentences())
    texts = [flowing.text[start:end] for start, end in spans]
    worth = [text if MAY_STATE.search(text) else "" for text in texts]
    scope = None
    for number, phrases in enumerate(finder.find(worth, context.lexicon.vocabulary)):
        sentence = build_sentence(texts[number], phrases, context.lexicon)
        context.start(number, sentence)
        said = said_in(sentence, context, scope if context.goes_on else None)
        context.finish(sentence)
        if said:
            scope = said[-1].scope
            yield _Passage(paragraph, flowing, spans[number][0], sentence, said)


def _placed(claim: Claim, said: Said, passage: _Passage) -> Claim:
    """The claim with the clause that states it."""
    start, end = passage.sentence.clause(said.start)
    first, last = passage.flowing.printed(passage.start + start, passage.start + end)
    paragraph = passage.paragraph
    place = _within(paragraph.place, first, last)
    return replace(claim, text=paragraph.text[first:last], place=place, section=paragraph.section)


def _within(place: Place | None, start: int, end: int) -> Place | None:
    """Characters `start` to `end` of a paragraph; the paragraph itself on a page, or where its lines were joined."""
    if not isinstance(place, TextPlace) or place.start + end > place.end:
        return place
    return TextPlace(paragraph=place.paragraph, start=place.start + start, end=place.start + end)
