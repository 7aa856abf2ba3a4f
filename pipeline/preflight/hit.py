"""What a rule hands on: a finding before it is put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.preflight.finding import Spot
from pipeline.schema import Level, Number


class Term(str):
    """A word of the translations, such as `section.overview`, that is said in the language of the result."""

    __slots__ = ()


Said = str | Number | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A further sentence on how to mend it, by its name among the code's hints."""

    name: str
    values: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule found something: `values` fill the places of the code's wording, `hints` add sentences to the remedy."""

    level: Level
    values: Mapping[str, Said] = field(default_factory=dict)
    spots: tuple[Spot, ...] = ()
    keys: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()
    private: bool = False
