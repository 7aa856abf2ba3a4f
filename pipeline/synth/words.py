"""How a report words and writes things, whatever the kind of its file."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

Numerals = Literal["plain", "thousands", "fullwidth"]
Headers = Literal["plain", "spaced", "broken", "vertical", "cut"]
Headings = Literal["chinese", "arabic", "dot", "part", "restarted"]
Script = Literal["simplified", "traditional", "taiwan"]


@dataclass(frozen=True, slots=True)
class Words:
    """The habits of whoever wrote the report.

    `headers`: labels of columns plain, with spaces between the characters, broken over lines, one character a line,
    or cut where the line broke, so that two columns read the same. `disclosure`: its small tables as one table, as
    tables with their captions inside, or with the captions as lines above them. `split_disputes`: a table for each
    kind of dispute.
    """

    numerals: Numerals = "plain"
    headers: Headers = "broken"
    headings: Headings = "chinese"
    disclosure: Literal["one", "inside", "above"] = "one"
    split_disputes: bool = False
    broken_labels: bool = False
    spaced_labels: bool = False
    corner_note: bool = True
    known_titles: bool = True
    lists_sections: bool = False
    long_prose: bool = False
    underlined: bool = False
    official_corner: int = 0
    halfwidth: bool = False
    money_in_header: bool = False
    plus_sign: bool = False
    dash: str = "-"
    slash: str = "/"
    none_word: str = "无"
    not_applicable: str = "不适用"


def draw_words(rng: random.Random) -> Words:
    """Habits as they come, the usual ones more often."""
    return Words(
        numerals=rng.choices(("plain", "thousands", "fullwidth"), (90, 6, 4))[0],
        headers=rng.choices(("plain", "spaced", "broken", "vertical"), (5, 2, 5, 1))[0],
        headings=rng.choices(("chinese", "arabic", "dot", "part", "restarted"), (80, 5, 5, 4, 6))[0],
        disclosure=rng.choices(("one", "inside", "above"), (7, 2, 1))[0],
        broken_labels=rng.random() < 0.2,
        spaced_labels=rng.random() < 0.1,
        corner_note=rng.random() < 0.93,
        known_titles=rng.random() < 0.85,
        lists_sections=rng.random() < 0.2,
        long_prose=rng.random() < 0.35,
        underlined=rng.random() < 0.04,
        official_corner=rng.choices((0, 1), (4, 1))[0],
        halfwidth=rng.random() < 0.1,
        money_in_header=rng.random() < 0.1,
        plus_sign=rng.random() < 0.2,
        dash=rng.choice(("-", "—", "——", "－")),
        slash=rng.choice(("/", "/", "／")),
        none_word=rng.choice(("无", "无", "没有")),
        not_applicable=rng.choice(("不适用", "不涉及")),
    )
