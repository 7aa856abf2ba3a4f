"""Which sums may speak."""

from __future__ import annotations

import math
from dataclasses import replace

from pipeline.stages.decoding.cells import CellStates, states_of
from pipeline.stages.decoding.usable import falsely_built, usable_equations
from pipeline.types.reading import Candidate, Reading
from tests.smalltable import KEYS, TABLE


def cell(key: str, *, found: float = 0.99, share: float = 1.0) -> CellStates:
    candidate = Candidate("1", 1, "number", math.log(share), "r")
    return states_of(Reading(key, (candidate,), "ocr", None, found, trusted=True))


def cells(**changed: CellStates) -> dict[str, CellStates]:
    return {key: changed.get(key, cell(key)) for key in KEYS}


def names(own: dict[str, CellStates], *banned: str) -> set[str]:
    return {one.name for one in usable_equations(TABLE, own, banned)}


def test_sums_of_cells_that_are_found_are_heard() -> None:
    assert names(cells()) == {one.name for one in TABLE}


def test_a_cell_that_may_be_anothers_silences_its_sums() -> None:
    assert names(cells(a1=cell("a1", found=0.8))) == {one.name for one in TABLE if "a1" not in one.keys}


def test_a_cell_that_is_missing_or_unread_silences_its_sums() -> None:
    own = cells()
    del own["a1"]
    unread = states_of(Reading("b2", (), "ocr", None, 0.99, trusted=False))
    assert names(own | {"b2": unread}) == {one.name for one in TABLE if not {"a1", "b2"} & set(one.keys)}


def test_with_more_than_three_doubtful_cells_a_sum_is_not_heard() -> None:
    four = [one for one in TABLE if len(one.keys) == 3]
    doubtful = {key: cell(key, share=0.6) for key in KEYS}
    assert names(doubtful) == {one.name for one in four}  # a small table: no sum has more than three cells


def test_a_kind_that_is_mostly_broken_is_a_false_structure_where_columns_are_not_confirmed() -> None:
    excess = {one.name: 1.0 for one in TABLE}
    heard = list(TABLE)
    printed = set(excess)
    assert falsely_built(heard, excess, cells(), printed) == {"sum"}
    confirmed = {key: cell(key, found=0.999) for key in KEYS}
    assert falsely_built(heard, excess, confirmed, printed) == frozenset()
    few = {**excess, "sum@row1": 0.0, "sum@row2": 0.0, "sum@rowt": 0.0}
    assert falsely_built(heard, few, cells(), printed) == frozenset()
    assert names(cells(), "sum") == set()


def test_a_sum_one_side_of_which_was_left_empty_is_not_heard() -> None:
    column = ("k1", "k2", "k3")
    wide = [replace(TABLE[0], left=column, right=("t",))]
    blank = {
        key: states_of(Reading(key, (Candidate("", None, "blank", -0.01, "ink"),), "ocr", None, 0.99, True))
        for key in column
    }
    printed = {key: cell(key) for key in (*column, "t")}
    assert usable_equations(wide, printed) == wide
    assert usable_equations(wide, printed | blank) == []
    assert usable_equations(wide, {**printed, **blank, "k2": cell("k2")}) == wide
