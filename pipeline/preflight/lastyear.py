"""Against last year's report: figures that should continue, and text that should be new."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.preflight.case import Case
from pipeline.preflight.finding import Spot
from pipeline.preflight.hit import Hint, Hit, Said, Term
from pipeline.preflight.privacy import mask
from pipeline.schema import Level, Number
from pipeline.text.normalise import clean, squeeze
from pipeline.types.years import YearBreak

MUCH, TOO_MUCH = 0.3, 0.5  # shares of the narrative
MOST_PARAGRAPHS = 10
LONGEST_EXCERPT = 64
# Both reports are in front of the agency, which can mend or explain: one level graver than between strangers' reports.
GRAVER: dict[Level, Level] = {"error": "error", "warning": "error", "info": "warning"}


def last_year_wrong_file(case: Case) -> Iterator[Hit]:
    """The report given as last year's is of another agency or another year."""
    if case.years is not None and not case.years.follows:
        yield Hit("warning", {"what": Term("last.year")})
    if case.years is not None and not case.years.same_agency:
        yield Hit("warning", {"what": Term("last.agency")})


def last_year_differs(case: Case) -> Iterator[Hit]:
    """A figure does not continue last year's."""
    if case.years is None or not case.years.follows:
        return
    for broken in case.years.breaks:
        values: dict[str, Said] = {
            "cell": case.label(broken.key),
            "this": broken.this,
            "expected": broken.expected,
            "relation": Term(f"relation.{broken.op}"),
            "terms": _terms(case, broken),
        }
        level, hints = GRAVER[broken.level], [Hint("explain")]
        if case.years.explanation is not None:
            level, hints = "info", [Hint("explained", {"note": squeeze(clean(case.years.explanation))})]
        yield Hit(level, values, case.cells([broken.key, *_this_keys(broken)]), (broken.key,), tuple(hints))


def text_copied(case: Case) -> Iterator[Hit]:
    """Much of the narrative is last year's."""
    share = case.years.copied_share if case.years is not None else None
    if share is not None and share >= MUCH:
        percent = round(100 * share)
        yield Hit("error" if share >= TOO_MUCH else "warning", {"percent": percent})


def paragraph_copied(case: Case) -> Iterator[Hit]:
    """A paragraph is last year's, but for its numbers."""
    copied = case.years.copied if case.years is not None else ()
    for paragraph in copied[:MOST_PARAGRAPHS]:
        text = mask(squeeze(clean(paragraph.text)))
        excerpt = text[:LONGEST_EXCERPT] + "…" * (len(text) > LONGEST_EXCERPT)
        values: dict[str, Said] = {"percent": round(100 * paragraph.share), "length": len(text)}
        yield Hit("warning", values, (Spot(place=paragraph.place, excerpt=excerpt),))


def _terms(case: Case, broken: YearBreak) -> str:
    """The figures that make up what is expected: `2022 “结转下年度继续办理 / 自然人” 3 + 2023 …`."""
    years = {"this": str(case.year or "y"), "last": str(case.year - 1) if case.year is not None else "y-1"}
    parts = [
        f"{'−' if sign < 0 else '+'} {years[year]} “{case.label(key)}” {_number(value)}"
        for year, key, sign, value in broken.terms
    ]
    return " ".join(parts).removeprefix("+ ")


def _this_keys(broken: YearBreak) -> list[str]:
    return [key for year, key, _, _ in broken.terms if year == "this"]


def _number(value: Number) -> str:
    return str(int(value)) if value == int(value) else str(value)
