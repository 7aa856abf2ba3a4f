"""Training paragraphs: composed alike each time, every slot filled, one section each."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.assets import asset
from pipeline.errors import ConfigError
from pipeline.training.section_text import SECTION_KEYS, Wording, compose_paragraphs, read_wording


@pytest.fixture(scope="module")
def wording() -> Wording:
    return read_wording(asset("models", "sections", "text"))


def test_equal_seeds_equal_text(wording: Wording) -> None:
    one, two, other = (list(compose_paragraphs(wording, each=5, seed=seed)) for seed in (1, 1, 2))
    assert one == two != other


def test_each_section_gets_its_share_and_no_slot_is_left(wording: Wording) -> None:
    paragraphs = list(compose_paragraphs(wording, each=300, seed=3))
    assert Counter(key for _, key in paragraphs) == dict.fromkeys(SECTION_KEYS, 300)
    assert all(text and not re.search(r"[{}|\[\]]", text) for text, _ in paragraphs)
    assert len({text for text, _ in paragraphs}) > 1600


def test_every_section_has_headings_and_many_sentences(wording: Wording) -> None:
    for key in SECTION_KEYS:
        pools = wording.of(key)
        assert sum(len(pool.sentences) for pool in pools) > 100
        assert any(pool.headings for pool in pools)


def test_a_year_is_the_same_throughout_a_paragraph(tmp_path: Path) -> None:
    for key in SECTION_KEYS:
        (tmp_path / f"{key}.txt").write_text("# paragraphs\n{y}年好于{z}年，{x}年更好。\n", encoding="utf-8")
    (tmp_path / "slots.txt").write_text("我: 本机关\n机: 局\nA: 云岭市档案局\n", encoding="utf-8")
    for text, _ in compose_paragraphs(read_wording(tmp_path), each=20, seed=4):
        found = re.search(r"(\d{4})年好于(\d{4})年，(\d{4})年更好", text)
        assert found is not None
        year, last, following = map(int, found.groups())
        assert (last, following) == (year - 1, year + 1)


def test_a_slot_that_nothing_fills_is_named(tmp_path: Path) -> None:
    for key in SECTION_KEYS:
        (tmp_path / f"{key}.txt").write_text("# paragraphs\n有{没有}。\n", encoding="utf-8")
    (tmp_path / "slots.txt").write_text("我: 本机关\n机: 局\nA: 云岭市档案局\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="没有"):
        list(compose_paragraphs(read_wording(tmp_path), each=1, seed=1))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="incomplete"):
        read_wording(tmp_path)
