"""Digits as wide as characters."""

from __future__ import annotations

from pipeline.imaging.alignment.pieces import Piece
from pipeline.imaging.alignment.widths import join_wide_digits
from pipeline.types.raster import PixelBox
from tests.imaging.alignment.tables import EM, figures, word

LABELS = [word(100, y, 5) for y in (100, 140, 180)]


def spaced(x: int, y: int, digits: int, *, step: int = EM + 2) -> list[int]:
    """The centres of the digits of a number that starts at x."""
    return [x + step * number for number in range(digits)]


def test_digits_one_em_apart_are_one_number() -> None:
    rows = [*figures(100, spaced(400, 100, 3)), *figures(140, spaced(411, 140, 2)), *figures(180, [411, 600])]
    joined = [piece for piece in join_wide_digits([*LABELS, *rows]) if piece.figure]
    assert sorted((piece.box.x0, piece.box.x1, piece.middle) for piece in joined) == [
        (395, 449, 100.0),
        (406, 416, 180.0),
        (406, 438, 140.0),
        (595, 605, 180.0),
    ]


def test_dashes_beside_the_number_of_a_page_say_nothing_of_its_digits() -> None:
    rows = [*figures(100, spaced(400, 100, 3)), *figures(140, spaced(411, 140, 2))]
    dashes = [Piece(PixelBox(x - 8, 899, x + 8, 902), figure=True) for x in (382, 418)]
    joined = join_wide_digits([*LABELS, *rows, *figures(900, [400]), *dashes])
    assert sum(piece.figure and piece.middle < 900 for piece in joined) == 2


def test_digits_at_uneven_distances_are_figures_of_their_own() -> None:
    rows = [*figures(100, spaced(400, 100, 2)), *figures(140, spaced(400, 140, 2, step=EM - 4)), *figures(180, [411])]
    uneven = [*LABELS, *rows]
    assert join_wide_digits(uneven) == uneven


def test_nothing_is_joined_where_numbers_are_set_as_usual() -> None:
    pieces = [*LABELS, *figures(100, spaced(400, 100, 2)), *figures(140, [400], size=2), *figures(180, [400], size=3)]
    assert join_wide_digits(pieces) == pieces


def test_a_page_without_words_or_figures_stays() -> None:
    assert join_wide_digits([]) == []
    assert join_wide_digits(LABELS) == LABELS


def test_a_point_as_wide_as_a_character_parts_no_number_and_none_at_its_end_belongs_to_it() -> None:
    point, stop = Piece(PixelBox(431, 103, 435, 107)), Piece(PixelBox(453, 183, 457, 187))
    rows = [*figures(100, [411, 455, 477]), point, *figures(180, spaced(411, 180, 2)), stop]
    joined = [piece for piece in join_wide_digits([*LABELS, *rows]) if piece.figure]
    assert sorted((piece.box.x0, piece.box.x1) for piece in joined) == [(406, 438), (406, 482)]
