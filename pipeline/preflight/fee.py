"""What section six says of the information-handling fee."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.preflight.case import Case, Passage, sentence_of
from pipeline.preflight.finding import Spot
from pipeline.preflight.hit import Hit
from pipeline.schema import Level, Number
from pipeline.text.numerals import number_of

FIRST_YEAR = 2021  # 国办函〔2020〕109号 is in force since 1 January 2021
TOLD_BEFORE = 2020  # the report written while it came into force
FEE = re.compile(r"(?:信息)?公开(?:信息)?处理费|信息处理费|信息公开(?:收费|费用)")
CHARGES = "行政事业性收费"
# The two named as one thing: 信息处理费（行政事业性收费）, 行政事业性收费即信息处理费.
ONE_THING = re.compile(
    rf"处理费(?:等|[(（]|即|为|是|属于?|计入|列入|作为|纳入)+{CHARGES}"
    rf"|{CHARGES}(?:等|[(（]|即|为|是|指|包括|含)+(?:政府)?(?:信息公开)?信息处理费"
)
AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(亿|万)?元")
IN_YUAN = {"": 1, "万": 10_000, "亿": 100_000_000}
AMOUNT_NEAR = 30  # characters between the fee's name and its amount
FEES = "disclosure.fees.amount"  # in 万元; some write 元 there
TINY = 1e-9


def fee_missing(case: Case) -> Iterator[Hit]:
    """Nothing is said of the information-handling fee."""
    if case.year is None or case.year < TOLD_BEFORE:
        return
    if not any(FEE.search(passage.plain) for passage in case.passages):
        section = next((passage.whole for passage in case.of("heading") if passage.section == "other_matters"), None)
        level: Level = "error" if case.year >= FIRST_YEAR else "info"
        yield Hit(level, {"year": case.year}, (section,) if section is not None else ())


def fee_elsewhere(case: Case) -> Iterator[Hit]:
    """The fee is told in another section than the sixth."""
    told = [passage for passage in case.prose if FEE.search(passage.plain)]
    if case.year is None or case.year < FIRST_YEAR or not told:
        return
    if all(passage.role == "body" and passage.section != "other_matters" for passage in told):
        yield Hit("info", {"title": told[0].title}, (_spot(told[0]),))


def fee_confused(case: Case) -> Iterator[Hit]:
    """The information-handling fee is taken for the administrative charges of the disclosure table."""
    for passage in case.prose:
        match = ONE_THING.search(passage.plain)
        if match is not None:
            yield Hit("warning", {"printed": passage.text[match.start() : match.end()]}, (passage.spot(*match.span()),))
            return
    field = case.report.fields.get(FEES)
    if field is None or field.value is None or field.value == 0:
        return
    for passage in case.prose:
        if any(abs(amount - field.value) < TINY for yuan in _amounts(passage) for amount in (yuan, yuan / 10_000)):
            yield Hit("warning", {"printed": field.raw}, (_spot(passage), case.cell(FEES)), (FEES,))
            return


def _amounts(passage: Passage) -> Iterator[Number]:
    """The amounts above 0 that the passage states for the fee, in 元."""
    for name in FEE.finditer(passage.plain):
        _, end = sentence_of(passage, name.start())
        other = passage.plain.find(CHARGES, name.end())  # whose amount is another matter
        match = AMOUNT.search(
            passage.plain, name.end(), min(end, name.end() + AMOUNT_NEAR, other if other >= 0 else end)
        )
        number = number_of(match[1]) if match is not None else None
        if match is not None and number is not None and number > 0:
            yield number * IN_YUAN[match[2] or ""]


def _spot(passage: Passage) -> Spot:
    match = FEE.search(passage.plain)
    return passage.spot(*match.span()) if match is not None else passage.whole
