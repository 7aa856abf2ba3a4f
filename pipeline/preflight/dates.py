"""Years, periods and dates in a report's text: found and read, also where they are damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from pipeline.preflight.case import Passage
from pipeline.text.normalise import clean, squeeze

Kind = Literal["title", "period", "heading", "named", "own", "until"]

YEAR = r"((?:19|20)\d{2}|二[〇○零0][一二三四五六七八九〇○零]{2})年"
DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
IN_TITLE = re.compile(YEAR + r"(?!\d{1,2}月)")
NAMED = re.compile(YEAR + r"度?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:报告|年报)")
PERIOD = re.compile(
    YEAR + r"(\d{1,2})月(\d{1,2})日(?:起|开始)?[,，]?(?:至|到|止|截[至止]|[—–~～－-])+(?:" + YEAR + r"|(?:同|当|本)年)?"
    r"(\d{1,2})月(\d{1,2})日"
)
ABOUT_PERIOD = re.compile(r"统计(?:期限|时限|期间|区间|周期|时间|数据)|数据的?统计|(?:所列|报告).{0,4}数据")
# A sentence that opens with a year and goes on to say what the agency did in it speaks of the year reported on.
OWN = re.compile(
    r"(?:^|[。；：!！\n])(?:[(（]?[一二三四五六七八九十\d]{1,2}(?:[)）、.．]|是))?" + YEAR + r"(?:度|全年)?[,，]?"
    r"(?=我|本[机单部局办委年区市县镇街]|全[市县区省镇乡街州旗盟]|[市县区镇省州]政府|街道|办事处|共|累计|新收|收到|受理|未|没有|无|实际收取|收取)"
)
UNTIL = re.compile(r"截[至止]到?" + YEAR + r"(?:12月(?:31日)?|[年度]?[底末])")
PLANS = ("problems",)  # the section that looks ahead, and back on what was to be mended

LONG_YEAR = re.compile(r"(?<!\d)\d{5,}\s?年")
GLUED_MONTH = re.compile(r"(?<!\d)20\d{3,}\s?月")
GLUED_DAY = re.compile(r"(?<!\d)20\d{4,6}\s?日")
MONTH_FOR_DAY = re.compile(r"年\s?\d{1,2}\s?月\s?\d{1,2}\s?月\s?(?!\d)")
DAY = re.compile(r"(?:((?:19|20)\d{2})\s?年\s?)?(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?日")
MONTH = re.compile(r"年\s?(\d{1,2})\s?月")

LEAP = 2000  # a year that has every day


class YearClaim(NamedTuple):
    """A year that the report gives as its own, at characters `start` to `end` of a passage."""

    kind: Kind
    year: int
    passage: Passage
    start: int
    end: int


class Period(NamedTuple):
    """A statistical period as printed; a date that does not exist is None."""

    first: date | None
    last: date | None
    passage: Passage
    start: int
    end: int


def own_years(passages: tuple[Passage, ...]) -> Iterator[YearClaim]:
    """Every year that the text gives as the report's own, in printed order."""
    for passage in passages:
        match passage.role:
            case "title":
                yield from _claims("title", IN_TITLE, passage)
            case "heading":
                yield from _claims("heading", IN_TITLE, passage)
            case "preamble":
                yield from _claims("named", NAMED, passage)
            case "body" if passage.section not in PLANS:
                yield from _claims("own", OWN, passage)
                yield from _claims("until", UNTIL, passage)


def periods(passages: tuple[Passage, ...]) -> Iterator[Period]:
    """The statistical periods that the preamble, or a sentence about the figures, gives."""
    for passage in passages:
        if passage.role not in ("preamble", "body", "note"):
            continue
        for match in PERIOD.finditer(passage.plain):
            before = passage.plain[max(0, match.start() - 30) : match.start()]
            if passage.role == "preamble" or ABOUT_PERIOD.search(before):
                year = _year(match[1])
                end = _year(match[4]) if match[4] else year
                first, last = _date(year, match[2], match[3]), _date(end, match[5], match[6])
                yield Period(first, last, passage, match.start(), match.end())


def damaged_dates(passage: Passage) -> Iterator[tuple[int, int]]:
    """Start and end in the passage's text of dates that cannot be: digits glued, no such day; none of them overlap."""
    reached = 0
    for start, end in sorted((*_glued(passage), *_impossible(passage))):
        if start >= reached:
            yield start, end
            reached = end


def _glued(passage: Passage) -> Iterator[tuple[int, int]]:
    """Found in the text with its spaces: without them a number before a date would look glued to it."""
    printed = clean(passage.printed)
    for pattern in (LONG_YEAR, GLUED_MONTH, GLUED_DAY, MONTH_FOR_DAY):
        for match in pattern.finditer(printed):
            start = len(squeeze(printed[: match.start()]))
            yield start, start + len(squeeze(match.group()))


def _impossible(passage: Passage) -> Iterator[tuple[int, int]]:
    for match in DAY.finditer(passage.plain):
        if _date(int(match[1]) if match[1] else LEAP, match[2], match[3]) is None:
            yield match.start(), match.end()
    for match in MONTH.finditer(passage.plain):
        if not 1 <= int(match[1]) <= 12:
            yield match.start(), match.end()


def _claims(kind: Kind, pattern: re.Pattern[str], passage: Passage) -> Iterator[YearClaim]:
    for match in pattern.finditer(passage.plain):
        yield YearClaim(kind, _year(match[1]), passage, match.start(1), match.end())


def _year(printed: str) -> int:
    return int(printed.translate(DIGITS))


def _date(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
