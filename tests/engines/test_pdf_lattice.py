from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.pdf_ink import Rule
from pipeline.engines.pdf_lattice import Lattice, Slot, find_lattices
from pipeline.engines.pdf_rules import Bar, merge_rules


def cuts(sizes: list[int], start: float) -> list[float]:
    places = [start]
    for size in sizes:
        places.append(places[-1] + size)
    return places


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[float], list[float], list[Slot]]:
    """Cut lines and slots that tile them, every cut line being the edge of a slot."""
    xs = cuts(draw(st.lists(st.integers(20, 60), min_size=2, max_size=5)), 50)
    ys = cuts(draw(st.lists(st.integers(12, 40), min_size=2, max_size=6)), 70)
    free = {(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}
    slots = []
    while free:
        row, column = min(free)
        width = draw(st.integers(1, 3))
        height = draw(st.integers(1, 3))
        while any((row, column + step) not in free for step in range(width)):
            width -= 1
        while any((row + down, column + step) not in free for down in range(height) for step in range(width)):
            height -= 1
        free -= {(row + down, column + step) for down in range(height) for step in range(width)}
        slots.append(Slot(row, column, height, width))
    return xs, ys, slots


def is_tight(xs: list[float], ys: list[float], slots: list[Slot]) -> bool:
    """Whether every cut line is the edge of a slot, so that it can be seen."""
    columns = {slot.column for slot in slots} | {slot.column + slot.colspan for slot in slots}
    rows = {slot.row for slot in slots} | {slot.row + slot.rowspan for slot in slots}
    return len(columns) == len(xs) and len(rows) == len(ys)


def boxes(xs: list[float], ys: list[float], slots: list[Slot]) -> list[Rule]:
    return [
        Rule(xs[slot.column], ys[slot.row], xs[slot.column + slot.colspan], ys[slot.row + slot.rowspan])
        for slot in slots
    ]


def edges(box: Rule, thick: float = 0.5) -> list[Rule]:
    x0, top, x1, bottom = box
    return [
        Rule(x0, top - thick / 2, x1, top + thick / 2),
        Rule(x0, bottom - thick / 2, x1, bottom + thick / 2),
        Rule(x0 - thick / 2, top, x0 + thick / 2, bottom),
        Rule(x1 - thick / 2, top, x1 + thick / 2, bottom),
    ]


def dashes(rule: Rule, dash: float = 3.0, gap: float = 3.0) -> list[Rule]:
    across = rule.x1 - rule.x0 > rule.bottom - rule.top
    start, end = (rule.x0, rule.x1) if across else (rule.top, rule.bottom)
    pieces = []
    while start < end:
        stop = min(start + dash, end)
        pieces.append(rule._replace(x0=start, x1=stop) if across else rule._replace(top=start, bottom=stop))
        start = stop + gap
    return pieces


def found(rules: list[Rule], middles: list[tuple[float, float]] | None = None) -> Lattice:
    (lattice,) = find_lattices(*merge_rules(rules), middles or [])
    return lattice


@given(tables(), st.sampled_from(["thin", "dashed", "gapped", "double"]))
def test_spans_are_recovered_however_rules_are_drawn(
    table: tuple[list[float], list[float], list[Slot]], style: str
) -> None:
    xs, ys, slots = table
    if not is_tight(xs, ys, slots):
        return
    rules = [edge for box in boxes(xs, ys, slots) for edge in edges(box)]
    if style == "dashed":
        rules = [piece for rule in rules for piece in dashes(rule)]
    elif style == "gapped":
        rules = [
            rule._replace(x0=rule.x0 + 1, x1=rule.x1 - 1)
            if rule.x1 - rule.x0 > 5
            else rule._replace(top=rule.top + 1, bottom=rule.bottom - 1)
            for rule in rules
        ]
    elif style == "double":
        rules += [Rule(*(value + 2 for value in rule)) for rule in rules]
    lattice = found(rules)
    assert set(lattice.slots) == set(slots)
    assert all(abs(one - other) <= 3 for one, other in zip(lattice.xs, xs, strict=True))
    assert all(abs(one - other) <= 3 for one, other in zip(lattice.ys, ys, strict=True))


@given(tables())
def test_every_point_is_in_the_cell_that_holds_it(table: tuple[list[float], list[float], list[Slot]]) -> None:
    xs, ys, slots = table
    if not is_tight(xs, ys, slots):
        return
    lattice = found([edge for box in boxes(xs, ys, slots) for edge in edges(box)])
    for row in pairwise(lattice.ys):
        for column in pairwise(lattice.xs):
            x, y = sum(column) / 2, sum(row) / 2
            number = lattice.at(x, y)
            assert number is not None
            box = lattice.slot_box(lattice.slots[number])
            assert box.x0 < x < box.x1
            assert box.top < y < box.bottom
    assert lattice.at(lattice.xs[0] - 1, lattice.ys[0] + 1) is None


def test_borders_of_cells_set_apart_make_one_cut() -> None:
    rules = [
        edge
        for row in range(2)
        for column in range(2)
        for edge in edges(Rule(60 * column, 30 * row, 60 * column + 56, 30 * row + 26))
    ]
    middles = [(27.0 + 60 * column, 12.0 + 30 * row) for row in range(2) for column in range(2)]
    lattice = found(rules, middles)
    assert (len(lattice.xs), len(lattice.ys), len(lattice.slots)) == (3, 3, 4)


def test_a_narrow_row_with_text_is_a_row() -> None:
    rules = [Rule(0, y, 100, y) for y in (0, 20, 28, 48)] + [Rule(x, 0, x, 48) for x in (0, 50, 100)]
    assert len(found(rules, [(25, 24), (75, 24)]).ys) == 4
    assert len(found(rules, [(25, 10), (75, 40)]).ys) == 3


def test_open_sides_are_closed_where_rules_run_on() -> None:
    rules = [Rule(0, y, 200, y) for y in (0, 20, 40)] + [Rule(x, 0, x, 60) for x in (60, 120)]
    lattice = found(rules)
    assert (lattice.xs[0], lattice.xs[-1]) == (0, 200)
    assert lattice.ys[-1] == 60


def test_underlines_make_no_table() -> None:
    assert find_lattices(*merge_rules([Rule(50, y, 400, y) for y in range(100, 400, 20)]), []) == []


def test_two_tables_stay_two() -> None:
    tables = [Rule(x, y, x + 100, y + 60) for x, y in ((50, 100), (50, 300))]
    assert len(find_lattices(*merge_rules([edge for box in tables for edge in edges(box)]), [])) == 2


def test_dots_make_rules_and_marks_do_not() -> None:
    dots = [Rule(x, 100, x + 1, 101) for x in range(50, 150, 3)]
    across, down = merge_rules([*dots, Rule(300, 300, 303, 300)])
    assert across == [Bar(100.5, 50, 150)]
    assert down == []
