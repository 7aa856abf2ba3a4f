"""The field keys that a figure of the narrative may mean: derived totals and topics are spelled out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from pipeline.forms.language import AnyOf, FormFile
from pipeline.forms.prose import TOPIC, Figure

Sums = tuple[tuple[str, ...], ...]


def meanings(file: FormFile, figure: Figure, topics: tuple[str, ...]) -> tuple[tuple[str, ...], Sums]:
    """The keys, and the sums of keys, that a figure may mean under `topics` (the parts of a general topic)."""
    keys: list[str] = []
    sums: list[tuple[str, ...]] = []
    for name in figure.keys:
        concrete = [name.replace(TOPIC, topic) for topic in topics] if TOPIC in name else [name]
        derived = [_derived(file, key) for key in concrete]
        keys += [key for key, alternatives in zip(concrete, derived, strict=True) if not alternatives]
        sums += [terms for alternatives in derived for terms in alternatives]
        if len(concrete) > 1:
            sums += [
                _joined(terms) for terms in product(*(d or ((k,),) for k, d in zip(concrete, derived, strict=True)))
            ]
    for terms in figure.sums:
        choices = [_derived(file, key) or ((key,),) for key in terms]
        sums += [_joined(choice) for choice in product(*choices)]
    return tuple(dict.fromkeys(keys)), tuple(dict.fromkeys(sums))


def prose_keys(file: FormFile) -> Iterator[tuple[int, str]]:
    """The number of each figure with every field key that it names."""
    parts = {topic.key: topic.stands_for or (topic.key,) for topic in file.prose.topics}
    for number, figure in enumerate(file.prose.figures):
        topics = tuple(part for topic in figure.topics for part in parts[topic])
        keys, sums = meanings(file, figure, topics)
        for key in (*keys, *_joined(sums)):
            yield number, key


def _derived(file: FormFile, key: str) -> Sums:
    """The sums that a derived total stands for; none where the key is no derived total."""
    row, _, column = key.rpartition(".")
    table, _, _ = row.rpartition(".") if f"{row}.*" in file.derived else key.partition(".")
    terms = file.derived.get(f"{row}.*")
    if terms is not None:
        return tuple(tuple(f"{table}.{term}.{column}" for term in choice) for choice in _choices(terms))
    terms = file.derived.get(key, ())
    return tuple(tuple(f"{table}.{term}" for term in choice) for choice in _choices(terms)) if terms else ()


def _choices(terms: Iterable[str | AnyOf]) -> Iterator[tuple[str, ...]]:
    """Every way to take one alternative of each term."""
    for choice in product(*(term.any_of if isinstance(term, AnyOf) else ((term,),) for term in terms)):
        yield _joined(choice)


def _joined(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(key for part in parts for key in part)
