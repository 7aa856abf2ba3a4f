"""Narratives of different agencies with much of their text in common, found without comparing all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from pipeline.corpus.copied import narrative_sentences
from pipeline.schema import Report

MOST_AGENCIES = 5  # that print a sentence which still is no phrase of everybody's, in a small corpus
SHORTEST = 120  # characters in common; less says nothing of a short narrative
COMMON = 0.1  # share of agencies, in a large one


def find_shared(reports: Sequence[tuple[str, Report]], *, least: float) -> list[tuple[int, int]]:
    """The pairs of reports of different agencies that share at least `least` of one's narrative, by number.

    Sentences that many agencies print are set phrases: they count as anybody's own.
    """
    sentences = [narrative_sentences(report) for _, report in reports]
    holders: dict[str, set[int]] = defaultdict(set)
    for number, own in enumerate(sentences):
        for sentence in own:
            holders[sentence].add(number)
    agencies = len({agency for agency, _ in reports})
    most = max(MOST_AGENCIES, round(COMMON * agencies))
    common: Counter[tuple[int, int]] = Counter()
    for sentence, numbers in holders.items():
        if len(numbers) > 1 and len({reports[number][0] for number in numbers}) <= most:
            for pair in combinations(sorted(numbers), 2):
                common[pair] += len(sentence)
    lengths = [sum(map(len, own)) for own in sentences]
    return [
        pair
        for pair, shared in sorted(common.items())
        if reports[pair[0]][0] != reports[pair[1]][0]
        and shared >= SHORTEST
        and shared >= least * max(1, min(lengths[pair[0]], lengths[pair[1]]))
    ]
