"""Readings of drawn figures by three readers, some of them corrupted at random."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from pipeline.forms import FieldSpec, Form
from pipeline.schema import Box, PagePlace
from pipeline.stages.location.glimpses import seen_candidates
from pipeline.synth.values import Figure, Values, sums_of
from pipeline.text.numerals import parse_cell
from pipeline.types.grid import Cell, Glimpse
from pipeline.types.reading import Candidate, Reading

READERS = ("small", "tiny", "digits")  # three sets of weights
MARKS = {"slash": "/", "dash": "—", "none_word": "无", "not_applicable": "不适用", "blank": ""}
# What a character is read as. Recognisers take 0 for 1 at seal arcs and borders, 4 and strokes for 1, 6 for 9.
CONFUSED = {
    "0": "11168O", "1": "74/", "2": "73", "3": "85", "4": "119", "5": "638", "6": "9958", "7": "12", "8": "3609",
    "9": "6640", "/": "117", "—": "11", "无": "天", "不": "木", "-": ".",
}  # fmt: skip
FOUND = 0.996  # how surely cells of a ruled picture are found
INKED = 0.05
PLACE = PagePlace(page=1, box=Box(0, 0, 1, 1))


@dataclass(frozen=True, slots=True)
class Damage:
    """How readings go wrong: `cells` of a table, with likelihoods that are `sure` of the wrong text or admit doubt.

    One or two readers of three are wrong, all three only where they are in doubt. Where `agreed`, all of them see the
    same wrong text, so that only sums can tell.
    """

    cells: int
    sure: bool
    agreed: bool = False


def corrupted_readings(
    values: Values, form: Form, damage: Damage, rng: random.Random
) -> tuple[tuple[Reading, ...], frozenset[str]]:
    """A reading for each figure, and the keys of those that a reader gets wrong."""
    in_sums = {key for sum_ in sums_of(form, values.figures) for key in sum_.keys}
    keys = [key for key in values.figures if key in in_sums]
    wrong = frozenset(rng.sample(keys, min(damage.cells, len(keys))))
    return tuple(_reading(key, values, form, damage if key in wrong else None, rng) for key in values.figures), wrong


def _reading(key: str, values: Values, form: Form, damage: Damage | None, rng: random.Random) -> Reading:
    spec = form.specs[key]
    text = printed(values.figures[key])
    if damage is None:
        glimpses = tuple(one for reader in READERS for one in _clean(text, reader, rng)) if text else ()
    else:
        glimpses = _spoilt(text, damage, rng)
    cell = Cell("", 0, 0, PLACE, glimpses=glimpses, ink=INKED if glimpses else 0.0)
    candidates, trusted = seen_candidates(cell, lambda seen: _candidate(seen, spec))
    return Reading(key, candidates, "ocr", PLACE, FOUND, trusted)


def printed(figure: Figure) -> str:
    """The figure as the cell prints it."""
    return MARKS[figure.meaning] if figure.value is None else str(figure.value)


def _candidate(text: str, spec: FieldSpec) -> Candidate:
    parsed = parse_cell(text, money=spec.unit == "万元")
    odd = parsed.meaning == "unparseable" or (parsed.value is not None and parsed.value < 0 and not spec.signed)
    return Candidate(text, parsed.value, parsed.meaning, math.log(0.6 if odd else 0.9999), "text", spec.unit)


def _clean(text: str, reader: str, rng: random.Random) -> tuple[Glimpse, ...]:
    """The right text surely, with a runner-up in what is left."""
    doubt = 10 ** -rng.uniform(1.5, 5)
    return _two(text, 1 - doubt, confuse(text, rng), doubt * rng.random(), reader)


def _spoilt(text: str, damage: Damage, rng: random.Random) -> tuple[Glimpse, ...]:
    """Some or all readers see something else; most of the time some of them still propose the truth."""
    seen = confuse(text, rng)
    wrong = dict.fromkeys(rng.sample(READERS, _how_many(damage, rng)), seen)
    if len(wrong) == 2 and rng.random() < 0.3:
        wrong[max(wrong)] = confuse(text, rng)
    glimpses: list[Glimpse] = []
    for reader in READERS:
        if reader not in wrong:
            glimpses += _clean(text, reader, rng)
            continue
        share = 1 - 10 ** -rng.uniform(1.5, 4) if damage.sure else rng.uniform(0.4, 0.9)
        truth = (1 - share) * (rng.uniform(0, 0.5) if damage.sure else rng.uniform(0.3, 0.9))
        glimpses += _two(wrong[reader], share, text, truth, reader)
    return tuple(glimpses)


def _how_many(damage: Damage, rng: random.Random) -> int:
    return len(READERS) if damage.agreed else rng.choices((1, 2, 3), (0.55, 0.3, 0.0 if damage.sure else 0.15))[0]


def _two(first: str, share: float, second: str, other: float, reader: str) -> tuple[Glimpse, ...]:
    best = Glimpse(first, math.log(share), reader)
    return (best, Glimpse(second, math.log(other), reader)) if second != first and other > 1e-9 else (best,)


def confuse(text: str, rng: random.Random) -> str:
    """What a recogniser might make of the text instead."""
    if not text:
        return "1"  # what is left of a border
    draw = rng.random()
    if len(text) > 1 and text[0].isdigit() and draw < 0.2:
        place = rng.randrange(len(text))
        return text[:place] + text[place + 1 :]
    if text[0].isdigit() and draw < 0.3:
        return rng.choice((f"1{text}", f"{text}1", f"{text[0]}{text}"))
    if text[0] == "-" and draw < 0.6:
        return text[1:]
    place = rng.randrange(len(text))
    return text[:place] + rng.choice(CONFUSED.get(text[place], "1")) + text[place + 1 :]
