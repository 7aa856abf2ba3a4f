from __future__ import annotations

import random

import pytest
from click.testing import CliRunner

from pipeline.bench.corruption import Damage, confuse, corrupted_readings
from pipeline.bench.decoding import decoding, interval, measure
from pipeline.synth.values import Wishes, draw_values
from tests.grids import forms


def test_as_many_cells_are_corrupted_as_asked_for() -> None:
    form = forms()["2021"]
    values = draw_values(form, Wishes(), random.Random(5))
    readings, wrong = corrupted_readings(values, form, Damage(5, sure=True, agreed=True), random.Random(5))
    assert len(wrong) == 5
    misread = {one.key for one in readings if one.candidates[0].value != values.figures[one.key].value}
    assert misread == wrong


@pytest.mark.parametrize("text", ["0", "12", "1403", "/", "—", "", "-5"])
def test_what_is_confused_is_another_text(text: str) -> None:
    rng = random.Random(3)
    assert any(confuse(text, rng) != text for _ in range(20))


@pytest.mark.parametrize("sure", [False, True])
def test_no_repair_is_wrong_and_most_corrupted_cells_are_restored(sure: bool) -> None:
    tally = measure(Damage(2, sure), errors=0, reports=12, seed=3)
    assert tally.corrupted == 24
    assert tally.wrong_repairs == 0
    assert tally.restored + tally.review + tally.passed == tally.corrupted
    assert tally.restored > tally.corrupted / 2
    assert tally.alleged == 0


def test_publishers_mistakes_are_named_and_never_repaired_away() -> None:
    tally = measure(Damage(0, sure=False), errors=1, reports=12, seed=3)
    assert tally.sums > 0
    assert tally.named + tally.undecided == tally.sums
    assert tally.named > 0.8 * tally.sums
    assert (tally.repaired, tally.alleged) == (0, 0)


def test_what_is_measured_is_the_same_each_time() -> None:
    one, other = (measure(Damage(3, sure=True), errors=1, reports=3, seed=9) for _ in range(2))
    assert (one.restored, one.review, one.named, one.left_out) == (
        other.restored, other.review, other.named, other.left_out,
    )  # fmt: skip


def test_no_case_in_many_is_no_proof_of_none() -> None:
    low, high = interval(0, 4000)
    assert low == 0
    assert 0.0005 < high < 0.001


def test_the_table_is_printed() -> None:
    result = CliRunner().invoke(decoding, ["--reports", "1"])
    assert result.exit_code == 0, result.output
    assert "wrong repairs" in result.output
    assert "all agree" in result.output
