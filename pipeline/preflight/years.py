"""The year reported on, the statistical period and the date of publication: do they agree?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.preflight.case import Case
from pipeline.preflight.dates import Kind, damaged_dates, own_years, periods
from pipeline.preflight.finding import Spot
from pipeline.preflight.hit import Hit, Said, Term
from pipeline.schema import Level
from pipeline.text.normalise import caption_key

FIRM: tuple[Kind, ...] = ("title", "named", "heading")
NEW_REGULATION = 2019
MOST_SPOTS = 6
OFFICE = re.compile(r"办公[厅室]$")
SIGNATURE = re.compile(r"^\w{2,30}(?:政府|政府办公[厅室]|局|委|委员会|厅|街道办事处|管委会|办公[厅室]|中心)$")
# Article 49 of the 2019 regulation: departments by 31 January, governments from the county up by 31 March.
GOVERNMENT = re.compile(r"人民政府(?:办公[厅室])?$|^[^局委厅]{2,12}[省市县区州旗盟]$")
TOWNSHIP = re.compile(r"[镇乡](?:人民)?政府$|街道办事处$|街道$")


def year_unknown(case: Case) -> Iterator[Hit]:
    """The report does not say which year it is about."""
    if case.report.year.value is None:
        yield Hit("error", {}, _lines(case))


def year_unexpected(case: Case) -> Iterator[Hit]:
    """The report is about another year than the one that was given."""
    found = case.report.year
    if case.expected_year is not None and found.value is not None and found.value != case.expected_year:
        spot = Spot(place=found.place, excerpt=found.raw or "")
        yield Hit("error", {"expected": case.expected_year, "found": found.value}, (spot,))


def year_disagrees(case: Case) -> Iterator[Hit]:
    """The text names another year as its own."""
    if case.year is None:
        return
    found: dict[tuple[Kind, int], list[Spot]] = {}
    for claim in own_years(case.prose):
        if claim.year != case.year:
            found.setdefault((claim.kind, claim.year), []).append(claim.passage.spot(claim.start, claim.end))
    for (kind, year), spots in found.items():
        level: Level = "error" if kind in FIRM else "warning"
        values: dict[str, Said] = {"year": case.year, "other": year, "where": Term(f"year.{kind}")}
        yield Hit(level, values, tuple(spots[:MOST_SPOTS]))


def period_disagrees(case: Case) -> Iterator[Hit]:
    """The statistical period lies in another year."""
    for period in periods(case.prose):
        years = {day.year for day in (period.first, period.last) if day is not None}
        if case.year is not None and years and years != {case.year}:
            spot = period.passage.spot(period.start, period.end)
            printed = period.passage.text[period.start : period.end]
            yield Hit("error", {"printed": printed, "year": case.year}, (spot,))


def period_not_whole(case: Case) -> Iterator[Hit]:
    """The statistical period is not 1 January to 31 December."""
    for period in periods(case.prose):
        if period.first is None or period.last is None:
            continue  # said by date-damaged
        if (period.first.month, period.first.day, period.last.month, period.last.day) != (1, 1, 12, 31):
            spot = period.passage.spot(period.start, period.end)
            yield Hit("error", {"printed": period.passage.text[period.start : period.end]}, (spot,))


def date_damaged(case: Case) -> Iterator[Hit]:
    """A date cannot be: digits glued together, or no such day."""
    for passage in case.prose:
        for start, end in damaged_dates(passage):
            yield Hit("error", {"printed": passage.text[start:end]}, (passage.spot(start, end),))


def date_too_early(case: Case) -> Iterator[Hit]:
    """The report is dated before the year that it is about was over."""
    dated = _dated(case)
    if dated is not None and case.year is not None and dated <= date(case.year, 12, 31):
        yield Hit("error", {"date": dated.isoformat(), "year": case.year}, _date_spot(case))


def date_too_late(case: Case) -> Iterator[Hit]:
    """The report is dated more than a year after the year that it is about."""
    dated = _dated(case)
    if dated is not None and case.year is not None and dated > date(case.year + 1, 12, 31):
        yield Hit("warning", {"date": dated.isoformat(), "year": case.year}, _date_spot(case))


def deadline_missed(case: Case) -> Iterator[Hit]:
    """The report is dated after the day by which the law wants it published."""
    dated = _dated(case)
    if dated is None or case.year is None or case.year < NEW_REGULATION:
        return
    agency = caption_key(case.report.agency.value or "")
    government = bool(GOVERNMENT.search(agency)) or bool(TOWNSHIP.search(agency))
    deadline = date(case.year + 1, 3, 31) if government else date(case.year + 1, 1, 31)
    if deadline < dated <= date(case.year + 1, 12, 31):
        values = {"date": dated.isoformat(), "deadline": deadline.isoformat()}
        yield Hit("info", values, _date_spot(case))


def agency_unknown(case: Case) -> Iterator[Hit]:
    """The report does not say whose it is."""
    if case.report.agency.value is None:
        yield Hit("warning", {}, _lines(case))


def agency_unexpected(case: Case) -> Iterator[Hit]:
    """The report is another agency's than the one that was given."""
    found, expected = case.report.agency, case.expected_agency
    if expected is not None and found.value is not None and caption_key(found.value) != caption_key(expected):
        spot = Spot(place=found.place, excerpt=found.raw or "")
        yield Hit("error", {"expected": expected, "found": found.value}, (spot,))


def agency_disagrees(case: Case) -> Iterator[Hit]:
    """Another agency signs the report."""
    agency = caption_key(case.report.agency.value or "")
    for passage in case.of("closing"):
        signed = caption_key(passage.printed)
        if agency and SIGNATURE.search(signed) and not _may_be_one(agency, signed):
            yield Hit("warning", {"agency": case.report.agency.value or "", "other": passage.text}, (passage.whole,))


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names may be one agency's: with or without its place, a government or its office."""
    one, other = OFFICE.sub("", one), OFFICE.sub("", other)
    return one.endswith(other) or other.endswith(one) or one.startswith(other) or other.startswith(one)


def _dated(case: Case) -> date | None:
    try:
        return date.fromisoformat(case.report.published_on.value or "")
    except ValueError:
        return None


def _date_spot(case: Case) -> tuple[Spot, ...]:
    found = case.report.published_on
    return (Spot(place=found.place, excerpt=found.raw or found.value or ""),)


def _lines(case: Case) -> tuple[Spot, ...]:
    return tuple(passage.whole for passage in case.of("title"))[:2]
