"""Which cut lines are rules, and how whole these are."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.imaging.edges import BRIDGED, ENDS, Edge, Edges
from pipeline.imaging.lattice import Lattice, _is_type, _sure_edges, lattice_of
from pipeline.imaging.parting import CLEAR, part
from tests.imaging.drawing import Picture, draw_rules, grid_of, paper, size_of

ROWS = tuple(range(200, 801, 40))


def test_strokes_of_labels_that_begin_alike_say_nothing_of_how_whole_rules_are() -> None:
    import cv2

    page = draw_rules(paper(), (200, 1060, 1240), ROWS)
    for row, (top, _) in enumerate(itertools.pairwise(ROWS)):
        for number, x in enumerate(range(240, 520, 40)):
            if (row // 3 + number) % 2:
                for first, last in ((4, 11), (18, 25), (31, 36)):
                    cv2.line(page, (x, top + first), (x, top + last), (0, 0, 0), 2)
    grid = grid_of(page)
    assert size_of(grid) == (15, 2, 30)
    assert grid.quality == CLEAR


def test_where_no_cut_line_is_all_rule_those_that_are_seen_say_it() -> None:
    rule, white = Edge(0.6, 1.0, ends=True), Edge(0.0, 0.0)
    assert _sure_edges([[white], [rule], [white]], [[white], [white]]) == [rule]
    assert _sure_edges([[rule, white], [rule, rule], [rule, white]], []) == [rule] * 3


def _full_of_type(page: Picture, rows: Sequence[int], *, brackets: bool = False) -> Picture:
    """Characters that fill their rows, stroke under stroke, and brackets, which no stroke leaves."""
    import cv2

    for row, (top, bottom) in enumerate(itertools.pairwise(rows)):
        for number, x in enumerate(range(240, 520, 26)):
            if brackets and number % 4 == 3:
                if row % 3 == 0:
                    cv2.line(page, (x, top + 5), (x, bottom - 3), (0, 0, 0), 2)
                continue
            if (row + number) % 5:
                cv2.line(page, (x - 8, top + 8), (x + 8, top + 8), (120, 120, 120), 2)  # level strokes are thinner
                cv2.line(page, (x, bottom - 8), (x + 8, bottom - 8), (120, 120, 120), 2)
                cv2.line(page, (x, top), (x, bottom), (0, 0, 0), 2)
    return page


def test_strokes_of_characters_that_fill_their_rows_are_no_rules() -> None:
    rows = tuple(range(200, 681, 24))
    page = draw_rules(paper(), (200, 1060, 1240), rows)
    assert size_of(grid_of(_full_of_type(page, rows))) == (20, 2, 40)


def test_where_type_fills_rows_brackets_under_each_other_are_no_rule() -> None:
    rows = tuple(range(200, 681, 24))
    page = draw_rules(paper(), (200, 1060, 1240), rows)
    assert size_of(grid_of(_full_of_type(page, rows, brackets=True))) == (20, 2, 40)


def test_print_that_touches_a_rule_in_some_rows_takes_none_away() -> None:
    import cv2

    page = draw_rules(paper(), (200, 1060, 1240), ROWS)
    for top in ROWS[:6]:
        cv2.line(page, (1040, top + 20), (1060, top + 20), (0, 0, 0), 2)
        cv2.line(page, (1040, top + 26), (1060, top + 26), (0, 0, 0), 2)
    assert size_of(grid_of(page)) == (15, 2, 30)


@pytest.mark.parametrize("free", [0, 4])
def test_digits_that_only_filled_gaps_make_as_high_as_their_rows_are_no_rules(free: int) -> None:
    upright, level = np.zeros((240, 640), np.uint8), np.zeros((240, 640), np.uint8)
    rows, columns, digits = (20, 50, 80, 110, 220), (20, 220, 420, 620), (260, 360, 460)
    for y in rows:
        level[y - 1 : y + 2, 20:620] = 255
    for x in columns:
        upright[20:220, x - 1 : x + 2] = 255
    for x in digits:
        upright[20:110, x - 1 : x + 2] = BRIDGED
        for top in rows[:3]:
            upright[top + ENDS + free : top + 30 - ENDS - free, x - 1 : x + 2] = 255
    upright[20:50, 359:362] = 255  # one of them is as high as its row
    upright[110:220, 519:522] = 255  # a rule in one row alone, and white in the others
    columns = (20, 220, 420, 520, 620)
    edges = Edges(level, upright, level | (upright == 255) * np.uint8(255), 200.0, dashed=True)
    found = lattice_of(sorted((*columns, *digits)), rows, edges)
    assert list(found.xs) == (sorted((*columns, *digits)) if free == 0 else list(columns))


def test_a_cut_line_none_of_whose_edges_is_whole_is_type_where_strokes_leave_it() -> None:
    worn, left = Edge(0.91, 1.0, True, True, unbroken=0.91), Edge(0.91, 1.0, True, True, unbroken=0.91, branched=0.1)
    whole = Edge(1.0, 1.0, True, True, unbroken=1.0)
    assert _is_type([worn, worn, worn, left, worn, worn, left], 0.95, tight=False)
    assert not _is_type([worn] * 7, 0.95, tight=False)
    assert not _is_type([worn, whole, worn, left, worn, worn, left], 0.95, tight=False)


WHOLE_EDGE, NO_EDGE = Edge(1.0, 1.0, True, True, unbroken=1.0), Edge(0.0, 0.0)


@pytest.mark.parametrize(
    ("share", "gone", "rows", "parted"),
    [(0.5, 1, 12, True), (0.1, 1, 12, False), (0.5, 4, 12, False), (0.5, 1, 6, False)],
)
def test_something_of_a_stroke_between_two_edges_of_a_rule_through_many_rows_parts(
    share: float, gone: int, rows: int, parted: bool
) -> None:
    right = [[NO_EDGE if row % 2 and row < 2 * gone else WHOLE_EDGE] for row in range(rows)]
    right[rows - 2] = [Edge(share, share)]
    below = [[WHOLE_EDGE] * 2 for _ in range(rows - 1)]
    gutters = [[False] for _ in range(rows)]
    found = part(Lattice((0, 1, 2), tuple(range(rows + 1)), right, below, 0.95, gutters))
    assert found.right[rows - 2][0] is parted
    assert found.quality < CLEAR or not parted


@pytest.mark.parametrize(
    ("worn", "parted"),
    [
        (Edge(0.82, 0.97, True, False, unbroken=0.85), True),
        (Edge(0.82, 0.97, False, False, unbroken=0.85), False),
        (Edge(0.72, 0.9, True, False, unbroken=0.85), False),
    ],
)
def test_the_last_edge_of_a_level_rule_may_be_worn_by_print_that_touches_it(worn: Edge, parted: bool) -> None:
    right = [[WHOLE_EDGE] * 3 for _ in range(2)]
    below = [[NO_EDGE, worn, WHOLE_EDGE, WHOLE_EDGE]]
    found = part(Lattice((0, 1, 2, 3, 4), (0, 1, 2), right, below, 0.95, [[False] * 3] * 2))
    assert found.below == [[False, parted, True, True]]
    below[0][0] = Edge(0.6, 0.6)  # type goes on
    found = part(Lattice((0, 1, 2, 3, 4), (0, 1, 2), right, below, 0.95, [[False] * 3] * 2))
    assert not found.below[0][1]
