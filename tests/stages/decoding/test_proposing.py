"""What is proposed where sums cannot decide."""

from __future__ import annotations

import math

from pipeline.schema import Number
from pipeline.stages.decoding.cells import CellStates, states_of
from pipeline.stages.decoding.proposing import propose
from pipeline.types.reading import Candidate, Reading
from tests.smalltable import KEYS, TABLE

TRUE = dict(zip(KEYS, (44, 3, 47, 1, 0, 1, 45, 3, 48), strict=True))
Proposed = tuple[tuple[Number | None, float], ...]


def _cell(key: str, proposed: Proposed, *, found: float = 0.996, raw: str | None = None) -> CellStates:
    candidates = tuple(
        Candidate(
            raw if raw is not None and not number else str(value),
            value,
            "number" if value is not None else "unparseable",
            math.log(share),
            "r",
            seen_by=not number,
        )
        for number, (value, share) in enumerate(proposed)
    )
    return states_of(Reading(key, candidates, "ocr", None, found, trusted=True))


def _proposed(changed: dict[str, Proposed], **others: CellStates) -> dict[str, Number | None]:
    cells = {key: _cell(key, ((number, 0.9999),)) for key, number in TRUE.items()}
    cells |= {key: _cell(key, proposed) for key, proposed in changed.items()} | others
    return {key: one.value for key, one in propose(cells, TABLE).items()}


def test_nothing_where_all_sums_hold() -> None:
    assert _proposed({"a1": ((44, 0.6), (11, 0.39))}) == {}


def test_a_reading_that_mends_its_sums_though_another_is_far_likelier() -> None:
    assert _proposed({"a1": ((11, 0.996), (44, 0.003))}) == {"a1": 44}


def test_two_that_only_together_mend_their_sums() -> None:
    misread: dict[str, Proposed] = {"a1": ((11, 0.996), (44, 0.003)), "s1": ((12, 0.6), (45, 0.02))}
    assert _proposed(misread) == {"a1": 44, "s1": 45}


def test_what_is_seen_more_rarely_than_publishers_mistype_is_not_proposed() -> None:
    assert _proposed({"a1": ((11, 0.99999), (44, 1e-6))}) == {}


def test_a_word_that_nobody_knows_is_no_figure() -> None:
    word = _cell("a2", ((None, 0.6), (3, 0.1)), raw="发有")
    assert _proposed({}, a2=word) == {}


def test_a_scrawl_is_what_its_sums_need() -> None:
    scrawl = _cell("a2", ((None, 0.6), (1, 0.03), (3, 0.02)), raw="!")
    assert _proposed({}, a2=scrawl) == {"a2": 3}


def test_a_sum_of_which_a_cell_may_be_anothers_says_nothing() -> None:
    cells = {key: _cell(key, ((11, 0.9), (TRUE[key], 0.05)), found=0.8) for key in ("a1",)}
    assert _proposed({}, **cells) == {}


def test_a_scrawl_whose_sums_hold_with_the_number_that_it_may_be_is_that() -> None:
    scrawl = _cell("b2", ((None, 0.6), (0, 0.3), (9, 0.01)), raw="Q")
    assert _proposed({}, b2=scrawl) == {"b2": 0}


def test_beside_a_cell_that_nobody_read_a_sure_one_stays() -> None:
    unread = _cell("a1", ((None, 0.6), (3, 0.05)), raw=";")
    assert _proposed({"a2": ((3, 0.999), (44, 0.0005))}, a1=unread) == {}


def test_what_no_reader_saw_with_another_number_of_digits_is_not_proposed() -> None:
    assert _proposed({"a2": ((33, 0.8), (3, 0.1))}) == {}


def test_a_bracket_is_a_broken_zero_where_no_sum_says_otherwise() -> None:
    bracket = _cell("x", ((None, 0.6), (1, 0.004)), raw="(")
    assert propose({"x": bracket}, TABLE)["x"].value == 0
    assert propose({"x": _cell("x", ((None, 0.6), (1, 0.004)), raw="!")}, TABLE) == {}
    assert _proposed({}, b2=_cell("b2", ((None, 0.6), (1, 0.04), (0, 0.01)), raw="(")) == {"b2": 0}
    assert _proposed({}, a2=_cell("a2", ((None, 0.6), (3, 0.04), (0, 0.01)), raw="(")) == {"a2": 3}
