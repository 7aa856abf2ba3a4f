"""Which figure an amount states: that of the nearest key word before it in its segment, else that right after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.forms.prose import Figure, Topic
from pipeline.stages.narration.context import COUNTED_AS_ITEMS, Context, Stated
from pipeline.stages.narration.sentence import Sentence, Word
from pipeline.text.amounts import Amount
from pipeline.text.phrasing import FILLER_CHARACTERS, spellings

NOT = frozenset("未不无非没")
STATES_BARE_NUMBER = ("为", "是", "有", "共", "计", ":", "：", "数", "量")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure with the topics that it is stated under, and the word that says so."""

    figure: Figure
    topics: tuple[Topic, ...]
    word: Word


@dataclass(frozen=True, slots=True)
class Binding:
    """What an amount states: one figure, each of a list, or their sum."""

    amount: Amount
    bound: tuple[Bound, ...]
    adds_up: bool = False


def bind(sentence: Sentence, context: Context, amount: Amount, earlier: int) -> Binding | None:
    """What `amount` states; `earlier` is where the amount before it ends."""
    spot = _Spot(sentence, context, amount, max(sentence.segment(amount.start)[0], earlier))
    if not spot.is_count():
        return None
    first = spot.before()
    if first is None:
        following = None if spot.has_key_word() else spot.after()
        return None if following is None else Binding(amount, (following,))
    group = (*reversed(list(spot.listed_with(first, earlier))), first)
    each = amount.value == 0 or first.figure.goes_with is not None
    each = each or bool(sentence.with_role("each", first.word.end, amount.start))
    return Binding(amount, group, adds_up=len(group) > 1 and not each)


