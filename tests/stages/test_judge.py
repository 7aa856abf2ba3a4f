"""Accept a figure, or send it to a person."""

from __future__ import annotations

import math

from pipeline.schema import Field, FormEvidence
from pipeline.stages.check import check
from pipeline.stages.decode import decode
from pipeline.stages.judge import judge
from pipeline.types.located import Located
from pipeline.types.reading import Candidate, Reading
from tests.grids import forms

FORM = forms()["2021"]
TOTAL = "disputes.reconsideration.total"


def reading(key: str, value: int | None = 0, *, found: float = 0.999, read: float = 0.9999) -> Reading:
    candidate = Candidate(
        "" if value is None else str(value), value, "blank" if value is None else "number", math.log(read), "text", "件"
    )
    return Reading(key, (candidate,), "text", None, found, trusted=True)


def judged(*changed: Reading, missing: tuple[str, ...] = (), unread: tuple[str, ...] = ()) -> dict[str, Field]:
    by_key = {one.key: one for one in changed}
    readings = tuple(
        by_key.get(key, reading(key)) for key in FORM.expected(frozenset()) if FORM.specs[key].table not in missing
    )
    values = decode(readings)
    located = Located("2021", FormEvidence(), readings, (), missing, unread)
    return judge(values, check(values, FORM), located, FORM, accept=0.9)


def test_a_surely_found_and_read_figure_is_accepted() -> None:
    field = judged()[TOTAL]
    assert (field.status, field.value, field.meaning) == ("accepted", 0, "number")


def test_a_blank_is_accepted_as_blank() -> None:
    field = judged(reading(TOTAL, None))[TOTAL]
    assert (field.status, field.value, field.meaning) == ("accepted", None, "blank")


def test_a_doubtful_cell_goes_to_review_even_where_sums_hold() -> None:
    assert judged(reading(TOTAL, found=0.6))[TOTAL].status == "review"


def test_a_holding_sum_settles_a_doubtful_reading() -> None:
    keys = (TOTAL, "disputes.reconsideration.upheld")
    assert judged(*(reading(key, 5, read=0.85) for key in keys))[TOTAL].status == "accepted"
    assert judged(reading(TOTAL, 5, read=0.85))[TOTAL].status == "review"


def test_the_publishers_broken_sum_leaves_its_figures_accepted() -> None:
    assert judged(reading(TOTAL, 5))[TOTAL].status == "accepted"


def test_a_missing_table_is_absent_only_where_nothing_is_unread() -> None:
    assert judged(missing=("disputes",))[TOTAL].status == "absent"
    assert judged(missing=("disputes",), unread=("disputes",))[TOTAL].status == "review"


def test_an_unread_table_may_print_either_alternative() -> None:
    fields = judged(missing=("requests",), unread=("requests",))
    assert fields["requests.other.total"].status == "review"
    assert fields["requests.other_else.total"].status == "review"


def test_an_unreadable_cell_is_for_review() -> None:
    unread = Reading(TOTAL, (), "text", None, 0.999, trusted=False)
    field = judged(unread)[TOTAL]
    assert (field.status, field.meaning) == ("review", "unparseable")
