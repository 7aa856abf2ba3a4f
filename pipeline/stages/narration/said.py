"""What one sentence says, figure by figure, before it is put in terms of field keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from pipeline.forms.lexicon import Role
from pipeline.schema import Hedge, Number
from pipeline.stages.narration.bind import Binding, Bound, bind
from pipeline.stages.narration.context import COUNTED_AS_ITEMS, Context, Stated
from pipeline.stages.narration.period import is_change, other_time
from pipeline.stages.narration.quantify import all_of, none_of, without_negation
from pipeline.stages.narration.sentence import Sentence, Word
from pipeline.text.amounts import Amount

Scope = Literal["own", "office", "area"]
TWICE = "the sentence gives several numbers for it"
SAY_HOW_MANY: frozenset[Role] = frozenset({"negation", "all", "rest"})
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
    shared: dict[int, Binding] = {}
    ends = {after.start: before.end for before, after in pairwise(sentence.amounts)}
    parts: list[Amount | Word] = [*sentence.amounts]
    parts += [word for word in sentence.words if word.sense.none or word.sense.roles & SAY_HOW_MANY]
    for part in sorted(parts, key=lambda one: one.start):
        if isinstance(part, Amount):
            shared |= _respectively(sentence, context, part, ends.get(part.start, 0))
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
    if word.sense.none:
        found = without_negation(context, word)
    elif "negation" in word.sense.roles:
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
            note=other_time(sentence, word.start) or quantified.note,
            raw=sentence.text[word.start : end],
        )
        for quantified in found
    ]


def _respectively(sentence: Sentence, context: Context, amount: Amount, earlier: int) -> dict[int, Binding]:
    """网络、信函、当面申请分别为10件、2件、1件: each number with its own word, where there are as many; by start."""
    run, _ = sentence.run(amount.start)
    if not sentence.with_role("respectively", max(earlier, run), amount.start):
        return {}
    binding = bind(sentence, context, amount, earlier)
    row = [amount, *_row_after(sentence, amount)]
    if binding is None or len(binding.bound) != len(row) or len(row) == 1:
        return {one.start: Binding(one, ()) for one in row}
    return {one.start: Binding(one, (bound,)) for one, bound in zip(row, binding.bound, strict=True)}


def _row_after(sentence: Sentence, amount: Amount) -> Iterator[Amount]:
    """The amounts that only list marks part from this one."""
    end = amount.end
    for after in (one for one in sentence.amounts if one.start >= amount.end):
        if not set(sentence.text[end : after.start]) <= LIST_MARKS:
            return
        yield after
        end = after.end


def _remember(context: Context, said: Said) -> None:
    if len(said.bound) != 1 or said.note is not None:
        return
    (bound,) = said.bound
    for topic in bound.topics or (None,):
        context.stated.append(
            Stated(
                figure=bound.figure,
                topic=None if topic is None else topic.key,
                value=said.value,
                hedge=said.hedge,
                items=said.unit in COUNTED_AS_ITEMS,
                sentence=context.sentence,
                position=said.start,
            )
        )


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
        first = next(
            (n for n, other in enumerate(kept) if _names(other) == _names(said) and _competes(other, said)), None
        )
        if first is None:
            kept.append(said)
        elif kept[first].value != said.value and not said.included:
            kept[first] = replace(kept[first], note=TWICE)
            kept.append(replace(said, note=TWICE))
    return kept


def _competes(one: Said, other: Said) -> bool:
    """Whether both speak of the reported year and of one scope."""
    return one.note in (None, TWICE) and other.note is None and one.scope == other.scope


def _names(said: Said) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((bound.figure.id, tuple(topic.key for topic in bound.topics)) for bound in said.bound)
