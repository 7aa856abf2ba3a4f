"""What a small network reads well is not read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pipeline.engines.ocr.thrifty import ThriftyCells
from pipeline.forms.words import Words
from pipeline.types.grid import Glimpse
from tests.builders import forms


class _Reader:
    """Says the same of every crop, and counts the crops it saw."""

    def __init__(self, name: str, texts: Sequence[tuple[str, float]]) -> None:
        self.name, self._texts, self.seen = name, texts, []

    def read_figures(self, crops: Sequence[Any]) -> list[tuple[Glimpse, ...]]:
        self.seen = [int(crop[0, 0]) for crop in crops]
        return [(Glimpse(*self._texts[number], self.name),) for number in self.seen]


def _read(*texts: tuple[str, float], digits: Sequence[tuple[str, float]] = ()) -> tuple[list[str], list[int]]:
    quick, sure = _Reader("quick", texts), _Reader("sure", texts)
    other = _Reader("digits", digits or [("", 0.0)] * len(texts))
    crops = [np.full((2, 2), number, np.uint8) for number in range(len(texts))]
    answers = ThriftyCells(sure, quick, other, Words(forms().values()).know).read_figures(crops)
    return [answer[0].reader for answer in answers], sure.seen


def test_a_label_is_read_once_and_a_figure_again() -> None:
    readers, again = _read(("本年新收政府信息公开申请数量", -0.01), ("12", -0.01), ("予以公开", -0.01))
    assert readers == ["quick", "sure", "quick"]
    assert again == [1]


def test_a_part_of_a_label_is_known_a_doubtful_one_is_not() -> None:
    assert _read(("政府信息公开申请", -0.01))[0] == ["quick"]
    assert _read(("政府信息公开申请", -0.3))[0] == ["sure"]


def test_what_may_be_a_mark_or_holds_a_figure_is_no_label() -> None:
    assert _read(("一", 0.0), ("/", 0.0), ("第1项", 0.0), ("", 0.0))[0] == ["sure"] * 4


def test_a_number_before_a_known_label_is_no_figure() -> None:
    assert _read(("1.属于国家秘密", -0.01), ("2.件", -0.01), ("1.23", -0.01))[0] == ["quick", "sure", "sure"]


def test_a_number_that_two_little_readers_see_clearly_is_not_read_again() -> None:
    assert _read(("12", -0.01), digits=[("12", -0.01)])[0] == ["quick"]
    assert _read(("1,200", -0.01), digits=[("1200", -0.01)])[0] == ["quick"]


def test_a_number_is_read_again_where_the_two_differ_or_one_doubts() -> None:
    assert _read(("12", -0.01), digits=[("13", -0.01)])[0] == ["sure"]
    assert _read(("12", -0.01), digits=[("12", -0.03)])[0] == ["sure"]
    assert _read(("12", -0.03), digits=[("12", -0.01)])[0] == ["sure"]


def test_marks_and_figures_with_other_units_are_read_again() -> None:
    assert _read(("/", -0.01), digits=[("/", -0.01)])[0] == ["sure"]
    assert _read(("12元", -0.01), digits=[("12万元", -0.01)])[0] == ["sure"]


def test_a_word_that_stands_for_a_figure_is_no_label_though_a_label_begins_with_it() -> None:
    words = Words(forms().values())
    assert words.know("没有现成信息")
    assert not words.know("没有")
