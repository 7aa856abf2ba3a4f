"""The likeliest texts of a recogniser's steps: prefix beam search over the alignments of CTC."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

BLANK = 0
LEAST = 1e-4  # a character less likely than this at a step is not followed there
WIDTH = 12  # texts followed at a time

_Beginnings = dict[tuple[int, ...], tuple[float, float]]


def likeliest_texts(columns: Mapping[int, Sequence[float]], most: int) -> list[tuple[int, ...]]:
    """The places of the characters of the `most` likeliest texts, best first, as far as the beam saw.

    `columns` holds for blank and for each character that may be used its probability at each step. Their order is that
    of the beam's own sums: whoever needs a text's exact probability sums over all its alignments.
    """
    beginnings: _Beginnings = {(): (1.0, 0.0)}
    for step, blank in enumerate(columns[BLANK]):
        shares = {place: column[step] for place, column in columns.items() if place != BLANK and column[step] >= LEAST}
        if not shares:  # nothing begins here, whatever has begun is over
            beginnings = {text: (closed + open_, 0.0) for text, (closed, open_) in beginnings.items()}
            continue
        beginnings = _best(_onward(beginnings, shares, blank))
    ranked = sorted(beginnings, key=lambda text: (-sum(beginnings[text]), text))
    return ranked[:most]


def _onward(beginnings: _Beginnings, shares: Mapping[int, float], blank: float) -> _Beginnings:
    """What the texts become in one step. Each has the probability that it ended in blank, and in its last character."""
    grown: dict[tuple[int, ...], list[float]] = {}
    for text, (closed, open_) in beginnings.items():
        same = grown.setdefault(text, [0.0, 0.0])
        same[0] += (closed + open_) * blank
        last = text[-1] if text else BLANK
        if last in shares:
            same[1] += open_ * shares[last]
        for place, share in shares.items():
            grown.setdefault((*text, place), [0.0, 0.0])[1] += (closed if place == last else closed + open_) * share
    return {text: (closed, open_) for text, (closed, open_) in grown.items()}


def _best(beginnings: _Beginnings) -> _Beginnings:
    """The likeliest texts, scaled so that long lines of print do not come to nothing."""
    kept = sorted(beginnings, key=lambda text: (-sum(beginnings[text]), text))[:WIDTH]
    top = sum(beginnings[kept[0]]) or 1.0
    return {text: (beginnings[text][0] / top, beginnings[text][1] / top) for text in kept}
