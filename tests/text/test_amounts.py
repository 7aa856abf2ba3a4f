"""Numbers with their hedges and units."""

from __future__ import annotations

import pytest

from pipeline.schema import Hedge
from pipeline.text.amounts import Amount, amount_at
from pipeline.types.phrase import Vocabulary
from tests.narratives import finder

NO_WORDS = Vocabulary(())


def amounts(text: str) -> list[Amount]:
    (found,) = finder().find([text], NO_WORDS)
    return [amount for phrase in found if (amount := amount_at(text, phrase.start, phrase.end)) is not None]


@pytest.mark.parametrize(
    ("text", "value", "unit", "hedge"),
    [
        ("共12件", 12, "件", None),
        ("1,234件", 1234, "件", None),
        ("1.24万余条", 12400, "条", "余"),
        ("四十多人次", 40, "人次", "余"),
        ("近300件", 300, "件", "近"),
        ("约九十件", 90, "件", "约"),
        ("超过280件", 280, "件", "超"),
        ("逾百件", 100, "件", "超"),
        ("100件左右", 100, "件", "约"),
        ("50条以上", 50, "条", "超"),
        ("十余万条", 100_000, "条", "余"),
        ("3.5万件", 35_000, "件", "万"),
        ("97.8万元", 978_000, "元", None),
        ("50场次", 50, "场次", None),
        ("两件", 2, "件", None),
        ("为0", 0, None, None),
    ],
)
def test_amounts(text: str, value: float, unit: str | None, hedge: Hedge | None) -> None:
    (amount,) = amounts(text)
    assert (amount.value, amount.unit, amount.hedge) == (value, unit, hedge)
    assert text[amount.start : amount.end] in text


@pytest.mark.parametrize(
    "text",
    ["3-5件", "1 2件", "第2件", "一件事", "三五件", "数十件", "几十件", "1/3件", "办12至15件", "3个工作日", "12,34件"],
)
def test_what_is_no_amount_or_half_of_one(text: str) -> None:
    assert amounts(text) == []


def test_a_comma_after_a_number_is_none_of_it() -> None:
    assert [(amount.value, amount.end) for amount in amounts("受理31,答复30件")] == [(31, 4), (30, 10)]
