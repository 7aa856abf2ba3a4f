"""Drawn narratives, whose writer notes what each clause states: nothing is taken for what it is not."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pipeline.schema import Paragraph, Section, SectionKey, TextPlace
from pipeline.stages.compare import compare
from pipeline.stages.fill import readings_from_claims
from pipeline.stages.narrate import narrate
from pipeline.synth.document import Passage
from pipeline.synth.draw import draw
from pipeline.synth.sample import Order, Sample
from pipeline.types.claim import Claim
from pipeline.types.outline import Outline, TitleLine
from pipeline.types.reading import Candidate, Reading, Value
from tests.grids import forms
from tests.narratives import finder

SEEDS = range(60)
TITLES = ("title", "subtitle")


def drawn(seed: int, *, tables: bool) -> tuple[Sample, list[Claim]]:
    sample = draw(seed, Order(kind="txt", tables=tables, slips=0))
    passages = [block for block in sample.draft.blocks if isinstance(block, Passage)]
    return sample, list(narrate(_outline(passages), forms()[sample.truth.form], finder()))


def _outline(passages: Iterable[Passage]) -> Outline:
    title: list[TitleLine] = []
    sections: dict[SectionKey, list[Paragraph]] = {}
    for number, passage in enumerate(passages):
        place = TextPlace(paragraph=number, start=0, end=len(passage.whole))
        if passage.role in TITLES:
            title.append(TitleLine(passage.whole, place))
            continue
        key = passage.section or "overview"
        paragraph = Paragraph(
            text=passage.whole, place=place, section=key, section_confidence=1, topic=None, topic_confidence=0
        )
        sections.setdefault(key, []).append(paragraph)
    made = (Section(key=key, title="", confidence=1, paragraphs=tuple(found)) for key, found in sections.items())
    return Outline(tuple(title), tuple(made))


@pytest.mark.parametrize("seed", SEEDS)
def test_figures_that_agree_raise_no_alarm(seed: int) -> None:
    sample, claims = drawn(seed, tables=True)
    truth = sample.truth
    values = {}
    for key, number in truth.fields.items():
        candidate = Candidate(str(number), number, truth.meaning.get(key, "number"), 0.0, "drawn")
        reading = Reading(key, (candidate,), "text", None, 1.0, trusted=True)
        values[key] = Value(key, candidate.raw, number, candidate.meaning, None, 1.0, reading)
    figures = compare(claims, values, forms()[truth.form])
    assert [figure for figure in figures if figure.agreement == "disagrees"] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_lost_tables_are_filled_with_nothing_wrong(seed: int) -> None:
    sample, claims = drawn(seed, tables=False)
    stated = {key: told.value for told in sample.truth.prose for key in told.keys if len(told.keys) == 1}
    none = {key for told in sample.truth.prose if told.value == 0 for key in told.keys}
    for reading in readings_from_claims(claims, forms()[sample.truth.form]):
        values = {candidate.value for candidate in reading.candidates}
        assert values == {0} if reading.key in none else values == {stated.get(reading.key)}, reading.key


def test_most_of_what_is_told_is_found() -> None:
    told = found = 0
    for seed in SEEDS:
        sample, claims = drawn(seed, tables=True)
        for one in sample.truth.prose:
            if one.agreement == "agrees":
                told += 1
                found += any(claim.value == one.value and set(one.keys) <= _keys(claim) for claim in claims)
    assert found / told > 0.93


def _keys(claim: Claim) -> set[str]:
    return {*claim.keys, *(key for terms in claim.sums for key in terms)}
