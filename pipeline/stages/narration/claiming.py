"""From what a sentence says to claims in terms of the form's field keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from pipeline.forms import Form
from pipeline.forms.prose import Topic
from pipeline.forms.prose_keys import meanings
from pipeline.schema import Number
from pipeline.stages.narration.bind import Bound
from pipeline.stages.narration.quantify import OF_EITHER
from pipeline.stages.narration.said import Said
from pipeline.stages.narration.speaker import Speaker
from pipeline.text.numerals import MONEY_IN_WAN_YUAN
from pipeline.types.claim import Claim

Keys = tuple[str, ...]


def claims_of(said: Sequence[Said], form: Form, speaker: Speaker | None) -> list[tuple[Said, Claim]]:
    """The claims of one sentence, without text and place; figures that have no field give none."""
    found = [(one, claim) for one in said for claim in _claims(one, form, speaker)]
    return [(one, _narrowed(one, claim, found)) for one, claim in found]


def _claims(said: Said, form: Form, speaker: Speaker | None) -> Iterator[Claim]:
    for keys, sums in _targets(said, form):
        if not keys and not sums:
            continue
        figures = [bound.figure for bound in said.bound]
        several = len(said.bound) == 1 and len(said.bound[0].topics) > 1 and said.value != 0
        note = said.note or (OF_EITHER if several else next((figure.note for figure in figures if figure.note), None))
        yield Claim(
            value=_in_unit_of_field(said),
            text="",
            keys=keys,
            sums=sums,
            hedge=said.hedge,
            scope=None if said.scope is None else ("area" if said.scope == "area" else "agency"),
            comparable=said.note is None and not several and all(figure.comparable for figure in figures),
            note=note,
            elsewhere=_elsewhere(said, speaker),
            fills=all(figure.fill for figure in figures) and (bool(keys) or _is_none_of_general(said)),
            raw=said.raw,
        )


def _targets(said: Said, form: Form) -> Iterator[tuple[Keys, tuple[Keys, ...]]]:
    """Keys and sums that are meant: one pair a topic, or one for a sum of several figures."""
    if len(said.bound) == 1:
        (bound,) = said.bound
        for topic in bound.topics or (None,):
            keys, sums = _meanings(form, bound, topic)
            # none of a whole is none of each part: counts are never negative
            yield ((), sums[-1:]) if said.value == 0 and len(keys) > 1 else (keys, sums)
        return
    each = []
    for bound in said.bound:
        keys, sums = _meanings(form, bound, bound.topics[0] if bound.topics else None)
        each.append([keys] if len(keys) == 1 else list(sums))
    yield (), tuple(tuple(key for part in choice for key in part) for choice in product(*each) if all(choice))


def _is_none_of_general(said: Said) -> bool:
    """Whether a general topic has none: 未发生行政诉讼 says so of either kind."""
    return said.value == 0 and all(topic.stands_for for bound in said.bound for topic in bound.topics or ())


def _meanings(form: Form, bound: Bound, topic: Topic | None) -> tuple[Keys, tuple[Keys, ...]]:
    parts = () if topic is None else topic.stands_for or (topic.key,)
    return meanings(form.file, bound.figure, parts)


def _narrowed(said: Said, claim: Claim, found: list[tuple[Said, Claim]]) -> Claim:
    """The claim as the rest of its sentence leaves it open which field it means."""
    beside = [figure for bound in said.bound for figure in bound.figure.fill_beside]
    if beside and not any(bound.figure.id in beside for other, _ in found for bound in other.bound):
        return replace(claim, fills=False)
    if any(_is_sum_with(claim, part) for other, part in found if other.included and other.start > said.start):
        return replace(claim, fills=False)
    topics = [topic.key for bound in said.bound if bound.figure.part_of for topic in bound.topics]
    for parts in _general_topics(found):
        if len(topics) == 1 and topics[0] in parts:  # 诉讼3件，其中直接起诉2件，维持1件: of all, or of the two
            sums = tuple(tuple(key.replace(topics[0], part) for part in parts) for key in claim.keys)
            return replace(claim, sums=(*claim.sums, *sums), fills=False)
    return claim


def _is_sum_with(claim: Claim, part: Claim) -> bool:
    """Whether the claim may be the sum of its key and the part's: 12件（含上年结转3件）."""
    return len(claim.keys) == 1 and any({*claim.keys, *part.keys} == set(terms) for terms in claim.sums)


def _general_topics(found: list[tuple[Said, Claim]]) -> set[Keys]:
    topics = [topic for said, _ in found for bound in said.bound for topic in bound.topics]
    return {topic.stands_for for topic in topics if topic.stands_for}


def _in_unit_of_field(said: Said) -> Number:
    """Money in 万元, like its field."""
    factor = MONEY_IN_WAN_YUAN.get(said.unit or "")
    if factor is None:
        return said.value
    value = Decimal(str(said.value)) * factor
    return int(value) if value == value.to_integral_value() else float(value)


def _elsewhere(said: Said, speaker: Speaker | None) -> bool:
    """Whether the figure's scope is not that of the report's tables, or may well not be."""
    if said.scope == "area":
        return speaker != "area"
    return said.scope == "office" and speaker == "area"
