"""What lies along an edge, and whether it parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.imaging.edges import Edge, Edges, Strip, _run_on, look_along
from pipeline.imaging.lattice import _parts, _seen_twice, verdict_on
from pipeline.imaging.parting import NEARLY, RESTORED, _decide, _in_the_open
from pipeline.types.raster import PixelBox

WHOLE = (6, 5, 30)
SURE = 0.9


@pytest.mark.parametrize(
    ("piece", "gutter"),
    [
        ((slice(20, 40), slice(60, 72)), True),
        ((slice(64, 94), slice(0, 24)), False),
        ((slice(6, 10), slice(6, 10)), False),
    ],
)
def test_print_beside_a_gutter_is_no_shade_left_in_a_corner(piece: tuple[slice, slice], gutter: bool) -> None:
    strokes = np.zeros((100, 300), np.uint8)
    strokes[40:60, 200:220] = strokes[piece] = 255
    edges = Edges(strokes, strokes, strokes, 200.0)
    assert edges.is_gutter(150, (0, 300), (0, 100)) is gutter


def test_a_rule_through_a_cell_is_noticed() -> None:
    strokes = np.zeros((100, 300), np.uint8)
    strokes[50, 3:297] = 255
    edges = Edges(strokes, strokes * 0, strokes, 200.0)
    assert edges.is_ruled_through(PixelBox(0, 0, 300, 100))
    assert not edges.is_ruled_through(PixelBox(0, 0, 300, 50))


def test_an_edge_that_meets_no_upright_rule_is_a_word() -> None:
    right = [[True, True, False, False], [True, True, False, False]]
    below = [[True, True, False, True, False]]
    assert _in_the_open(right, below) == [(0, 3)]
    assert _in_the_open([[True, True, True, False]] * 2, below) == []


def test_an_unbroken_stroke_that_ends_short_of_the_rules_across_parts() -> None:
    short = Edge(0.93, 0.94, ends=True, unbroken=0.98)
    assert verdict_on(short, usual=0.95) == "parted"
    assert verdict_on(replace(short, unbroken=0.92), usual=0.95) == "doubtful"
    assert verdict_on(replace(short, crowded=True), usual=0.95) == "open"
    assert verdict_on(replace(short, ends=False), usual=0.95) == "open"


@pytest.mark.parametrize(("beside", "crowded"), [((0, 40), False), ((8, 12), True)])
def test_the_other_strokes_of_a_double_rule_are_no_type(beside: tuple[int, int], crowded: bool) -> None:
    nothing = np.zeros((40, 61), np.uint8)
    stroke, ink = nothing.copy(), nothing.copy()
    stroke[:, 30] = ink[:, 30] = 255
    for first in range(0, 40, 20) if crowded else (0,):
        ink[first + beside[0] : first + beside[1], 24:27] = ink[first + beside[0] : first + beside[1], 34:37] = 255
    ink[::2, 22:39] |= 255 if crowded else 0
    assert look_along(Strip(stroke, nothing, ink), 200).crowded == crowded


@pytest.mark.parametrize(("unbroken", "cost"), [(1.0, NEARLY), (0.8, RESTORED)])
def test_a_whole_stroke_between_two_rules_is_hardly_a_doubt(unbroken: float, cost: float) -> None:
    rule = Edge(1.0, 1.0, ends=True, touching=True, unbroken=1.0)
    short = Edge(0.72, 0.72, ends=True, unbroken=unbroken)
    assert _decide(short, [rule, rule], usual=0.95, blind=False) == (True, cost)


def test_of_two_cut_lines_nearer_than_print_the_one_farther_from_its_rule_goes() -> None:
    near, far, no_rule = Edge(1, 1, True, True), Edge(1, 1, True, True, off=6), Edge(0, 0)
    cuts = [0, 100, 112, 200]
    assert _seen_twice(cuts, [[no_rule, far], [near, near]], 0.95, 200) == {100}
    assert _seen_twice(cuts, [[near, near], [no_rule, far]], 0.95, 200) == {112}
    assert _seen_twice(cuts, [[near, no_rule], [no_rule, near]], 0.95, 200) == set()
    assert _seen_twice([0, 100, 130, 200], [[no_rule, far], [near, near]], 0.95, 200) == set()


def test_strokes_seen_on_both_sides_of_ink_run_on_under_it() -> None:
    line, under = np.zeros(40, bool), np.zeros(40, bool)
    line[:10] = line[24:] = under[10:24] = True
    assert _run_on(line, under).all()
    line[24:] = False
    assert not _run_on(line, under)[10:24].any()
    under[:36] = True  # next to nothing is seen
    assert (_run_on(line, under) == line).all()


def test_a_cut_line_that_parts_one_row_between_the_strokes_of_a_seal_is_none() -> None:
    whole, half = Edge(1.0, 1.0, ends=True, touching=True), Edge(1.0, 1.0, ends=True, touching=True, veiled=0.5)
    nothing = Edge(0.0, 0.0)
    assert _parts([nothing, whole, nothing], 0.95)
    assert not _parts([nothing, half, nothing], 0.95)
    assert _parts([half, half], 0.95)


def test_where_print_touches_a_long_rule_it_is_whole() -> None:
    rule, nothing = np.zeros((60, 400), np.uint8), np.zeros((60, 400), np.uint8)
    rule[30, :] = 255
    ink = rule.copy()
    rule[30, 150:230] = 0  # print on one side hides that it is darker there
    ink[30:50, 150:230] = 255
    assert Edges(rule, nothing, ink, 200.0).below(30, 0, 400).share == 1.0
    ink[30, 180:200] = 0  # paper between two characters
    assert Edges(rule, nothing, ink, 200.0).below(30, 0, 400).share < 0.85
    ink[30, 180:200] = 255
    assert Edges(rule, nothing, ink, 200.0).below(30, 130, 200).share < 0.5  # no longer than a character


def test_an_upright_stroke_of_print_set_solid_goes_through_no_cell() -> None:
    strokes = np.zeros((100, 300), np.uint8)
    strokes[:, 150] = 255
    edges = Edges(strokes * 0, strokes, strokes, 200.0)
    assert edges.is_ruled_through(PixelBox(0, 0, 300, 50), solid=True)
    assert edges.is_ruled_through(PixelBox(0, 0, 300, 32))
    assert not edges.is_ruled_through(PixelBox(0, 0, 300, 32), solid=True)
    assert edges.are_set_solid((0, 32, 64, 96))
    assert not edges.are_set_solid((0, 50, 75, 100, 150))  # a row torn in two
