"""A sentence with its words and amounts: where its segments end, what it is about, what its gaps say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.forms.lexicon import Lexicon, Role, Sense
from pipeline.forms.prose import Topic
from pipeline.text.amounts import Amount, amount_at
from pipeline.text.phrasing import CONNECTORS, FILLER_CHARACTERS
from pipeline.types.phrase import Phrase

BREAK = re.compile(r"[，,；;:：()\[\]【】—]|\.(?!\d)")
CLAUSE_BREAK = re.compile(r"[；;]")
LIST = "、"
COLONS = (":", "：")  # 自然人：12件 is one segment
BLOCKING: frozenset[Role] = frozenset({"negation", "comparing", "other_year", "part_of_year", "aside"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the form's lexicon at characters `start` to `end` of the sentence."""

    start: int
    end: int
    sense: Sense


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph; positions are characters of `text`."""

    text: str
    words: tuple[Word, ...]
    amounts: tuple[Amount, ...]

    @cached_property
    def _covered(self) -> list[bool]:
        """For each character whether it may stand in a gap."""
        covered = [character in FILLER_CHARACTERS for character in self.text]
        for word in self.words:
            foreign = word.sense.topic is not None and word.sense.topic.foreign
            said = not foreign and not (word.sense.roles & BLOCKING)
            covered[word.start : word.end] = [said] * (word.end - word.start)
        return covered

    @cached_property
    def _topic_words(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.sense.topic is not None)

    @cached_property
    def _marks(self) -> tuple[list[int], list[int]]:
        """Where segments end, and where items of a list do. A mark within a word or a number is none."""
        inside = {place for word in self.words for place in range(word.start, word.end)}
        inside |= {place for amount in self.amounts for place in range(amount.start, amount.end)}
        inside |= {amount.start - 1 for amount in self.amounts if self.text[amount.start - 1 : amount.start] in COLONS}
        breaks = [match.start() for match in BREAK.finditer(self.text) if match.start() not in inside]
        items = [place for place, mark in enumerate(self.text) if mark == LIST and place not in inside]
        return breaks, sorted(breaks + items)

    def run(self, position: int) -> tuple[int, int]:
        """Start and end of the text between breaks round `position`; lists hold together."""
        return self._between(self._marks[0], position)

    def segment(self, position: int) -> tuple[int, int]:
        """Like `run`, but each item of a list is a segment of its own."""
        return self._between(self._marks[1], position)

    def _between(self, marks: list[int], position: int) -> tuple[int, int]:
        number = bisect_left(marks, position)
        return (marks[number - 1] + 1 if number else 0), (marks[number] if number < len(marks) else len(self.text))

    def clause(self, position: int) -> tuple[int, int]:
        """Start and end of the clause round `position`: what stands between semicolons."""
        before = [match.end() for match in CLAUSE_BREAK.finditer(self.text, 0, position)]
        after = CLAUSE_BREAK.search(self.text, position)
        return (before[-1] if before else 0), (after.start() if after else len(self.text))

    def says_nothing_else(self, start: int, end: int) -> bool:
        """Whether only filler and known words stand between `start` and `end`."""
        return all(self._covered[start:end])

    def joins(self, start: int, end: int) -> bool:
        """Whether what stands between `start` and `end` makes one list of what it parts."""
        gap = self.text[start:end]
        return CONNECTORS.search(gap) is not None and all(
            covered or character == LIST for covered, character in zip(self._covered[start:end], gap, strict=True)
        )

    def with_role(self, role: Role, start: int, end: int) -> tuple[Word, ...]:
        """The words of that role that start between `start` and `end`."""
        return tuple(word for word in self.words if start <= word.start < end and role in word.sense.roles)

    def amount_between(self, start: int, end: int) -> bool:
        """Whether an amount starts between `start` and `end`."""
        return any(start <= amount.start < end for amount in self.amounts)

    def topics_before(self, position: int) -> tuple[Topic, ...]:
        """The topics named last before `position`: several where a list names them together."""
        group: list[Word] = []
        for word in reversed(self._topic_words):
            if word.end > position:
                continue
            if group and not self.joins(word.end, group[0].start):
                break
            group.insert(0, word)
        return tuple(dict.fromkeys(topic for word in group if (topic := self.topic_of(word)) is not None))

    def topic_of(self, word: Word) -> Topic | None:
        """The topic that a word names; a narrower one right before it holds: 复议后起诉的行政诉讼案件."""
        topic = word.sense.topic
        if topic is None or not topic.stands_for:
            return topic
        for narrower in reversed(self._topic_words):
            if narrower.end > word.start or narrower.sense.topic is None:
                continue
            kept = self.says_nothing_else(narrower.end, word.start) and not self.joins(narrower.end, word.start)
            return narrower.sense.topic if kept and narrower.sense.topic.key in topic.stands_for else topic
        return topic

    def topic_after(self, position: int) -> Topic | None:
        """The topic that an amount ending at `position` counts: 8份政府信息公开申请."""
        _, end = self.segment(position)
        for word in self._topic_words:
            if position <= word.start < end and word.sense.topic is not None:
                foreign = word.sense.topic.foreign
                return word.sense.topic if foreign or self.says_nothing_else(position, word.start) else None
        return None


def build_sentence(text: str, phrases: Iterable[Phrase], lexicon: Lexicon) -> Sentence:
    """The sentence with what was found in it; without amounts where no word names a figure."""
    words, numbers = [], []
    for phrase in phrases:
        if phrase.is_number:
            numbers.append(phrase)
        else:
            words.append(Word(phrase.start, phrase.end, lexicon.senses[phrase.text]))
    if not any(word.sense.names_figure for word in words):
        return Sentence(text, tuple(words), ())
    amounts = (amount_at(text, number.start, number.end) for number in numbers)
    return Sentence(text, tuple(words), tuple(amount for amount in amounts if amount is not None))
