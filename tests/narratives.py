"""Narratives built by hand: paragraphs with their places, and a short way to write down what they claim."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipeline.engines.names import PHRASE_FINDERS, engine
from pipeline.engines.protocols import PhraseFinder
from pipeline.forms import Form
from pipeline.forms.prose_keys import meanings
from pipeline.schema import Number, Paragraph, Section, SectionKey, TextPlace
from pipeline.stages.narrate import narrate
from pipeline.types.claim import Claim
from pipeline.types.outline import Outline, TitleLine
from tests.grids import forms

YEAR = 2023
COUNTY = f"芦汀县人民政府{YEAR}年政府信息公开工作年度报告"
BUREAU = f"芦汀县水务局{YEAR}年政府信息公开工作年度报告"
TOWN = f"芦汀县苇坪镇人民政府{YEAR}年政府信息公开工作年度报告"


@cache
def finder() -> PhraseFinder:
    """The phrase finder that runs use."""
    found: PhraseFinder = engine(PHRASE_FINDERS, "spacy")
    return found


def outline(paragraphs: Iterable[str], *, title: str = BUREAU, section: SectionKey = "overview") -> Outline:
    """An outline of one section; paragraphs are numbered from 1, the title is paragraph 0."""
    made = tuple(
        Paragraph(
            text=text, place=TextPlace(paragraph=number, start=0, end=len(text)), section=section,
            section_confidence=1.0, topic=None, topic_confidence=0.0,
        )
        for number, text in enumerate(paragraphs, start=1)
    )  # fmt: skip
    line = TitleLine(title, TextPlace(paragraph=0, start=0, end=len(title)))
    return Outline((line,), (Section(key=section, title="", confidence=1.0, paragraphs=made),))


def claims(*paragraphs: str, form: str = "2021", title: str = BUREAU, section: SectionKey = "overview") -> list[Claim]:
    """What the paragraphs claim."""
    return list(narrate(outline(paragraphs, title=title, section=section), forms()[form], finder()))


def told(found: Iterable[Claim], form: Form) -> dict[str, Number | tuple[Number, str]]:
    """Claims by what they mean, with value, or value and hedge.

    A key without its table (`new.total`), alternatives joined by |, a sum by +, a derived total by its own name. In
    front: ! for what is not comparable, ~ for another scope than the report's.
    """
    said: dict[str, Number | tuple[Number, str]] = {}
    for claim in found:
        mark = ("" if claim.comparable else "!") + ("~" if claim.elsewhere else "")
        name = mark + _name(claim, form)
        value = claim.value if claim.hedge is None else (claim.value, claim.hedge)
        assert said.get(name, value) == value, f"two values for {name}"
        said[name] = value
    return said


def _name(claim: Claim, form: Form) -> str:
    if claim.keys:
        return "|".join(_short(key) for key in claim.keys)
    for figure in form.file.prose.figures:
        if not figure.sums and meanings(form.file, figure, ()) == ((), claim.sums):
            return _short(figure.keys[0])
    return "+".join(_short(key) for key in claim.sums[0])


def _short(key: str) -> str:
    return key.partition(".")[2]
