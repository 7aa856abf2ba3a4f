"""What the narrative claims, against what the tables print."""

from __future__ import annotations

import pytest

from pipeline.schema import Hedge, Meaning, Number, ProseFigure
from pipeline.stages.compare import compare
from pipeline.types.claim import Claim
from pipeline.types.reading import Candidate, Reading, Value
from tests.grids import forms
from tests.narratives import BUREAU, COUNTY, claims

FORM = forms()["2019"]
NEW, CARRIED_IN = "requests.new.total", "requests.carried_in.total"
GRANTED, PERSON = "requests.granted.total", "requests.granted.natural_person"


def value(key: str, number: Number | None, *, meaning: Meaning = "number", origin: str = "text") -> Value:
    candidate = Candidate(str(number), number, meaning, 0.0, "test")
    reading = Reading(key, (candidate,), "prose" if origin == "prose" else "text", None, 1.0, trusted=True)
    return Value(key, str(number), number, meaning, "件", 1.0, reading)


def table(**changed: Number | None) -> dict[str, Value]:
    """All cells 0 but for those named `row__column`, or `row` for its total."""
    numbers: dict[str, Number | None] = dict.fromkeys(FORM.expected(frozenset()), 0)
    for name, number in changed.items():
        row, _, column = name.partition("__")
        numbers[f"requests.{row}.{column or 'total'}"] = number
    return {key: value(key, n, meaning="number" if n is not None else "blank") for key, n in numbers.items()}


def compared(text: str, values: dict[str, Value], *, title: str = BUREAU) -> list[ProseFigure]:
    return list(compare(claims(text, form="2019", title=title), values, FORM))


def test_what_agrees() -> None:
    figures = compared(
        "收到信息公开申请63件，办结61件，结转下年度2件。", table(new=63, processed_total=61, carried_out=2)
    )
    assert [(figure.key, figure.agreement, figure.note) for figure in figures] == [
        (NEW, "agrees", None),
        ("requests.processed_total.total", "agrees", None),
        ("requests.carried_out.total", "agrees", None),
    ]


def test_received_may_include_what_was_carried_in() -> None:
    (figure,) = compared("收到信息公开申请15件。", table(new=12, carried_in=3))
    assert figure.agreement == "agrees"


def test_a_difference_names_the_cell_that_holds_the_number() -> None:
    text = "答复信息公开申请805件，其中予以公开及部分公开258件，无法提供265件，不予公开35件。"
    values = table(
        processed_total=805, granted=272, granted__natural_person=258, partially_granted=3, unavailable_not_held=265,
        unavailable_needs_creation=72, denied_third_party=35,
    )  # fmt: skip
    closed, granted, unavailable, denied = compared(text, values)
    assert (closed.agreement, denied.agreement) == ("agrees", "agrees")
    assert granted.agreement == unavailable.agreement == "disagrees"
    assert granted.note is not None
    assert granted.note.startswith(f"the table gives 275; 258 is printed at {PERSON}")
    assert unavailable.note is not None
    assert unavailable.note.startswith("the table gives 337; 265 is printed at requests.unavailable_not_held.total")


def test_litigation_is_each_kind_or_both() -> None:
    totals = {f"disputes.litigation_{kind}.total": n for kind, n in (("direct", 2), ("after_reconsideration", 3))}
    values = table() | {key: value(key, n) for key, n in totals.items()}
    for stated, agreement in ((2, "agrees"), (3, "agrees"), (5, "agrees"), (4, "disagrees")):
        (figure,) = compared(f"因政府信息公开被提起行政诉讼{stated}件。", values)
        assert figure.agreement == agreement


def test_another_scope_agrees_or_cannot_be_compared() -> None:
    text = "县政府办受理信息公开申请17件。"
    assert compared(text, table(new=17), title=COUNTY)[0].agreement == "agrees_in_other_scope"
    assert compared(text, table(new=95), title=COUNTY)[0].agreement == "not_comparable"


def test_false_friends_are_never_compared() -> None:
    (figure,) = compared("上半年收到信息公开申请12件。", table(new=12))
    assert (figure.agreement, figure.note) == ("not_comparable", "a figure of a part of the year")


def test_where_a_cell_prints_no_number_nothing_is_said() -> None:
    (figure,) = compared("收到信息公开申请12件。", table(new=None))
    assert figure.agreement == "not_comparable"
    (figure,) = compared("答复信息公开申请12件，其中不予公开3件。", table(processed_total=12, denied_third_party=None))[
        1:
    ]
    assert figure.agreement == "not_comparable"


def test_lost_tables_leave_the_narrative_as_only_source() -> None:
    (figure,) = compared("收到信息公开申请12件。", {})
    assert figure.agreement == "only_source"
    (figure,) = compared("收到信息公开申请12件。", {NEW: value(NEW, 12, origin="prose")})
    assert figure.agreement == "only_source"


@pytest.mark.parametrize(
    ("stated", "hedge", "low", "high"),
    [
        (12400, "余", 12400, 12500),
        (40, "近", 30, 40),
        (300, "约", 200, 400),
        (3000000, "超", 3000000, 4000000),
        (35000, "万", 34000, 36000),
    ],
)
def test_a_hedge_allows_a_place(stated: int, hedge: Hedge, low: int, high: int) -> None:
    claim = Claim(stated, "", (NEW,), hedge=hedge)
    for number, agreement in ((low, "agrees"), (high, "agrees"), (low - 1, "disagrees"), (high + 1, "disagrees")):
        (figure,) = compare([claim], table(new=number), FORM)
        assert figure.agreement == agreement


def test_money_may_be_rounded_where_the_table_is_not() -> None:
    key = "disclosure.procurement.amount"
    for printed, agreement in ((7545.23, "agrees"), (7545.6, "disagrees")):
        (figure,) = compare([Claim(7545, "", (key,))], {key: value(key, printed)}, FORM)
        assert figure.agreement == agreement


def test_a_sum_names_its_keys() -> None:
    (figure,) = compared("未发生因政府信息公开引发的行政诉讼案件。", table())
    assert figure.key is None
    assert figure.keys == ("disputes.litigation_direct.total", "disputes.litigation_after_reconsideration.total")
    assert figure.agreement == "agrees"
