"""What readers saw in a cell -> candidates with their probabilities, and whether readers support each other.

Each reader gives some texts a probability and leaves the rest to anything else. Readers whose weights differ are nearly
independent, so their log-likelihoods are added; tempered, since all of them look at the same ink. A reader may also be
wholly wrong about a cell and sure of it: that share is taken from everything it says, and no certainty outbids it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.schema import Meaning, Number
from pipeline.text.normalise import has_ideograph
from pipeline.text.numerals import lacks_bars, without_likeness
from pipeline.types.grid import NO_INK, Cell, Glimpse
from pipeline.types.reading import Candidate

TEMPER = 0.85  # of each reader's log-likelihood
ASTRAY = 0.002  # how often a reader is wrong whatever probability it gives
SHARE = 0.05  # of what a reader leaves to anything else, for one value that another reader proposes
CLEAR = 0.98  # a reading that leaves next to no doubt; a lone slash is read 1 with up to .97
BLANK, NEARLY_BLANK = 0.985, 0.6
WEAKEST = 0.5  # a character below it is not read, whatever else agrees
RIVAL = 0.5  # a reader that sees another value so surely stands against those that agree
SHAPE = "shape"  # the reader that looks at the outline of the ink alone
TAUGHT = "digits"  # the reader that was taught what black and white leaves of digits
SURE_BARE = 0.9  # of a reader that sees a 1: of 4s one in nine as of 1s are read so surely, less surely as many
FAINT_BAR = 0.025  # of the share that the reader of digits gives to a 1: what it gives to a 4, from which a sum decides
LOST_BAR, UNSURE_BAR = 0.35, 0.5  # the share of what such a reader says that is a 4's
SIGNS, BARE, BARRED = "+-", "1", "4"
RARER = math.log10(1 + 1 / 4) / math.log10(1 + 1 / 1)  # a 4 at the head of a count beside a 1, by Benford's law
MOST_OTHERS, LEAST_OTHER = 4, 0.001  # runners-up of its characters that a reading is given
LEADING_ZERO = 0.05
ZERO_FIRST = re.compile(r"0\d")
AS_PRINTED = 0.9999  # what the grammar of a column gives to a text that fits it

WORDS: tuple[Meaning, ...] = ("not_applicable", "none_word")  # what is printed in letters where there is no figure
MARKS: tuple[Meaning, ...] = ("dash", "slash")  # strokes that stand where there is no figure

Seen = tuple[Number | None, Meaning]


@dataclass(frozen=True, slots=True)
class _Witness:
    """What one reader gives to each value that it proposes; `lost` says that its reading is no figure and no word."""

    reader: str
    shares: dict[Seen, float]
    lost: bool = False

    @property
    def first(self) -> Seen:
        return max(self.shares, key=lambda seen: self.shares[seen])

    def of(self, seen: Seen) -> float:
        """The likelihood of what this reader says if the cell prints `seen`."""
        return (1 - ASTRAY) * self.shares.get(seen, 0.0) + SHARE * self.rest

    @property
    def rest(self) -> float:
        return (1 - ASTRAY) * max(0.0, 1 - sum(self.shares.values())) + ASTRAY


def seen_candidates(
    cell: Cell, parse: Callable[[str], Candidate], *, worn: bool = False
) -> tuple[tuple[Candidate, ...], bool]:
    """The candidates of a cell that was read from pixels, best first, and whether readers agree on the first.

    A cell without ink is blank as far as its ink says: nothing else is proposed for it. `worn` says that black and
    white took the thin strokes of its picture.
    """
    if not cell.glimpses:
        blank = cell.ink is not None and cell.ink < NO_INK and cell.clear
        probability = BLANK if blank else NEARLY_BLANK
        return (replace(parse(""), log_probability=math.log(probability), reader="ink"),), blank
    proposed: dict[Seen, Candidate] = {}
    read = _heed_shape([_witness(own, parse, proposed) for own in _by_reader(cell.glimpses)])
    witnesses = _heed_lost_bars(read, proposed) if worn else read
    weights = {seen: _weight(one, seen, witnesses) for seen, one in proposed.items()}
    if worn:
        likeliest = max(weights, key=lambda seen: weights[seen])
        weights[likeliest] *= _rarity(proposed[likeliest], read, proposed)
    anything_else = math.exp(TEMPER * _log_rest(witnesses))
    unlikely = sum(weights[seen] * (1 - _fit(one)) / _fit(one) for seen, one in proposed.items())
    whole = sum(weights.values()) + anything_else + unlikely
    ranked = sorted(proposed, key=lambda seen: -weights[seen])
    if worn and (weights[ranked[0]] < CLEAR * whole or _may_be_barred(ranked[0], witnesses, proposed)):
        read = witnesses
    candidates = tuple(
        replace(
            proposed[seen],
            log_probability=math.log(max(weights[seen] / whole, 1e-12)),
            seen_by=sum(witness.first == seen for witness in witnesses),
            clear_to=sum(witness.shares.get(seen, 0.0) >= CLEAR for witness in read),
        )
        for seen in ranked
    )
    return candidates, (
        cell.clear
        and _is_agreed(ranked[0], witnesses)
        and (
            _is_whole(cell.glimpses)
            or _is_seen_by_others(ranked[0], witnesses[1:])
            or _is_mark_to_all(ranked[0], witnesses)
        )
    )


def _log_rest(witnesses: Sequence[_Witness]) -> float:
    """Of what all say if the cell prints what none proposes: readers that agree must have gone astray to one value."""
    return sum(math.log(witness.rest) for witness in witnesses) + (len(witnesses) - 1) * math.log(SHARE)


def _by_reader(glimpses: Sequence[Glimpse]) -> list[list[Glimpse]]:
    readers = dict.fromkeys(glimpse.reader for glimpse in glimpses)
    return [[glimpse for glimpse in glimpses if glimpse.reader == reader] for reader in readers]


def _witness(glimpses: list[Glimpse], parse: Callable[[str], Candidate], proposed: dict[Seen, Candidate]) -> _Witness:
    """What one reader says, by value; new values are added to `proposed`."""
    shares: dict[Seen, float] = {}
    texts: set[str] = set()
    for text, share in (*((one.text, _probability(one)) for one in glimpses), *_others(glimpses[0])):
        if text in texts:
            continue
        texts.add(text)
        candidate = parse(without_likeness(text))
        seen = (candidate.value, candidate.meaning)
        if shares and seen[1] == "unparseable":
            continue  # what says nothing is one of the rest
        proposed.setdefault(seen, replace(candidate, reader=glimpses[0].reader))
        most = NEARLY_BLANK if seen[1] == "blank" else 1.0  # there is ink, and it is not seen
        shares[seen] = shares.get(seen, 0.0) + min(share, most)
    whole = max(1.0, sum(shares.values()))
    text = glimpses[0].text
    lost = not has_ideograph(text) and not any(char.isdigit() for char in text)
    return _Witness(glimpses[0].reader, {seen: share / whole for seen, share in shares.items()}, lost)


def _others(glimpse: Glimpse) -> Iterator[tuple[str, float]]:
    """The texts with one character exchanged for a runner-up, likeliest first."""
    characters = glimpse.characters
    if len(characters) != len(glimpse.text):
        return
    found = []
    for place, ((_, best), *others) in enumerate(characters):
        for name, share in others:
            if best > 0 and share >= LEAST_OTHER:
                text = glimpse.text[:place] + name + glimpse.text[place + 1 :]
                found.append((share / best * _probability(glimpse), text))
    found.sort(key=lambda one: (-one[0], one[1]))
    room = 1 - _probability(glimpse)
    scale = min(1.0, room / max(sum(share for share, _ in found), 1e-12))
    for share, text in found[:MOST_OTHERS]:
        yield text, share * scale


def _heed_shape(witnesses: list[_Witness]) -> list[_Witness]:
    """Recognisers lose signs and take strokes for a one: such a reading says as much for what the shape says."""
    shape = next((witness for witness in witnesses if witness.reader == SHAPE), None)
    if shape is None:
        return witnesses
    return [witness if witness is shape else replace(witness, shares=_halved(witness, shape)) for witness in witnesses]


def _halved(witness: _Witness, shape: _Witness) -> dict[Seen, float]:
    shares = dict(witness.shares)
    told = shape.first
    for seen, share in witness.shares.items():
        lost_sign = told[0] is not None and seen[0] == -told[0] and told[0] < 0
        stroke = told[1] in ("slash", "dash") and (seen[0] == 1 or seen[1] == "unparseable") and share < CLEAR
        if lost_sign or stroke:
            shares[seen] = share / 2
            shares[told] = shares.get(told, 0.0) + share / 2
    return shares


def _taught(witnesses: Sequence[_Witness]) -> _Witness | None:
    return next((witness for witness in witnesses if witness.reader == TAUGHT), None)


def _heed_lost_bars(witnesses: list[_Witness], proposed: dict[Seen, Candidate]) -> list[_Witness]:
    """Where thin strokes are gone readers of grey print take a 4 for a 1, and are sure: which it is they cannot tell.

    Only the reader that was taught black and white is heard on it; what it does not propose is left alone.
    """
    taught = _taught(witnesses)
    if taught is None:
        return witnesses
    return [one if one is taught or one.reader == SHAPE else _with_bars(one, taught, proposed) for one in witnesses]


def _may_be_barred(first: Seen, witnesses: Sequence[_Witness], proposed: dict[Seen, Candidate]) -> bool:
    """Whether the reader that was taught black and white sees a bar that the reading leaves out, though faintly."""
    taught = _taught(witnesses)
    if taught is None:
        return False
    barred = sum(share for one, share in taught.shares.items() if lacks_bars(proposed[first].raw, proposed[one].raw))
    return barred >= FAINT_BAR * taught.shares.get(first, 0.0)


def _rarity(one: Candidate, witnesses: Sequence[_Witness], proposed: dict[Seen, Candidate]) -> float:
    """How much rarer a figure is than what a reader takes it for that sees a 1 at its head: ink tells little there.

    It makes no figure surer that is likeliest by its ink.
    """
    at_head = one.raw.lstrip(SIGNS).startswith(BARRED)
    bare = (proposed[witness.first].raw for witness in witnesses if witness.reader != SHAPE)
    return RARER if at_head and any(raw.lstrip(SIGNS)[:1] == BARE and lacks_bars(raw, one.raw) for raw in bare) else 1.0


def _with_bars(witness: _Witness, taught: _Witness, proposed: dict[Seen, Candidate]) -> _Witness:
    """The reader, figures with bars that are proposed nearly as likely as its own reading without them."""
    bare = witness.first
    raw = proposed[bare].raw
    barred = [one for one in taught.shares if one[0] is not None and lacks_bars(raw, proposed[one].raw)]
    if bare[0] is None or not barred:
        return witness
    lost = LOST_BAR if witness.shares[bare] >= SURE_BARE else UNSURE_BAR
    least = lost / (1 - lost) * witness.shares[bare]
    told = {bare: witness.shares[bare], **{one: max(least, witness.shares.get(one, 0.0)) for one in barred}}
    scale = sum(witness.shares.get(one, 0.0) for one in told) / sum(told.values())
    return replace(witness, shares=witness.shares | {one: share * scale for one, share in told.items()})


def _weight(candidate: Candidate, seen: Seen, witnesses: list[_Witness]) -> float:
    return _fit(candidate) * math.exp(TEMPER * sum(math.log(witness.of(seen)) for witness in witnesses))


def _fit(candidate: Candidate) -> float:
    """What the grammar of the column gives to the candidate; nobody prints a number with a 0 before it."""
    fit = min(1.0, math.exp(candidate.log_probability) / AS_PRINTED)
    return fit * LEADING_ZERO if ZERO_FIRST.match(candidate.raw) else fit


def _is_agreed(first: Seen, witnesses: list[_Witness]) -> bool:
    """Whether two readers see it first, and none surely something else. That two see nothing in ink is no agreement."""
    if first[1] == "blank":
        return False
    agreeing = sum(witness.first == first and witness.reader != SHAPE for witness in witnesses)
    against = any(
        witness.first != first and witness.shares[witness.first] >= RIVAL and not _is_lost_for_words(witness, first)
        for witness in witnesses
    )
    return agreeing >= 2 and not against


def _is_lost_for_words(witness: _Witness, first: Seen) -> bool:
    """Whether a reader does not know the word that others read, or puts together no figure, and sees none either.

    The brackets that a reader sees in a broken zero are no other figure, nor is the sign of equality in a hyphen.
    """
    figure = first[1] in ("number", "dash")
    return witness.first[1] == "unparseable" and (first[1] in WORDS or (witness.lost and figure))


def _is_whole(glimpses: Sequence[Glimpse]) -> bool:
    """Whether every character of the first reading was seen."""
    return min((ranked[0][1] for ranked in glimpses[0].characters), default=1.0) >= WEAKEST


def _is_seen_by_others(first: Seen, others: Sequence[_Witness]) -> bool:
    """Whether two readers beside the first make up for what it did not see: both see it whole, one without doubt."""
    shares = [one.shares[first] for one in others if one.first == first and one.reader != SHAPE]
    return sum(share >= WEAKEST for share in shares) >= 2 and max(shares) >= CLEAR


def _is_mark_to_all(first: Seen, witnesses: Sequence[_Witness]) -> bool:
    """Whether all of three readers or more see the same mark: readers of characters are never sure of a lone stroke."""
    return first[1] in MARKS and len(witnesses) >= 3 and all(witness.first == first for witness in witnesses)


def _probability(glimpse: Glimpse) -> float:
    return math.exp(min(0.0, max(glimpse.log_probability, -30.0)))
