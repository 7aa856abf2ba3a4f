"""Printed labels against the labels of a form."""

from __future__ import annotations

from pipeline.text.matching import EXACT, LIKE, PATTERN, KnownLabel, LabelIndex

INDEX = LabelIndex(
    [
        KnownLabel("granted", ("（一）予以公开",), "^予以公开"),
        KnownLabel("denied_prohibited_by_law", ("2.其他法律行政法规禁止公开",), "法律行政.*止公开"),
        KnownLabel("first", ("被依法纠错数",)),
        KnownLabel("second", ("被依法纠错数",)),
        KnownLabel("not_processed_reconfirmation", ("5.要求行政机关确认或重新出具已获取信息",)),
    ]
)


def test_exact_pattern_and_likeness_rank_in_that_order() -> None:
    assert INDEX.scores("(一) 予以公开") == {"granted": EXACT}
    assert INDEX.scores("予以公开数") == {"granted": PATTERN}
    assert INDEX.scores("2.其他法律行政止公开") == {"denied_prohibited_by_law": PATTERN}
    likeness = INDEX.scores("5.要求行政机关确认或重新岀具已获取信息")["not_processed_reconfirmation"]
    assert 0.8 < likeness < LIKE


def test_a_label_of_two_rows_names_both() -> None:
    assert set(INDEX.scores("（二）被依法纠错数")) == {"first", "second"}


def test_what_fits_nothing_names_nothing() -> None:
    assert INDEX.best("") == (None, 0.0)
    assert INDEX.best("地址") == (None, 0.0)


def test_a_label_with_a_misread_character_beats_an_expression_that_it_happens_to_match() -> None:
    index = LabelIndex(
        [
            KnownLabel("budget", ("（四）专项经费",), "经费"),
            KnownLabel("accounts", ("公开财务预决算和三公经费管理信息",)),
        ]
    )
    assert index.best("公开财务预决算和三公经费管埋信息")[0] == "accounts"
    assert index.scores("专项经费支出") == {"budget": PATTERN}
