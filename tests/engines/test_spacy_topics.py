"""The classifier that is installed, on sentences that are in no training text."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.spacy_topics import LONGEST, SpacyTopics, prepare
from pipeline.errors import SetupError

PLAIN = {
    "overview": "本报告按照《条例》第五十条编制，统计期限为2022年1月1日至12月31日，联系电话见文末。",
    "disclosure": "全年在门户网站发布信息3021条，微信公众号推送412篇，并配发图解和解读稿件。",
    "requests": "共收到依申请公开15件，其中信函申请9件、网络申请6件，均在法定期限内答复申请人。",
    "disputes": "本年发生行政复议2件、行政诉讼1件，复议机关维持，法院驳回原告诉讼请求。",
    "problems": "栏目更新还不够及时，解读形式有待丰富；下一步将加强培训，补齐短板。",
    "other_matters": "本年度没有收取信息处理费，无其他需要报告的事项。",
}
TRADITIONAL = {
    "disclosure": "全年在入口網站發布資訊3021條，微信公眾號推送412篇，並配發圖解和解讀稿件。",
    "disputes": "本年發生行政複議2件、行政訴訟1件，複議機關維持，法院駁回原告訴訟請求。",
}


@pytest.fixture(scope="module")
def classifier() -> SpacyTopics:
    return SpacyTopics()


@pytest.mark.parametrize("texts", [PLAIN, TRADITIONAL], ids=["simplified", "traditional"])
def test_plain_paragraphs(classifier: SpacyTopics, texts: dict[str, str]) -> None:
    found = classifier.topics(list(texts.values()))
    assert [key for key, _ in found] == list(texts)
    assert all(0.5 < probability <= 1.0 for _, probability in found)


def test_no_texts(classifier: SpacyTopics) -> None:
    assert classifier.topics([]) == []


def test_odd_texts_get_an_answer(classifier: SpacyTopics) -> None:
    odd = ["", " ", "无", "12345", "https://example.cn/a", "\ufffd\x00", "公" * 100_000]
    found = classifier.topics(odd)
    assert len(found) == len(odd)
    assert all(0.0 < probability <= 1.0 for _, probability in found)


def test_an_order_of_texts_changes_nothing(classifier: SpacyTopics) -> None:
    texts = list(PLAIN.values())
    assert classifier.topics(texts[::-1]) == classifier.topics(texts)[::-1]


def test_prepare() -> None:
    assert prepare(" 2023年 收到1,024件（17.5%），见www.example.cn ") == "0年收到0件(0%),见x"
    assert prepare("３件行政複議") == prepare("3件行政复议")
    assert len(prepare("公" * 10_000)) == LONGEST


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="gongkai train sections"):
        SpacyTopics(model=tmp_path).topics(["无"])