@dataclass(frozen=True, slots=True)
class _Spot:
    """An amount in its sentence; `start` is from where on a word may speak of it."""

    sentence: Sentence
    context: Context
    amount: Amount
    start: int

    def is_count(self) -> bool:
        """Whether the number counts cases at all: 9个环节 does not, nor a bare number that nothing announces."""
        text, end = self.sentence.text, self.amount.end
        if self.amount.unit is not None:
            known = end >= self.sentence.segment(end)[1] or text[end] in FILLER_CHARACTERS
            return known or any(word.start == end for word in self.sentence.words)
        start, stop = self.sentence.segment(self.amount.start)
        if end != stop:
            return False
        announced = text[start : self.amount.start].endswith(STATES_BARE_NUMBER)
        return announced or any(word.end == self.amount.start and is_key(word) for word in self.sentence.words)

    def before(self) -> Bound | None:
        """The figure of the nearest key word; a farther one only where the nearest is ruled out by name."""
        for word in self._key_words(self.start, self.amount.start):
            if not self.sentence.says_nothing_else(word.end, self.amount.start) or self._negated(word):
                return None
            found = self._meant(word)
            if found is not None:
                return self._outcome_of(found) or found
            if not any(self._not_with(figure) for figure in word.sense.before):
                return None
        return None

    def after(self) -> Bound | None:
        """The figure of the word right after the amount: 3件结转下一年度处理."""
        _, end = self.sentence.segment(self.amount.end)
        for word in self.sentence.words:
            if word.start < self.amount.end or word.end > end or not word.sense.after:
                continue
            gaps = ((self.amount.end, word.start), (word.end, end))
            if self.amount.unit is None or not all(self.sentence.says_nothing_else(*gap) for gap in gaps):
                return None
            return self._first_fitting(word, word.sense.after)
        return None

    def has_key_word(self) -> bool:
        """Whether a word before the amount names some figure, be it not this one's."""
        return any(True for _ in self._key_words(self.start, self.amount.start))

    def listed_with(self, first: Bound, earlier: int) -> Iterator[Bound]:
        """The other key words of the list that ends with `first`, from right to left: 当面、邮寄、网络各2件."""
        run, _ = self.sentence.run(self.amount.start)
        last = first
        for word in self._key_words(max(run, earlier), first.word.start):
            if not self.sentence.joins(word.end, last.word.start):
                return
            found = self._meant(word)
            if found is None or not _siblings(found.figure, first.figure):
                return
            yield found
            last = found

    def _meant(self, word: Word) -> Bound | None:
        """The first figure of a word that the amount may state."""
        opening = word.sense.opening if self._opens(word) else ()
        return self._first_fitting(word, (*word.sense.before, *opening))

    def _first_fitting(self, word: Word, figures: tuple[Figure, ...]) -> Bound | None:
        held = self.context.topics_at(self.sentence, self.amount.start, self.amount.end)
        named = self.sentence.topic_of(word)
        if named is not None:
            held = (named,) if self.context.allows(named) else held
        for figure in figures:
            inherited = self.context.inherited(figure, near=bool(held)) if figure.needs_whole or not held else ()
            for topics in (held, inherited):
                if self._fits(figure, topics) and not self._not_with(figure):
                    return Bound(figure, tuple(topic for topic in topics if topic.key in figure.topics), word)
        return None

    def _fits(self, figure: Figure, topics: tuple[Topic, ...]) -> bool:
        """Whether the amount may state the figure: its topic, its unit, and the whole that it is part of."""
        if figure.topics and not any(topic.key in figure.topics for topic in topics):
            return False
        if not figure.topics and any(topic.foreign for topic in topics):
            return False
        if self.amount.unit is not None and self.amount.unit not in figure.units:
            return False
        whole = self.context.whole(figure, topics)
        if figure.needs_whole and (whole is None or not self._may_be_part_of(whole)):
            return False
        if figure.topics and not self._is_spoken_of(figure, near=whole is not None and self.context.is_near(whole)):
            return False
        return not any(phrase in self.sentence.text for phrase in _all(figure.unless))

    def _is_spoken_of(self, figure: Figure, *, near: bool) -> bool:
        """Whether its topic is named here, or a whole was stated that still holds; one of doing needs it near."""
        if near or self.context.goes_on or (figure.part_of and figure.goes_with is None):
            return True
        named = self.sentence.topics_before(self.amount.start)
        return bool(named) or self.sentence.topic_after(self.amount.end) is not None

    def _outcome_of(self, found: Bound) -> Bound | None:
        """被维持的行政复议3件 states what was upheld: an outcome right before the topic that it is of."""
        if found.word.sense.topic is None:
            return None
        for word in self._key_words(self.start, found.word.start):
            gap = (word.end, found.word.start)
            if word.sense.topic is not None or not self.sentence.says_nothing_else(*gap) or self.sentence.joins(*gap):
                return None
            for figure in word.sense.before:
                if found.figure.id in figure.part_of:
                    return Bound(figure, found.topics, word)
        return None

    def _key_words(self, start: int, end: int) -> Iterator[Word]:
        """Words that name a figure, from right to left."""
        return (w for w in reversed(self.sentence.words) if start <= w.start and w.end <= end and is_key(w))

    def _opens(self, word: Word) -> bool:
        """Whether nothing but role words stands before the word in its segment."""
        start, _ = self.sentence.segment(word.start)
        others = [other for other in self.sentence.words if start <= other.start < word.start and not is_key(other)]
        return sum(other.end - other.start for other in others) == word.start - start

    def _negated(self, word: Word) -> bool:
        return word.start > 0 and self.sentence.text[word.start - 1] in NOT

    def _not_with(self, figure: Figure) -> bool:
        start, _ = self.sentence.run(self.amount.start)
        text = self.sentence.text[start : self.amount.start]
        return any(phrase in text for phrase in _all(figure.not_with))

    def _may_be_part_of(self, whole: Stated) -> bool:
        """Whether it is counted in the same units, and nothing is said of documents between the two."""
        if self.amount.unit is not None and (self.amount.unit in COUNTED_AS_ITEMS) != whole.items:
            return False
        here = whole.sentence == self.context.sentence
        return not here or not self.sentence.with_role("reset", whole.position, self.amount.start)


def is_key(word: Word) -> bool:
    """Whether the word names a figure."""
    return bool(word.sense.before or word.sense.opening)


def _siblings(one: Figure, other: Figure) -> bool:
    if one.adds_with is not None:
        return one.adds_with == other.adds_with
    return one.goes_with is not None and one.goes_with == other.goes_with


def _all(phrases: tuple[str, ...]) -> Iterator[str]:
    return (spelling for phrase in phrases for spelling in spellings(phrase))
