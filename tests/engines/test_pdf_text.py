from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.pdf_fonts import Verdict
from pipeline.engines.pdf_ink import Glyph
from pipeline.engines.pdf_text import group_rows, split_row, write_row
from pipeline.types.page import Line
from tests.engines.pdffiles import PADDING, first_page, pdf, show, texts

PLAIN = [Verdict(None)]


def glyph(text: str, x: float, *, y: float = 100.0, width: float = 5.0, order: int = 0) -> Glyph:
    return Glyph(text, x, y - 8, x + width, y + 2, y, 10.0, 0, 0, order, 0.0, "")


def glyphs(text: str, *, x: float = 0.0, step: float = 5.0) -> list[Glyph]:
    return [glyph(character, x + number * step) for number, character in enumerate(text)]


def written(row: list[Glyph]) -> str:
    found = write_row(sorted(row, key=lambda item: item.x0), PLAIN)
    assert found is not None
    return found.text


@given(st.text("0123456789", min_size=1, max_size=8), st.integers(1, 4), st.floats(0.1, 1.9))
def test_fake_bold_is_taken_once_and_figures_stay(number: str, strikes: int, shift: float) -> None:
    row = [
        item._replace(x0=item.x0 + copy * shift / strikes, x1=item.x1 + copy * shift / strikes)
        for item in glyphs(number)
        for copy in range(strikes)
    ]
    assert written(row) == number


def test_a_genuine_11_stays(tmp_path: Path) -> None:
    assert "11" in texts(first_page(tmp_path, pdf([show(PADDING, 72, 700) + show("11", 72, 600)])).blocks)


def test_a_1_struck_twice_is_1(tmp_path: Path) -> None:
    content = show(PADDING, 72, 700) + show("1", 72, 600) + show("1", 72.4, 600)
    assert texts(first_page(tmp_path, pdf([content])).blocks) == [PADDING, "1"]


def test_figures_printed_over_others_are_not_believed(tmp_path: Path) -> None:
    content = show(PADDING, 72, 700) + show("15", 72, 600) + show("28", 72.6, 600)
    lines = [block for block in first_page(tmp_path, pdf([content])).blocks if isinstance(block, Line)]
    assert [line.trusted for line in lines] == [True, False]


@pytest.mark.parametrize(("step", "expected"), [(5.0, "12"), (6.5, "12"), (9.0, "1 2")], ids=["set", "spaced", "apart"])
def test_a_space_stands_only_where_the_gap_is_wide(step: float, expected: str) -> None:
    assert written(glyphs("12", step=step)) == expected


def test_a_printed_space_counts() -> None:
    assert written([glyph("1", 0), glyph(" ", 5, width=2.5), glyph("2", 7.5)]) == "1 2"
    assert written([glyph("1", 0), glyph("2", 5), glyph(" ", 10)]) == "12"


def test_rows_go_by_baseline_and_keep_superscripts() -> None:
    rows = group_rows([glyph("a", 0), glyph("b", 5, y=98), glyph("c", 10, y=101), glyph("d", 0, y=112)])
    assert [[item.text for item in row] for row in rows] == [["a", "b", "c"], ["d"]]


def test_rows_are_cut_at_wide_gaps_and_between_figures_at_any() -> None:
    row = [*glyphs("ab"), *glyphs("cd", x=24), *glyphs("12", x=50), *glyphs("34", x=64)]
    assert ["".join(item.text for item in part) for part in split_row(row)] == ["ab", "cd", "12", "34"]


def test_figures_drawn_apart_are_cut_at_a_narrow_gap() -> None:
    row = [glyph("1", 0, order=1), glyph("2", 6.5, order=2)]
    assert len(split_row(row)) == 2
    assert len(split_row([item._replace(order=1) for item in row])) == 1


def test_nothing_printed_is_no_row() -> None:
    assert write_row([glyph(" ", 0)], PLAIN) is None


def test_an_untrusted_font_dooms_the_row() -> None:
    found = write_row([glyph("1", 0), glyph("2", 5)._replace(font=1)], [Verdict(None), Verdict("odd")])
    assert found is not None
    assert not found.trusted


def test_bold_is_a_bold_font_or_fake_bold() -> None:
    twice = write_row([glyph("1", 0), glyph("1", 0.5)], PLAIN)
    font = write_row([glyph("1", 0)], [Verdict(None, bold=True)])
    assert twice is not None
    assert font is not None
    assert twice.bold
    assert font.bold


def test_a_label_and_a_figure_drawn_apart_are_cut() -> None:
    row = [*glyphs("ab"), glyph("5", 15, order=1), glyph("c", 25, order=2)]
    assert ["".join(item.text for item in part) for part in split_row(row)] == ["ab", "5", "c"]
    together = [item._replace(order=0) for item in row]
    assert len(split_row(together)) == 1
