from __future__ import annotations

import math
from itertools import groupby, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.engines.ocr.decode import BLANK, Alphabet, decode, text_log_probability

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
    assert answer.figures == (answer.free,)


def test_each_character_has_its_runners_up_and_blank_is_one_of_them() -> None:
    (ranked,) = decode(steps({"6": 0.6, "0": 0.3}), ALPHABET, "r").free.characters
    assert [name for name, _ in ranked] == ["6", "0", ""]
    assert [share for _, share in ranked] == pytest.approx([0.6, 0.3, 0.1])


def test_nothing_seen_is_empty_with_log_probability_0() -> None:
    answer = decode(steps({}, {"1": 0.4}), ALPHABET, "r")
    assert (answer.free.text, answer.free.log_probability, answer.free.characters) == ("", 0.0, ())
    assert answer.figures == (answer.free,)


def test_a_character_nearly_seen_lowers_the_probability_of_the_text_and_not_of_its_characters() -> None:
    sure = decode(steps({}, {}, {"6": 0.99}, {}), ALPHABET, "r").free
    lost_sign = decode(steps({"-": 0.45}, {}, {"6": 0.99}, {}), ALPHABET, "r").free
    assert sure.text == lost_sign.text == "6"
    assert sure.characters == lost_sign.characters
    assert math.exp(sure.log_probability) == pytest.approx(0.99, abs=1e-3)
    assert math.exp(lost_sign.log_probability) == pytest.approx(0.99 * 0.55, abs=1e-3)


def test_the_letter_o_is_a_zero_where_figures_stand() -> None:
    answer = decode(steps({"1": 0.95}, {}, {"O": 0.98, "0": 0.01}), ALPHABET, "r")
    settled, free = answer.figures
    assert (settled.text, free.text, answer.free.text) == ("10", "1O", "1O")
    assert settled.characters[1][0] == ("0", pytest.approx(0.99))


def test_zero_and_o_do_not_halve_each_other() -> None:
    (figure,) = decode(steps({"0": 0.55, "O": 0.45}), ALPHABET, "r").figures
    assert math.exp(figure.log_probability) == pytest.approx(1.0, abs=1e-3)


def test_a_one_is_as_sure_as_its_likeliest_name() -> None:
    settled, free = decode(steps({"l": 0.5, "1": 0.4}), ALPHABET, "r").figures
    assert (settled.text, free.text) == ("1", "l")
    assert math.exp(settled.log_probability) == pytest.approx(0.5, abs=1e-3)


def test_a_figure_written_as_o_then_zero_is_one_digit() -> None:
    answer = decode(steps({"O": 0.6, "0": 0.3}, {"0": 0.6, "O": 0.3}, {}), ALPHABET, "r")
    assert answer.free.text == "O0"
    assert [glimpse.text for glimpse in answer.figures] == ["0", "O0"]


@pytest.mark.parametrize("mark", ["/", "—", "一", "-", "|"])
def test_a_stroke_is_never_made_a_one(mark: str) -> None:
    answer = decode(steps({mark: 0.4, "1": 0.3, "l": 0.3}), ALPHABET, "r")
    assert [glimpse.text for glimpse in answer.figures] == [mark]


def test_words_are_left_alone() -> None:
    answer = decode(steps({"O": 0.9}, {"年": 0.9}), ALPHABET, "r")
    assert [glimpse.text for glimpse in answer.figures] == ["O年"]


def test_room_at_the_end_is_no_character() -> None:
    answer = decode(steps({"6": 0.99}, {}, {" ": 0.6}), ALPHABET, "r")
    assert answer.free.text == "6"
    assert math.exp(answer.free.log_probability) == pytest.approx(0.99, abs=1e-3)


def _collapsed(path: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(place for place, _ in groupby(path) if place != 0)


@given(
    st.lists(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), min_size=1, max_size=5),
    st.lists(st.sampled_from([1, 2]), max_size=3),
)
def test_the_probability_is_the_sum_over_all_paths(rows: list[list[float]], places: list[int]) -> None:
    shares = [[value / sum(row) for value in row] for row in rows]
    expected = math.fsum(
        math.prod(shares[step][place] for step, place in enumerate(path))
        for path in product(range(3), repeat=len(shares))
        if _collapsed(path) == tuple(places)
    )
    found = text_log_probability({place: [row[place] for row in shares] for place in range(3)}, places)
    assert math.exp(found) == pytest.approx(expected, abs=1e-9)
