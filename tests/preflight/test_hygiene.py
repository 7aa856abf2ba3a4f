"""What was forgotten in the text, and what only looks forgotten."""

from __future__ import annotations

import pytest

from pipeline.schema import PrintedLine, Remark, Report
from tests.preflight.cases import AGENCY, OVERVIEW, clean, codes, findings, place, sections


def _overview(text: str) -> Report:
    return clean(sections=sections(overview=(text, *OVERVIEW)))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("XX局认真落实。", "error"),
        ("××区政府认真落实。", "error"),
        ("共收到申请X件。", "error"),
        ("20XX年，各项工作有序推进。", "error"),
        ("依据〔20XX〕3号文件。", "error"),
        ("共收到申请____件。", "error"),
        ("（此处填写主动公开情况）", "error"),
        ("（文字描述）", "error"),
        ("单击此处输入文字。", "error"),
        ("某某局认真落实。", "error"),
        ("培训情况（待补充）。", "error"),
        ("申请人王××提出异议。", "warning"),
        ("ＸＸ平台上线。", "warning"),
    ],
)
def test_text_of_a_template(text: str, level: str) -> None:
    assert [f.level for f in findings(_overview(text), "template-left")] == [level]


@pytest.mark.parametrize(
    "text",
    [
        "3201XXXXXXXX1234",
        "138XXXX8000",
        "采用Xbox和EXXON的案例",
        "规格3×4米",
        "见http://www.example.cn/xxgk/xx/index.html",
        "邮箱xx@example.gov.cn",
        "某市的做法",
        "A_B",
        "二〇〇八年以来",
        "MAX值",
    ],
)
def test_what_is_no_template(text: str) -> None:
    assert findings(_overview(text), "template-left") == ()


def test_a_template_in_a_cell_and_in_the_signature() -> None:
    closing = (PrintedLine(text="XX局", place=place(29)), PrintedLine(text="X年X月X日", place=place(30)))
    assert len(findings(clean(closing=closing), "template-left")) == 4


@pytest.mark.parametrize(
    "mark",
    [
        "[bookmark: _GoBack]",
        "错误!未找到引用源。",
        "Error! Reference source not found",
        "批注 [u1]：改",
        "&nbsp;",
        '<span style="color:red">',
        "锟斤拷",
        "\ufffd",
    ],
)
def test_marks_of_a_word_processor(mark: str) -> None:
    found = findings(_overview(f"我局{mark}认真落实。"), "marks-left")
    assert [f.level for f in found] == ["warning"]


@pytest.mark.parametrize("text", ["5<6且7>3", "A&B公司", "领导批注意见", "书签功能上线"])
def test_what_is_no_mark(text: str) -> None:
    assert findings(_overview(text), "marks-left") == ()


def test_a_title_twice() -> None:
    title = clean().title[0]
    (found,) = findings(clean(title=(title, title)))
    assert (found.code, found.level) == ("title-twice", "warning")
    report = clean(warnings=(Remark(code="title_twice", message="the title is printed twice"),))
    assert codes(report) == ["title-twice"]


def test_a_title_on_two_lines_is_one() -> None:
    lines = (
        PrintedLine(text=AGENCY, place=place()),
        PrintedLine(text="2023年政府信息公开工作年度报告", place=place(1)),
    )
    assert codes(clean(title=lines)) == []


def test_a_paragraph_twice() -> None:
    (found,) = findings(clean(sections=sections(overview=(*OVERVIEW, OVERVIEW[1]))))
    assert (found.code, found.level) == ("paragraph-twice", "warning")
    assert len(found.spots) == 2


def test_short_sentences_may_stand_twice() -> None:
    assert codes(clean(sections=sections(overview=(*OVERVIEW, "具体情况如下：", "具体情况如下：")))) == []
