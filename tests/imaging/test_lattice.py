"""How whole the rules of a table are is said by its rules."""

from __future__ import annotations

import itertools

from pipeline.imaging.edges import Edge
from pipeline.imaging.lattice import CLEAR, _sure_edges
from tests.imaging.drawing import draw_rules, grid_of, paper, size_of

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
