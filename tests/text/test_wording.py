"""Titles, headings, captions and labels, told from what only looks like them."""

from __future__ import annotations

import pytest

from pipeline.assets import asset
from pipeline.forms import load_forms
from pipeline.text.wording import (
    is_caption,
    is_distinctive_label,
    is_figure,
    is_prose,
    is_report_title,
    is_section_heading,
    is_table_label,
)

FORMS = load_forms(asset("configs", "forms").glob("*.yaml"))
# Row headings of the oldest form that are titles of sections in other reports.
AMBIGUOUS = {"一、主动公开情况", "三、依申请公开情况"}


@pytest.mark.parametrize("name", FORMS)
def test_every_label_of_the_forms_is_known(name: str) -> None:
    parts = [part for table in FORMS[name].tables for part in (*table.rows, *table.columns)]
    labels = {label for part in parts for label in (part.label, *part.aliases)} - AMBIGUOUS
    assert [label for label in labels if not is_table_label(label)] == []


@pytest.mark.parametrize("name", FORMS)
def test_every_caption_of_the_forms_is_known(name: str) -> None:
    assert all(is_caption(table.caption) for table in FORMS[name].tables if table.caption)


@pytest.mark.parametrize("name", FORMS)
def test_every_numbered_section_title_of_the_forms_is_a_heading(name: str) -> None:
    titles = {title for section in FORMS[name].file.sections for title in (section.title, *section.aliases)}
    numbered = {
        title if title[:2] in ("一、", "二、", "三、", "四、", "五、", "六、") else f"三、{title}" for title in titles
    }
    assert [title for title in numbered if not is_section_heading(title)] == []


@pytest.mark.parametrize(
    "text",
    [
        "一、本年新收政府信息公开申请数量",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "（一）予以公开",
        "1.属于国家秘密",
        "2021年，我局按照要求，认真做好主动公开政府信息情况的梳理。",
        "三、12件",
    ],
)
def test_row_labels_and_sentences_are_no_headings(text: str) -> None:
    assert not is_section_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "一.总体情况",
        "1、 总体情况",
        "第一部分 概述",
        "二、 主動公開政府信息情況",
        "六、其他需要汇报事项",
        "五、政府資訊公開工作存在的主要問題及改進情況",
        "三、 政府信息公开申请接收与办理情况",
        "四、政府信息公开行政复议行政诉讼情况",
        "总体情况",
    ],
)
def test_variants_of_headings_are_headings(text: str) -> None:
    assert is_section_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "沅溪县教育局2022年政府信息公开工作年度报告",
        "沅溪县教育局政府信息公开工作2022年度报告",
        "2021年政务公开工作年度报告",
        "沅溪县教育局关于2021年度政府信息公开工作情况的报告",
        "二〇二一年度政府信息公开年报",
        "2017年政府資訊公開年度報告",
        "政府信息公开工作年度报告（2021年度）",
        "2022 年 政 府 信 息 公 开 工 作 年 度 报 告",
        "政府信息公开工作的年度报告",
    ],
)
def test_titles_of_reports(text: str) -> None:
    assert is_report_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "关于做好2021年政府信息公开工作年度报告编制发布工作的通知",
        "政府信息公开工作年度报告格式",
        "政府信息公开指南",
        "沅溪水务股份有限公司2021年年度报告",
        "2021年度法治政府建设年度报告",
        "政府信息公开目录",
        "",
    ],
)
def test_titles_of_other_documents(text: str) -> None:
    assert not is_report_title(text)


@pytest.mark.parametrize("text", ["0", "1,234", "-164", "+37", "97.8万元", "/", "—", "无", "12件"])
def test_figures_and_what_stands_for_them(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["", "  ", "规章", "2021年", "12 13", "第20条"])
def test_what_is_no_figure(text: str) -> None:
    assert not is_figure(text)


def test_labels_of_any_table_are_not_distinctive() -> None:
    assert not any(is_distinctive_label(text) for text in ("总计", "其他", "单位", "数量", "行政许可", "规章"))


def test_prose_is_told_from_long_labels() -> None:
    assert is_prose("一年来，我局坚持公开为常态，群众反映较好。")
    assert is_prose("具体情况如下表所列，请予以监督：")
    assert not is_prose("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请")
    assert not is_prose("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")
