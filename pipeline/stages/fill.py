"""Where tables are lost, the narrative fills the fields that it states."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from pipeline.forms import Form
from pipeline.types.claim import Claim
from pipeline.types.reading import Candidate, Reading

FOUND = 0.97  # that the clause means this field
READ = 0.98  # that it says this number of it
READER = "prose"


def readings_from_claims(claims: Iterable[Claim], form: Form) -> tuple[Reading, ...]:
    """A reading for each field that the narrative states, in the order of the form.

    Only what is stated without a hedge, of the report's own scope, and of one field alone; that there was no litigation
    says so of either kind. Two numbers for one field are two candidates.
    """
    stated: dict[str, list[Claim]] = {}
    for claim in claims:
        for key in _fills(claim):
            stated.setdefault(key, []).append(claim)
    return tuple(_reading(key, stated[key], spec.unit) for key, spec in form.specs.items() if key in stated)


def _fills(claim: Claim) -> Iterator[str]:
    if not claim.comparable or not claim.fills or claim.elsewhere or claim.hedge is not None:
        return
    if len(claim.keys) == 1:
        yield claim.keys[0]
    elif not claim.keys and len(claim.sums) == 1 and claim.value == 0:
        yield from claim.sums[0]


def _reading(key: str, claims: list[Claim], unit: str | None) -> Reading:
    """One candidate a number, the one stated first before the others."""
    first = {claim.value: claim for claim in reversed(claims)}
    ordered = sorted(first.values(), key=claims.index)
    share = math.log(READ / len(ordered))
    return Reading(
        key=key,
        candidates=tuple(Candidate(claim.raw, claim.value, "number", share, READER, unit) for claim in ordered),
        origin="prose",
        place=ordered[0].place,
        found=FOUND,
        trusted=True,
    )
