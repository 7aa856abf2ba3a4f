from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.export.answers import parse_answer, read_answers
from pipeline.export.exporter import Order, export
from pipeline.export.wording import words
from tests.builders import forms, make_report
from tests.export.opened import new_workbook, open_workbook

SPECS = forms()["2021"].specs
COUNT, MONEY, SIGNED = (
    SPECS["requests.new.total"], SPECS["disclosure.fees.amount"], forms()["2019"].specs["disclosure.fees.change"],
)  # fmt: skip
REPORT = make_report(doubts=["requests.new.total", "disclosure.fees.amount"])
DIGEST = REPORT.source.sha256


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (12, 12), (12.0, 12), ("12", 12), (" １２ ", 12), ("1,234", 1234), ("１，２３４", 1234), ("十二", 12),
        ("一百二十三", 123), ("二〇", None), ("12件", 12), ("3万", 30000), ("0", 0), ("〇", 0), ("一", 1),
    ],
)  # fmt: skip
def test_counts(typed: object, value: int | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match="neither"):
            parse_answer(typed, COUNT)
    else:
        assert parse_answer(typed, COUNT) == (value, "number")


@pytest.mark.parametrize(
    ("typed", "value"), [(25.1, 25.1), ("25.1", 25.1), ("251000元", 25.1), ("25.1万元", 25.1), ("7,545", 7545)]
)
def test_money_comes_out_in_wan_yuan(typed: object, value: float) -> None:
    assert parse_answer(typed, MONEY) == (value, "number")


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("空白", "blank"), ("空", "blank"), ("blank", "blank"), ("/", "slash"), ("／", "slash"), ("-", "dash"),
        ("——", "dash"),
        ("无", "none_word"), ("無", "none_word"), ("不适用", "not_applicable"), ("看不清", "unparseable"),
        ("unreadable", "unparseable"),
    ],
)  # fmt: skip
def test_marks(typed: str, meaning: str) -> None:
    assert parse_answer(typed, COUNT) == (None, meaning)


@pytest.mark.parametrize("typed", [None, "", "  ", "\u3000"])
def test_an_empty_cell_says_nothing(typed: str | None) -> None:
    assert parse_answer(typed, COUNT) is None


@pytest.mark.parametrize(
    "typed", ["abc", "12 13", True, date(2024, 1, 2), "#REF!", 1.5, "1.5", -1, "-1", 1e300, "九十九九"]
)
def test_what_the_figure_cannot_be_is_refused(typed: object) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_answer(typed, COUNT)


def test_a_change_may_be_below_nothing() -> None:
    assert parse_answer("-164", SIGNED) == (-164, "number")


def _sheet(tmp_path: Path, answers: dict[str, Any]) -> Path:
    export(["review"], Order(tmp_path, forms(), 1), [("r-1", REPORT)])
    path = tmp_path / "review.xlsx"
    book = open_workbook(path)
    titles = [cell.value for cell in book.active[1]]
    for row in book.active.iter_rows(min_row=2):
        key = row[titles.index(str(words("key")))].value
        if key in answers:
            row[titles.index(str(words("answer")))].value = answers[key]
    book.save(path)
    return path


def test_the_filled_column_comes_back(tmp_path: Path) -> None:
    path = _sheet(tmp_path, {"requests.new.total": "十二", "disclosure.fees.amount": 25.1})
    answers, problems = read_answers(path, {DIGEST: SPECS}.get)
    assert problems == ()
    assert {(one.key, one.value, one.meaning, one.note) for one in answers} == {
        ("requests.new.total", 12, "number", "typed: 十二"),
        ("disclosure.fees.amount", 25.1, "number", ""),
    }
    assert {one.sha256 for one in answers} == {DIGEST}


def test_rows_that_are_not_filled_say_nothing(tmp_path: Path) -> None:
    assert read_answers(_sheet(tmp_path, {}), {DIGEST: SPECS}.get) == ((), ())


def test_wrong_rows_are_named(tmp_path: Path) -> None:
    path = _sheet(tmp_path, {"requests.new.total": "many", "disclosure.fees.amount": 1})
    answers, (problem,) = read_answers(path, {DIGEST: SPECS}.get)
    assert [one.key for one in answers] == ["disclosure.fees.amount"]
    assert problem.row in (2, 3)
    assert "many" in problem.why
    _, problems = read_answers(path, {}.get)
    assert "not in the output folder" in problems[0].why


def _by_hand(path: Path, *rows: list[Any]) -> Path:
    book = new_workbook()
    book.active.append(["by hand"])
    sheet = book.create_sheet("theirs")
    sheet.append(["mine", str(words("key")), str(words("answer")), None, str(words("sha256"))])
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_columns_may_be_moved_and_sheets_added(tmp_path: Path) -> None:
    path = _by_hand(tmp_path / "x.xlsx", ["?", "requests.new.total", 3, None, DIGEST])
    answers, problems = read_answers(path, {DIGEST: SPECS}.get)
    assert (answers[0].row, answers[0].value, problems) == (2, 3, ())


def test_a_figure_cannot_be_two_things(tmp_path: Path) -> None:
    row = ["?", "requests.new.total", 3, None, DIGEST]
    path = _by_hand(tmp_path / "x.xlsx", row, row, [*row[:2], 4, *row[3:]], ["?", "no.such", 1, None, DIGEST])
    answers, problems = read_answers(path, {DIGEST: SPECS}.get)
    assert len(answers) == 1
    assert [(problem.row, problem.why) for problem in problems] == [
        (4, "row 2 says otherwise of the same figure"),
        (5, "its form has no figure 'no.such'"),
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"a,b\n"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"x\.xlsx"):
        read_answers(path, {}.get)


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    book = new_workbook()
    book.active.append(["a", "b"])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(UsageError, match="no sheet has the columns"):
        read_answers(tmp_path / "x.xlsx", {}.get)
