"""The figures that the narrative states, and those that only look like it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from pipeline.schema import Box, PagePlace, Paragraph, Section, TextPlace
from pipeline.stages.narrate import narrate
from pipeline.types.outline import Outline
from tests.grids import forms
from tests.narratives import BUREAU, COUNTY, TOWN, claims, finder, outline, told

BOTH = "litigation_direct.total+litigation_after_reconsideration.total"

CASES = [
    pytest.param(case, id=f"{group}-{number}")
    for group, cases in YAML(typ="safe").load(Path(__file__).parents[1] / "corpora" / "narratives.yaml").items()
    for number, case in enumerate(cases)
]


@pytest.mark.parametrize("case", CASES)
def test_what_a_clause_states(case: dict[str, Any]) -> None:
    title = COUNTY if case["form"] == "2014" else BUREAU
    expected = {name: tuple(v) if isinstance(v, list) else v for name, v in case["claims"].items()}
    assert told(claims(case["text"], form=case["form"], title=title), forms()[case["form"]]) == expected


def test_several_numbers_for_a_figure_leave_it_open() -> None:
    found = claims("县教育局收到信息公开申请3件，县公安局收到信息公开申请5件。")
    assert [(claim.value, claim.comparable) for claim in found] == [(3, False), (5, False)]


def test_the_form_of_2019_has_its_own_documents_and_purchases() -> None:
    text = "新制作规范性文件3件，公开规范性文件5件。政府集中采购项目12个，采购总金额97.8万元。"
    expected = {
        "normative_documents.made": 3,
        "!normative_documents.published": 5,
        "procurement.projects": 12,
        "procurement.amount": 97.8,
    }
    assert told(claims(text, form="2019"), forms()["2019"]) == expected


def test_a_figure_of_the_area_is_elsewhere_in_an_agencys_report_and_at_home_in_a_governments() -> None:
    text = "全县共收到政府信息公开申请338件，其中我局收到8件。"
    assert told(claims(text, title=BUREAU), forms()["2021"]) == {"~new.total": 338, "new.total": 8}
    text = "县政府办代表县政府受理政府信息公开申请17件。"
    assert told(claims(text, title=COUNTY), forms()["2021"]) == {"~new.total": 17}
    text = "我县收到政府信息公开申请95件。"
    assert told(claims(text, title=COUNTY), forms()["2021"]) == {"new.total": 95}


def test_a_towns_report_may_mean_either() -> None:
    assert told(claims("我镇收到政府信息公开申请3件。", title=TOWN), forms()["2021"]) == {"new.total": 3}
    assert told(claims("全镇各单位收到政府信息公开申请3件。", title=TOWN), forms()["2021"]) == {"~new.total": 3}


def test_parts_keep_the_scope_of_their_whole() -> None:
    text = "全县各部门共答复信息公开申请53件。其中，予以公开50件，不予公开3件。"
    assert {claim.scope for claim in claims(text, title=COUNTY)} == {"area"}


def test_a_claim_keeps_its_clause_as_printed_with_its_place() -> None:
    text = "（二）依申请公开。收 到信息公開申請12件；未收取費用。其中，予以公開5件。"
    received, granted = claims(text)
    assert received.text == "收 到信息公開申請12件" == text[9:21]
    assert received.place == TextPlace(paragraph=1, start=9, end=21)
    assert granted.text == "其中，予以公開5件"
    assert isinstance(granted.place, TextPlace)
    assert text[granted.place.start : granted.place.end] == granted.text
    assert (received.section, received.raw) == ("overview", "12件")


def test_on_a_page_a_claim_has_its_paragraphs_box() -> None:
    place = PagePlace(page=2, box=Box(10, 20, 300, 40))
    paragraph = Paragraph(
        text="收到信息公开申请12件。",
        place=place,
        section="requests",
        section_confidence=1.0,
        topic=None,
        topic_confidence=0.0,
    )
    made = Outline((), (Section(key="requests", title="", confidence=1.0, paragraphs=(paragraph,)),))
    (claim,) = narrate(made, forms()["2021"], finder())
    assert claim.place == place


def test_under_its_own_heading_a_clause_needs_no_word_of_disclosure() -> None:
    assert claims("行政复议2件，行政诉讼0件。") == []
    found = claims("行政复议2件，行政诉讼0件。", section="disputes")
    assert told(found, forms()["2021"]) == {"reconsideration.total": 2, BOTH: 0}


def test_the_section_on_problems_is_not_read() -> None:
    assert claims("收到信息公开申请12件。", section="problems") == []


def test_what_is_said_twice_is_claimed_twice_but_not_in_one_sentence() -> None:
    assert len(claims("收到信息公开申请12件，共收到信息公开申请12件。")) == 1
    assert len(claims("收到信息公开申请12件。", "收到信息公开申请12件。")) == 2


def test_no_text_makes_it_stumble() -> None:
    for text in (
        "",
        "。",
        "，，；；",
        "件件件",
        "未",
        "均",
        "其余均",
        "1,2,3件",
        "收到申请",
        "\ue001年",
        "[bookmark: x]5件",
    ):
        assert isinstance(claims("信息公开" + text, text), list)


PIECES = [
    "收到", "信息公开申请", "行政复议", "行政诉讼", "复议后起诉", "予以公开", "不予公开", "维持", "其余", "均为",
    "全部", "未", "无", "其中", "分别为", "各", "和", "、", "，", "；", "。", "（", "）", "：", "12件", "0件",
    "三件", "近40余件", "1,234件", "5%", "上年结转", "结转下年度", "2022年", "上半年", "同比增长", "全县", "我局",
    "自然人", "主动公开", "规范性文件", "制发", "零申请", "撤回", "的", "为", "条", "0", "一",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(["2014", "2019", "2021"]))
def test_whatever_is_said_each_claim_stands_in_its_paragraph(text: str, form: str) -> None:
    for claim in claims(text, form=form):
        assert isinstance(claim.place, TextPlace)
        assert claim.text
        assert text[claim.place.start : claim.place.end] == claim.text
        assert claim.value >= 0
        assert claim.keys or claim.sums
        assert all(key in forms()[form].specs for keys in (claim.keys, *claim.sums) for key in keys)


def test_a_document_costs_a_few_milliseconds() -> None:
    filler = "全年扎实推进政务公开，围绕12项重点任务，完善制度3项，网站发布解读26篇，群众知晓度明显提升。" * 60
    made = outline([filler, *(case.values[0]["text"] for case in CASES[:8])])
    narrate(made, forms()["2021"], finder())
    best = min(_seconds(made) for _ in range(5))
    assert best < 0.02  # a third of it on an idle machine


def _seconds(made: Outline) -> float:
    start = time.process_time()
    narrate(made, forms()["2021"], finder())
    return time.process_time() - start
