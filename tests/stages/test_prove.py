"""A text layer against the drawn page: who is condemned for a lie."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.schema import Box, PagePlace
from pipeline.stages.prove import prove
from pipeline.stages.proving.sampling import choose
from pipeline.types.grid import Cell, Grid
from pipeline.types.page import Line, Page, Print, Transcript
from pipeline.types.proof import Outcome, Proof


def _place(number: int, page: int = 1) -> PagePlace:
    return PagePlace(page=page, box=Box(100.0 * number, 100.0, 100.0 * number + 90.0, 120.0))


def _print(text: str, number: int, *, font: int = 0, crossed: bool = False, page: int = 1) -> Print:
    return Print(text, _place(number, page), (font,), crossed=crossed)


def _transcript(prints: Sequence[Print], *lines: Line) -> Transcript:
    cells = tuple(Cell(one.text, 0, number, one.place) for number, one in enumerate(prints))
    grid = Grid(cells, 1, len(cells), "lines", "ruled", (1,))
    return Transcript((Page(1, 600, 800, (grid, *lines), prints=tuple(prints)),))


def _proved(prints: Sequence[Print], wrong: dict[str, Outcome], *lines: Line) -> Page:
    def look(asked: Sequence[Print]) -> list[Proof]:
        return [Proof(one, wrong.get(one.text, "same"), "?") for one in asked]

    return prove(_transcript(prints, *lines), look).pages[0]


def _distrusted(page: Page) -> list[str]:
    (grid,) = [block for block in page.blocks if isinstance(block, Grid)]
    return [cell.text for cell in grid.cells if not cell.trusted]


def test_what_the_page_shows_as_the_layer_says_is_left_as_it_is() -> None:
    page = _proved([_print("3", 0), _print("41", 1)], {})
    assert _distrusted(page) == []
    assert page.unread == ()


def test_a_lie_condemns_all_text_of_its_font() -> None:
    prints = [_print("3", 0), _print("41", 1), _print("5", 2, font=1)]
    page = _proved(prints, {"3": "other"})
    assert _distrusted(page) == ["3", "41"]
    (region,) = page.unread
    assert region.box.x0 < 0  # the whole table is read again
    assert region.box.x1 > 290


def test_a_figure_whose_digits_are_right_elsewhere_in_its_font_is_alone() -> None:
    prints = [_print("30", 0), _print("3", 1), _print("0", 2)]
    assert _distrusted(_proved(prints, {"30": "nothing"})) == ["30"]


def test_a_figure_with_something_drawn_over_it_says_nothing_of_its_font() -> None:
    prints = [_print("3", 0, crossed=True), _print("41", 1)]
    assert _distrusted(_proved(prints, {"3": "other"})) == ["3"]


@pytest.mark.parametrize("outcome", ["other", "nothing", "unsure"])
def test_lines_in_a_lying_font_are_not_believed_either(outcome: Outcome) -> None:
    line = Line("2024", _place(5))
    page = _proved([_print("3", 0), _print("2024", 5)], {"3": outcome}, line)
    assert [block.trusted for block in page.blocks if isinstance(block, Line)] == [False]


def test_the_record_says_what_was_seen() -> None:
    def look(asked: Sequence[Print]) -> list[Proof]:
        return [Proof(one, "other", "8") for one in asked]

    (remark,) = prove(_transcript([_print("3", 0)]), look).remarks
    assert remark.code == "layer_lies"
    assert "'3'" in remark.message
    assert "'8'" in remark.message


def test_every_figure_is_compared_and_those_first_that_show_new_digits() -> None:
    prints = [_print("1", 0), _print("11", 1), _print("23", 2), _print("9", 3, font=1)]
    chosen = [one.text for one in choose(prints)]
    assert chosen[:2] == ["23", "9"]
    assert sorted(chosen) == ["1", "11", "23", "9"]


def test_a_font_without_figures_shows_a_few_of_its_rows() -> None:
    prints = [_print("3", 0), *(_print(f"row number {number}", number, font=1) for number in range(5))]
    assert [one.text for one in choose(prints)] == ["3", "row number 0", "row number 1"]
