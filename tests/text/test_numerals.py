"""What cells say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.numerals import (
    lacks_bars,
    may_be_zero,
    number_of,
    parse_cell,
    without_likeness,
    without_marks,
)

NUMBERS = {
    "0": 0, "12": 12, "1,471": 1471, "１２３": 123, "-164": -164, "−5": -5, "＋37": 37, "12 件": 12, "3人次": 3,
    "1.2万件": 12000, "0.00": 0, " 7\n": 7, "8\u3000": 8, "11398889": 11398889,
}  # fmt: skip
MONEY = {
    "251000元": 25.1, "97.8万元": 97.8, "97.8萬元": 97.8, "1.5亿元": 15000, "36462万元": 36462, "0": 0,
    "12.50": 12.5, "(3.2万元)": None, "3.2万": 3.2,
}  # fmt: skip
MEANINGS = {
    "": "blank", " \u3000\n": "blank", "/": "slash", "／": "slash", "\\": "slash", "-": "dash", "——": "dash",
    "⸺": "dash", "－": "dash", "--": "dash", "一一": "dash", "无": "none_word", "無": "none_word",
    "没有": "none_word", "不适用": "not_applicable", "N/A": "not_applicable", "不涉及": "not_applicable",
    "一": "unparseable", "12/13": "unparseable", "约5": "unparseable", "3 5": "unparseable", "1, 471": "unparseable",
    "12,34": "unparseable", "5-": "unparseable", "12①": "unparseable",
    "12²": "unparseable", "O": "unparseable", "1.2.3": "unparseable",
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_counts(text: str, value: float) -> None:
    parsed = parse_cell(text)
    assert (parsed.value, parsed.meaning) == (value, "number")


@pytest.mark.parametrize(("text", "value"), MONEY.items())
def test_money_comes_out_in_ten_thousand_yuan(text: str, value: float | None) -> None:
    assert parse_cell(text, money=True).value == value


@pytest.mark.parametrize(("text", "meaning"), MEANINGS.items())
def test_what_is_not_a_number(text: str, meaning: str) -> None:
    parsed = parse_cell(text)
    assert (parsed.value, parsed.meaning) == (None, meaning)


def test_a_unit_of_money_in_a_count_is_not_read() -> None:
    assert parse_cell("12万元").meaning == "unparseable"


def test_a_count_unit_in_an_amount_is_not_read() -> None:
    assert parse_cell("12件", money=True).meaning == "unparseable"


def test_digits_on_two_lines_are_one_number_and_say_so() -> None:
    assert parse_cell("113\n98889").joined
    assert parse_cell("113\n98889").value == 11398889
    assert not parse_cell("11398889").joined


@given(st.integers(-(10**9), 10**9))
def test_whole_numbers_survive_printing(number: int) -> None:
    assert parse_cell(str(number)).value == number
    assert parse_cell(f"{number:,}").value == number
    assert number_of(f"{number:,}") == number


@given(st.decimals(0, 10**7, places=4, allow_nan=False, allow_infinity=False))
def test_amounts_in_yuan_are_a_ten_thousandth(amount: object) -> None:
    in_yuan = parse_cell(f"{amount}元", money=True).value
    in_wan = parse_cell(f"{amount}万元", money=True).value
    assert in_yuan is not None
    assert in_wan is not None
    assert in_yuan * 10_000 == pytest.approx(in_wan)


@given(st.text(max_size=20))
def test_any_text_is_parsed_without_an_exception(text: str) -> None:
    parsed = parse_cell(text)
    assert (parsed.value is None) == (parsed.meaning != "number")


@pytest.mark.parametrize(
    ("seen", "bare"),
    [
        ("5711.5", "57115"), ("1,022", "1022"), ("21.355,028", "21355028"), ("0.", "0"), ("-1.08", "-108"),
        ("12", "12"), ("1 2", "1 2"), (".115", "115"), ("2.1万", "2.1万"), ("a.b", "a.b"), ("", ""),
    ],
)  # fmt: skip
def test_marks_among_the_digits_of_a_count(seen: str, bare: str) -> None:
    assert without_marks(seen) == bare


@pytest.mark.parametrize(
    ("seen", "zero"), [("(", True), ("（）", True), ("ó", True), ("日", True), ("", False), ("oo", False)]
)
def test_what_a_broken_zero_looks_like(seen: str, zero: bool) -> None:
    assert may_be_zero(seen) is zero


@pytest.mark.parametrize(
    ("seen", "other", "lacks"),
    [
        ("1", "4", True),
        ("112", "442", True),
        ("112", "412", True),
        ("4", "1", False),
        ("1", "1", False),
        ("1", "14", False),
    ],
)
def test_a_1_is_what_is_left_of_a_4_without_its_bar(seen: str, other: str, lacks: bool) -> None:
    assert lacks_bars(seen, other) is lacks


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("尤", "无"), ("沒育", "没有"), ("尤其", "尤其"), ("一", "—"), ("3·5", "3.5"), ("0,0022", "0.0022"),
        ("-0,5", "-0.5"),
        ("3.910.506.500元", "3,910,506,500元"), ("10,500", "10,500"), ("1.234", "1.234"), ("1.234.5", "1.234.5"),
        ("18.300元", "18,300元"), ("5,4002万元", "5.4002万元"), ("12,3456,789", "12,3456,789"),
        ("0.300元", "0.300元"), ("18.30元", "18.30元"), ("18.300万元", "18.300万元"),
    ],
)  # fmt: skip
def test_what_looks_like_another_character_of_a_figure_goes_by_that_name(seen: str, printed: str) -> None:
    assert without_likeness(seen) == printed
