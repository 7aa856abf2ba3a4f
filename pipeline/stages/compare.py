"""Claims of the narrative against the tables: what agrees, what does not, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.forms import FieldSpec, Form
from pipeline.schema import Agreement, Number, ProseFigure
from pipeline.text.chinese_numbers import last_place
from pipeline.types.claim import Claim
from pipeline.types.reading import Value

NO_NUMBER = "the table prints no number there"
OTHER_SCOPE = "it speaks of another scope than the report"
MOST_CELLS = 3


def compare(claims: Iterable[Claim], values: Mapping[str, Value], form: Form) -> tuple[ProseFigure, ...]:
    """Each claim as a figure of the record, in the order of the claims.

    A claim may mean any of its keys or sums: it agrees if one of them has its value, within what its hedge allows. One
    whose keys have no value is a figure that only the narrative states, and so is one that the tables were filled by.
    Where it disagrees, the note names the cells that hold its number, a probable cause.
    """
    return tuple(_figure(claim, values, form) for claim in claims)


def _figure(claim: Claim, values: Mapping[str, Value], form: Form) -> ProseFigure:
    agreement, note = _agreement(claim, values, form)
    terms = claim.keys or (claim.sums[0] if claim.sums else ())
    return ProseFigure(
        key=claim.keys[0] if len(claim.keys) == 1 else None,
        keys=terms if len(terms) > 1 else (),
        value=claim.value,
        hedge=claim.hedge,
        scope=claim.scope,
        text=claim.text,
        place=claim.place,
        agreement=agreement,
        note=note,
    )


def _agreement(claim: Claim, values: Mapping[str, Value], form: Form) -> tuple[Agreement, str | None]:
    meanings = [meaning for meaning in _meanings(claim) if all(key in values for key in meaning)]
    if not claim.comparable:
        return "not_comparable", claim.note
    if not meanings or all(values[key].reading.origin == "prose" for meaning in meanings for key in meaning):
        return "only_source", claim.note
    totals = [_total(meaning, values) for meaning in meanings]
    if any(total is not None and allows(claim, total) for total in totals):
        return ("agrees_in_other_scope", OTHER_SCOPE) if claim.elsewhere else ("agrees", claim.note)
    if claim.elsewhere:
        return "not_comparable", OTHER_SCOPE
    if any(total is None for total in totals):
        return "not_comparable", NO_NUMBER
    return "disagrees", _cause(claim, meanings, values, form)


def _meanings(claim: Claim) -> Iterator[tuple[str, ...]]:
    yield from ((key,) for key in claim.keys)
    yield from claim.sums


def _total(keys: Iterable[str], values: Mapping[str, Value]) -> Number | None:
    """The sum of what the table prints; None where a cell prints no number."""
    numbers = [values[key].value for key in keys]
    known = [number for number in numbers if number is not None]
    return round(sum(known), 6) if len(known) == len(numbers) else None


def allows(claim: Claim, total: Number) -> bool:
    """Whether the claim's value, hedged as it is, may stand for `total`."""
    if claim.hedge is None:  # money may be rounded where the table is not
        return abs(total - claim.value) < 0.5 * 10.0 ** -_decimals(claim.value)
    low, high = claim.value, claim.value
    step = last_place(claim.value)
    if claim.hedge in ("近", "约", "万"):
        low -= step
    if claim.hedge in ("余", "超", "约", "万"):
        high += step
    return low <= total <= high


def _decimals(value: Number) -> int:
    return 0 if value == int(value) else len(str(value).partition(".")[2])


def _cause(claim: Claim, meanings: list[tuple[str, ...]], values: Mapping[str, Value], form: Form) -> str:
    """What the table prints instead, and where it prints the number that the narrative states."""
    printed = _total(meanings[0], values)
    note = f"the table gives {printed}"
    if claim.value == 0:
        return note
    cells = [key for key in _nearest_first(meanings[0], form) if key in values and values[key].value == claim.value]
    if not cells:
        return note
    named = ", ".join(f"{key} ({form.specs[key].label})" for key in cells[:MOST_CELLS])
    return f"{note}; {claim.value} is printed at {named}"


def _nearest_first(keys: tuple[str, ...], form: Form) -> Iterator[str]:
    """Keys of the same table: those of the sum, then of its rows, then of its columns, then all others."""
    meant = [form.specs[key] for key in keys]
    tables = {spec.table for spec in meant}
    ranked = [(_distance(spec, meant), number, key) for number, (key, spec) in enumerate(form.specs.items())]
    return (key for distance, _, key in sorted(ranked) if form.specs[key].table in tables and distance < 3)


def _distance(spec: FieldSpec, meant: list[FieldSpec]) -> int:
    if any(spec.key == other.key for other in meant):
        return 0
    if any(spec.row is not None and other.row is not None and spec.row.key == other.row.key for other in meant):
        return 1
    return 2
