"""How the narrative states a form's figures: topics, figures, their wording. docs/prose.md describes each key."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from pipeline.errors import ConfigError
from pipeline.schema import SectionKey
from pipeline.text.phrasing import spellings

COUNTS = ("件", "份", "宗", "起", "例", "个", "次", "件次")
TOPIC = "{topic}"


def _spellable(phrase: str) -> str:
    try:
        spellings(phrase)
    except ConfigError as error:
        raise ValueError(str(error)) from error
    if not phrase.removeprefix("^"):
        raise ValueError("an empty phrase")
    return phrase


Wording = Annotated[str, AfterValidator(_spellable)]


class ProseLanguage(BaseModel):
    """Frozen and closed, like everything that is data."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Topic(ProseLanguage):
    """What a clause is about until another topic is named.

    `total` is the figure that the topic's words themselves count; `stands_for` the topics that a general word covers.
    A `foreign` topic is none of the form's: no figure is taken under it. Under a heading of `sections` it needs no
    other sign that the text is about disclosure.
    """

    key: str
    words: tuple[Wording, ...]
    total: str | None = None
    stands_for: tuple[str, ...] = ()
    sections: tuple[SectionKey, ...] = ()
    foreign: bool = False


class Figure(ProseLanguage):
    """A figure and its wording: `before` its number, or right `after` it. See docs/prose.md."""

    id: str
    topics: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    sums: tuple[tuple[str, ...], ...] = ()
    before: tuple[Wording, ...] = ()
    after: tuple[Wording, ...] = ()
    none: tuple[Wording, ...] = ()
    units: tuple[str, ...] = COUNTS
    part_of: tuple[str, ...] = ()
    needs_whole: bool = False
    adds_with: str | None = None
    goes_with: str | None = None
    not_with: tuple[Wording, ...] = ()
    unless: tuple[Wording, ...] = ()
    can_be_none: bool = True
    all_means_it: bool = True
    comparable: bool = True
    fill: bool = True
    fill_beside: tuple[str, ...] = ()
    note: str | None = None


class ProseForm(ProseLanguage):
    """The wording of a form. `about` are words that tell that a paragraph is about disclosure."""

    about: tuple[str, ...] = ()
    resets: tuple[Wording, ...] = ()
    topics: tuple[Topic, ...] = ()
    figures: tuple[Figure, ...] = ()

    @model_validator(mode="after")
    def _names_exist(self) -> ProseForm:
        topics, figures = [topic.key for topic in self.topics], [figure.id for figure in self.figures]
        for name in {*topics, *figures}:
            if topics.count(name) > 1 or figures.count(name) > 1:
                raise ValueError(f"{name!r} is there twice")
        for topic in self.topics:
            _known("topic", topic.stands_for, topics, topic.key)
            _known("figure", (topic.total,) if topic.total else (), figures, topic.key)
        for figure in self.figures:
            _known("topic", figure.topics, topics, figure.id)
            _known("figure", (*figure.part_of, *figure.fill_beside), figures, figure.id)
            if any(TOPIC in key for key in figure.keys) and not figure.topics:
                raise ValueError(f"{figure.id}: {TOPIC} in a key needs topics")
        return self


def _known(kind: str, names: tuple[str, ...], known: list[str], at: str) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f"{at}: no {kind} {name!r}; known are {', '.join(known)}")
