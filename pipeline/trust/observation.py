"""A figure whose true value is known: what fitting and measuring go by."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

DIGEST = 16  # characters of a document's digest that are kept: enough to tell documents apart


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure that was read: the digest of its document, its group, the judge's score, and whether it was right."""

    document: str
    group: str
    score: float
    right: bool


def fold_of(document: str, folds: int) -> int:
    """The fold, from 0, that a document falls into; the same on every machine."""
    return crc32(document[:DIGEST].encode()) % folds
