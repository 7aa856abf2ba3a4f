"""Numerals in running text: 1,234, 1.24万, 四十, 一百二十三, 二〇一九, 3百."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.schema import Number

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
LARGE = (("亿", 100_000_000), ("万", 10_000))
MYRIADS = dict(LARGE)
CHARACTERS = frozenset("0123456789") | DIGITS.keys() | TENS.keys() | MYRIADS.keys()
ARABIC = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?([百千万亿]*)")
BELOW_MYRIAD = re.compile(
    r"(?P<thousands>[一二两三四五六七八九]千|^千)?(?P<hundreds>[一二两三四五六七八九]百|^百)?(?P<gap>[零〇])?"
    r"(?P<tens>[一二三四五六七八九]?十)?(?P<ones>[一二两三四五六七八九])?"
)
MULTIPLIER = re.compile(r"[百千]?[万亿]?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written; `step` is the place of its last digit that says something: 100 for 1.24万, 10 for 四十."""

    value: Number
    step: Number


def parse_numeral(text: str) -> Numeral | None:
    """The number that the whole of `text` is, in Arabic or Chinese digits or both; None if it is none."""
    match = ARABIC.fullmatch(text)
    if match is not None:
        return _arabic(match)
    if len(text) > 1 and all(character in DIGITS for character in text):  # read digit by digit, like a year
        if len(text) < 3 or "两" in text:  # 三五件 are a few
            return None
        return _numeral(Decimal("".join(str(DIGITS[character]) for character in text)))
    value = _spoken(text)
    return None if value is None else _numeral(Decimal(value))


def last_place(value: Number) -> Number:
    """The place of the last digit of a whole number that is not 0: 100 for 12400; 1 for 0 and for fractions."""
    if value == 0 or value != int(value):
        return 1
    whole, place = abs(int(value)), 1
    while whole % 10 == 0:
        whole, place = whole // 10, place * 10
    return place


def _arabic(match: re.Match[str]) -> Numeral | None:
    whole, fraction, multiplier = match.groups()
    if not MULTIPLIER.fullmatch(multiplier):
        return None
    factor = 1
    for character in multiplier:
        factor *= TENS.get(character) or MYRIADS[character]
    value = Decimal(whole.replace(",", "") + (fraction or "")) * factor
    if fraction is None:
        return _numeral(value)
    return Numeral(_plain(value), _plain(Decimal(factor).scaleb(1 - len(fraction))))


def _spoken(text: str, units: tuple[tuple[str, int], ...] = LARGE, *, opening: bool = True) -> int | None:
    """A Chinese numeral: what stands before 亿 and 万 is multiplied by it, the rest is added."""
    if not units:
        return _below_myriad(text)
    (name, factor), *smaller = units
    head, mark, tail = text.rpartition(name)
    if not mark:
        return _spoken(text, tuple(smaller), opening=opening)
    high = _spoken(head, tuple(smaller)) if head else 1 if opening else None
    if not high or not tail:
        return high * factor if high else None
    low = _spoken(tail.removeprefix("零"), tuple(smaller), opening=False)
    least = 1 if tail.startswith("零") else factor // 10  # 三万五 is 35,000 to some
    return high * factor + low if low is not None and least <= low < factor else None


def _below_myriad(text: str) -> int | None:
    """A Chinese numeral below 10,000: digits with falling 千, 百, 十, 零 over a gap."""
    if text in ("零", "〇"):
        return 0
    match = BELOW_MYRIAD.fullmatch(text)
    if match is None or not text:
        return None
    thousands, hundreds, gap, tens, ones = match.group("thousands", "hundreds", "gap", "tens", "ones")
    if ones and not tens and not gap and (thousands or hundreds):  # 一百二 is 120 to some
        return None
    if gap and not ((ones or tens) and (thousands or hundreds)):
        return None
    places = ((thousands, 1000), (hundreds, 100), (tens, 10))
    return sum(DIGITS.get(part[0], 1) * place for part, place in places if part) + DIGITS.get(ones or "零", 0)


def _numeral(value: Decimal) -> Numeral:
    plain = _plain(value)
    return Numeral(plain, last_place(plain))


def _plain(number: Decimal) -> Number:
    return int(number) if number == number.to_integral_value() else float(number)
