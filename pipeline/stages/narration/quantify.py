"""Figures that are stated without a number: none (未收到申请), all (均为自然人申请), the rest (其余结果均为维持)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.forms.prose import Figure, Topic
from pipeline.schema import Hedge, Number
from pipeline.stages.narration.bind import Bound
from pipeline.stages.narration.context import Context, Stated
from pipeline.stages.narration.sentence import LIST, Sentence, Word

OF_EITHER = "it may be of either"
ALL_RECEIVED = "said of those received in the year; those carried over are not counted"


@dataclass(frozen=True, slots=True)
class Quantified:
    """A figure of which the sentence says how many without a number; a `note` says why not of the figure itself."""

    bound: Bound
    value: Number
    hedge: Hedge | None = None
    unit: str | None = None
    note: str | None = None


def none_of(sentence: Sentence, context: Context, negation: Word) -> tuple[Quantified, ...]:
    """The figures that a negation makes 0; empty unless all that it governs is known."""
    _, end = sentence.run(negation.end)
    if any(negation.end <= amount.start < end and amount.value != 1 for amount in sentence.amounts):
        return ()
    words = [word for word in sentence.words if negation.end <= word.start < end]
    if not _all_known(sentence, negation.end, end):
        return ()
    bound = tuple(_named(sentence, context, words)) if words else tuple(_listed_before(sentence, context, negation))
    if any(not one.figure.can_be_none for one in bound):
        return ()
    return tuple(Quantified(one, 0, unit="件") for one in bound)


def without_negation(context: Context, word: Word) -> tuple[Quantified, ...]:
    """The figures of which a word says by itself that there are none: 零申请."""
    return tuple(
        Quantified(Bound(figure, (topic,), word), 0, unit="件")
        for figure in word.sense.none
        for topic in _general(context, figure)
        if context.allows(topic)
    )


def _general(context: Context, figure: Figure) -> tuple[Topic, ...]:
    """The topic that a figure is of where none is named: what is spoken of, else its most general one."""
    if figure.part_of:
        return context.spoken_of(figure)
    topics = [context.lexicon.topics[key] for key in figure.topics]
    return tuple(sorted(topics, key=lambda topic: not topic.stands_for)[:1])


def all_of(sentence: Sentence, context: Context, quantifier: Word) -> Quantified | None:
    """What a 均, 全部 or 其余 says: the value of the whole, or what its other parts leave of it."""
    run, end = sentence.run(quantifier.start)
    if sentence.amount_between(quantifier.start, end) or sentence.with_role("rest", run, quantifier.start):
        return None
    keys = [word for word in sentence.words if quantifier.end <= word.start < end and word.sense.before]
    if len(keys) != 1 or not sentence.says_nothing_else(quantifier.end, keys[0].start):
        return None
    if not sentence.says_nothing_else(keys[0].end, end):
        return None
    for figure in keys[0].sense.before:
        held = context.topics_at(sentence, keys[0].start) or context.inherited(figure)
        topics = tuple(topic for topic in held if topic.key in figure.topics)
        whole = context.whole(figure, topics, near=True)
        if whole is None:
            continue
        rest = "rest" in quantifier.sense.roles
        value = _left(sentence, context, Bound(figure, topics, quantifier), whole) if rest else whole.value
        if value is None or len(topics) > 1:
            return None
        unit = "条" if whole.items else "件"
        note = OF_EITHER if context.rivals(whole, figure) else None if figure.all_means_it else ALL_RECEIVED
        return Quantified(Bound(figure, topics, keys[0]), value, whole.hedge, unit, note)
    return None


def _all_known(sentence: Sentence, start: int, end: int) -> bool:
    return all(
        sentence.says_nothing_else(place, place + 1) or sentence.text[place] == LIST or _aside(sentence, place)
        for place in range(start, end)
    )


def _aside(sentence: Sentence, place: int) -> bool:
    """Whether the character is of 一件 or 1起, as in 未发生一起, or of something that no figure counts: 举报、投诉."""
    parts = [(word.start, word.end) for word in sentence.words if "aside" in word.sense.roles]
    parts += [(amount.start, amount.end) for amount in sentence.amounts if amount.value == 1]
    return any(start <= place < end for start, end in parts)


def _named(sentence: Sentence, context: Context, words: list[Word]) -> Iterator[Bound]:
    """What the negated words name: outcomes if there are any, else topics, else any other figure."""
    words = [word for word in words if "aside" not in word.sense.roles]
    topics = tuple(word.sense.topic for word in words if word.sense.topic is not None)
    if any(topic.foreign for topic in topics):
        return
    figures = [(word, figure) for word in words if word.sense.topic is None for figure in word.sense.before[:1]]
    parts = [(word, figure) for word, figure in figures if figure.part_of]
    totals = [word for word in words if word.sense.topic is not None and word.sense.before]
    if parts:
        for word, figure in parts:
            for topic in _topics_of(sentence, context, word, figure, topics):
                yield Bound(figure, topic, word)
    elif totals:
        for word in totals:
            if word.sense.topic is not None and context.allows(word.sense.topic):
                yield Bound(word.sense.before[0], (word.sense.topic,), word)
    else:
        yield from _without_topic(context, words, figures, topics)


def _without_topic(
    context: Context, words: list[Word], figures: list[tuple[Word, Figure]], topics: tuple[Topic, ...]
) -> Iterator[Bound]:
    """无依申请公开 names the topic's total, 未制定规范性文件 the figure itself."""
    own = [(word, figure) for word, figure in figures if not figure.topics]
    if own and not topics:
        for word, figure in own:
            yield Bound(figure, (), word)
        return
    for topic in dict.fromkeys(topics):
        if topic.total is not None and context.allows(topic):
            yield Bound(context.lexicon.figures[topic.total], (topic,), words[0])


