from __future__ import annotations

import math
from itertools import groupby, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.engines.ocr.beam import BLANK, likeliest_texts
from pipeline.engines.ocr.decode import Alphabet, decode, text_log_probability

CHARACTERS = ("blank", "0", "1", "6", "O", "l", "/", "—", "一", "-", ".", "年", "|", " ")
ALPHABET = Alphabet(CHARACTERS)


def steps(*shares: dict[str, float]) -> NDArray[np.float32]:
    """Steps x characters; "" is blank, and what is left goes to it."""
    made = np.zeros((len(shares), len(CHARACTERS)), dtype=np.float32)
    for number, share in enumerate(shares):
        for character, probability in share.items():
            made[number, CHARACTERS.index(character) if character else BLANK] = probability
        made[number, BLANK] += 1 - made[number].sum()
    return made


def test_runs_are_taken_once_and_blanks_dropped() -> None:
    answer = decode(steps({"1": 0.9}, {"1": 0.99}, {}, {"1": 0.8}, {"6": 0.7}, {}), ALPHABET, "r")
    assert answer.free.text == "116"
    assert [ranked[0] for ranked in answer.free.characters] == [
        ("1", pytest.approx(0.99)),
        ("1", pytest.approx(0.8)),
        ("6", pytest.approx(0.7)),
    ]
    assert answer.figures[0] == answer.free


def test_each_character_has_its_runners_up_and_blank_is_one_of_them() -> None:
    (ranked,) = decode(steps({"6": 0.6, "0": 0.3}), ALPHABET, "r").free.characters
    assert [name for name, _ in ranked] == ["6", "0", ""]
    assert [share for _, share in ranked] == pytest.approx([0.6, 0.3, 0.1])


def test_nothing_seen_is_as_sure_as_that_every_step_is_blank() -> None:
    answer = decode(steps({}, {"1": 0.4}), ALPHABET, "r")
    assert (answer.free.text, answer.free.characters) == ("", ())
    assert math.exp(answer.free.log_probability) == pytest.approx(0.6)
    assert [glimpse.text for glimpse in answer.figures] == ["", "1"]


def test_a_character_nearly_seen_lowers_the_probability_of_the_text_and_not_of_its_characters() -> None:
    sure = decode(steps({}, {}, {"6": 0.99}, {}), ALPHABET, "r").free
    lost_sign = decode(steps({"-": 0.45}, {}, {"6": 0.99}, {}), ALPHABET, "r").free
    assert sure.text == lost_sign.text == "6"
    assert sure.characters == lost_sign.characters
    assert math.exp(sure.log_probability) == pytest.approx(0.99, abs=1e-3)
    assert math.exp(lost_sign.log_probability) == pytest.approx(0.99 * 0.55, abs=1e-3)


def test_the_letter_o_is_a_zero_where_figures_stand() -> None:
    answer = decode(steps({"1": 0.95}, {}, {"O": 0.98, "0": 0.01}), ALPHABET, "r")
    settled = answer.figures[0]
    assert (settled.text, answer.free.text) == ("10", "1O")
    assert settled.characters[1][0] == ("0", pytest.approx(0.99))


def test_zero_and_o_do_not_halve_each_other() -> None:
    (figure,) = decode(steps({"0": 0.55, "O": 0.45}), ALPHABET, "r").figures
    assert math.exp(figure.log_probability) == pytest.approx(1.0, abs=1e-3)


def test_a_one_is_as_sure_as_its_likeliest_name() -> None:
    settled, *_ = decode(steps({"l": 0.5, "1": 0.4}), ALPHABET, "r").figures
    assert settled.text == "1"
    assert math.exp(settled.log_probability) == pytest.approx(0.5, abs=1e-3)


