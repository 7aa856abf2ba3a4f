"""Whose reports belong together: agencies by normalised name and region."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pipeline.schema import Report
from pipeline.text.normalise import caption_key

OFFICE = re.compile(r"(?:办公[室厅])$")  # an office reports for its government
REGION = re.compile(r"(?:.{2,}(?:省|自治区|市|自治州|州|地区|盟|县|区|旗))+")


def agency_key(report: Report) -> str | None:
    """The report's agency in one spelling, with its region where the name itself lacks it; None where unknown."""
    if not report.agency.value:
        return None
    name = OFFICE.sub("", caption_key(report.agency.value))
    region = caption_key(report.region.value) if report.region.value else ""
    if region and not name.startswith(region) and not REGION.match(name):
        return region + name
    return name


def by_agency(reports: Iterable[tuple[str, Report]]) -> dict[str, list[tuple[str, Report]]]:
    """The reports of each agency that is known, by the longest of its names.

    A name that lacks the upper region belongs to the one longer name that ends in it; where there are two, to none.
    """
    groups: dict[str, list[tuple[str, Report]]] = defaultdict(list)
    for name, report in reports:
        key = agency_key(report)
        if key is not None:
            groups[key].append((name, report))
    longer = _longer(groups)
    joined: dict[str, list[tuple[str, Report]]] = defaultdict(list)
    for key, members in groups.items():
        joined[_root(key, longer)] += members
    return {key: sorted(joined[key], key=lambda pair: pair[0]) for key in sorted(joined)}


def _longer(keys: Iterable[str]) -> dict[str, str]:
    """For each name the only other one that is it with an upper region before it."""
    names = sorted(set(keys))
    endings: dict[str, list[str]] = defaultdict(list)
    known = set(names)
    for name in names:
        for start in range(1, len(name) - 1):
            if name[start:] in known and REGION.fullmatch(name[:start]):
                endings[name[start:]].append(name)
    chosen = {}
    for short, longs in endings.items():
        top = [one for one in longs if not any(other != one and other.endswith(one) for other in longs)]
        if len(top) == 1 and REGION.match(short):
            chosen[short] = top[0]
    return chosen


def _root(key: str, longer: Mapping[str, str]) -> str:
    while key in longer:
        key = longer[key]
    return key
