"""Naming rows of a picture's table by two votes: the label, which may be misread, and the place in order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from pipeline.forms import Row, TableForm
from pipeline.text.matching import PATTERN, LabelIndex
from pipeline.text.normalise import ENUMERATOR, has_ideograph, label_key, simplify, squeeze

AGREED, NEARLY, BY_ORDER, AGAINST_LABEL = 0.995, 0.98, 0.93, 0.75
LOOSELY, CLEARLY = 0.4, 0.1  # likeness of a misread label, and by how much it is likest
NOTHING = 1  # characters of a label of which nothing can be said
LIKE_WHOLE = 0.7  # likeness of a label that fits an expression: two labels read as one are less alike


def printed_rows(table: TableForm, named: Collection[str]) -> list[Row]:
    """The rows that the table prints: the form's, and optional ones that are there, without those they stand for."""
    replaced = {key for row in table.rows if row.key in named for key in row.instead_of}
    return [row for row in table.rows if row.key in named or not (row.optional or row.key in replaced)]


def by_place(
    names: Sequence[str | None], sure: Sequence[bool], keys: Sequence[str], *, begun: bool
) -> list[str | None]:
    """For each printed row the key that the surely named rows round it leave for it, None where that is not certain.

    Between two surely named rows, and from the last to the end, there must be exactly as many rows as the form has;
    before the first too where the table `begun` with these rows, under its header.
    """
    anchors = [
        (number, keys.index(name))
        for number, (name, is_sure) in enumerate(zip(names, sure, strict=True))
        if is_sure and name is not None and name in keys
    ]
    ends = [*([(-1, -1)] if begun else []), *anchors, (len(names), len(keys))]
    against = _contradicted(ends)
    placed: list[str | None] = [None] * len(names)
    for (row, key), (next_row, next_key) in pairwise(ends):
        if next_row - row != next_key - key or row in against or next_row in against:
            continue
        for step in range(1, next_row - row):
            placed[row + step] = keys[key + step]
    for number, key in anchors:
        placed[number] = keys[against.get(number, key)]
    return placed


def _contradicted(ends: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Surely named rows that stand elsewhere than the named rows round them leave room for, and the key they leave."""
    against = {}
    for before, own, after in zip(ends, ends[1:], ends[2:], strict=False):
        complete = after[0] - before[0] == after[1] - before[1]
        if complete and own[0] - before[0] != own[1] - before[1]:
            against[own[0]] = before[1] + own[0] - before[0]
    return against


def is_whole(label: str, name: str | None, labels: LabelIndex) -> bool:
    """Whether a label is surely that of a row: as the form spells it, or matched without much beside it."""
    if name is None:
        return False
    scores = labels.scores(label)
    if scores.get(name, 0.0) < PATTERN or len(scores) > 1 or _are_two(label, name, labels):
        return False
    return scores[name] > PATTERN or labels.likeness(label)[name] >= LIKE_WHOLE


def _are_two(label: str, name: str, labels: LabelIndex) -> bool:
    """Whether a later line of the label is another label by itself, or bears the number of one."""
    later = label.split("\n")[1:]
    others = [key for line in later for key, score in labels.scores(line).items() if score >= PATTERN]
    return any(key != name for key in others) or any(ENUMERATOR.match(squeeze(simplify(line))) for line in later)


def sureness_by_votes(label: str, name: str, labels: LabelIndex) -> float:
    """How sure a row is `name` by its place and by what can be read of its label."""
    scores = labels.scores(label)
    if name in scores and scores[name] >= max(scores.values()):
        return AGREED
    if len(label_key(label)) <= NOTHING or not has_ideograph(label):
        return BY_ORDER
    alike = labels.likeness(label)
    others = max((likeness for key, likeness in alike.items() if key != name), default=0.0)
    if alike[name] >= LOOSELY and alike[name] > others + CLEARLY:
        return NEARLY
    return AGAINST_LABEL
