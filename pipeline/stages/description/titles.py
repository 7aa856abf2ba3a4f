"""What a title says: whose report it is, and of which year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.schema import Place
from pipeline.stages.description.agencies import is_agency, is_area, plain_name
from pipeline.stages.description.dates import find_date, find_years
from pipeline.text.normalise import simplify, squeeze
from pipeline.text.wording import TITLE
from pipeline.types.outline import TitleLine

DOCUMENT_NUMBER = re.compile(r"^.{0,14}[〔\[(【（]20\d\d[〕\])】）]\d+号$")
NOISE = re.compile(
    r"^(?:附件?\d*[:：]?|索引号.*|发布.*|来源.*|时间.*|日期.*|浏览.*|.*[>＞].*|第?\d+页?|公开|主动公开|首页.*|[(（]?(?:公开|印发)[)）]?|目录|.*文件)$"
)
YEAR_WORDS = re.compile(r"[(（]?(?:20\d\d|二[〇零○O0][〇零○一二三四五六七八九O0]{2})(?:年度|年|度)?[)）]?")
BEFORE_CORE = re.compile(r"(?:关于|的|年度|年)+$")
FROM_START = re.compile(r"^(?:关于|年度|年|的|附件\d*|公开)+")
PARENTHESES = re.compile(r"[(（]([^()（）]{0,20})[)）]$")
MOST_LINES_BEFORE, MOST_LINES_BELOW = 3, 2

Plain = tuple[str, TitleLine]  # a line in simplified characters without white space, and as it is


@dataclass(frozen=True, slots=True)
class Said:
    """A value, the characters that say it, and the line they stand in."""

    value: str
    raw: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says; None where it does not say so. `area` is a place named where an agency is expected."""

    agency: Said | None
    area: Said | None
    year: tuple[int, Said] | None


def read_title(lines: Sequence[TitleLine]) -> Title | None:
    """What the first title among the lines says; it may go on over lines, and the agency stand above it alone.

    None where no title is among them.
    """
    kept = [(plain_name(line.text), line) for line in lines]
    kept = [(text, line) for text, line in kept if text and not _is_noise(text)]
    for number in range(len(kept)):
        for length in (1, 2, 3):
            window = kept[number : number + length]
            match = TITLE.search("".join(text for text, _ in window))
            if match is not None and (length == 1 or match.start() < len(window[0][0])):
                return _read(kept[:number], window, kept[number + length :], match)
    return None


def _is_noise(text: str) -> bool:
    date = find_date(text)
    only_date = date is not None and len(text) - (date.end - date.start) <= 3
    return only_date or DOCUMENT_NUMBER.match(text) is not None or NOISE.match(text) is not None


def _read(above: Sequence[Plain], window: Sequence[Plain], below: Sequence[Plain], match: re.Match[str]) -> Title:
    text = match.string
    head, line = text[: match.start()], window[0][1]
    agency, area = _name(head, match.group(), above, line)
    if agency is None:  # it may stand below the title, like a signature
        signed = next(((name, where) for name, where in below[:MOST_LINES_BELOW] if is_agency(name)), None)
        agency = None if signed is None else Said(signed[0], _printed(signed[0], [signed[1]]), signed[1].place)
    return Title(agency, area, _year(text, match, above, line) or _year_below(below))


def _year(text: str, match: re.Match[str], above: Sequence[Plain], line: TitleLine) -> tuple[int, Said] | None:
    """The year nearest to the core of the title, else the one on the line above."""
    inside = [year for year in find_years(text) if year[3] <= match.end() + 10]
    if inside:
        value, raw, _, _ = min(inside, key=lambda one: (abs(one[3] - match.start()), one[2]))
        return value, Said(str(value), raw, line.place)
    for upper, where in above[-1:]:
        for value, raw, _, _ in find_years(upper)[:1]:
            return value, Said(str(value), raw, where.place)
    return None


def _year_below(below: Sequence[Plain]) -> tuple[int, Said] | None:
    """The year that stands alone on one of the lines below the title."""
    for text, where in below[:MOST_LINES_BELOW]:
        if YEAR_WORDS.fullmatch(text.strip("—-－–― ")) is not None:
            for value, raw, _, _ in find_years(text)[:1]:
                return value, Said(str(value), raw, where.place)
    return None


def _name(head: str, core: str, above: Sequence[Plain], line: TitleLine) -> tuple[Said | None, Said | None]:
    """The agency before the core of a title, else on the lines above it; else the area that stands there."""
    own = _once(_trimmed(head))
    if own.endswith("人民") and core.startswith("政府"):  # the two words for government were drawn into one
        own += "政府"
    tail = ""
    for count in range(min(len(above), MOST_LINES_BEFORE) + 1):
        candidate = _once(_trimmed(tail + own)) if count else own
        if is_agency(candidate) and not _is_rest(candidate, above, count):
            place = (above[-count][1] if count else line).place
            lines = [*(one for _, one in above[len(above) - count :]), line]
            return Said(candidate, _printed(candidate, lines), place), None
        if count < len(above):
            tail = above[len(above) - count - 1][0] + tail
    if is_area(own):
        return None, Said(own, own, line.place)
    return None, None


def _is_rest(name: str, above: Sequence[Plain], used: int) -> bool:
    """Whether the name is only the end of one that begins on the line above: that line and it are one name."""
    if used >= len(above):
        return False
    upper = _trimmed(above[len(above) - used - 1][0])
    if not upper or upper.endswith(name) or name[:2] == upper[:2] or TITLE.search(upper) is not None:
        return False
    return not is_agency(upper) and is_agency(upper + name) and (is_area(upper) or len(name) <= 4)


def _trimmed(text: str) -> str:
    """The text without years, 关于 and the like at both ends."""
    text = YEAR_WORDS.sub("", text)
    return BEFORE_CORE.sub("", FROM_START.sub("", text)).strip("《》“”\"':：,，、-—· ")


def _once(name: str) -> str:
    """The name that stands there twice, once; `A人民政府A教育局` is the latter with its government's heading."""
    half = len(name) // 2
    if len(name) % 2 == 0 and name[:half] == name[half:]:
        return name[:half]
    again = name.find(name[:3], 3) if len(name) > 8 else -1
    return name[again:] if again > 0 and is_agency(name[again:]) and is_agency(name[:again]) else name


def _printed(name: str, lines: Sequence[TitleLine]) -> str:
    """The characters of the lines that say the name: as printed, without spaces; the name itself where none do."""
    for line in lines:
        squeezed = squeeze(line.text)
        simplified = squeeze(simplify(line.text))
        at = simplified.find(name)
        if at >= 0 and len(simplified) == len(squeezed):
            return squeezed[at : at + len(name)]
    return name