def test_a_figure_written_as_o_then_zero_is_one_digit() -> None:
    answer = decode(steps({"O": 0.6, "0": 0.3}, {"0": 0.6, "O": 0.3}, {}), ALPHABET, "r")
    assert answer.free.text == "O0"
    assert answer.figures[0].text == "0"
    assert "O0" not in {glimpse.text for glimpse in answer.figures}


@pytest.mark.parametrize("mark", ["/", "—", "一", "-", "|"])
def test_a_stroke_is_never_made_a_one(mark: str) -> None:
    first, other = decode(steps({mark: 0.4, "1": 0.3, "l": 0.3}), ALPHABET, "r").figures
    assert (first.text, other.text) == (mark, "1")
    assert math.exp(other.log_probability) == pytest.approx(0.3)


def test_words_are_left_alone() -> None:
    answer = decode(steps({"O": 0.9}, {"年": 0.9}), ALPHABET, "r")
    assert answer.figures[0].text == "O年"


def test_room_at_the_end_is_no_character() -> None:
    answer = decode(steps({"6": 0.99}, {}, {" ": 0.6}), ALPHABET, "r")
    assert answer.free.text == "6"
    assert math.exp(answer.free.log_probability) == pytest.approx(0.99, abs=1e-3)


def test_other_texts_follow_likeliest_first() -> None:
    figures = decode(steps({"1": 0.9}, {}, {"6": 0.7, "0": 0.2}), ALPHABET, "r").figures
    assert [glimpse.text for glimpse in figures][:2] == ["16", "10"]
    shares = [math.exp(glimpse.log_probability) for glimpse in figures]
    assert shares[:2] == [pytest.approx(0.63), pytest.approx(0.18)]
    assert shares == sorted(shares, reverse=True)


def test_a_word_has_the_figures_that_it_may_be_beside_it() -> None:
    first, *others = decode(steps({"年": 0.6, "1": 0.3}, {"6": 0.99}), ALPHABET, "r").figures
    assert first.text == "年6"
    assert others[0].text == "16"


def test_a_long_text_has_no_other() -> None:
    shown = [share for _ in range(17) for share in ({"6": 0.8, "0": 0.1}, {})]
    assert len(decode(steps(*shown), ALPHABET, "r").figures) == 1


SHARES = st.lists(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), min_size=1, max_size=5)


def _normal(rows: list[list[float]]) -> list[list[float]]:
    return [[value / sum(row) for value in row] for row in rows]


@given(SHARES)
def test_the_probabilities_of_a_reading_and_its_others_are_of_different_events(rows: list[list[float]]) -> None:
    made = [dict(zip(("", "1", "O"), row, strict=True)) for row in _normal(rows)]
    figures = decode(steps(*made), ALPHABET, "r").figures
    assert len({glimpse.text for glimpse in figures}) == len(figures)
    assert sum(math.exp(glimpse.log_probability) for glimpse in figures) <= 1 + 1e-6


@given(SHARES)
def test_the_beam_finds_the_likeliest_text(rows: list[list[float]]) -> None:
    columns = {place: [row[place] for row in _normal(rows)] for place in range(3)}
    texts = {_collapsed(path) for path in product(range(3), repeat=len(rows))}
    best = max(text_log_probability(columns, text) for text in texts)
    assert text_log_probability(columns, likeliest_texts(columns, 1)[0]) == pytest.approx(best, abs=0.05)


def _collapsed(path: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(place for place, _ in groupby(path) if place != 0)


@given(
    SHARES,
    st.lists(st.sampled_from([1, 2]), max_size=3),
)
def test_the_probability_is_the_sum_over_all_paths(rows: list[list[float]], places: list[int]) -> None:
    shares = _normal(rows)
    expected = math.fsum(
        math.prod(shares[step][place] for step, place in enumerate(path))
        for path in product(range(3), repeat=len(shares))
        if _collapsed(path) == tuple(places)
    )
    found = text_log_probability({place: [row[place] for row in shares] for place in range(3)}, places)
    assert math.exp(found) == pytest.approx(expected, abs=1e-9)
