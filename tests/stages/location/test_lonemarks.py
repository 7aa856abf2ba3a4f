"""Tables of slashes, cell after cell read as 1 by recognisers."""

from __future__ import annotations

import math

import pytest

from pipeline.schema import Meaning, Number
from pipeline.stages.location.lonemarks import INSTEAD, LEAST, agree_on_marks
from pipeline.types.reading import Candidate, Reading
from tests.grids import forms

FORM = forms()["2021"]
KEYS = [key for key in FORM.specs if key.startswith("requests.")]


def candidate(raw: str, value: Number | None, meaning: Meaning, share: float) -> Candidate:
    return Candidate(raw, value, meaning, math.log(share), "shape" if meaning == "slash" else "v6")


def slash(key: str, share: float = 0.97) -> Reading:
    seen = (candidate("/", None, "slash", share), candidate("1", 1, "number", (1 - share) / 2))
    return Reading(key, seen, "ocr", None, 0.99, trusted=False, grid=0)


def figure(key: str, value: int) -> Reading:
    return Reading(key, (candidate(str(value), value, "number", 0.999),), "ocr", None, 0.99, trusted=False, grid=0)


def trusted(readings: list[Reading]) -> list[str]:
    return [one.key for one in agree_on_marks(readings, FORM.specs) if one.trusted]


def test_a_table_of_slashes_is_agreed_on() -> None:
    readings = [slash(key) for key in KEYS[:LEAST]] + [figure(key, 1) for key in KEYS[LEAST : LEAST + 5]]
    assert trusted(readings) == KEYS[:LEAST]
    first, other = agree_on_marks(readings, FORM.specs)[0].candidates
    assert (first.meaning, other.value) == ("slash", 1)
    assert math.exp(other.log_probability) / math.exp(first.log_probability) == pytest.approx(0.00015 / 0.97)


def test_even_those_that_readers_took_for_a_1() -> None:
    taken = Reading(
        KEYS[LEAST],
        (candidate("1", 1, "number", 0.7), candidate("/", None, "slash", 0.28)),
        "ocr", None, 0.99, trusted=False, grid=0,
    )  # fmt: skip
    readings = agree_on_marks([*(slash(key) for key in KEYS[:LEAST]), taken], FORM.specs)
    assert readings[-1].trusted
    assert readings[-1].candidates[0].meaning == "slash"


def test_but_not_those_that_a_reader_sees_clearly() -> None:
    one = Candidate("1", 1, "number", math.log(0.9), "v6", clear_to=1)
    clear = Reading(KEYS[LEAST], (one, candidate("/", None, "slash", 0.09)), "ocr", None, 0.99, trusted=False, grid=0)
    readings = agree_on_marks([*(slash(key) for key in KEYS[:LEAST]), clear], FORM.specs)
    assert readings[-1] == clear


def test_few_slashes_are_not() -> None:
    assert trusted([slash(key) for key in KEYS[: LEAST - 1]]) == []


def test_nor_are_slashes_among_figures_or_zeros() -> None:
    slashes = [slash(key) for key in KEYS[:LEAST]]
    assert trusted(slashes + [figure(key, 3) for key in KEYS[LEAST : 2 * LEAST]]) == []
    assert trusted([*slashes, figure(KEYS[LEAST], 0)]) == []


def taken_for_a_one(key: str) -> Reading:
    seen = (candidate("1", 1, "number", 0.8), candidate("/", None, "slash", 0.19))
    return Reading(key, seen, "ocr", None, 0.99, trusted=False, grid=0)


@pytest.mark.parametrize(
    ("slashes", "zeros", "shown"), [(INSTEAD, 0, "slash"), (INSTEAD, 1, "number"), (7, 0, "number")]
)
def test_several_in_a_table_without_zeros_say_what_a_person_is_shown(slashes: int, zeros: int, shown: str) -> None:
    others = [figure(key, 7) for key in KEYS[20:50]] + [figure(key, 0) for key in KEYS[50 : 50 + zeros]]
    readings = [taken_for_a_one(KEYS[0]), *(slash(key) for key in KEYS[1 : slashes + 1]), *others]
    agreed = agree_on_marks(readings, FORM.specs)
    assert agreed[0].candidates[0].meaning == shown
    assert not any(one.trusted for one in agreed)


def test_nor_is_one_that_has_hardly_the_shape() -> None:
    readings = [slash(key) for key in KEYS[:LEAST]] + [slash(KEYS[LEAST], 0.04)]
    assert KEYS[LEAST] not in trusted(readings)


def dash(key: str, *, readers: int, clear: bool = True) -> Reading:
    seen = Candidate("-", None, "dash", math.log(0.98), "v6", seen_by=readers)
    other = Candidate("=", None, "unparseable", math.log(0.01), "tiny")
    return Reading(key, (seen, other), "ocr", None, 0.99, trusted=False, grid=0, clear=clear)


def test_a_table_of_dashes_is_agreed_on_where_two_readers_see_them_and_nothing_lies_over_them() -> None:
    readings = [dash(key, readers=2) for key in KEYS[:LEAST]]
    assert trusted(readings) == KEYS[:LEAST]
    doubtful = [dash(KEYS[LEAST], readers=1), dash(KEYS[LEAST + 1], readers=2, clear=False)]
    assert trusted([*readings, *doubtful]) == KEYS[:LEAST]
    assert math.exp(agree_on_marks([*readings, *doubtful], FORM.specs)[-1].candidates[0].log_probability) > 0.999


def test_dashes_among_zeros_are_not() -> None:
    assert trusted([*(dash(key, readers=2) for key in KEYS[:LEAST]), figure(KEYS[LEAST], 0)]) == []


def test_beside_zeros_a_stroke_is_shown_as_a_slash_and_not_believed() -> None:
    stroke = Reading(
        KEYS[LEAST],
        (candidate("1", 1, "number", 0.7), candidate("/", None, "slash", 0.2)),
        "ocr", None, 0.99, trusted=True, grid=0,
    )  # fmt: skip
    readings = [*(slash(key) for key in KEYS[:LEAST]), figure(KEYS[LEAST + 1], 0), stroke]
    first, *_, last = agree_on_marks(readings, FORM.specs)
    assert (last.candidates[0].meaning, last.trusted) == ("slash", False)
    assert first == readings[0]


def test_a_word_that_a_table_prints_everywhere_is_what_a_scrawl_is_shown_as() -> None:
    def word(key: str, share: float) -> Reading:
        seen = (candidate("34", 34, "number", 0.15), candidate("没有", None, "none_word", share))
        return Reading(key, seen[::-1] if share > 0.5 else seen, "ocr", None, 0.99, trusted=share > 0.5, grid=0)

    readings = [*(word(key, 0.84) for key in KEYS[:LEAST]), word(KEYS[LEAST], 0.13), figure(KEYS[LEAST + 1], 3)]
    found = agree_on_marks(readings, FORM.specs)
    assert found[:LEAST] == readings[:LEAST]
    assert (found[LEAST].candidates[0].meaning, found[LEAST].trusted) == ("none_word", False)
    assert found[-1] == readings[-1]
    few = agree_on_marks(readings[5:], FORM.specs)
    assert few == readings[5:]
