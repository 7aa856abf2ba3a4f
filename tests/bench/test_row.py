"""What a row of the accuracy page counts, on a case worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.bench.row import Row
from pipeline.trust.intervals import upper_bound

TRUTH = {
    "form": "2021", "year": 2022, "agency": "x", "variant": "fax",
    "fields": {"a": 5, "b": 0, "c": None, "d": 7, "e": 9, "f": 3}, "meaning": {"c": "slash"},
    "broken_checks": ["sum@x", "total"],
}  # fmt: skip
PROMISE = {"pixels/sums": 0.99}


def got(value: object, status: str = "accepted", **more: object) -> dict[str, Any]:
    return {
        "value": value, "status": status, "confidence": 0.99, "meaning": "number" if value is not None else "blank",
        "group": "pixels/sums", "score": 0.995, **more,
    }  # fmt: skip


def repaired(value: object, first: object, status: str = "accepted") -> dict[str, Any]:
    return got(value, status, group="repair", repair={"value": first, "meaning": "number"})


REPORT = {
    "form": "2021",
    "fields": {
        "a": got(5), "b": got(0, score=0.9), "c": got(None), "d": repaired(7, 1), "e": repaired(8, 9),
        "f": got(4, "review"), "g": got(2),
    },
    "checks": [
        {"id": "sum", "at": "x", "level": "error", "verdict": "broken", "blame": "publisher"},
        {"id": "other", "at": None, "level": "error", "verdict": "broken", "blame": "publisher"},
    ],
}  # fmt: skip


@pytest.fixture
def row() -> Row:
    made = Row()
    made.count("one", TRUTH, REPORT, PROMISE)
    return made


def test_cells_and_silent_errors(row: Row) -> None:
    assert (row.tally.documents, row.tally.cells, row.tally.exact, row.tally.review) == (1, 6, 4, 1)
    assert row.accepted == 6
    assert row.silent == [3]  # c has another meaning, e is wrong, g is not printed


def test_repairs_that_are_accepted_and_those_that_are_wrong(row: Row) -> None:
    assert (row.repairs, row.wrong_repairs) == (2, 1)
    assert row.exact_as_read == 4  # without repair d would be wrong and e right


def test_the_publishers_errors(row: Row) -> None:
    assert (row.sums.true, row.sums.named, row.sums.missed, row.sums.alleged) == (2, 1, 1, 1)


def test_what_the_promise_would_accept(row: Row) -> None:
    assert (row.promised, row.broken_promises) == (3, 2)  # a, c and g; repairs were never measured, b scores less


def test_an_unread_document_counts_its_cells(row: Row) -> None:
    row.count("two", TRUTH, None, PROMISE)
    assert (row.tally.documents, row.tally.unread, row.sums.unread) == (2, 6, 2)
    assert (row.accepted, row.silent) == (6, [3, 0])


def test_rows_add_up(row: Row) -> None:
    whole = Row()
    whole.add(row)
    whole.add(row)
    assert (whole.tally.cells, whole.silent, whole.repairs, whole.promised) == (12, [3, 3], 4, 6)
    assert whole.upper == pytest.approx(upper_bound(2, 4))  # three errors at once in each of two documents


def test_without_an_accepted_figure_nothing_is_known() -> None:
    assert Row().upper == 1.0
