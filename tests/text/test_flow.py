"""A paragraph as wording is looked for in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.flow import FULL_COMMA, MASK, flow
from pipeline.text.phrasing import LAST_YEAR, NEXT_YEAR, SOME_YEAR, THIS_YEAR


def test_script_width_and_white_space_are_one() -> None:
    text = "收 到信息公開\n申請１２件，網路申請３件"
    assert flow(text).text == "收到信息公开申请12件，网络申请3件"


def test_years_are_relative_to_the_report() -> None:
    text = flow("2022年、2023年、二〇二四年、2011年", year=2023).text
    assert text == f"{LAST_YEAR * 4}年、{THIS_YEAR * 4}年、{NEXT_YEAR * 4}年、{SOME_YEAR * 4}年"
    assert flow("2022年").text == SOME_YEAR * 4 + "年"


def test_titles_are_masked_and_the_regulations_are_not() -> None:
    assert flow("印发《信息公开申请办法》，不是《条例》所指").text == f"印发{MASK * 10}，不是《条例》所指"


def test_a_gap_between_digits_stays() -> None:
    assert flow("复议1 2件").text == "复议1 2件"
    assert flow("复议 12 件").text == "复议12件"


def test_a_full_comma_is_the_comma_of_a_number_only_between_wide_digits() -> None:
    assert flow("１，２３４件").text == "1,234件"
    assert flow("公开10，200件").text == f"公开10{FULL_COMMA}200件"


def test_places_lead_back_to_the_printed_text() -> None:
    text = "[bookmark: a]收 到　申請１２件"
    flowing = flow(text)
    start = flowing.text.index("申请12件")
    first, last = flowing.printed(start, start + 5)
    assert text[first:last] == "申請１２件"


@given(st.text(alphabet="收到申請件。，0１2 \n　《》[bookmark:]年2023㎡①", max_size=40))
def test_every_character_has_a_place_in_order(text: str) -> None:
    flowing = flow(text, year=2023)
    assert len(flowing.text) == len(flowing.offsets)
    assert list(flowing.offsets) == sorted(flowing.offsets)
    assert all(0 <= offset < len(text) for offset in flowing.offsets)
    for start, end in flowing.sentences():
        first, last = flowing.printed(start, end)
        assert 0 <= first < last <= len(text)
