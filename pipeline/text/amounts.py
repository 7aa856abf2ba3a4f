"""A number in a clause with its hedges and its unit: 近300件, 1.24万余条, 四十多人次."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.schema import Hedge, Number
from pipeline.text.chinese_numbers import CHARACTERS, MYRIADS, parse_numeral
from pipeline.text.numerals import COUNT_UNITS, MONEY_IN_WAN_YUAN

BEFORE: tuple[tuple[str, Hedge], ...] = (
    ("接近", "近"),
    ("将近", "近"),
    ("近", "近"),
    ("约", "约"),
    ("超过", "超"),
    ("超", "超"),
    ("逾", "超"),
    ("不少于", "超"),
    ("多达", "超"),
)
AFTER = {"余": "余", "多": "余"}
AFTER_UNIT: tuple[tuple[str, Hedge], ...] = (("左右", "约"), ("上下", "约"), ("以上", "超"), ("多", "余"))
OTHER_UNITS = ("场次", "例", "名", "班", "处", "家", "位", "封", "万字", "%", "年", "月", "日", "号", "天", "倍")
UNITS = tuple(sorted({*COUNT_UNITS, *MONEY_IN_WAN_YUAN, *OTHER_UNITS}, key=len, reverse=True))
# A unit's character that starts another word: 一件事, 一次性, 3个工作日, 三条例.
OTHER_WORD = re.compile(
    r"件事|次性|次会议|人大|人民|条例|条件|条款|个(?:工作日|月|小时|百分点|部门|单位|镇|县|区|乡)|部分|部门|项目录|起草|家庭"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at characters `start` to `end` of its text, hedges and unit included. Money is as printed."""

    value: Number
    unit: str | None
    hedge: Hedge | None
    start: int
    end: int


def amount_at(text: str, start: int, end: int) -> Amount | None:
    """The amount whose numeral stands at `start` to `end`; None where that is no number, or half of one."""
    end = start + len(text[start:end].rstrip(",."))
    if _half(text, start, end):
        return None
    digits, hedge, end = _hedged(text, start, end)
    numeral = parse_numeral(digits)
    if numeral is None:
        return None
    for words, kind in BEFORE:
        if text.endswith(words, 0, start):
            start, hedge = start - len(words), kind
            break
    unit = next((unit for unit in UNITS if text.startswith(unit, end)), None)
    if unit is not None and OTHER_WORD.match(text, end):
        return None
    if hedge is None and digits[-1] in MYRIADS and unit != "元":
        hedge = "万"
    end += len(unit or "")
    for words, kind in AFTER_UNIT:
        if text.startswith(words, end):
            hedge, end = hedge or kind, end + len(words)
            break
    return Amount(numeral.value, unit, hedge, start, end)


def _hedged(text: str, start: int, end: int) -> tuple[str, Hedge | None, int]:
    """The numeral's characters without a 余 or 多 in or after it, with where they end: 1.24万余, 四十余万."""
    digits = text[start:end]
    for word in AFTER:
        if word in digits:
            head, _, tail = digits.partition(word)
            if tail and tail not in MYRIADS:
                return digits, None, end
            return head + tail, "余", end
    return digits, None, end


def _half(text: str, start: int, end: int) -> bool:
    """Whether the numeral goes on beyond a gap or a sign: 1 2件, 3-5件, 第2件, 1/3."""
    before, after = text[:start][-2:], text[end : end + 2]
    if before[-1:] in ("第", "-", "—", "–", "~", "/", ".", "+", "−", "〔"):
        return True
    if before[-1:] in ("几", "数") and not text[start].isascii():  # 数十件, but 人数30
        return True
    if before[-1:] in ("至", "到") and before[:1] in CHARACTERS:
        return True
    if before[-1:] == " " or after[:1] == " ":
        return True
    return after[:1] in ("-", "—", "–", "~", "/", "至", "到") and after[1:] in CHARACTERS
