"""Text taken over from another report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.corpus.copied import find_copied
from pipeline.schema import Report
from tests.preflight.cases import OVERVIEW, clean, sections

LONG = (
    "我局把公开工作与河湖长制结合起来，在每条河道的公示牌上标明责任人和监督方式，定期更新水质数据，方便群众随时查看。"
)
OTHER = "为方便企业取水许可办理，我局编印了图文对照的办事手册，由窗口人员逐项讲解，并在公众号开设了答疑栏目，受到欢迎。"


def _report(*texts: str) -> Report:
    return clean(sections=sections(overview=texts, problems=(), other_matters=()))


def test_the_same_text_is_taken_over_wholly() -> None:
    found = find_copied(_report(LONG, OTHER), _report(LONG, OTHER))
    assert found.share == 1.0
    assert {paragraph.text for paragraph in found.paragraphs} == {OTHER, LONG}


def test_numbers_aside() -> None:
    this = LONG + "全年更新数据2023次，处理问题一百二十件。"
    last = LONG + "全年更新数据1807次，处理问题九十件。"
    assert find_copied(_report(this), _report(last)).share == 1.0


def test_a_changed_word_does_not_make_it_new() -> None:
    assert find_copied(_report(LONG.replace("定期", "及时")), _report(LONG)).share == 1.0


def test_other_text_is_new() -> None:
    found = find_copied(_report(LONG), _report(OTHER))
    assert found.share == 0.0
    assert found.paragraphs == ()


def test_half_of_it() -> None:
    found = find_copied(_report(LONG, OTHER), _report(LONG))
    assert found.share is not None
    assert 0.4 < found.share < 0.6
    assert [paragraph.text for paragraph in found.paragraphs] == [LONG]


def test_a_paragraph_with_one_old_sentence_is_not_taken_over() -> None:
    found = find_copied(_report(LONG + OTHER), _report(LONG))
    assert found.paragraphs == ()


def test_the_preamble_and_short_phrases_are_the_same_every_year() -> None:
    assert (
        find_copied(_report("无。", "具体情况如下：", OVERVIEW[0][:11]), _report("无。", "具体情况如下：")).share
        is None
    )


def test_traditional_text_is_the_same_text() -> None:
    this = "我局把公開工作與河湖長制結合起來，在每條河道的公示牌上標明責任人和監督方式，"
    this += "定期更新水質數據，方便群眾隨時查看。"
    assert find_copied(_report(this), _report(LONG)).share == 1.0


def test_a_paragraph_that_the_other_file_breaks_into_two() -> None:
    first, second = (LONG + OTHER)[: len(LONG)], OTHER
    assert find_copied(_report(LONG + OTHER), _report(first, second)).share == 1.0


@given(st.lists(st.text(alphabet="公开申请2023年，。；处", max_size=80), max_size=5))
def test_the_share_is_a_share(texts: list[str]) -> None:
    found = find_copied(_report(*texts), _report(LONG, *texts))
    assert found.share is None or found.share == 1.0
    assert all(0.8 <= paragraph.share <= 1.0 for paragraph in found.paragraphs)
