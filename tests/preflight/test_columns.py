"""Lines of a given width."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from pipeline.preflight.columns import NOT_FIRST, wrap


def test_chinese_breaks_between_characters_and_fills_its_lines() -> None:
    assert wrap("对照台账逐格核对，改正填错的一格。", 12) == ["对照台账逐格", "核对，改正填", "错的一格。"]


def test_words_and_numbers_stay_together() -> None:
    assert wrap("a sum of 12345 does not hold", 14) == ["a sum of 12345", "does not hold"]
    assert wrap("合计12345件", 8) == ["合计", "12345件"]


def test_no_line_begins_with_closing_punctuation() -> None:
    assert wrap("甲乙丙丁。戊", 8) == ["甲乙丙", "丁。戊"]
    assert wrap("甲乙丙（丁）", 8) == ["甲乙丙", "（丁）"]


def test_a_link_longer_than_the_line_is_cut() -> None:
    assert all(cell_len(line) <= 20 for line in wrap("https://example.cn/" + "a" * 60, 20))


def test_nothing() -> None:
    assert wrap("", 20) == [""]


MARK_AFTER_SPACE = re.compile(r"\s+([，。）])")


@example("。 。。。。", 10)
@given(st.text(alphabet="公开申请2023年ab ，。（）12", max_size=200), st.integers(10, 100))
def test_no_line_is_too_long_and_nothing_is_lost(text: str, width: int) -> None:
    text = MARK_AFTER_SPACE.sub(r"\1", text)  # a line may end at the text's own space, whatever follows it
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
    assert not any(
        line[0] in NOT_FIRST
        for line, before in zip(lines[1:], lines, strict=False)
        if line and cell_len(before) < width - 3
    )
