"""Numerals of numbered lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.word.listnumerals import FORMATS, list_numeral
from pipeline.text.chinese_numbers import parse_numeral


@pytest.mark.parametrize(
    ("value", "numbering", "printed"),
    [
        (1, "chineseCounting", "一"), (10, "japaneseCounting", "十"), (15, "chineseCountingThousand", "十五"),
        (20, "chineseCounting", "二十"), (105, "taiwaneseCounting", "一百零五"), (10, "ideographDigital", "一〇"),
        (12, "chineseLegalSimplified", "壹拾贰"), (12, "ideographLegalTraditional", "壹拾貳"),
        (3, "ideographTraditional", "丙"),
        (2, "ideographZodiac", "丑"), (4, "upperRoman", "IV"), (4, "lowerRoman", "iv"), (27, "upperLetter", "AA"),
        (2, "lowerLetter", "b"), (3, "decimalEnclosedCircleChinese", "③"), (2, "decimalEnclosedParen", "⑵"),
        (21, "decimalEnclosedCircle", "21"), (3, "decimalZero", "03"), (3, "decimalFullWidth", "３"),
        (7, "unheard-of", "7"),
        (7, "bullet", ""), (0, "chineseCounting", "0"), (-1, "upperRoman", "-1"),
    ],
)  # fmt: skip
def test_formats(value: int, numbering: str, printed: str) -> None:
    assert list_numeral(value, numbering) == printed


@given(st.integers(1, 9999))
def test_chinese_counting_reads_back(value: int) -> None:
    numeral = parse_numeral(list_numeral(value, "chineseCounting"))
    assert numeral is not None
    assert numeral.value == value


@given(st.sampled_from(sorted(FORMATS)), st.integers(-(10**6), 10**9))
def test_any_number_has_a_numeral(numbering: str, value: int) -> None:
    assert isinstance(list_numeral(value, numbering), str)
