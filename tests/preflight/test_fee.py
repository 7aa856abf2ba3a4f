"""The information-handling fee: told, not told, told elsewhere, taken for another."""

from __future__ import annotations

import pytest

from tests.preflight.cases import OVERVIEW, clean, codes, findings, of_year, sections


def test_nothing_is_said_of_the_fee() -> None:
    (found,) = findings(clean(sections=sections(other_matters=("无。",))))
    assert (found.code, found.level) == ("fee-missing", "error")
    assert found.spots[0].label == "六、其他需要报告的事项"


def test_in_2020_it_was_only_coming() -> None:
    report = of_year(2020, sections=())
    assert [f.level for f in findings(report, "fee-missing")] == ["info"]
    assert findings(of_year(2019, sections=()), "fee-missing") == ()


@pytest.mark.parametrize(
    "text",
    [
        "本年度收取信息处理费 0 元。",
        "2023年未收取政府信息公开处理费。",
        "本機關本年度未收取政府資訊公開資訊處理費、信息處理費。",
        "依照《政府信息公开信息处理费管理办法》，全年收取380元，涉及1件。",
    ],
)
def test_ways_to_tell_it(text: str) -> None:
    assert codes(clean(sections=sections(other_matters=(text,)))) == []


def test_told_in_another_section() -> None:
    told = sections(overview=(*OVERVIEW, "本年度未收取信息处理费。"), other_matters=("无。",))
    (found,) = findings(clean(sections=told))
    assert (found.code, found.level) == ("fee-elsewhere", "info")
    assert "一、总体情况" in found.says


def test_told_in_two_sections_is_fine() -> None:
    assert codes(clean(sections=sections(overview=(*OVERVIEW, "本年度未收取信息处理费。")))) == []


@pytest.mark.parametrize(
    "text",
    [
        "本年度未收取信息处理费（行政事业性收费）。",
        "信息处理费属于行政事业性收费，已计入第二部分。",
        "行政事业性收费包括信息处理费。",
    ],
)
def test_taken_for_the_charges_of_the_table(text: str) -> None:
    (found,) = findings(clean(sections=sections(other_matters=(text,))))
    assert (found.code, found.level) == ("fee-confused", "warning")


@pytest.mark.parametrize(
    ("fee", "amount", "confused"),
    [
        ("380元", 0.038, True),
        ("380元", 380, True),
        ("26.5万元", 26.5, True),
        ("380元", 26.5, False),
        ("0元", 0, False),
        ("0元", 26.5, False),
    ],
)
def test_the_same_amount_as_the_charges(fee: str, amount: float, confused: bool) -> None:
    text = f"本年度收取政府信息公开信息处理费{fee}。"
    report = clean(sections=sections(other_matters=(text,)), values={"disclosure.fees.amount": amount})
    assert ("fee-confused" in codes(report)) == confused


def test_the_two_named_side_by_side_are_not_confused() -> None:
    text = "本年度未收取信息处理费，行政事业性收费26.5万元。"
    assert codes(clean(sections=sections(other_matters=(text,)))) == []
