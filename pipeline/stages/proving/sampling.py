"""Which rows of print are compared with the drawn page, the most telling first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from pipeline.text.normalise import clean
from pipeline.types.page import Print

FIGURE = re.compile(r"[-+]?\d[\d,.]{0,13}")
MOST = 600  # figures of a document; a report has some two hundred
ROWS = 2  # compared of a font that has no figure alone
SHORTEST, LONGEST = 2, 24  # characters of such a row


def choose(prints: Sequence[Print]) -> list[Print]:
    """The prints to compare: figures that stand alone, and rows of the fonts that have none.

    First, of each font in turn, those that show the most characters not shown before; then the rest as they stand.
    """
    figures = [one for one in prints if is_figure(one)]
    known = {font for one in figures for font in one.fonts}
    others = [one for one in prints if SHORTEST <= len(one.text.strip()) <= LONGEST and not is_figure(one)]
    telling = [_telling(own) for _, own in _by_font(figures)]
    first = [one for turn in zip_longest(*telling) for one in turn if one is not None]
    rows = [
        one
        for font, own in _by_font(others)
        if font not in known
        for one in sorted(own, key=lambda one: -_figures_in(one))[:ROWS]
    ]
    return list(dict.fromkeys((*first, *rows, *figures)))[:MOST]


def is_figure(one: Print) -> bool:
    """Whether the print is one figure and nothing else."""
    return FIGURE.fullmatch(clean(one.text)) is not None


def _figures_in(one: Print) -> int:
    return len({char for char in clean(one.text) if char.isdigit()})


def _by_font(prints: Iterable[Print]) -> Iterator[tuple[int, list[Print]]]:
    """The prints of each font, where a print has no other."""
    fonts: dict[int, list[Print]] = defaultdict(list)
    for one in prints:
        if len(one.fonts) == 1:
            fonts[one.fonts[0]].append(one)
    yield from sorted(fonts.items())


def _telling(prints: Sequence[Print]) -> list[Print]:
    """The fewest prints, or nearly, that show all figures which the prints have."""
    chosen: list[Print] = []
    wanted = {char for one in prints for char in one.text}
    while wanted:
        best = max(prints, key=lambda one: len(wanted.intersection(one.text)))
        chosen.append(best)
        wanted -= set(best.text)
    return chosen
