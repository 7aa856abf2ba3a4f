"""The wording: complete, the same in both languages, and in the docs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from pipeline.preflight.finding import Language, Spot
from pipeline.preflight.messages import CodeWording, Wording, load_messages
from pipeline.preflight.pages import where
from pipeline.preflight.rules import RULES
from pipeline.schema import Level, Meaning
from tests.preflight.cases import findings, place
from tests.preflight.examples import EXAMPLES

CODES = [code for rules in RULES.values() for code in rules]
HAN = re.compile(r"[\u4e00-\u9fff]")


def _wordings() -> dict[str, Wording]:
    messages = load_messages()
    found = {f"group {name}": wording for name, wording in messages.groups.items()}
    found |= {f"word {name}": wording for name, wording in messages.words.items()}
    for code, wording in messages.codes.items():
        found |= {f"{code} {part}": getattr(wording, part) for part in ("title", "says", "why", "mend")}
        found |= {f"{code} {name}": hint for name, hint in wording.hints.items()}
    return found


def test_every_rule_has_its_wording_and_its_example_and_nothing_else_has() -> None:
    messages = load_messages()
    assert list(messages.codes) == CODES
    assert list(messages.groups) == list(RULES)
    assert list(EXAMPLES) == CODES


def test_both_languages_fill_in_the_same() -> None:
    for name, wording in _wordings().items():
        assert wording.places("zh") == wording.places("en"), name


def test_each_language_is_written_in_itself() -> None:
    for name, wording in _wordings().items():
        if name != "word unknown":
            assert HAN.search(wording.zh), name
        assert re.search(r"[a-z]", wording.en), name


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("code", CODES)
def test_every_rule_is_tripped_by_its_example_and_says_all_that_it_should(code: str, language: Language) -> None:
    report, expected = EXAMPLES[code]()
    found = findings(report, code, language=language, **expected)
    assert found, code
    for finding in found:
        for said in (finding.title, finding.says, finding.why, finding.mend):
            assert said.strip()
            assert not re.search(r"\{\w+\}|\bNone\b|\(\)|<", said), said
        assert finding.level in get_args(Level)


def test_every_meaning_of_a_cell_without_a_figure_has_a_word() -> None:
    words = load_messages().words
    for meaning in get_args(Meaning):
        assert meaning in ("number", "unparseable") or f"mark.{meaning}" in words


def test_braces_in_a_value_are_printed_as_they_are() -> None:
    wording = Wording(zh="{a}和{b}", en="{a} and {b}")
    assert load_messages().fill(wording, {"a": "{b}", "b": ("1", "2")}, "zh") == "{b}和1、2"
    assert load_messages().fill(wording, {"a": 2.0, "b": 1.5}, "en") == "2 and 1.5"


def test_a_place_in_words() -> None:
    assert where(Spot(place=place(page=3), label="自然人"), "zh") == "第3页，自然人"
    assert where(Spot(place=place(page=3), label="自然人"), "en") == "page 3, 自然人"
    assert where(Spot(place=None, label="自然人"), "zh") == "自然人"
    assert where(Spot(place=None), "zh") == ""


def test_every_code_has_a_heading_in_the_docs(root: Path) -> None:
    text = (root / "docs" / "check.md").read_text(encoding="utf-8")
    sections = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    headings = [section.splitlines()[0].strip("` ") for section in sections]
    assert headings == CODES
    for code, section in zip(CODES, sections, strict=True):
        wording: CodeWording = load_messages().codes[code]
        assert wording.title.zh in section, f"docs/check.md: {code}: its Chinese title"
        assert "Example" in section, f"docs/check.md: {code}: an example"
        assert "Mend" in section, f"docs/check.md: {code}: how to mend it"
