"""Numbers as numbered lists print them (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "零一二三四五六七八九"
ZERO = "〇"
FORMAL = {"simplified": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟万"), "traditional": ("零壹貳參肆伍陸柒捌玖", "拾佰仟萬")}
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
LARGEST = 99_999


def counting(value: int, digits: str = DIGITS, units: str = "十百千万") -> str:
    """Chinese counting: 十, 十一, 二十, 一百零五. Formal digits keep the one before ten."""
    if not 0 < value <= LARGEST:
        return str(value)
    text, pending_zero = "", False
    for power in range(4, -1, -1):
        digit = value // 10**power % 10
        if not digit:
            pending_zero = bool(text)
            continue
        text += (digits[0] if pending_zero else "") + digits[digit] + (units[power - 1] if power else "")
        pending_zero = False
    return text[1:] if 10 <= value < 20 and digits == DIGITS else text


def _digital(value: int) -> str:
    return "".join(ZERO if digit == "0" else DIGITS[int(digit)] for digit in str(value))


def _from(alphabet: str) -> Callable[[int], str]:
    return lambda value: alphabet[(value - 1) % len(alphabet)] if value > 0 else str(value)


def _letters(value: int) -> str:
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= 26 * 20 else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for number, letters in ROMAN:
        text += letters * (value // number)
        value %= number
    return text


def _enclosed(first: int, count: int) -> Callable[[int], str]:
    """Numbers in circles, brackets or with full stops, which Unicode has only `count` of."""
    return lambda value: chr(first + value - 1) if 0 < value <= count else str(value)


def _fullwidth(value: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(value))


def _formal(script: str) -> Callable[[int], str]:
    digits, units = FORMAL[script]
    return lambda value: counting(value, digits, units)


FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
            "taiwaneseCountingThousand", "koreanCounting",
        ),
        counting,
    ),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digital),
    "chineseLegalSimplified": _formal("simplified"),
    **dict.fromkeys(("ideographLegalTraditional", "japaneseLegal"), _formal("traditional")),
    "ideographTraditional": _from(STEMS),
    "ideographZodiac": _from(BRANCHES),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _enclosed(0x2460, 20)),
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "decimalZero": lambda value: f"{value:02}",
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _fullwidth),
    **dict.fromkeys(("bullet", "none"), lambda _: ""),
}  # fmt: skip


def list_numeral(value: int, numbering: str) -> str:
    """`value` in the format of that name; in Arabic digits where the format is not known."""
    return FORMATS.get(numbering, str)(value) if value >= 0 else str(value)
