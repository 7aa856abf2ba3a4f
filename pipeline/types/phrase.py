"""Words and numbers that a phrase finder sees in a clause."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words to look for. Compared by identity, so that a finder can keep what it compiled for each."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word of the vocabulary, or a number, at characters `start` to `end` of its text."""

    text: str
    start: int
    end: int
    is_number: bool = False
