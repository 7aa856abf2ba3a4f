"""One spelling for what reports spell in many ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.normalise import caption_key, clean, label_key, simplify

LABELS = {
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "部分公开",
    "（二）部分公开（区分处理的，只计这一情 形": "部分公开",
    "1．属于国家秘密": "属于国家秘密",
    "1. 属于国家秘密": "属于国家秘密",
    "8、属于行政查询事项": "属于行政查询事项",
    "一、本年新收政府信息公开申请数量": "本年新收政府信息公开申请数量",
    "（七）总\n计": "总计",
    "3.其他": "其他",
    "規範性檔案": "规范性文件",
    "行政規範性檔案": "行政规范性文件",
    "政府集中採購": "政府集中采购",
    "本年增／减": "本年增减",
    "[bookmark: _GoBack]其他处理": "其他处理",
    "⼀、本年新收": "本年新收",  # Kangxi radical one
    "商业\u3000企业": "商业企业",
    "3.危及“三安全一稳定”": "危及三安全一稳定",
}


@pytest.mark.parametrize(("printed", "key"), LABELS.items())
def test_labels_are_reduced_to_what_identifies_them(printed: str, key: str) -> None:
    assert label_key(printed) == key


def test_archives_stay_archives_outside_normative_documents() -> None:
    assert "档案馆" in label_key("市檔案館")


def test_captions_keep_what_stands_in_brackets() -> None:
    assert caption_key("第二十条  第（一）项") == caption_key("第二十條第(一)項") == "第二十条第一项"


@given(st.text(max_size=60))
def test_simplifying_keeps_the_length_of_the_cleaned_text(text: str) -> None:
    assert len(simplify(text)) == len(clean(text))


@given(st.text("本年度（一）()、1.5公开規範性檔案 \n“”", max_size=60))
def test_keys_are_stable(text: str) -> None:
    assert caption_key(caption_key(text)) == caption_key(text)
