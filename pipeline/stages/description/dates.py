"""Dates and years as reports print them; damaged digits are nobody's date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.text.chinese_numbers import parse_numeral
from pipeline.text.normalise import simplify

DIGIT = "〇零○O0一二三四五六七八九"
ARABIC = re.compile(r"(?<!\d)(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*日?")
COMPACT = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
CHINESE = re.compile(
    rf"(二[{DIGIT}]{{3}})\s*年\s*([一二三四五六七八九十]{{1,2}}|元)\s*月\s*([一二三四五六七八九十廿卅]{{1,4}})\s*日"
)
YEAR = re.compile(
    rf"(?<![\d.])(20[0-4]\d)(?!\d)\s*(?=年|度|[^\d./-]|$)|(?<![{DIGIT}])(二[〇零○O0][{DIGIT}]{{2}})(?=年)"
)
PERIOD = re.compile(
    r"(?<!\d)(20\d\d)年0?1月0?1日(?:起|开始)?[,，]?(?:至|到|—|-|－|~|～|―|–)+(?:(\d{2,})年|当年|同年)?(?:12月31日|年?底|12月底)"
)
DOTTED_PERIOD = re.compile(
    r"(?<!\d)(20\d\d)[./-]0?1[./-]0?1(?:起|开始)?(?:至|到|—|-|－|~|～|―|–)+(?:(\d{2,})[./-])?12[./-]31(?!\d)"
)
EARLIEST, LATEST = 2003, 2045


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, and the characters it was read from."""

    date: date
    raw: str
    start: int
    end: int


def find_date(text: str, *, compact: bool = False) -> FoundDate | None:
    """The first date in the text, in Arabic or Chinese digits; `compact` also takes eight digits for one."""
    plain = _plain(text)
    for pattern in (ARABIC, CHINESE, *((COMPACT,) if compact else ())):
        for match in pattern.finditer(plain):
            found = _date(*(_number(part) for part in match.groups()))
            if found is not None:
                return FoundDate(found, match.group().strip(), match.start(), match.end())
    return None


def find_years(text: str) -> list[tuple[int, str, int, int]]:
    """The years in the text that a report may be about: value, characters, start, end."""
    found = []
    for match in YEAR.finditer(_plain(text)):
        year = _number(match.group(1) or match.group(2))
        if year is not None and EARLIEST <= year <= LATEST:
            found.append((year, match.group().strip(), match.start(), match.end()))
    return found


def find_period(text: str) -> tuple[int, str] | None:
    """The year of the first reporting period, from its first to its last day, whose digits are whole."""
    squeezed = "".join(_plain(text).split())
    for match in (*PERIOD.finditer(squeezed), *DOTTED_PERIOD.finditer(squeezed)):
        year, end = int(match.group(1)), match.group(2)
        if EARLIEST <= year <= LATEST and (end is None or end == match.group(1)):
            return year, match.group()
    return None


def _plain(text: str) -> str:
    """Simplified text of the same length where that is possible, so that offsets hold."""
    plain = simplify(text)
    return plain if len(plain) == len(text) else simplify(text)


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    text = re.sub("[○O0零]", "〇", text) if len(text) == 4 and text.startswith("二") and "十" not in text else text
    numeral = parse_numeral(text.replace("廿", "二十").replace("卅", "三十"))
    return None if numeral is None else int(numeral.value)


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None or not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
