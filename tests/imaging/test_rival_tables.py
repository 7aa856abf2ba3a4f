"""Of two readings of a table's rules the one that counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.engines.sight.tables import _has_room, _is_fragment, _is_outdone, _is_part, _with_dashed, _worth
from pipeline.types.raster import PixelBox, PixelCell, PixelGrid
from tests.imaging.drawing import paper

WHOLE = (6, 5, 30)
SURE = 0.9


@pytest.mark.parametrize(("right", "part"), [(300, True), (105, False)])
def test_evened_rules_replace_no_larger_table(right: int, part: bool) -> None:
    before, evened = grid_as_large_as(right, 200, quality=0.8), grid_as_large_as(100, 200, quality=0.999)
    assert _is_part(evened, [(before, paper()[..., 0])]) is part


@pytest.mark.parametrize(("quality", "fragment"), [(0.97, True), (0.85, True), (0.6, False)])
def test_a_small_part_replaces_no_sound_table(quality: float, fragment: bool) -> None:
    before = drawn_grid(rows=4, columns=6, quality=quality)
    part = drawn_grid(rows=1, columns=4, quality=0.999)
    assert _is_fragment(part, [(before, paper()[..., 0])]) is fragment
    assert not _is_fragment(drawn_grid(rows=3, columns=6, quality=0.999), [(before, paper()[..., 0])])


def grid_as_large_as(width: int, height: int, *, quality: float) -> PixelGrid:
    box = PixelBox(0, 0, width, height)
    return PixelGrid(box, (PixelCell(box, 0, 0),), 4, 3, "rules", quality)


def drawn_grid(*, rows: int, columns: int, quality: float) -> PixelGrid:
    cells = tuple(
        PixelCell(PixelBox(100 * c, 50 * r, 100 * c + 100, 50 * r + 50), r, c)
        for r in range(rows)
        for c in range(columns)
    )
    return PixelGrid(PixelBox(0, 0, 100 * columns, 50 * rows), cells, rows, columns, "rules", quality)


@pytest.mark.parametrize(
    ("quality", "other", "taken"), [(0.87, 0.999, True), (0.96, 0.999, False), (0.7, 0.65, True), (0.7, 0.75, False)]
)
def test_tables_of_dashed_rules_replace_fragments_and_are_worn(quality: float, other: float, taken: bool) -> None:
    mask = paper()[..., 0]
    part = grid_as_large_as(300, 200, quality=other)
    places = [(row, column) for row in range(5) for column in range(10)]
    cells = [PixelCell(PixelBox(60 * c, 40 * r, 60 * c + 60, 40 * r + 40), r, c) for r, c in places]
    dashed = PixelGrid(PixelBox(0, 0, 600, 200), tuple(cells), 5, 10, "rules", quality)
    found = _with_dashed([(part, mask)], [(dashed, mask)], 200)
    assert [grid for grid, _ in found] == [dashed if taken else part]


@pytest.mark.parametrize(
    ("quality", "other", "taken"),
    [(0.879, 0.879, True), (0.879, 0.8795, False), (0.8, 0.8, False), (0.879, 0.999, False)],
)
def test_a_small_table_of_dashes_replaces_a_part_that_is_as_doubtful(quality: float, other: float, taken: bool) -> None:
    mask = paper()[..., 0]
    boxes = [PixelCell(PixelBox(100 * c, 40 * r, 100 * c + 100, 40 * r + 40), r, c) for r in range(3) for c in range(4)]
    dashed = PixelGrid(PixelBox(0, 0, 400, 120), tuple(boxes), 3, 4, "rules", quality)
    part = PixelGrid(PixelBox(0, 0, 400, 120), tuple(boxes[:9]), 3, 3, "rules", other)
    found = _with_dashed([(part, mask)], [(dashed, mask)], 200)
    assert [grid for grid, _ in found] == [dashed if taken else part]


@pytest.mark.parametrize(
    ("quality", "faint", "taken"), [(0.879, True, True), (0.879, False, False), (0.85, True, False)]
)
def test_whole_dashes_replace_a_table_of_faint_strokes_with_fewer_rows(
    quality: float, *, faint: bool, taken: bool
) -> None:
    mask = paper()[..., 0]
    dashed, found = drawn_grid(rows=8, columns=6, quality=quality), drawn_grid(rows=8, columns=6, quality=0.999)
    first = tuple(replace(cell, box=replace(cell.box, bottom=100)) for cell in found.cells[:6])
    rest = tuple(replace(cell, row=cell.row - 1) for cell in found.cells[12:])
    found = replace(found, rows=7, cells=(*first, *rest))
    got = _with_dashed([(found, mask)], [(dashed, mask)], 200, [found] if faint else [])
    assert [grid for grid, _ in got] == [dashed if taken else found]


@pytest.mark.parametrize(("rows", "quality", "taken"), [(3, 0.879, True), (6, 0.879, False), (3, 0.999, False)])
def test_small_worn_parts_give_way_to_a_large_table_with_a_cell_that_is_no_rectangle(
    rows: int, quality: float, *, taken: bool
) -> None:
    mask = paper()[..., 0]
    dashed, part = drawn_grid(rows=8, columns=6, quality=0.703), drawn_grid(rows=rows, columns=6, quality=quality)
    found = _with_dashed([(part, mask)], [(dashed, mask)], 200)
    assert [grid for grid, _ in found] == [dashed if taken else part]


@pytest.mark.parametrize(("side", "taken"), [(420, True), (900, False)])
def test_a_small_table_of_dashes_may_fill_its_picture(side: int, *, taken: bool) -> None:
    mask = paper()[..., 0]
    dashed = drawn_grid(rows=3, columns=4, quality=0.879)
    assert bool(_with_dashed([], [(dashed, mask)], 200, most=0.8 * side * 160)) is taken


@pytest.mark.parametrize(("shifted", "taken"), [(0, True), (60, False)])
def test_a_small_table_of_dashes_between_the_sides_of_another_is_one(shifted: int, *, taken: bool) -> None:
    mask = paper()[..., 0]
    other, dashed = drawn_grid(rows=8, columns=6, quality=0.879), drawn_grid(rows=3, columns=6, quality=0.879)
    below = replace(dashed, box=PixelBox(shifted, 500, 600 + shifted, 650))
    found = _with_dashed([(other, mask)], [(below, mask)], 200)
    assert [grid for grid, _ in found] == ([other, below] if taken else [other])


@pytest.mark.parametrize(
    ("width", "height", "room"), [(13, 15, False), (60, 15, False), (13, 40, False), (60, 40, True)]
)
def test_a_lattice_of_strokes_of_characters_has_no_room_for_print(width: int, height: int, room: bool) -> None:
    boxes = [PixelBox(width * x, height * y, width * (x + 1), height * (y + 1)) for y in range(3) for x in range(4)]
    cells = [PixelCell(box, number // 4, number % 4) for number, box in enumerate(boxes)]
    wide = PixelCell(PixelBox(0, 3 * height, 4 * width, 5 * height), 3, 0, rowspan=2, colspan=4)
    hull = PixelBox(0, 0, 4 * width, 5 * height)
    assert _has_room(PixelGrid(hull, (*cells, wide), 5, 4, "rules", 0.99), 200) is room


def test_of_worn_tables_the_one_of_more_cells_counts_and_of_sound_ones_the_sounder() -> None:
    few, many = drawn_grid(rows=7, columns=9, quality=0.879), drawn_grid(rows=12, columns=10, quality=0.853)
    assert _worth(many) > _worth(few)
    assert _worth(replace(many, quality=0.96)) < _worth(replace(few, quality=0.99))
    assert _worth(replace(many, quality=0.56)) < _worth(few)


@pytest.mark.parametrize(("columns", "outdone"), [(7, True), (6, False)])
def test_a_table_of_which_paler_rules_make_many_more_cells_may_lack_some(columns: int, outdone: bool) -> None:
    mask = paper()[..., 0]
    found, paler = drawn_grid(rows=10, columns=5, quality=0.999), drawn_grid(rows=10, columns=columns, quality=0.8)
    assert _is_outdone([(found, mask)], [(paler, mask)]) == outdone
