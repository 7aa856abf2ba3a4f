"""A paragraph as wording is looked for in it: one script, no white space, years relative to the report's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.text.normalise import BOOKMARK, clean, simplify
from pipeline.text.phrasing import LAST_YEAR, NEXT_YEAR, SOME_YEAR, THIS_YEAR

FULL_COMMA = "，"  # compatibility forms would make it the comma of 1,234
WIDE_NUMBER = re.compile("[０-９]，[０-９]{3}(?![０-９])")
STAND_IN = "\ue005"
MASK = "\ue006"  # a character of a document's title: no word of the narrative
TITLE = re.compile(r"《(?!条例》)[^《》]{1,200}》|〔\d{4}〕\d*号?")
# What machines that turn simplified into Taiwan's words did to the words of the narrative; each as long as before.
TAIWAN = {
    "网路": "网络",
    "入口网站": "门户网站",
    "线上": "在线",
    "资讯": "信息",
    "规范性档案": "规范性文件",
    "回覆": "回复",
    "答覆": "答复",
}
YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|二[〇零0o][一二三四五六七八九〇零0]{2})(?=年)")
CHINESE_DIGITS = str.maketrans("〇零o一二三四五六七八九", "000123456789")
SENTENCE = re.compile(r"[^。!?！？]+")


@dataclass(frozen=True, slots=True)
class Flow:
    """`text` has one offset in the printed text for each of its characters."""

    text: str
    offsets: tuple[int, ...]

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the printed text of characters `start` to `end`."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of each sentence."""
        return (match.span() for match in SENTENCE.finditer(self.text))


def flow(text: str, *, year: int | None = None) -> Flow:
    """The paragraph as it flows; `year` is the one that the report is about.

    A gap between two digits stays: whether they are one number is not for prose to decide. Years become four
    placeholders (this, last, next, some other year); the titles of documents are masked.
    """
    pieces, offsets = _pieces(text)
    joined = "".join(pieces)
    simple = simplify(joined.replace(FULL_COMMA, STAND_IN)).replace(STAND_IN, FULL_COMMA)
    flowing = simple if len(simple) == len(joined) else joined
    for wrong, right in TAIWAN.items():
        flowing = flowing.replace(wrong, right)
    flowing = YEAR.sub(lambda match: _relative(match.group(), year) * len(match.group()), flowing)
    flowing = TITLE.sub(lambda match: MASK * len(match.group()), flowing)
    return Flow(flowing, tuple(offsets))


def _pieces(text: str) -> tuple[list[str], list[int]]:
    """The cleaned characters without white space, each with its offset in the printed text."""
    pieces: list[str] = []
    offsets: list[int] = []
    skip = {offset for match in BOOKMARK.finditer(text) for offset in range(*match.span())}
    gap = False
    for offset, character in enumerate(text):
        wide = character == FULL_COMMA and WIDE_NUMBER.match(text, max(offset - 1, 0))
        piece = "" if offset in skip else "," if wide else _cleaned(character)
        for part in piece:
            if part.isspace():
                gap = True
                continue
            if gap and part.isdecimal() and pieces and pieces[-1].isdecimal():
                pieces.append(" ")
                offsets.append(offset)
            gap = False
            pieces.append(part)
            offsets.append(offset)
    return pieces, offsets


@lru_cache(maxsize=10_000)
def _cleaned(character: str) -> str:
    return FULL_COMMA if character == FULL_COMMA else clean(character)


def _relative(printed: str, year: int | None) -> str:
    if year is None:
        return SOME_YEAR
    return {year - 1: LAST_YEAR, year: THIS_YEAR, year + 1: NEXT_YEAR}.get(
        int(printed.translate(CHINESE_DIGITS)), SOME_YEAR
    )
