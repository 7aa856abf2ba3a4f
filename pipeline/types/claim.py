"""A figure that the narrative states, before it is compared with the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.schema import Hedge, Number, Place, SectionKey


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure in prose.

    `keys` are the field keys that it may mean, `sums` the sets of keys whose sum it may mean (received may be new +
    carried in). A claim that is not `comparable` is one of the known false friends: recorded, never compared. One from
    `elsewhere` speaks of another scope than the report's tables; one that does not `fill` says too little of which
    field it means to stand in for a lost table. `raw` is the figure as printed.
    """

    value: Number
    text: str
    keys: tuple[str, ...]
    sums: tuple[tuple[str, ...], ...] = ()
    hedge: Hedge | None = None
    scope: Literal["agency", "area"] | None = None
    place: Place | None = None
    section: SectionKey | None = None
    comparable: bool = True
    note: str | None = None
    elsewhere: bool = False
    fills: bool = True
    raw: str = ""
