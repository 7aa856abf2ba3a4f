"""Two votes for the name of a row: its label and its place."""

from __future__ import annotations

from pipeline.stages.location.twovotes import (
    AGAINST_LABEL,
    AGREED,
    BY_ORDER,
    NEARLY,
    by_place,
    is_whole,
    sureness_by_votes,
)
from tests.grids import forms

KEYS = ["a", "b", "c", "d", "e"]
LABELS = forms()["2021"].row_labels["requests"]


def test_as_many_rows_as_the_form_has_between_two_sure_ones_are_named_by_place() -> None:
    names = ["a", None, None, "d", None]
    assert by_place(names, [name is not None for name in names], KEYS, begun=False) == KEYS


def test_a_row_more_or_less_leaves_no_place_certain() -> None:
    assert by_place(["a", None, "d"], [True, False, True], KEYS, begun=True)[1] is None
    assert (
        by_place(["a", None, None, None, "d"], [True, False, False, False, True], KEYS, begun=True)[1:4] == [None] * 3
    )


def test_rows_before_the_first_sure_one_need_a_header() -> None:
    assert by_place([None, "b"], [False, True], KEYS, begun=True)[0] == "a"
    assert by_place([None, "b"], [False, True], KEYS, begun=False)[0] is None


def test_a_sure_row_that_its_neighbours_leave_no_room_for_is_contradicted() -> None:
    assert by_place(["a", None, "b", "d"], [True, False, True, True], KEYS, begun=True)[1:3] == [None, "c"]


def test_a_label_of_two_rows_is_no_whole_label() -> None:
    assert is_whole("2.重复申请", "not_processed_repeated", LABELS)
    assert is_whole("2.没\n有现成信息需要另行制作", "unavailable_needs_creation", LABELS)
    assert not is_whole("2.重复申请\n3.要求提供公开出版物", "not_processed_publication", LABELS)


def test_how_sure_a_misread_a_missing_and_another_label_are() -> None:
    assert sureness_by_votes("2.没有现成信息需要另行制作", "unavailable_needs_creation", LABELS) == AGREED
    assert sureness_by_votes("2.没口现千信日需凵另兀制作", "unavailable_needs_creation", LABELS) >= NEARLY
    assert sureness_by_votes("", "unavailable_needs_creation", LABELS) == BY_ORDER
    assert sureness_by_votes("其中：网上申请", "unavailable_needs_creation", LABELS) == AGAINST_LABEL
