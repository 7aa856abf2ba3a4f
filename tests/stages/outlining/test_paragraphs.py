"""Paragraphs rebuilt from lines of a page or of wrapped text."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema import Box, PagePlace, TextPlace
from pipeline.stages.outlining.paragraphs import Piece, rebuild
from pipeline.text.normalise import squeeze
from pipeline.types.page import Line

SIZE, LEFT, RIGHT, PITCH = 12.0, 90.0, 510.0, 20.0
FULL = "政" * 35


def lines(rows: Sequence[tuple[str, float, float]], *, page: int = 1, gaps: Sequence[float] = ()) -> list[Line]:
    """Lines of a page: text, left and right edge; `gaps` are added above the lines."""
    found, top = [], 80.0
    for number, (text, x0, x1) in enumerate(rows):
        top += PITCH + (gaps[number] if number < len(gaps) else 0.0)
        found.append(Line(text, PagePlace(page=page, box=Box(x0, top, x1, top + SIZE)), size=SIZE))
    return found


def joined(found: Sequence[Line]) -> list[str]:
    return [piece.text for piece in rebuild(found, lambda text: text.startswith("标题"))]


def test_paragraphs_set_without_indent_are_parted_by_the_gap() -> None:
    rows = [(FULL, LEFT, RIGHT), (FULL, LEFT, RIGHT), (FULL, LEFT, RIGHT), (FULL, LEFT, RIGHT), ("完。", LEFT, 120.0)]
    assert joined(lines(rows, gaps=[0, 0, 12])) == [FULL * 2, FULL * 2 + "完。"]


def test_a_point_after_a_full_line_starts_a_paragraph() -> None:
    rows = [(FULL, LEFT, RIGHT), (FULL + "。", LEFT, RIGHT), ("（二）" + FULL, LEFT, RIGHT), ("完。", LEFT, 120.0)]
    assert joined(lines(rows)) == [FULL * 2 + "。", "（二）" + FULL + "完。"]


def test_a_number_that_did_not_fit_leaves_its_line_short() -> None:
    address = "http://www.example.cn/zfxxgk/2023"
    rows = [(FULL, LEFT, RIGHT), ("详见网址", LEFT, 400.0), (address + "下载。", LEFT, 350.0), ("另段。", LEFT, 130.0)]
    assert joined(lines(rows)) == [FULL + "详见网址" + address + "下载。", "另段。"]


def test_latin_words_keep_a_space_and_addresses_do_not() -> None:
    assert joined(lines([("采用" * 17 + "Open", LEFT, RIGHT), ("Data平台。", LEFT, 200.0)])) == [
        "采用" * 17 + "Open Data平台。"
    ]
    rows = [("采用" * 12 + "www.example", LEFT, RIGHT), (".cn下载。", LEFT, 200.0)]
    assert joined(lines(rows)) == ["采用" * 12 + "www.example.cn下载。"]


def test_a_line_that_cannot_be_trusted_joins_nothing() -> None:
    rows = lines([(FULL, LEFT, RIGHT), (FULL, LEFT, RIGHT), ("完。", LEFT, 120.0)])
    odd = Line(rows[1].text, rows[1].place, size=SIZE, trusted=False)
    found = rebuild([rows[0], odd, rows[2]], lambda _: False)
    assert [(piece.text, piece.trusted) for piece in found] == [(FULL, True), (FULL, False), ("完。", True)]


def test_the_place_is_that_of_the_lines_on_the_first_page() -> None:
    rows = [*lines([(FULL, LEFT + 24, RIGHT), (FULL, LEFT, RIGHT)]), *lines([("完。", LEFT, 120.0)], page=2)]
    (piece,) = rebuild(rows, lambda _: False)
    assert piece.place == PagePlace(page=1, box=Box(LEFT, 100.0, RIGHT, 132.0))


def test_a_larger_type_and_a_heading_stand_alone() -> None:
    rows = lines([(FULL, LEFT, RIGHT), ("标题" + FULL, LEFT, RIGHT), (FULL, LEFT, RIGHT)])
    large = Line(rows[0].text, rows[0].place, size=2 * SIZE)
    assert len(rebuild([large, *rows[1:]], lambda text: text == "标题" + FULL)) == 3


def _place(draw: st.DrawFn, number: int) -> PagePlace | TextPlace:
    if draw(st.booleans()):
        x0 = draw(st.floats(0, 300))
        return PagePlace(
            page=1 + number // 5, box=Box(x0, number * 10.0, x0 + draw(st.floats(1, 300)), number * 10.0 + 9)
        )
    return TextPlace(paragraph=number, start=0, end=1)


@st.composite
def any_lines(draw: st.DrawFn) -> list[Line]:
    texts = draw(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), max_size=20))
    return [
        Line(text, _place(draw, number), draw(st.sampled_from([0.0, 10.5, 16.0])), whole=draw(st.booleans()))
        for number, text in enumerate(texts)
    ]


@given(any_lines())
def test_no_character_is_lost_or_moved(given_lines: list[Line]) -> None:
    pieces: list[Piece] = rebuild(given_lines, lambda text: "一" in text)
    assert squeeze("".join(piece.text for piece in pieces)) == squeeze("".join(line.text for line in given_lines))
