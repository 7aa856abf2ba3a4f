from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from pipeline.text.numerals import parse_cell
from pipeline.training.digits.strings import CHARACTERS, DASHES, FOREIGN, draw_print, label_of


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("12", "12"), ("１２", "12"), ("1，204", "1,204"), ("－5", "-5"), ("-5", "-5"), ("3.5萬元", "3.5万元"),
        ("無", "无"), ("--", "—"), ("——", "—"), ("一一", "—"), ("一", "—"), ("-", "-"), ("/", "/"), ("本年", "□□"),
        ("12家", "12□"), ("", ""),
    ],
)  # fmt: skip
def test_a_label_has_one_name_for_each_kind_of_mark(printed: str, label: str) -> None:
    assert label_of(printed) == label


def test_every_label_is_made_of_what_the_network_knows() -> None:
    rng = Random(1)
    for _ in range(2000):
        assert set(draw_print(rng).label) <= set(CHARACTERS)


def test_a_label_means_what_is_printed() -> None:
    rng = Random(2)
    for _ in range(2000):
        drawn = draw_print(rng)
        if FOREIGN not in drawn.label and drawn.printed != "一" and drawn.label != "":
            printed, label = parse_cell(drawn.printed, money=True), parse_cell(drawn.label, money=True)
            assert (printed.value, printed.meaning) == (label.value, label.meaning), drawn


def test_reports_have_many_zeros_and_some_of_everything() -> None:
    rng = Random(3)
    labels = Counter(draw_print(rng, uniform=0.0).label for _ in range(4000))
    assert 0.15 < labels["0"] / 4000 < 0.3
    assert labels["/"] > 50
    assert labels["—"] > 50
    assert any("." in label for label in labels)
    assert any(label.startswith("-") and len(label) > 1 for label in labels)


def test_uniform_figures_have_every_digit_equally_often() -> None:
    rng = Random(4)
    digits = Counter(char for _ in range(4000) for char in draw_print(rng, uniform=1.0).label if char.isdigit())
    assert min(digits.values()) > 0.8 * max(digits.values())


def test_all_dashes_are_dashes() -> None:
    assert {label_of(dash) for dash in DASHES} == {"—"}
