"""Candidate values of a figure, and the value decided on."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from pipeline.schema import Meaning, Number, Origin, Place, Repair

PROPOSED = 0.8  # the probability of what sums propose, at least; of those measured nine in ten were right
CLEARLY_SEEN = 2  # independent readings that leave next to no doubt: what they agree on is sure by itself


@dataclass(frozen=True, slots=True)
class Candidate:
    """What readers propose for a cell: `raw` as read, its value and meaning, and the log-probability they give it.

    The probabilities of a cell's candidates sum to at most 1; the rest is that of anything that nobody proposed.
    `seen_by` counts the independent readers of which it is the first reading, `clear_to` those of them that leave
    next to no doubt.
    """

    raw: str
    value: Number | None
    meaning: Meaning
    log_probability: float
    reader: str
    unit: str | None = None
    seen_by: int = 1
    clear_to: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """All candidates for one field key, best first; empty where a cell was found but could not be read.

    `found` is the probability that this is the key's cell; `trusted` says that a text layer that can be believed
    gave the candidates, or that independent readers agree on the first and none sees another. `clear` says that
    nothing lies over the print that was seen, or touches it; `bilevel` that it was seen in black and white alone.
    """

    key: str
    candidates: tuple[Candidate, ...]
    origin: Origin
    place: Place | None
    found: float
    trusted: bool
    row: int | None = None
    grid: int | None = None
    clear: bool = False
    bilevel: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """The value decided on for a key.

    `seen` is the probability that its readings alone give it, `read` that of readings and sums together, that the cell
    was read right. `support` counts the sums that hold with it and that a wrong figure would have broken. A `repair`
    says what was read where sums decided on another reading; `suspect` that it alone would make broken sums hold, or
    prints no number where all sums want one.
    `proposed` is the candidate that sums make more probable, where they cannot decide: what a person is shown first.
    `left_out` bounds the share of the probability that the search behind `read` did not look at; `given_up` says that
    too many ways to read it and its neighbours had to be looked at.
    """

    key: str
    raw: str
    value: Number | None
    meaning: Meaning
    unit: str | None
    read: float
    reading: Reading
    alternatives: tuple[Candidate, ...] = ()
    seen: float = 0.0
    seen_by: int = 1
    clear_to: int = 0
    support: int = 0
    repair: Repair | None = None
    suspect: bool = False
    left_out: float = 0.0
    given_up: bool = False
    proposed: Candidate | None = None

    def as_shown(self) -> Value:
        """As a person is shown it who is to look: what is proposed, which no reader and no sum has decided on."""
        if self.proposed is None:
            return self
        kept = tuple(one for one in self.reading.candidates if one is not self.proposed)
        return replace(
            self,
            raw=self.proposed.raw,
            value=self.proposed.value,
            meaning=self.proposed.meaning,
            unit=self.proposed.unit,
            read=PROPOSED,
            reading=replace(self.reading, trusted=False),
            alternatives=kept,
            seen=math.exp(self.proposed.log_probability),
            seen_by=self.proposed.seen_by,
            clear_to=self.proposed.clear_to,
            support=0,
            suspect=False,
            repair=None,
            proposed=None,
        )

    @property
    def origin(self) -> Origin:
        """Where the value comes from: the reading's origin, or the sums that chose among its candidates."""
        return self.reading.origin if self.repair is None else "repair"
