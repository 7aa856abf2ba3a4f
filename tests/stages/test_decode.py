"""Candidates into values."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from pipeline.stages.decode import decode
from pipeline.types.reading import Candidate, Reading, Value
from tests.grids import forms

FORM = forms()["2021"]


def candidate(value: int, probability: float) -> Candidate:
    return Candidate(str(value), value, "number", math.log(probability), "text")


def test_the_most_probable_candidate_is_taken_and_the_others_kept() -> None:
    found = decode([Reading("k", (candidate(3, 0.2), candidate(8, 0.7)), "text", None, 1.0, trusted=True)], FORM)["k"]
    assert (found.value, [other.value for other in found.alternatives]) == (8, [3])
    assert found.read == pytest.approx(0.7)


def test_two_sure_candidates_that_differ_leave_no_certainty() -> None:
    found = decode([Reading("k", (candidate(3, 0.99), candidate(8, 0.99)), "text", None, 1.0, trusted=True)], FORM)["k"]
    assert found.read == pytest.approx(0.5)


def test_a_cell_without_candidates_is_unparseable() -> None:
    found = decode([Reading("k", (), "text", None, 1.0, trusted=False)], FORM)["k"]
    assert (found.value, found.meaning, found.read) == (None, "unparseable", 0.0)


ROW = "disputes.reconsideration"
PARTS = ("upheld", "corrected", "other", "pending")
MISTAKEN = {"upheld": 1, "corrected": 2, "other": 3, "pending": 4, "total": 11}


def seen(key: str, *shares: tuple[int, float], clear_to: int = 0) -> Reading:
    """A cell of a picture; what is proposed first is clear to so many readers."""
    candidates = tuple(
        Candidate(str(value), value, "number", math.log(share), "small", "件", clear_to=0 if number else clear_to)
        for number, (value, share) in enumerate(shares)
    )
    return Reading(key, candidates, "ocr", None, 0.996, trusted=True)


def reconsideration(*readings: Reading) -> dict[str, Value]:
    """The row 1 + 2 + 3 + 4 = 10, with these cells read so."""
    own = {reading.key: reading for reading in readings}
    sure = {f"{ROW}.{name}": number for name, number in zip((*PARTS, "total"), (1, 2, 3, 4, 10), strict=True)}
    return decode([own.get(key, seen(key, (number, 0.9999))) for key, number in sure.items()], FORM)


def test_a_sum_decides_between_two_readings() -> None:
    found = reconsideration(seen(f"{ROW}.upheld", (7, 0.6), (1, 0.39)))[f"{ROW}.upheld"]
    assert (found.value, found.origin) == (1, "repair")
    assert found.read > 0.99
    assert found.seen == pytest.approx(0.39)


@pytest.mark.parametrize(("raw", "repaired"), [("没", False), ("U", True)])
def test_a_sum_makes_no_0_of_letters_that_may_be_a_word(raw: str, repaired: bool) -> None:
    key = "statistics.staff_full_time"
    readings = (
        Candidate(raw, None, "unparseable", math.log(0.48), "small", "人"),
        Candidate("9", 9, "number", math.log(0.05), "digits", "人"),
        Candidate("0", 0, "number", math.log(0.04), "small", "人"),
    )
    others = seen("statistics.staff", (2, 0.9999)), seen("statistics.staff_part_time", (2, 0.9999))
    found = decode([Reading(key, readings, "ocr", None, 0.996, trusted=False), *others], forms()["2014"])[key]
    assert (found.repair is not None) is repaired


def test_a_repair_takes_nothing_that_no_reading_proposed() -> None:
    found = reconsideration(seen(f"{ROW}.upheld", (7, 0.6), (8, 0.39)))[f"{ROW}.upheld"]
    assert (found.value, found.origin) == (7, "ocr")
    assert found.read < 0.5


@pytest.mark.parametrize(("seen_by", "repaired"), [(0, False), (1, True)])
def test_a_repair_changes_the_number_of_digits_only_as_a_reader_saw_it(seen_by: int, repaired: bool) -> None:
    key = f"{ROW}.upheld"
    doubled = Candidate("11", 11, "number", math.log(0.6), "small", "件")
    single = Candidate("1", 1, "number", math.log(0.39), "digits", "件", seen_by=seen_by)
    found = reconsideration(Reading(key, (doubled, single), "ocr", None, 0.996, trusted=True))[key]
    assert (found.repair is not None) is repaired
    assert repaired or found.read < 0.5


@pytest.mark.parametrize(
    ("part", "misread", "seen_by", "repaired"),
    [("pending", 1, 0, False), ("pending", 1, 1, True), ("pending", 9, 0, True), ("upheld", 4, 0, True)],
)
def test_one_sum_alone_makes_no_4_of_a_1_that_no_reader_takes_for_one(
    part: str, misread: int, seen_by: int, repaired: bool
) -> None:
    key = f"{ROW}.{part}"
    read = seen(key, (misread, 0.6), (PARTS.index(part) + 1, 0.39))
    first, other = read.candidates
    found = reconsideration(replace(read, candidates=(first, replace(other, seen_by=seen_by))))[key]
    assert (found.repair is not None) is repaired
    assert repaired or found.proposed is not None


def test_a_repair_never_overrules_two_readers_that_see_clearly() -> None:
    found = reconsideration(seen(f"{ROW}.upheld", (7, 0.6), (1, 0.39), clear_to=2))[f"{ROW}.upheld"]
    assert (found.value, found.origin) == (7, "ocr")
    assert found.read < 0.5


def test_a_cell_without_ink_is_never_filled() -> None:
    found = reconsideration(blank(f"{ROW}.upheld"))[f"{ROW}.upheld"]
    assert (found.value, found.meaning) == (None, "blank")


def test_a_publishers_mistake_stays_as_printed() -> None:
    found = reconsideration(*(seen(f"{ROW}.{name}", (number, 0.999995)) for name, number in MISTAKEN.items()))
    assert found[f"{ROW}.total"].value == 11
    assert all(value.read > 0.9 and value.repair is None for value in found.values())


def test_with_many_doubtful_cells_in_a_sum_it_has_no_say() -> None:
    doubtful = [seen(f"{ROW}.{name}", (7, 0.6), (number, 0.3)) for number, name in enumerate(PARTS, 1)]
    found = reconsideration(*doubtful)
    assert all(value.repair is None and value.support == 0 for value in found.values())


def test_cells_that_may_be_others_say_nothing() -> None:
    shifted = [
        Reading(one.key, one.candidates, "ocr", None, 0.8, trusted=True)
        for one in (seen(f"{ROW}.upheld", (7, 0.6), (1, 0.39)),)
    ]
    assert reconsideration(*shifted)[f"{ROW}.upheld"].repair is None


def test_trusted_text_is_taken_as_it_is() -> None:
    text = Reading(f"{ROW}.total", (candidate(11, 0.9999),), "text", None, 0.999, trusted=True)
    found = reconsideration(text)[f"{ROW}.total"]
    assert (found.value, found.read) == (11, pytest.approx(0.9999))


def blank(key: str) -> Reading:
    return Reading(key, (Candidate("", None, "blank", math.log(0.985), "ink"),), "ocr", None, 0.996, trusted=True)


def test_an_empty_cell_is_suspect_where_sums_want_a_number() -> None:
    assert reconsideration(blank(f"{ROW}.upheld"))[f"{ROW}.upheld"].suspect
    assert not reconsideration(blank(f"{ROW}.upheld"), seen(f"{ROW}.total", (9, 0.9999)))[f"{ROW}.upheld"].suspect


def test_totals_that_a_publisher_leaves_out_are_not_suspect() -> None:
    rows = ("granted", "partially_granted", "other_else")
    columns = [column.key for column in FORM.table_by_id["requests"].columns]
    readings = [
        seen(f"requests.{row}.{column}", (2, 0.9999)) for row in rows for column in columns if column != "total"
    ]
    for count in (1, 3):
        totals = [
            blank(f"requests.{row}.total") if number < count else seen(f"requests.{row}.total", (12, 0.9999))
            for number, row in enumerate(rows)
        ]
        found = decode([*readings, *totals], FORM)
        assert found["requests.granted.total"].suspect == (count == 1)


def test_a_sum_does_not_tell_which_mark_stands_in_an_untrusted_cell() -> None:
    key = f"{ROW}.other"
    slash = Candidate("/", None, "slash", math.log(0.99999), "small", "件", seen_by=3)
    doubted = Reading(key, (slash,), "ocr", None, 1.0, trusted=False)
    numbers = {"upheld": 1, "corrected": 2, "pending": 4, "total": 7}
    others = [seen(f"{ROW}.{name}", (number, 0.999995), clear_to=2) for name, number in numbers.items()]
    found = reconsideration(*others, doubted)
    assert (found[key].meaning, found[key].support) == ("slash", 0)
    sure = reconsideration(*others, replace(doubted, trusted=True))
    assert sure[key].support == 1
