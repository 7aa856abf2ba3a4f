"""Candidate values of a figure, and the value decided on."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Meaning, Number, Origin, Place


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one reader proposes for a cell: `raw` as read, its value and meaning, and the log-probability it gives."""

    raw: str
    value: Number | None
    meaning: Meaning
    log_probability: float
    reader: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All candidates for one field key, best first; empty where a cell was found but could not be read.

    `found` is the probability that this is the key's cell; `trusted` says that a text layer that can be believed
    gave the candidates.
    """

    key: str
    candidates: tuple[Candidate, ...]
    origin: Origin
    place: Place | None
    found: float
    trusted: bool
    row: int | None = None
    grid: int | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """The value decided on for a key; `read` is the probability that the cell was read right."""

    key: str
    raw: str
    value: Number | None
    meaning: Meaning
    unit: str | None
    read: float
    reading: Reading
    alternatives: tuple[Candidate, ...] = ()
