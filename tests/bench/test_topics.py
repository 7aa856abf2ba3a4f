"""The measures of the section classifier, on values counted by hand; and what the classifier reaches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.bench.topics import (
    keyword_topics,
    labelled_seeds,
    macro_f1,
    print_evaluation,
    strip_run_in,
    topics,
    wilson,
)
from pipeline.engines.spacy_topics import SpacyTopics
from pipeline.errors import UsageError


def test_wilson_agrees_with_a_published_example() -> None:
    low, high = wilson(81, 263)  # Newcombe (1998), table II, example 1
    assert low == pytest.approx(0.2553, abs=5e-4)
    assert high == pytest.approx(0.3662, abs=5e-4)
    assert wilson(0, 0) == (0.0, 1.0)


def test_macro_f1_counts_every_class_alike() -> None:
    score, each = macro_f1(["a", "a", "a", "b"], ["a", "a", "b", "b"])
    assert each == {"a": pytest.approx(0.8), "b": pytest.approx(2 / 3)}
    assert score == pytest.approx((0.8 + 2 / 3) / 2)
    assert macro_f1(["a", "b"], ["a", "a"])[1]["b"] == 0.0


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("（二）依申请公开情况。收到3件。", "收到3件。"),
        ("改进措施：一是加强培训。", "一是加强培训。"),
        ("[bookmark: _x]（五）平台建设。改版网站。", "改版网站。"),
        ("全年发布信息，共12条：其中政策3条。", "全年发布信息,共12条:其中政策3条。"),
        ("无。", "无。"),
    ],
)
def test_run_in_headings_are_stripped(text: str, stripped: str) -> None:
    assert strip_run_in(text) == stripped


def test_labels_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("标题\n（一）概况。成立小组。\n", encoding="utf-8")
    row = {"file": "a.txt", "line": 2, "topic": "overview", "topic_alt": ["problems"]}
    (tmp_path / "labels.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (found,) = labelled_seeds(tmp_path)
    assert (found.text, found.topics) == ("成立小组。", ("overview", "problems"))


def test_the_keyword_rule() -> None:
    assert keyword_topics(["法院驳回诉讼请求", "收到申請，已答复", "天气晴"]) == ["disputes", "requests", "overview"]


def test_the_classifier_on_paragraphs_composed_apart(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    classifier = SpacyTopics()
    score = print_evaluation(
        root / "tests" / "corpora" / "topic_evaluation.jsonl",
        lambda texts: [key for key, _ in classifier.topics(texts)],
    )
    assert score >= 0.90
    assert "keyword rule" in capsys.readouterr().out


def test_a_file_that_is_no_evaluation(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("not json", encoding="utf-8")
    result = CliRunner().invoke(topics, ["--evaluation", str(path)])
    assert isinstance(result.exception, UsageError)
