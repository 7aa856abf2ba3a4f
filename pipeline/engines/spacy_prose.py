"""Words and numbers in clauses: spaCy's phrase matcher over the characters of a blank Chinese pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pipeline.text.chinese_numbers import CHARACTERS, MYRIADS
from pipeline.types.phrase import Phrase, Vocabulary

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

NUMERALS = "".join(sorted(CHARACTERS))
# Not a pattern of spaCy's Matcher: that makes a token object of every character, half the time of a document.
NUMBER = re.compile(f"[{NUMERALS}][{NUMERALS},.]*[余多]?[{''.join(MYRIADS)}]?")


class SpacyProse:
    """Finds phrases with a phrase matcher a vocabulary, compiled once, and numbers between them."""

    def __init__(self) -> None:
        self._compiled: WeakKeyDictionary[Vocabulary, PhraseMatcher] = WeakKeyDictionary()

    def find(self, texts: Sequence[str], vocabulary: Vocabulary) -> list[tuple[Phrase, ...]]:
        """For each text its phrases, left to right, none over another: the longest words, then numbers."""
        matcher = self._matcher(vocabulary)
        return [_phrases(text, matcher(self._doc(text))) if text else () for text in texts]

    @cached_property
    def _language(self) -> Language:
        import spacy

        return spacy.blank("zh")

    def _matcher(self, vocabulary: Vocabulary) -> PhraseMatcher:
        if vocabulary not in self._compiled:
            from spacy.matcher import PhraseMatcher

            matcher = PhraseMatcher(self._language.vocab)
            matcher.add("word", [self._doc(word) for word in vocabulary.words])
            self._compiled[vocabulary] = matcher
        return self._compiled[vocabulary]

    def _doc(self, text: str) -> Doc:
        """A token a character, white space too, so that tokens are offsets."""
        from spacy.tokens import Doc

        return Doc(self._language.vocab, words=list(text), spaces=[False] * len(text))


def _phrases(text: str, words: Iterable[tuple[int, int, int]]) -> tuple[Phrase, ...]:
    spans = [(start, end, False) for _, start, end in words]
    spans += [(*match.span(), True) for match in NUMBER.finditer(text)]
    return tuple(Phrase(text[start:end], start, end, is_number) for start, end, is_number in _apart(spans))


def _apart(spans: Iterable[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Those of the spans that keep off each other: words before numbers, longer ones first."""
    taken: set[int] = set()
    kept = []
    for start, end, is_number in sorted(spans, key=lambda span: (span[2], span[0] - span[1], span[0])):
        if taken.isdisjoint(range(start, end)):
            kept.append((start, end, is_number))
            taken.update(range(start, end))
    return sorted(kept)
