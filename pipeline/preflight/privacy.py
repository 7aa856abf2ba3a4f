"""Numbers that belong to persons: found where they are whole, and masked wherever they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

PersonalKind = Literal["id_card", "old_id_card", "mobile", "bank_card", "email"]

GAP = r"[ \u3000-]?"
ID_CARD = re.compile(rf"(?<![\dA-Za-z*])(?:\d{GAP}){{17}}[\dXx](?![\dA-Za-z*])")
OLD_ID_CARD = re.compile(r"(?<![\d.A-Za-z*])\d{15}(?![\d.A-Za-z*])")
MOBILE = re.compile(rf"(?<![\d.*A-Za-z])(?:\+?86{GAP})?1[3-9]\d{GAP}\d{{4}}{GAP}\d{{4}}(?![\d*]|\.\d)")
BANK_CARD = re.compile(rf"(?<![\d*])(?:\d{GAP}){{15,18}}\d(?![\d*])")
EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,10}")
OFFICIAL = re.compile(r"[.@]gov(?:\.cn)?$")
ID_LABEL = re.compile(r"身份证|证件号|公民身份|身份号")
BANK_LABEL = re.compile(r"账[户号]|帐[户号]|卡号|开户|银行|储蓄|汇入|收款")
LABEL_REACH = 24  # characters before a number in which its label stands
PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
FIRST_BIRTH, LAST_BIRTH = 1900, 2099


class Personal(NamedTuple):
    """A personal number at characters `start` to `end`; `sure` says that nothing else looks like it."""

    kind: PersonalKind
    start: int
    end: int
    sure: bool


def find_personal(text: str) -> tuple[Personal, ...]:
    """The personal numbers in a text, in order; a masked number (138****8000) is none."""
    found: list[Personal] = []
    taken = bytearray(len(text))
    for finder in (_id_cards, _bank_cards, _old_id_cards, _mobiles, _emails):
        for one in finder(text):
            if not any(taken[one.start : one.end]):
                found.append(one)
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
    return tuple(sorted(found, key=lambda one: one.start))


def mask(text: str) -> str:
    """The text, as long as before, with the middle of every personal number hidden."""
    parts, reached = [], 0
    for one in find_personal(text):
        parts += [text[reached : one.start], mask_number(text[one.start : one.end], one.kind)]
        reached = one.end
    return "".join((*parts, text[reached:]))


def mask_number(number: str, kind: PersonalKind) -> str:
    """The number, as long as before, with its middle hidden: 138******00."""
    if kind == "email":
        name, _, host = number.partition("@")
        return f"{name[0]}{'*' * (len(name) - 1)}@{host}"
    ends = 3 if kind == "mobile" else 4
    return number[:ends] + re.sub(r"\S", "*", number[ends:-2]) + number[-2:]


def _id_cards(text: str) -> Iterator[Personal]:
    for match in ID_CARD.finditer(text):
        digits = _digits(match.group())
        plausible = PROVINCE.match(digits) is not None and _is_birth(digits[6:14])
        right = plausible and _check_digit(digits) == digits[-1].upper()
        if right or (plausible and _labelled(ID_LABEL, text, match.start())):
            yield Personal("id_card", match.start(), match.end(), right)


def _old_id_cards(text: str) -> Iterator[Personal]:
    for match in OLD_ID_CARD.finditer(text):
        digits = match.group()
        if PROVINCE.match(digits) is not None and _is_birth("19" + digits[6:12]):
            yield Personal("old_id_card", match.start(), match.end(), _labelled(ID_LABEL, text, match.start()))


def _mobiles(text: str) -> Iterator[Personal]:
    for match in MOBILE.finditer(text):
        yield Personal("mobile", match.start(), match.end(), True)


def _bank_cards(text: str) -> Iterator[Personal]:
    for match in BANK_CARD.finditer(text):
        if _luhn(_digits(match.group())) and _labelled(BANK_LABEL, text, match.start()):
            yield Personal("bank_card", match.start(), match.end(), True)


def _emails(text: str) -> Iterator[Personal]:
    for match in EMAIL.finditer(text):
        if OFFICIAL.search(match.group().lower()) is None:
            yield Personal("email", match.start(), match.end(), False)


def _digits(number: str) -> str:
    return re.sub(r"[^\dXx]", "", number)


def _labelled(label: re.Pattern[str], text: str, start: int) -> bool:
    return label.search(text, max(0, start - LABEL_REACH), start) is not None


def _is_birth(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return FIRST_BIRTH <= born.year <= LAST_BIRTH


def _check_digit(digits: str) -> str:
    """The last character of an 18-digit identity number (GB 11643)."""
    return CHECK_DIGITS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits[:17], strict=True)) % 11]


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        double = int(digit) * (1 + place % 2)
        total += double - 9 if double > 9 else double
    return total % 10 == 0
