"""Matching a printed label with the labels that a form knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.text.normalise import caption_key, label_key

EXACT, PATTERN, LIKE = 1.0, 0.95, 0.9
ALL_BUT, CLEARLY = 0.9, 0.2  # likeness of a label with a character or two misread, and how much less like others are
SIMILAR_ENOUGH = 72.0  # percent of the longer label; below it two labels of the form are as alike as label and typo


@dataclass(frozen=True, slots=True)
class KnownLabel:
    """A label of the form with its other spellings and the expression that its normalised text matches."""

    key: str
    spellings: tuple[str, ...]
    match: str | None = None


def likeness(one: str, other: str) -> float:
    """How like two texts are, from 0 to 1."""
    return fuzz.ratio(one, other) / 100


class LabelIndex:
    """How well a printed label fits each of a form's labels. Answers are kept: reports repeat the same labels."""

    def __init__(self, labels: Sequence[KnownLabel]) -> None:
        self._exact: dict[str, list[str]] = {}
        self._entire: dict[str, list[str]] = {}  # with number and brackets, which in poor print are no longer told
        for label in labels:
            for spelling in label.spellings:
                self._exact.setdefault(label_key(spelling), []).append(label.key)
                if caption_key(spelling) != label_key(spelling):
                    self._entire.setdefault(caption_key(spelling), []).append(label.key)
        self._patterns = [(re.compile(label.match), label.key) for label in labels if label.match is not None]
        self._likeness: dict[tuple[str, str], Mapping[str, float]] = {}
        self._answers: dict[tuple[str, str], Mapping[str, float]] = {}

    def scores(self, text: str) -> Mapping[str, float]:
        """Keys that the label may be, with a score from 0 to 1: exact 1, expression 0.95, similar up to 0.9."""
        both = label_key(text), caption_key(text)
        found = self._answers.get(both)
        if found is None:
            if len(self._answers) > 50_000:  # hostile input must not fill the memory
                self._answers.clear()
            found = self._answers[both] = self._look_up(*both)
        return found

    def best(self, text: str) -> tuple[str | None, float]:
        """The best key and its score; None and 0 where nothing fits."""
        scores = self.scores(text)
        if not scores:
            return None, 0.0
        key = max(scores, key=lambda name: scores[name])
        return key, scores[key]

    def likeness(self, text: str) -> Mapping[str, float]:
        """How like the label is to the likest spelling of each key, from 0 to 1; misread labels are like their own."""
        both = label_key(text), caption_key(text)
        found = self._likeness.get(both)
        if found is None:
            if len(self._likeness) > 5_000:
                self._likeness.clear()
            found = self._likeness[both] = self._ratios(both, least=0.0)
        return found

    def _ratios(self, both: tuple[str, str], *, least: float) -> dict[str, float]:
        """How like a label is to each key's, as it identifies it and as it stands there, from `least` percent on."""
        found: dict[str, float] = {}
        for label, spellings in zip(both, (self._exact, self._entire), strict=True):
            for spelling, keys in spellings.items():
                ratio = fuzz.ratio(label, spelling, score_cutoff=least) / 100
                for name in keys if ratio or not least else ():
                    found[name] = max(found.get(name, 0.0), ratio)
        return found

    def _look_up(self, label: str, entire: str) -> Mapping[str, float]:
        if not label:
            return {}
        if label in self._exact:
            return dict.fromkeys(self._exact[label], EXACT)
        by_pattern = {key: PATTERN for pattern, key in self._patterns if pattern.search(label)}
        if by_pattern:
            return self._nearly(label, by_pattern) or by_pattern
        return {key: LIKE * ratio for key, ratio in self._ratios((label, entire), least=SIMILAR_ENOUGH).items()}

    def _nearly(self, label: str, matched: Mapping[str, float]) -> Mapping[str, float]:
        """The other labels that are all but this one, where those whose expression it matches are quite unlike it."""
        likeness = self.likeness(label)
        own = max((likeness.get(key, 0.0) for key in matched), default=0.0)
        least = max(ALL_BUT, own + CLEARLY)
        return {key: LIKE * alike for key, alike in likeness.items() if key not in matched and alike >= least}
