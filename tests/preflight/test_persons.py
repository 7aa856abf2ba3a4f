"""Personal numbers: found where they are whole, never where they are masked or something else, never shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.preflight.privacy import CHECK_DIGITS, WEIGHTS, find_personal, mask
from pipeline.schema import Report, Table, TableCell
from tests.preflight.cases import OVERVIEW, PREAMBLE, clean, codes, findings, sections

BODY = "11010519491231002"  # of the standard's own example
ID_CARD = BODY + "X"


def _overview(text: str) -> Report:
    return clean(sections=sections(overview=(text, *OVERVIEW)))


def _check_digit(body: str) -> str:
    return CHECK_DIGITS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True)) % 11]


@pytest.mark.parametrize(
    "text",
    [
        f"申请人身份证号{ID_CARD}。",
        f"（{ID_CARD.lower()}）",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002X",
    ],
)
def test_an_identity_card_number(text: str) -> None:
    (found,) = findings(_overview(text))
    assert (found.code, found.level, found.private) == ("person-id-card", "error", True)


@pytest.mark.parametrize(
    "text",
    [
        BODY + "1",  # the check digit is wrong, and nothing says what it is
        "110105194913310028",  # no such month
        "1101051949****002X",
        "**************002X",
        "9" + ID_CARD,
        ID_CARD + "1",
        "统一社会信用代码11310105MB2F3048XK",
        "项目编号2023-110105-19491231-0021",
    ],
)
def test_numbers_that_are_none(text: str) -> None:
    assert "person-id-card" not in codes(_overview(text))


def test_a_mistyped_number_that_is_called_one_is_a_warning() -> None:
    (found,) = findings(_overview(f"身份证号码：{BODY}1"))
    assert (found.code, found.level) == ("person-id-card", "warning")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("身份证110105491231002", "error"),
        ("编号110105491231002", "warning"),
        ("编号110105491331002", None),
        ("编号990105491231002", None),
        ("总额110105491231002.50", None),
    ],
)
def test_numbers_of_the_old_kind(text: str, level: str | None) -> None:
    assert [f.level for f in findings(_overview(text), "person-id-card")] == ([] if level is None else [level])


@pytest.mark.parametrize(
    "number", ["13800138000", "138 0013 8000", "138-0013-8000", "+86 13800138000", "１９９００００１２３４"]
)
def test_a_mobile_number_in_the_text(number: str) -> None:
    (found,) = findings(_overview(f"申请人来电（{number}）反映。"))
    assert (found.code, found.level) == ("person-mobile", "error")


@pytest.mark.parametrize(
    "text",
    ["138****8000", "0517-13800138", "113800138000", "138001380001", "12800138000", "13800138000.5", "400-138-0013"],
)
def test_other_numbers_are_no_mobile(text: str) -> None:
    assert "person-mobile" not in codes(_overview(text))


def test_an_offices_mobile_in_the_preamble_is_a_warning() -> None:
    report = clean(sections=sections(preamble=(f"{PREAMBLE}联系电话：13800138000。",)))
    (found,) = findings(report)
    assert (found.code, found.level) == ("person-mobile", "warning")


def test_a_mobile_in_the_preamble_that_is_no_contact_is_an_error() -> None:
    report = clean(sections=sections(preamble=("申请人13800138000认为本报告有误。" + PREAMBLE,)))
    assert [f.level for f in findings(report)] == ["error"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("开户行账号：6222021234567890128", True),
        ("开户行账号：6222 0212 3456 7890 128", True),
        ("开户行账号：6222021234567890129", False),
        ("文件编号6222021234567890128", False),
        ("开户行账号：6222************128", False),
    ],
)
def test_bank_cards_are_labelled_and_keep_their_sum(text: str, found: bool) -> None:
    assert ("person-bank-card" in codes(_overview(text))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联系邮箱zhang.san@163.com", True),
        ("邮箱xxgk@zhitang.gov.cn", False),
        ("邮箱 xxgk@gov.cn", False),
        ("@微博", False),
    ],
)
def test_mail_addresses(text: str, found: bool) -> None:
    assert ("person-email" in codes(_overview(text))) == found


def test_personal_data_in_a_table_cell_but_not_in_a_figure() -> None:
    report = clean()
    footer = TableCell(row=0, column=0, text="填报人电话 13800138000")
    table = Table(index=7, matched=(), engine="built", pages=(), rows=1, columns=1, cells=(footer,))
    assert codes(report.model_copy(update={"tables": (*report.tables, table)})) == ["person-mobile"]
    (figure, *_) = report.tables[0].cells
    key = next(key for key, field in report.fields.items() if field.place is not None and field.raw == figure.text)
    assert key


def test_no_output_shows_a_whole_number() -> None:
    text = f"张某{ID_CARD}，电话13800138000，账号6222021234567890128，信箱zhang.san@163.com，年份截至2022年底。"
    report = clean(
        sections=sections(overview=(text, *OVERVIEW), preamble=(f"现将2022年政府信息公开工作年度报告{text}",))
    )
    shown = "".join(finding.model_dump_json() for finding in findings(report))
    for secret in (ID_CARD, "13800138000", "6222021234567890128", "zhang.san", BODY[4:14], "00138"):
        assert secret not in shown
    assert "1101" in shown


def test_masks_keep_the_ends_and_the_length() -> None:
    assert mask("电话13800138000。") == "电话138******00。"
    assert mask(f"证{ID_CARD}") == "证1101************2X"
    assert mask("zhang@qq.com") == "z****@qq.com"
    assert mask("138 0013 8000") == "138 **** **00"


@given(
    st.from_regex(r"1[1-5]0105(19[0-9]{2}|20[0-2][0-9])(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True)
)
def test_every_right_number_is_found_and_masked(body: str) -> None:
    number = body + _check_digit(body)
    (found,) = find_personal(f"号码{number}。")
    assert (found.kind, found.sure) == ("id_card", True)
    assert number[4:-2] not in mask(f"号码{number}。")


@given(st.text(alphabet="0123456789Xx*- 电话身份证@.a", max_size=60))
def test_masking_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(mask(text)) == len(text)
    assert find_personal(mask(text)) == ()
