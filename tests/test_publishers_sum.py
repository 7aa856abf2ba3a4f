"""Replies by kind that add up to more than the replies told: one request may get several, and the publisher says so."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.run import read
from pipeline.schema import Check, Report
from pipeline.stages.check import check
from pipeline.types.reading import Reading, Value
from tests.grids import forms

KINDS = {
    "reply_already_public": 718, "reply_granted": 790, "reply_partially_granted": 83, "reply_denied": 174,
    "reply_not_this_agency": 186, "reply_not_exist": 290, "reply_amend_request": 96, "reply_other_route": 107,
}  # fmt: skip
ANSWERED = 2320


def told(name: str, number: int) -> Value:
    key = f"statistics.{name}"
    reading = Reading(key, (), "prose", None, 0.97, trusted=True)
    return Value(key, str(number), number, "number", "件", 0.98, reading)


def assert_publishers(checks: tuple[Check, ...]) -> None:
    (replies,) = [one for one in checks if one.id == "A-REPLY"]
    assert (replies.verdict, replies.blame, replies.left, replies.right) == ("broken", "publisher", 2444, ANSWERED)


def test_the_sum_is_named_as_the_publishers() -> None:
    values = {value.key: value for value in [told(*kind) for kind in KINDS.items()] + [told("replies", ANSWERED)]}
    assert_publishers(check(values, forms()["2014"]))


def test_it_is_in_the_real_report_too() -> None:
    folders = [Path(folder) for folder in os.environ.get("GONGKAI_TRUTH", "samples").split(os.pathsep)]
    reports = [read(path) for folder in folders for path in sorted(folder.rglob("004_8410e12d1c9ae270.txt"))]
    assert len(reports) <= 1
    for report in reports:
        assert isinstance(report, Report)
        assert report.form == "2014"
        assert len([one for one in report.fields.values() if one.value is not None]) == 26
        assert_publishers(report.checks)
