"""Several sources for one statement: the first is taken, the others make it surer or less sure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pipeline.schema import Place, Stated

T = TypeVar("T")
Verdict = Literal["agrees", "differs", "silent"]
CONTRADICTED, SUREST = 0.75, 0.999
LOUD = 0.6  # a source that is not even this sure contradicts nobody


@dataclass(frozen=True, slots=True)
class Evidence(Generic[T]):
    """What one source says, and how sure it is by itself."""

    value: T
    raw: str
    place: Place | None
    weight: float


def same(one: T, other: T) -> Verdict:
    """Equal values agree, all others differ."""
    return "agrees" if one == other else "differs"


def same_name(one: str, other: str) -> Verdict:
    """Equal names agree; an agency and the government or office it belongs to, or a short form, say nothing."""
    if one == other:
        return "agrees"
    return "silent" if one in other or other in one else "differs"


def settle(evidence: Sequence[Evidence[T]], compare: Callable[[T, T], Verdict]) -> Stated[T]:
    """The first of the evidence: agreement adds to its confidence, contradiction takes away."""
    if not evidence:
        return Stated[T]()
    first = evidence[0]
    doubt = 1 - first.weight
    contradicted = False
    for other in evidence[1:]:
        verdict = compare(first.value, other.value)
        if verdict == "agrees":
            doubt *= 1 - other.weight
        elif verdict == "differs" and other.weight >= LOUD:
            contradicted = True
    confidence = min(SUREST, 1 - doubt) * (CONTRADICTED if contradicted else 1)
    return Stated[T](value=first.value, raw=first.raw, confidence=round(confidence, 4), place=first.place)
