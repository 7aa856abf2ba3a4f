"""Sections, paragraphs, titles, notes and closing lines out of lines of many kinds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.schema import Box, PagePlace, TextPlace
from pipeline.stages.outline import outline
from pipeline.types.layout import Layout
from pipeline.types.outline import Outline
from pipeline.types.page import Block, Line
from tests.grids import forms, grid

PLAN = [
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
]  # fmt: skip
MARKS = ["一、", "二、", "三、", "四、", "五、", "六、"]
KEYS = ["overview", "disclosure", "requests", "disputes", "problems", "other_matters"]


class Silent:
    """A classifier without an opinion."""

    def topics(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        return [("overview", 0.5)] * len(texts)


def paragraphs(texts: Sequence[str]) -> list[Block]:
    return [
        Line(text, TextPlace(paragraph=number, start=0, end=len(text)), whole=True) for number, text in enumerate(texts)
    ]


def read(blocks: Sequence[Block]) -> Outline:
    return outline(Layout(tuple(blocks), 1), forms(), Silent())


def standing(texts: Sequence[str]) -> dict[str, str]:
    """Where each paragraph stands, by its text."""
    sections = read(paragraphs(texts)).sections
    return {one.text: one.section or "" for section in sections for one in section.paragraphs}


def report(headings: Sequence[str]) -> list[str]:
    texts = ["云岭市档案局2022年政府信息公开工作年度报告", "本报告依据条例编制，统计期限为全年。"]
    for number, heading in enumerate(headings):
        texts += [heading, f"第{number}处的一段话，说明该处情况。"]
    return texts


def test_the_standard_plan() -> None:
    found = read(paragraphs(report(PLAN)))
    assert [section.key for section in found.sections] == ["overview", *KEYS]
    assert [section.title for section in found.sections] == ["", *PLAN]
    assert [line.text for line in found.title] == ["云岭市档案局2022年政府信息公开工作年度报告"]
    assert dict(found.plan)["2021"] == 1.0


VARIANTS = {
    "overview": ["一.总体情况", "1、 总体情况", "一、概述", "第一部分 基本情况", "\u3000\u3000一、总体情况"],
    "disclosure": ["二、行政机关主动公开政府信息的情况", "二、主动公开政府信息详情", "二.主动公开情况"],
    "requests": ["三、行政机关收到和处理政府信息公开申请的情况", "三、政府信息公开申请接收与办理情况"],
    "disputes": [
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况", "四、政府信息公开行政复议行政诉讼情况",
        "四、政府信息公开行政复议及行政诉讼情况",
    ],
    "problems": [
        "五、存在问题及改进措施", "五、政府信息公开工作中存在的问题及改进措施", "六、存在的主要问题和改进措施",
    ],
    "other_matters": ["六、其他事项", "五、其他需要汇报事项", "六、其他需要报告事项"],
}  # fmt: skip


@pytest.mark.parametrize(("key", "title"), [(key, title) for key, titles in VARIANTS.items() for title in titles])
def test_variants_of_titles(key: str, title: str) -> None:
    headings = [title if name == key else plain for name, plain in zip(KEYS, PLAN, strict=True)]
    assert standing(report(headings))[f"第{KEYS.index(key)}处的一段话，说明该处情况。"] == key


def test_an_odd_order() -> None:
    order = [*PLAN[:4], "五、其他事项", "六、存在问题及改进措施"]
    found = standing(report(order))
    assert found["第4处的一段话，说明该处情况。"] == "other_matters"
    assert found["第5处的一段话，说明该处情况。"] == "problems"


def test_sub_headings_do_not_cut() -> None:
    texts = report(PLAN)
    texts[4:4] = ["（一）主动公开", "发布信息五十条。", "（二）依申请公开情况", "收到申请三件。"]
    found = standing(texts)
    assert found["发布信息五十条。"] == found["收到申请三件。"] == "overview"


def test_bracketed_sub_headings_under_arabic_headings_do_not_cut() -> None:
    texts = report(
        [title.replace(mark, f"{number}、") for number, (title, mark) in enumerate(zip(PLAN, MARKS, strict=True), 1)]
    )
    texts[4:4] = ["（一）主动公开", "发布信息五十条。", "（二）依申请公开情况", "收到申请三件。"]
    found = standing(texts)
    assert found["发布信息五十条。"] == found["收到申请三件。"] == "overview"


def test_numbering_that_restarts_in_a_section_stays_in_it() -> None:
    texts = report(PLAN)
    at = texts.index(PLAN[5])
    texts[at:at] = ["一、意识不强", "个别单位重视不够。", "二、主动公开不及时", "更新较慢。"]
    found = standing(texts)
    assert found["个别单位重视不够。"] == found["更新较慢。"] == "problems"


def test_a_preamble_that_lists_the_sections_is_prose() -> None:
    texts = report(PLAN)
    texts[1] = "全文包括（一）总体情况；（二）主动公开政府信息情况；（三）收到和处理政府信息公开申请情况。"
    assert standing(texts)[texts[1]] == "overview"


def test_a_table_of_contents_is_no_section() -> None:
    texts = report(PLAN)
    texts[1:1] = [f"{title}.........{number}" for number, title in enumerate(PLAN, 1)]
    assert [section.key for section in read(paragraphs(texts)).sections if section.title] == KEYS
    bare = report(PLAN)
    bare[1:1] = PLAN
    assert [section.key for section in read(paragraphs(bare)).sections if section.title] == KEYS


def test_headings_on_consecutive_lines() -> None:
    texts = [*report(PLAN[:1]), *PLAN[1:5], "一是公开方式单一。"]
    found = read(paragraphs(texts))
    assert [section.key for section in found.sections if section.title] == KEYS[:5]
    assert found.sections[-1].paragraphs[0].section == "problems"


def test_a_heading_that_its_paragraph_runs_on_behind() -> None:
    texts = report(PLAN)
    texts[2:4] = ["一、总体情况。全年工作平稳有序，成效明显。"]
    found = read(paragraphs(texts))
    assert [section.key for section in found.sections if section.title] == KEYS
    assert found.sections[1].paragraphs[0].text == "全年工作平稳有序，成效明显。"


def test_a_plan_of_before_2019_with_chapters_of_its_own() -> None:
    texts = [
        "雲嶺市人民政府2017年政府信息公開年度報告", "一、總體情況", "(一)概述", "認真貫徹落實。",
        "(二)主動公開政府信息情況", "公開十條。", "(三)依申請公開政府信息情況", "收到三件。",
        "(四)政府信息公開行政複議、行政訴訟情況", "沒有。", "(五)主要問題和改進措施", "仍需提升。",
        "二、推進審批制度改革情況", "(一)清單公開", "清單已公布。", "三、推進重點工作情況", "完成全部任務。",
    ]  # fmt: skip
    found = standing(texts)
    assert found["收到三件。"] == "requests"
    assert found["仍需提升。"] == "problems"
    assert found["清單已公布。"] == found["完成全部任務。"] == "other_matters"
    plan = dict(read(paragraphs(texts)).plan)
    assert plan["2014"] > plan["2021"] + 0.1


def test_notes_belong_to_the_table_above_and_to_their_section() -> None:
    blocks: list[Block] = [
        *paragraphs(report(PLAN)[:4]),
        grid([["规章", "1"]]),
        *paragraphs(["注：统计口径有调整。", "三、收到和处理政府信息公开申请情况"]),
    ]
    found = read(blocks)
    assert [(note.text, note.table) for note in found.notes] == [("注：统计口径有调整。", 0)]
    assert "注：统计口径有调整。" in [one.text for section in found.sections for one in section.paragraphs]


def test_signature_and_what_a_site_prints_below_are_no_paragraphs() -> None:
    texts = [*report(PLAN), "无。", "云岭市档案局", "2023年1月20日", "打印 关闭", "相关链接", "网站地图"]
    found = read(paragraphs(texts))
    assert [line.text for line in found.closing] == ["云岭市档案局", "2023年1月20日"]
    assert found.sections[-1].paragraphs[-1].text == "无。"


def on_page(texts: Sequence[tuple[str, float, float]], *, page: int = 1, top: float = 100.0) -> list[Block]:
    """Lines of a page with their left and right edge, 20 points apart, type of 10 points."""
    return [
        Line(text, PagePlace(page=page, box=Box(x0, top + 20 * number, x1, top + 20 * number + 10)), size=10.0)
        for number, (text, x0, x1) in enumerate(texts)
    ]


def test_lines_of_a_page_join_into_paragraphs_over_a_page_break() -> None:
    blocks = [
        *on_page([("云岭市2022年报告", 200, 320), ("一、总体情况", 120, 200), ("全年", 120, 500), ("工作", 100, 500)]),
        *on_page([("平稳。", 100, 150), ("第二段从这里", 120, 500), ("结束。", 100, 140)], page=2),
    ]
    found = read(blocks)
    assert [one.text for one in found.sections[-1].paragraphs] == ["全年工作平稳。", "第二段从这里结束。"]


def test_a_heading_over_two_lines_is_one() -> None:
    blocks = on_page(
        [
            ("一、总体情况", 120, 200), ("全年工作平稳。", 120, 300),
            ("四、因政府信息公开工作被申请行政复议、提起行政诉讼的情", 120, 500), ("况", 100, 110),
            ("没有。", 120, 160),
        ]
    )  # fmt: skip
    found = read(blocks)
    assert found.sections[-1].title == "四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况"
    assert [one.text for one in found.sections[-1].paragraphs] == ["没有。"]


def test_hard_wrapped_text_is_joined() -> None:
    words = "全年主动公开各类政府信息若干条做到应公开尽公开并及时回应社会关切不断提升"
    texts = ["一、总体情况", *[words] * 9, "公开质量。", "二、主动公开政府信息情况"]
    lines: list[Block] = [
        Line(text, TextPlace(paragraph=number, start=0, end=len(text))) for number, text in enumerate(texts)
    ]
    found = read(lines)
    assert len(found.sections[0].paragraphs) == 1
    assert found.sections[0].paragraphs[0].text == words * 9 + "公开质量。"