def _topics_of(
    sentence: Sentence, context: Context, word: Word, figure: Figure, named: tuple[Topic, ...]
) -> Iterator[tuple[Topic, ...]]:
    """The topics that a negated outcome is of: those named with it, else all that are spoken of."""
    if not figure.topics:
        yield ()
        return
    run, _ = sentence.run(word.start)
    in_run = any(other.sense.topic is not None and run <= other.start < word.start for other in sentence.words)
    held = () if in_run else context.spoken_of(figure)
    for topic in named or held or context.topics_at(sentence, word.start) or context.inherited(figure):
        if topic.key in figure.topics and (named or not figure.needs_whole or context.whole(figure, (topic,))):
            yield (topic,)


def _listed_before(sentence: Sentence, context: Context, negation: Word) -> Iterator[Bound]:
    """What a 无 at the end of its segment speaks of: 行政复议、行政诉讼均无."""
    run, _ = sentence.run(negation.start)
    nearest = negation.start
    for word in reversed([word for word in sentence.words if run <= word.start and word.end <= negation.start]):
        if not (word.sense.topic is not None and word.sense.before and context.allows(word.sense.topic)):
            continue
        if not sentence.joins(word.end, nearest) and not sentence.says_nothing_else(word.end, nearest):
            return
        yield Bound(word.sense.before[0], (word.sense.topic,), word)
        nearest = word.start


def _left(sentence: Sentence, context: Context, rest: Bound, whole: Stated) -> Number | None:
    """What the other parts of the whole leave of it; None unless every number after it is one of them, and exact."""
    after = context.stated[context.stated.index(whole) + 1 :]
    family = rest.figure.adds_with
    parts = [part for part in after if part.figure.adds_with == family and part.topic in (whole.topic, None)]
    start = whole.position + 1 if whole.sentence == context.sentence else 0
    numbers = {amount.start for amount in sentence.amounts if start <= amount.start < rest.word.start}
    if not parts or family is None or numbers - {part.position for part in parts if part.sentence == context.sentence}:
        return None
    left = whole.value - sum(part.value for part in parts)
    return None if left < 0 or any(stated.hedge is not None for stated in (whole, *parts)) else left
