"""Words and numbers in clauses, by spaCy's matchers over the characters of a blank Chinese pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pipeline.text.chinese_numbers import CHARACTERS, MYRIADS
from pipeline.types.phrase import Phrase, Vocabulary

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Doc

HEDGES = frozenset("余多")


class SpacyProse:
    """Finds phrases with a PhraseMatcher a vocabulary, compiled once, and numbers with one Matcher."""

    def __init__(self) -> None:
        self._compiled: WeakKeyDictionary[Vocabulary, PhraseMatcher] = WeakKeyDictionary()

    def find(self, texts: Sequence[str], vocabulary: Vocabulary) -> list[tuple[Phrase, ...]]:
        """For each text its phrases, left to right, none over another: the longest words, then numbers."""
        words = self._words(vocabulary)
        found: list[tuple[Phrase, ...]] = []
        for text in texts:
            if not text:
                found.append(())
                continue
            doc = self._doc(text)
            spans = [(start, end, False) for _, start, end in words(doc)]
            spans += [(start, end, True) for _, start, end in self._numbers(doc)]
            found.append(tuple(Phrase(text[start:end], start, end, number) for start, end, number in _apart(spans)))
        return found

    @cached_property
    def _language(self) -> Language:
        import spacy

        return spacy.blank("zh")

    @cached_property
    def _numbers(self) -> Matcher:
        from spacy.matcher import Matcher

        vocab = self._language.vocab
        # flags of the vocabulary: a set of strings in the pattern would be looked up for every token of every text
        numeral = vocab.add_flag(lambda text: text in CHARACTERS)
        inner = vocab.add_flag(lambda text: text in CHARACTERS or text in ",.")
        hedge = vocab.add_flag(lambda text: text in HEDGES)
        myriad = vocab.add_flag(lambda text: text in MYRIADS)
        number: list[dict[Any, Any]] = [
            {numeral: True},
            {inner: True, "OP": "*"},
            {hedge: True, "OP": "?"},
            {myriad: True, "OP": "?"},
        ]
        matcher = Matcher(vocab, validate=False)
        matcher.add("number", [number], greedy="LONGEST")
        return matcher

    def _words(self, vocabulary: Vocabulary) -> PhraseMatcher:
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


def _apart(spans: Iterable[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Those of the spans that keep off each other: words before numbers, longer ones first."""
    taken: set[int] = set()
    kept = []
    for start, end, number in sorted(spans, key=lambda span: (span[2], span[0] - span[1], span[0])):
        if taken.isdisjoint(range(start, end)):
            kept.append((start, end, number))
            taken.update(range(start, end))
    return sorted(kept)
