"""What a table cell says: a number with its unit, or one of the things that are not 0."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from pipeline.schema import Meaning, Number
from pipeline.text.normalise import clean, simplify, squeeze

DASHES = "\\-‐‑‒–—―−⸺⸻─━ー﹘"
NUMBER = re.compile(rf"([+{DASHES}]?)(\d{{1,3}}(?:,\d{{3}})+|\d+)(\.\d+)?")
MARKED = re.compile(rf"[{DASHES}]?[.,·'’]*\d[\d.,·'’]*")
DIGIT_MARKS = re.compile("[.,·'’]")
HIGH_POINT = re.compile("(?<=[0-9])[·・•∙‧](?=[0-9])")
POINTS_OF_THOUSANDS = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3}){2,}(?![\d.,])|[1-9]\d{0,2}\.\d{3}(?=元))")
COMMA_OF_FRACTION = re.compile(r"(?<=^0),(?=\d)|(?<=^[-+]0),(?=\d)|(?<=\d),(?=\d{4}(?![\d,]*,))")
ALMOST_NONE = {**dict.fromkeys("尤旡尢尼夭天夫", "无"), "没育": "没有", "没冇": "没有"}  # what no cell says
SPACED = re.compile(r"[\d.,][^\S\n]+[\d.,]")
BROKEN = re.compile(r"[\d.,]\s*\n\s*[\d.,]")
MONEY_IN_WAN_YUAN = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}
COUNT_SUFFIX = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
COUNT_UNITS = ("件次", "人次", "件", "项", "个", "条", "次", "人", "篇", "份", "起", "场", "期", "户", "部", "宗", "批")
SLASHES = {"/", "\\", "//", "∕", "╱"}
DASH = re.compile(rf"[{DASHES}一]+")
NUMERAL_ONE = "一"  # in a typed cell the numeral or a dash: not ours to decide
ROUND = frozenset("()oOQDCcaàáâãäåòóôõö〇○口日曰")  # what a 0 is read as of which strokes are missing
NONE_WORDS = {"无", "空", "没有"}
NOT_APPLICABLE = {"不适用", "不涉及", "n/a", "na"}


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell says: `value` in the unit of the field, `unit` as the cell itself gives it.

    `joined` says that the digits stood on two lines: one long number, or two that a lost rule brought together.
    """

    value: Number | None
    meaning: Meaning
    unit: str | None = None
    joined: bool = False


def number_of(text: str) -> Number | None:
    """The number that the whole of `text` is, thousands separators allowed; None if it is none."""
    match = NUMBER.fullmatch(text)
    return None if match is None else _plain(_decimal(match))


@lru_cache(maxsize=20_000)
def parse_cell(text: str, *, money: bool = False) -> CellText:
    """What the text of a figure's cell says.

    Money comes out in 万元: `251000元` is 25.1. A count in 万 is multiplied out. `unit` is the unit printed in the
    cell, None if it prints none.
    """
    cleaned = simplify(text).strip()
    squeezed = squeeze(cleaned)
    if not squeezed:
        return CellText(None, "blank")
    if squeezed in SLASHES:
        return CellText(None, "slash")
    if squeezed.lower() in NOT_APPLICABLE:
        return CellText(None, "not_applicable")
    if squeezed in NONE_WORDS:
        return CellText(None, "none_word")
    if DASH.fullmatch(squeezed) and squeezed != NUMERAL_ONE:
        return CellText(None, "dash")
    match = NUMBER.match(squeezed)
    if match is None or any(unicodedata.category(char) == "No" for char in text):
        return CellText(None, "unparseable")  # in compatibility form 12① and 12² would become 121 and 122
    if SPACED.search(cleaned):  # two numbers in one cell, or one with a hole in it: not ours to decide
        return CellText(None, "unparseable")
    number, rest = _decimal(match), squeezed[match.end() :]
    cell = _with_unit(number, rest, money=money)
    return replace(cell, joined=BROKEN.search(cleaned) is not None)


def _with_unit(number: Decimal, rest: str, *, money: bool) -> CellText:
    rest = rest.strip("()")
    if not rest:
        return CellText(_plain(number), "number")
    if rest in MONEY_IN_WAN_YUAN or rest.removesuffix("人民币") in MONEY_IN_WAN_YUAN:
        factor = MONEY_IN_WAN_YUAN[rest.removesuffix("人民币")]
        return CellText(_plain(number * factor), "number", rest) if money else CellText(None, "unparseable")
    factor = Decimal(1)
    if rest[0] in COUNT_SUFFIX:
        factor, rest = COUNT_SUFFIX[rest[0]], rest[1:]
    if money and factor != 1 and not rest:  # "3.2万" in an amount's cell: 万 of what is not said
        return CellText(_plain(number * factor / 10_000), "number", "万")
    if rest and (money or rest not in COUNT_UNITS):
        return CellText(None, "unparseable")
    return CellText(_plain(number * factor), "number", rest or None)


def _decimal(match: re.Match[str]) -> Decimal:
    sign, whole, fraction = match.groups()
    number = Decimal(whole.replace(",", "") + (fraction or ""))
    return -number if sign not in ("", "+") else number


def _plain(number: Decimal) -> Number:
    """An int where it is one, so that 12 and 12.0 write the same JSON; never -0."""
    return int(number) if number == number.to_integral_value() else float(number)


def without_likeness(text: str) -> str:
    """What a recogniser of pictures saw by the name that it has in a cell of figures, where the ink is the same.

    A lone numeral that looks like a dash is one, a lone 尤 is 无 with a speck. A dot between digits is a point, however
    high it stands; points that part three digits each are commas, as is one in yuan, which have two places, and a comma
    behind a lone 0, or before four digits, is a point.
    """
    bare = text.strip()
    if bare == NUMERAL_ONE:
        return "—"
    if simplify(bare) in ALMOST_NONE:
        return ALMOST_NONE[simplify(bare)]
    pointed = COMMA_OF_FRACTION.sub(".", HIGH_POINT.sub(".", text))
    return POINTS_OF_THOUSANDS.sub(lambda match: match[0].replace(".", ","), pointed)


def without_marks(text: str) -> str:
    """A whole number that was seen in a picture, where marks lie between or beside its digits: these alone.

    A count has no point; what looks like one is a separator of thousands, or dust. Other texts stay as they are.
    """
    cleaned = simplify(text).strip()
    return DIGIT_MARKS.sub("", cleaned) if MARKED.fullmatch(cleaned) else text


def may_be_zero(text: str) -> bool:
    """Whether what was read in a picture is what a 0 looks like that lost a part: a bracket, a round letter."""
    squeezed = squeeze(clean(text))
    return squeezed in ROUND or squeezed == "()"


def lacks_bars(text: str, other: str) -> bool:
    """Whether a figure that was seen in a picture is the other with a 1 for one 4 or several.

    It is what is left of a 4 that lost its bar and its slant.
    """
    differing = {pair for pair in zip(text, other, strict=False) if pair[0] != pair[1]}
    return len(text) == len(other) and differing == {("1", "4")}


def digits(text: str) -> str:
    """The digits of a text, in compatibility form."""
    return "".join(char for char in clean(text) if char in "0123456789")
