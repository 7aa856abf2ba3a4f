"""Numerals in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.chinese_numbers import last_place, parse_numeral

NAMES = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """The number as it is said: 20305 is 二万零三百零五."""
    if number == 0:
        return NAMES[0]
    for factor, name in ((100_000_000, "亿"), (10_000, "万")):
        if number >= factor:
            high, low = divmod(number, factor)
            gap = "零" if 0 < low < factor // 10 else ""
            return in_chinese(high) + name + gap + (in_chinese(low) if low else "")
    said, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            said += ("零" if gap else "") + NAMES[digit] + name
            gap = False
        else:
            gap = bool(said)
    return said


@given(st.integers(0, 10**12 - 1))
def test_every_number_comes_back_from_chinese(number: int) -> None:
    found = parse_numeral(in_chinese(number))
    assert found is not None
    assert found.value == number


@given(st.integers(10, 19), st.sampled_from(["", "万", "亿"]))
def test_ten_may_stand_alone(number: int, suffix: str) -> None:
    short = parse_numeral(in_chinese(number).removeprefix("一") + suffix)
    assert short == parse_numeral(in_chinese(number) + suffix)
    assert short is not None


@given(st.integers(0, 10**9))
def test_every_number_comes_back_from_digits_with_and_without_separators(number: int) -> None:
    for text in (str(number), f"{number:,}"):
        found = parse_numeral(text)
        assert found is not None
        assert (found.value, found.step) == (number, last_place(number))


@given(
    st.integers(0, 99_999),
    st.integers(1, 3),
    st.sampled_from([("", 1), ("万", 10_000), ("百万", 1_000_000), ("亿", 10**8)]),
)
def test_mixed_numbers_are_multiplied_out(digits: int, decimals: int, unit: tuple[str, int]) -> None:
    name, factor = unit
    found = parse_numeral(f"{digits / 10**decimals:.{decimals}f}{name}")
    assert found is not None
    assert found.value == pytest.approx(digits * factor / 10**decimals)
    assert found.step == pytest.approx(factor / 10**decimals)


@given(st.text(alphabet="0123456789零〇一二两三四五六七八九十百千万亿,.余", max_size=8))
def test_nothing_makes_it_stumble_and_no_count_is_negative(text: str) -> None:
    found = parse_numeral(text)
    assert found is None or (found.value >= 0 and found.step > 0)


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("1.24万", 12400, 100),
        ("四十", 40, 10),
        ("300万", 3_000_000, 1_000_000),
        ("71.25万", 712_500, 100),
        ("百", 100, 100),
        ("两千零五", 2005, 1),
        ("二〇一九", 2019, 1),
        ("三万五千", 35_000, 1000),
        ("3千", 3000, 1000),
        ("一百零三", 103, 1),
        ("一千二百万", 12_000_000, 1_000_000),
        ("三万零五", 30_005, 1),
        ("零", 0, 1),
        ("〇", 0, 1),
    ],
)
def test_numbers_as_reports_print_them(text: str, value: int, step: int) -> None:
    found = parse_numeral(text)
    assert found is not None
    assert (found.value, found.step) == (value, step)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12,34",
        "1,2345",
        "一百二",
        "三五",
        "百百",
        "二十百",
        "零五",
        "1万2千",
        "2亿3",
        "1.2.3",
        "两三",
        "余",
        "一二十",
    ],
)
def test_what_is_no_number_or_not_one(text: str) -> None:
    assert parse_numeral(text) is None
