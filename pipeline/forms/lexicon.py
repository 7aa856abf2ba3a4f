"""What the words of a narrative mean under a form: figures, topics, and the roles that words have in any form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from pipeline.forms.prose import Figure, ProseForm, Topic
from pipeline.text import phrasing
from pipeline.text.phrasing import spellings
from pipeline.types.phrase import Vocabulary

Role = Literal[
    "negation", "all", "rest", "each", "respectively", "including", "comparing", "other_year", "this_year",
    "part_of_year", "own", "office", "area", "filler", "aside", "reset",
]  # fmt: skip
ROLES: tuple[tuple[Role, tuple[str, ...]], ...] = (
    ("negation", phrasing.NEGATIONS),
    ("all", phrasing.ALL),
    ("rest", phrasing.REST),
    ("each", phrasing.EACH),
    ("respectively", phrasing.RESPECTIVELY),
    ("including", phrasing.INCLUDING),
    ("comparing", phrasing.COMPARING),
    ("other_year", phrasing.OTHER_YEAR),
    ("this_year", phrasing.THIS_YEAR_AGAIN),
    ("part_of_year", phrasing.PART_OF_YEAR),
    ("own", phrasing.OWN),
    ("office", phrasing.OFFICE),
    ("area", phrasing.AREA),
    ("filler", phrasing.FILLERS),
    ("aside", phrasing.ASIDE),
)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word may mean: the number `before` which it stands counts these figures, or the number `after` which.

    `opening` are figures that it means only at the start of a segment, `none` those that it says there are none of.
    """

    before: tuple[Figure, ...] = ()
    after: tuple[Figure, ...] = ()
    opening: tuple[Figure, ...] = ()
    none: tuple[Figure, ...] = ()
    topic: Topic | None = None
    roles: frozenset[Role] = frozenset()

    @property
    def names_figure(self) -> bool:
        """Whether it may say what a number counts."""
        return bool(self.before or self.after or self.opening or self.none)


@dataclass
class _Meanings:
    before: list[Figure] = field(default_factory=list)
    after: list[Figure] = field(default_factory=list)
    opening: list[Figure] = field(default_factory=list)
    none: list[Figure] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)

    def sense(self) -> Sense:
        return Sense(
            before=tuple(self.before),
            after=tuple(self.after),
            opening=tuple(self.opening),
            none=tuple(self.none),
            topic=self.topics[0] if self.topics else None,
            roles=frozenset(self.roles),
        )


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The senses of all words, the vocabulary to look for, and the form's figures and topics by name."""

    senses: dict[str, Sense]
    vocabulary: Vocabulary
    figures: dict[str, Figure]
    topics: dict[str, Topic]
    about: tuple[str, ...]


def lexicon(prose: ProseForm) -> Lexicon:
    """The lexicon of a form."""
    meanings: defaultdict[str, _Meanings] = defaultdict(_Meanings)
    for role, phrases in (*ROLES, ("reset", prose.resets)):
        for word in _words(phrases):
            meanings[word].roles.add(role)
    figures = {figure.id: figure for figure in prose.figures}
    for topic in prose.topics:
        for word in _words(topic.words):
            meanings[word].topics.append(topic)
            if topic.total is not None and figures[topic.total].before == ():
                meanings[word].before.append(figures[topic.total])
                meanings[word].after.append(figures[topic.total])
    for figure in prose.figures:
        for phrase in figure.before:
            for word in spellings(phrase.removeprefix("^")):
                (meanings[word].opening if phrase.startswith("^") else meanings[word].before).append(figure)
        for word in _words(figure.after):
            meanings[word].after.append(figure)
        for word in _words(figure.none):
            meanings[word].none.append(figure)
    meanings.pop("", None)
    senses = {word: meaning.sense() for word, meaning in meanings.items()}
    topics = {topic.key: topic for topic in prose.topics}
    return Lexicon(senses, Vocabulary(tuple(senses)), figures, topics, prose.about)


def _words(phrases: Iterable[str]) -> list[str]:
    return [word for phrase in phrases for word in spellings(phrase)]
