"""What several readers saw, put together."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema import Box, PagePlace
from pipeline.stages.location.glimpses import seen_candidates
from pipeline.text.numerals import parse_cell
from pipeline.types.grid import Cell, Glimpse
from pipeline.types.reading import Candidate

PLACE = PagePlace(page=1, box=Box(0, 0, 1, 1))
Character = tuple[tuple[str, float], ...]


def parse(text: str) -> Candidate:
    parsed = parse_cell(text)
    sure = 0.6 if parsed.meaning == "unparseable" else 0.9999
    return Candidate(text, parsed.value, parsed.meaning, math.log(sure), "text", "件")


def glimpse(text: str, share: float, reader: str = "small", *characters: Character) -> Glimpse:
    return Glimpse(text, math.log(share), reader, characters)


def look(*glimpses: Glimpse, ink: float = 0.05) -> tuple[list[tuple[str, float]], bool]:
    """What is proposed with its probability, and whether readers agree."""
    candidates, agreed = seen_candidates(Cell("", 0, 0, PLACE, glimpses=glimpses, ink=ink), parse)
    return [(one.raw, math.exp(one.log_probability)) for one in candidates], agreed


def test_a_dot_between_digits_is_a_point_however_high_a_reader_sees_it() -> None:
    found, agreed = look(glimpse("19·0281", 0.99), glimpse("19.0281", 0.99, "tiny"))
    assert agreed
    assert found[0][0] == "19.0281"
    assert found[0][1] > 0.999


def test_readers_that_agree_are_surer_than_either() -> None:
    found, agreed = look(glimpse("12", 0.99), glimpse("12", 0.97, "tiny"))
    assert agreed
    assert found[0][0] == "12"
    assert found[0][1] > 0.999
    assert found[0][1] > look(glimpse("12", 0.99))[0][0][1]


def test_readers_that_differ_leave_it_open_however_sure_they_are() -> None:
    found, agreed = look(glimpse("12", 0.99999), glimpse("17", 0.99999, "tiny"))
    assert not agreed
    assert found[0][1] == pytest.approx(found[1][1])


def test_two_against_one_are_not_agreed() -> None:
    found, agreed = look(glimpse("1", 0.99), glimpse("1", 0.99, "tiny"), glimpse("7", 0.9, "digits"))
    assert found[0][0] == "1"
    assert not agreed
    weakly, agreed = look(glimpse("1", 0.99), glimpse("1", 0.99, "tiny"), glimpse("7", 0.4, "digits"))
    assert agreed
    assert weakly[0][0] == "1"


def test_one_reader_twice_does_not_agree_with_itself() -> None:
    assert not look(glimpse("12", 0.9), glimpse("1", 0.05))[1]


def test_a_cell_without_ink_is_blank_and_nothing_else_is_proposed() -> None:
    assert look(ink=0.0) == ([("", pytest.approx(0.985))], True)
    assert look(ink=0.02) == ([("", pytest.approx(0.6))], False)


def test_ink_that_nobody_sees_is_no_sure_blank() -> None:
    found, agreed = look(glimpse("", 1.0), glimpse("", 1.0, "tiny"))
    assert not agreed
    assert found[0][1] < 0.98


def test_runners_up_of_a_character_are_proposed() -> None:
    characters: tuple[Character, ...] = ((("4", 0.9), ("1", 0.08), ("", 0.01)), (("2", 0.99),))
    found, _ = look(glimpse("42", 0.9, "small", *characters))
    assert [text for text, _ in found] == ["42", "12", "2"]


def test_a_character_that_was_hardly_seen_is_not_agreed_on() -> None:
    characters: tuple[Character, ...] = ((("4", 0.4), ("1", 0.3)),)
    assert not look(glimpse("4", 0.9, "small", *characters), glimpse("4", 0.9, "tiny"))[1]


def test_a_stroke_that_readers_take_for_a_one_is_what_its_shape_says() -> None:
    found, agreed = look(glimpse("/", 0.95, "shape"), glimpse("1", 0.9), glimpse("1", 0.95, "tiny"))
    assert found[0][0] == "/"
    assert not agreed
    clear, _ = look(glimpse("/", 0.95, "shape"), glimpse("1", 0.999), glimpse("1", 0.999, "tiny"))
    assert clear[0][0] == "1"


def test_the_numeral_that_looks_like_a_dash_is_one() -> None:
    found, agreed = look(glimpse("一", 0.99), glimpse("—", 0.99, "tiny"), glimpse("-", 0.99, "digits"))
    assert found[0][0] == "—"
    assert agreed


def test_a_minus_sign_that_readers_lose_is_kept() -> None:
    found, agreed = look(glimpse("-74", 0.95, "shape"), glimpse("74", 0.999), glimpse("74", 0.99, "tiny"))
    assert found[0][0] == "-74"
    assert not agreed


def test_nobody_prints_a_number_with_a_zero_before_it() -> None:
    found, _ = look(glimpse("01", 0.95), glimpse("01", 0.95, "tiny"))
    assert found[0][1] < 0.2


shares = st.floats(1e-6, 1.0)


@given(st.lists(st.tuples(st.sampled_from(["0", "1", "12", "/", "O", ""]), shares, st.sampled_from("abc")), min_size=1))
def test_probabilities_never_sum_to_more_than_one(seen: list[tuple[str, float, str]]) -> None:
    found, _ = look(*(glimpse(text, share, reader) for text, share, reader in seen))
    assert sum(share for _, share in found) <= 1 + 1e-9
    assert [share for _, share in found] == sorted((share for _, share in found), reverse=True)


def test_the_reader_of_figures_does_not_dispute_a_word_that_it_does_not_know() -> None:
    word = (glimpse("不涉及", 0.99), glimpse("不涉及", 0.99, "tiny"))
    assert look(*word, glimpse("不□□", 0.9, "digits"))[1]
    assert not look(*word, glimpse("3", 0.9, "digits"))[1]
    assert not look(glimpse("12", 0.9), glimpse("12", 0.9, "tiny"), glimpse("1□", 0.9, "digits"))[1]


def test_brackets_that_a_reader_sees_in_a_broken_zero_dispute_no_figure() -> None:
    zero = (glimpse("0", 0.98, "tiny"), glimpse("0", 0.99, "digits"))
    assert look(glimpse("()", 0.9), *zero)[1]
    assert not look(glimpse("(1", 0.9), *zero)[1]
    assert not look(glimpse("件", 0.9), *zero)[1]
    assert not look(glimpse("/", 0.9), *zero)[1]


def test_signs_that_a_reader_sees_in_a_hyphen_dispute_no_dash() -> None:
    hyphen = (glimpse("-", 0.9), glimpse("—", 0.95, "digits"))
    assert look(*hyphen, glimpse("=", 0.57, "tiny"))[1]
    assert not look(*hyphen, glimpse("1", 0.57, "tiny"))[1]
    assert not look(*hyphen, glimpse("无", 0.57, "tiny"))[1]


def test_two_readers_that_see_it_whole_make_up_for_a_first_that_does_not() -> None:
    first = glimpse("0", 0.45, "small", (("0", 0.45), ("8", 0.3)))
    assert look(first, glimpse("0", 0.84, "tiny"), glimpse("0", 0.999, "digits"))[1]
    assert not look(first, glimpse("0", 0.84, "tiny"), glimpse("0", 0.9, "digits"))[1]
    assert not look(first, glimpse("0", 0.4, "tiny"), glimpse("0", 0.999, "digits"))[1]


def test_a_mark_that_three_readers_see_is_agreed_though_none_is_sure_of_its_strokes() -> None:
    weak: Character = (("—", 0.4), ("一", 0.3))
    seen = [glimpse("—", 0.4, reader, weak) for reader in ("small", "tiny", "digits")]
    assert look(*seen)[1]
    assert not look(*seen[:2])[1]
    assert not look(*seen[:2], glimpse("1", 0.4, "digits"))[1]


def worn(*glimpses: Glimpse) -> dict[str, tuple[float, int]]:
    """The probability of each text where thin strokes are gone, and how many readers are sure of it."""
    candidates, _ = seen_candidates(Cell("", 0, 0, PLACE, glimpses=glimpses, ink=0.05), parse, worn=True)
    return {one.raw: (math.exp(one.log_probability), one.clear_to) for one in candidates}


def test_where_thin_strokes_are_gone_a_1_may_be_a_4_that_one_reader_sees() -> None:
    seen = [
        glimpse("1", 0.993),
        glimpse("1", 0.984, "tiny"),
        glimpse("1", 0.87, "digits"),
        glimpse("4", 0.088, "digits"),
    ]
    assert dict(look(*seen)[0])["1"] > 0.9999
    share, clear = worn(*seen)["1"]
    assert 0.9 < share < 0.98
    assert clear == 0


def test_the_reader_that_was_taught_black_and_white_decides_what_others_cannot_tell() -> None:
    seen = [
        glimpse("31", 0.85),
        glimpse("31", 0.77, "tiny"),
        glimpse("34", 0.9, "digits"),
        glimpse("31", 0.03, "digits"),
    ]
    assert max(worn(*seen), key=lambda text: worn(*seen)[text]) == "34"


def test_of_a_1_and_a_4_that_ink_hardly_tells_apart_the_1_is_commoner_at_the_head_of_a_figure() -> None:
    unsure = [glimpse("4", 0.56, "digits"), glimpse("1", 0.43, "digits")]
    found = worn(glimpse("1", 0.8), glimpse("1", 0.7, "tiny"), *unsure)
    assert found["1"][0] > found["4"][0]
    assert found["1"][0] < 0.9
    behind = [replace(one, text=f"3{one.text}") for one in unsure]
    found = worn(glimpse("31", 0.8), glimpse("31", 0.7, "tiny"), *behind)
    assert found["34"][0] > found["31"][0]


def test_of_several_1s_each_may_be_a_4_and_what_was_read_stays_first() -> None:
    seen = [glimpse("116", 0.99), glimpse("116", 0.95, "tiny"), glimpse("116", 0.947, "digits")]
    seen += [glimpse(text, 0.015, "digits") for text in ("416", "146")]
    found = worn(*seen)
    assert max(found, key=lambda text: found[text]) == "116"
    assert 0.9 < found["116"][0] < 0.98
    assert found["416"][0] == pytest.approx(found["146"][0])


def test_a_1_that_no_reader_doubts_stays_one_where_thin_strokes_are_gone() -> None:
    share, clear = worn(glimpse("1", 0.99), glimpse("1", 0.99, "tiny"), glimpse("1", 0.99, "digits"))["1"]
    assert share > 0.999
    assert clear == 3
    share, clear = worn(
        glimpse("7", 0.99), glimpse("7", 0.99, "tiny"), glimpse("7", 0.9, "digits"), glimpse("1", 0.05, "digits")
    )["7"]
    assert share > 0.999  # nothing but a bar goes so far
    assert clear == 2


@pytest.mark.parametrize(("barred", "clear"), [(0.03, 0), (0.01, 2)])
def test_a_bar_that_is_faintly_seen_leaves_no_reader_sure_where_thin_strokes_are_gone(
    barred: float, clear: int
) -> None:
    seen = glimpse("1", 0.99), glimpse("1", 0.99, "tiny"), glimpse("1", 0.96, "digits"), glimpse("4", barred, "digits")
    assert worn(*seen)["1"][1] == clear
