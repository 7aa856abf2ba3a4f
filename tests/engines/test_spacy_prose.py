"""Words and numbers by spaCy's matchers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.spacy_prose import SpacyProse
from pipeline.types.phrase import Phrase, Vocabulary

WORDS = Vocabulary(("申请", "信息公开申请", "公开", "三安全一稳定"))
FINDER = SpacyProse()


def test_the_longest_words_and_then_numbers() -> None:
    (found,) = FINDER.find(["信息公开申请1.2万余件，三安全一稳定2件"], WORDS)
    assert found == (
        Phrase("信息公开申请", 0, 6),
        Phrase("1.2万余", 6, 11, is_number=True),
        Phrase("三安全一稳定", 13, 19),
        Phrase("2", 19, 20, is_number=True),
    )


def test_each_text_has_its_own_phrases() -> None:
    assert FINDER.find(["", "公开", "无"], WORDS) == [(), (Phrase("公开", 0, 2),), ()]


def test_each_vocabulary_is_compiled_once_and_kept_apart() -> None:
    other = Vocabulary(("无",))
    assert FINDER.find(["公开无"], other) == [(Phrase("无", 2, 3),)]
    assert FINDER.find(["公开无"], WORDS) == [(Phrase("公开", 0, 2),)]


@given(st.text(max_size=30))
def test_phrases_are_in_order_and_never_over_each_other(text: str) -> None:
    (found,) = FINDER.find([text], WORDS)
    for phrase in found:
        assert text[phrase.start : phrase.end] == phrase.text
    assert all(one.end <= other.start for one, other in pairwise(found))
