"""What one sentence says, figure by figure, before it is put in terms of field keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from pipeline.schema import Hedge, Number
from pipeline.stages.narration.bind import Binding, Bound, bind
from pipeline.stages.narration.context import Context
from pipeline.stages.narration.period import is_change, other_time
from pipeline.stages.narration.quantify import all_of, none_of
from pipeline.stages.narration.sentence import Sentence, Word
from pipeline.text.amounts import Amount

Scope = Literal["own", "office", "area"]
TWICE = "the sentence gives several numbers for it"
OF_BOTH = "it may be of either"
ALL_RECEIVED = "said of those received in the year; those carried over are not counted"
LIST_MARKS = frozenset("、，,和及与")


@dataclass(frozen=True, slots=True)
class Said:
    """A value for one figure, or for the sum of several (`bound`), at characters `start` to `end` of its sentence."""

    bound: tuple[Bound, ...]
    value: Number
    start: int
    end: int
    hedge: Hedge | None = None
    unit: str | None = None
    scope: Scope | None = None
    note: str | None = None
    included: bool = False
    raw: str = ""


def said_in(sentence: Sentence, context: Context, scope: Scope | None) -> list[Said]:
    """All that the sentence says; `scope` is that of the sentence before where this one goes it on."""
    found: list[Said] = []
    for said in _in_order(sentence, context):
        scope = _scope(sentence, said.start) or scope
        found.append(replace(said, scope=scope))
    return _without_repeats(found)


def _in_order(sentence: Sentence, context: Context) -> Iterator[Said]:
    """What is said, from left to right, each remembered as the whole that later parts may be of."""
    shared = {amount.start: binding for binding in _respectively(sentence, context) for amount in (binding.amount,)}
    ends = {after.start: before.end for before, after in pairwise(sentence.amounts)}
    parts: list[Amount | Word] = [*sentence.amounts]
    parts += [word for word in sentence.words if word.sense.roles & {"negation", "all", "rest"}]
    for part in sorted(parts, key=lambda one: one.start):
        if isinstance(part, Amount):
            binding = shared.get(part.start) or bind(sentence, context, part, ends.get(part.start, 0))
            said = [] if binding is None else _stated(sentence, binding)
        else:
            said = _quantified(sentence, context, part)
        for one in said:
            _remember(context, one)
            yield one


def _stated(sentence: Sentence, binding: Binding) -> list[Said]:
    amount = binding.amount
    if is_change(sentence, amount.start):
        return []
    one = Said(
        bound=binding.bound,
        value=amount.value,
        start=amount.start,
        end=amount.end,
        hedge=amount.hedge,
        unit=amount.unit,
        note=other_time(sentence, amount.start),
        included=_is_included(sentence, amount.start),
        raw=sentence.text[amount.start : amount.end],
    )
    return [one] if binding.adds_up else [replace(one, bound=(bound,)) for bound in binding.bound]


def _quantified(sentence: Sentence, context: Context, word: Word) -> list[Said]:
    if "negation" in word.sense.roles:
        found = none_of(sentence, context, word)
    else:
        one = all_of(sentence, context, word)
        found = () if one is None else (one,)
    _, end = sentence.run(word.end)
    return [
        Said(
            bound=(quantified.bound,),
            value=quantified.value,
            start=word.start,
            end=end,
            hedge=quantified.hedge,
            unit=quantified.unit,
            note=other_time(sentence, word.start) or (None if quantified.sure else ALL_RECEIVED),
            raw=sentence.text[word.start : end],
        )
        for quantified in found
    ]


def _respectively(sentence: Sentence, context: Context) -> Iterator[Binding]:
    """网络、信函、当面申请分别为10件、2件、1件: each number with its own word, where there are as many."""
    for number, amount in enumerate(sentence.amounts):
        start = sentence.amounts[number - 1].end if number else 0
        run, _ = sentence.run(amount.start)
        if not sentence.with_role("respectively", max(start, run), amount.start):
            continue
        binding = bind(sentence, context, amount, start)
        run_of = [amount, *_listed_after(sentence, number)]
        if binding is not None and len(binding.bound) == len(run_of) > 1:
            yield from (Binding(one, (bound,)) for one, bound in zip(run_of, binding.bound, strict=True))
        else:
            yield from (Binding(one, ()) for one in run_of)


def _listed_after(sentence: Sentence, number: int) -> Iterator[Amount]:
    for before, after in pairwise(sentence.amounts[number:]):
        if not set(sentence.text[before.end : after.start]) <= LIST_MARKS:
            return
        yield after


def _remember(context: Context, said: Said) -> None:
    if len(said.bound) != 1 or said.note is not None:
        return
    (bound,) = said.bound
    for topic in bound.topics or (None,):
        key = None if topic is None else topic.key
        context.state(bound.figure, key, said.value, hedge=said.hedge, unit=said.unit)


def _scope(sentence: Sentence, position: int) -> Scope | None:
    """The scope that the segment of `position` names last before it."""
    run, _ = sentence.run(position)
    scopes: tuple[Scope, ...] = ("own", "office", "area")
    named = [(word.start, scope) for scope in scopes for word in sentence.with_role(scope, run, position)]
    return max(named)[1] if named else None


def _is_included(sentence: Sentence, position: int) -> bool:
    """Whether a 其中 or 含 stands before `position` in its clause, after a number."""
    clause, _ = sentence.clause(position)
    return any(
        sentence.amount_between(clause, word.start) for word in sentence.with_role("including", clause, position)
    )


def _without_repeats(found: list[Said]) -> list[Said]:
    """One value a figure: a second one is of a part (其中), the same again, or leaves it open which counts."""
    kept: list[Said] = []
    for said in found:
        first = next((number for number, other in enumerate(kept) if _names(other) == _names(said)), None)
        if first is None:
            kept.append(said)
        elif (
            kept[first].value != said.value
            and not said.included
            and said.note is None
            and kept[first].scope == said.scope
        ):
            kept[first] = replace(kept[first], note=kept[first].note or TWICE)
            kept.append(replace(said, note=TWICE))
        elif kept[first].note is not None or kept[first].scope != said.scope:
            kept.append(said)
    return kept


def _names(said: Said) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((bound.figure.id, tuple(topic.key for topic in bound.topics)) for bound in said.bound)
