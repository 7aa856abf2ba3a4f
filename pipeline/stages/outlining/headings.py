"""Headings: which paragraphs are titles, of which level, and of which section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from pipeline.forms import Form
from pipeline.schema import SectionKey
from pipeline.text.normalise import label_key, simplify, squeeze

SECTION_KEYS: tuple[SectionKey, ...] = get_args(SectionKey)
LONGEST = 45  # characters of a heading
LONGEST_RUN_IN = 34
LONGEST_LISTED = 120  # with the dots of a table of contents
SHORTEST_BARE = 4  # characters of a title that stands without an enumerator
BARE = 9  # level of a title without an enumerator
SURE_TITLE = 0.95
RUN_IN_LESS = 0.1  # a title known by its words alone that prose runs on behind may be part of the sentence
NUMERAL = "一二三四五六七八九十"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
# Enumerators by level: parts, 一、, （一）, 1., （1）. A dash before 、 is a 一 that was mistyped or misread.
ENUMERATORS = (
    (0, re.compile(rf"^第\s*([{NUMERAL}\d]{{1,3}})\s*(?:部分|章|节|编)[、.:：,，\s]*")),
    (1, re.compile(rf"^([{NUMERAL}]{{1,3}})\s*[、.．,，:：\s]\s*")),
    (1, re.compile(r"^([—–―-])\s*、\s*")),
    (1, re.compile(r"^([IVX]{1,4})\s*[、.．]\s*")),
    (2, re.compile(rf"^[（(]\s*([{NUMERAL}]{{1,3}})\s*[)）][、.．,，]?\s*")),
    (3, re.compile(r"^(\d{1,2})\s*(?:[、．,，]|\.(?!\d))\s*")),
    (4, re.compile(r"^[（(]\s*(\d{1,2})\s*[)）][、.．,，]?\s*")),
)
WITHOUT_STOP = re.compile(rf"^([{NUMERAL}]{{1,2}}|\d)\s*(?=[^\d{NUMERAL}])")
DECORATION = re.compile(r"^[\s◆◇■□●○★☆▲△►▶▪|｜#*>•·§]+")
ENDS_A_CLAUSE = re.compile(r"[，,；;。：:、]$")
LIST_ITEM = re.compile(r"[，,；;、]$")
CONTENTS_LINE = re.compile(r"(?:[.．…·⋯_-]\s*){3,}\d*$|\s\d{1,2}$")
INSIDE_A_CLAUSE = re.compile(r"[。；;！!？?]")
RUN_IN_STOP = re.compile(r"[。：:\s]")
Enumerated = tuple[int, int | None, str]  # level, number, the text behind the enumerator


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `level` 0 to 4 or 9 (no enumerator), its number, the section that it names and how surely.

    `rest` is the prose that runs on behind it; a `listed` one is an item of a list or of a table of contents.
    """

    title: str
    level: int
    number: int | None
    section: SectionKey | None
    score: float
    rest: str = ""
    listed: bool = False


def name_section(title: str, forms: Iterable[Form]) -> tuple[SectionKey | None, float]:
    """The section that a bare title names in any of the forms, with a score."""
    scores: dict[str, float] = {}
    for form in forms:
        for key, score in form.section_labels.scores(title).items():
            scores[key] = max(scores.get(key, 0.0), score)
    if not scores:
        return None, 0.0
    best = max(scores.values())
    return _narrowest([key for key, score in scores.items() if score == best]), best


def _narrowest(keys: Sequence[str]) -> SectionKey:
    """`主动公开和依申请公开…复议` names several: disputes before requests before disclosure before the rest."""
    order: tuple[SectionKey, ...] = ("disputes", "problems", "requests", "other_matters", "disclosure", "overview")
    return next(key for key in order if key in keys)


def read_heading(text: str, forms: Sequence[Form]) -> Heading | None:
    """The heading that a paragraph is or starts with; None where it is prose."""
    if len(text) > LONGEST + 20 and _enumerator(_plain(text[:20]))[0] == BARE:
        return None
    plain = _plain(text)
    if not plain:
        return None
    listed = len(plain) <= LONGEST_LISTED and (CONTENTS_LINE.search(plain) or LIST_ITEM.search(plain)) is not None
    if listed:
        plain = LIST_ITEM.sub("", CONTENTS_LINE.sub("", plain)).strip()
    level, number, bare = _numbered(plain, forms)
    if len(plain) <= LONGEST and not ENDS_A_CLAUSE.search(plain) and not INSIDE_A_CLAUSE.search(bare):
        section, score = name_section(bare, forms)
        if listed and score < SURE_TITLE:
            return None
        if level != BARE or (score == 1.0 and len(label_key(bare)) >= SHORTEST_BARE):
            return _run_in_at_space(text, plain, (level, number, bare), forms) or Heading(
                _tidy(text), level, number, section, score, listed=listed
            )
        return None
    return _run_in(text, plain, (level, number, bare), forms)


def _plain(text: str) -> str:
    """Simplified, without decoration; 資訊 is what machines make of 信息 for Taiwan."""
    return DECORATION.sub("", simplify(text)).rstrip("*# ").replace("资讯", "信息")


def _tidy(text: str) -> str:
    return DECORATION.sub("", text).rstrip("*#　 ")


def _run_in_at_space(text: str, plain: str, parts: Enumerated, forms: Sequence[Form]) -> Heading | None:
    """A whole title, a space, and prose: `一、总体情况 全年有序`."""
    head, space, rest = parts[2].partition(" ")
    if not space or len(squeeze(rest)) <= len(head) or name_section(head, forms)[1] < 1.0:
        return None
    return _run_in(text, plain, parts, forms)


def _run_in(text: str, plain: str, parts: Enumerated, forms: Sequence[Form]) -> Heading | None:
    """A statutory title that its paragraph goes on behind, after a stop."""
    level, number, bare = parts
    if level == BARE:
        return None
    for stop in RUN_IN_STOP.finditer(bare[: LONGEST_RUN_IN + 1]):
        section, score = name_section(bare[: stop.start()], forms)
        alone = len(bare) == stop.end()
        if score == 1.0 or (score >= SURE_TITLE and not stop.group().isspace()):
            length = len(plain) - len(bare) + stop.start()
            printed = _tidy(text)  # compatibility forms and scripts keep the length of such lines
            rest = "" if alone else printed[length + 1 :].strip()
            lowered = score if score == 1.0 or alone else score - RUN_IN_LESS
            return Heading(printed[:length].strip(), level, number, section, lowered, rest=rest)
    return None


def _numbered(plain: str, forms: Sequence[Form]) -> Enumerated:
    """The enumerator; one without a stop (`六其他事项`) counts where a whole title follows."""
    found = _enumerator(plain)
    if found[0] != BARE or len(plain) > LONGEST:
        return found
    match = WITHOUT_STOP.match(plain)
    if match is not None and name_section(plain[match.end() :], forms)[1] == 1.0:
        return 1, _number(match.group(1)), plain[match.end() :]
    return found


@lru_cache(maxsize=5_000)
def _enumerator(plain: str) -> Enumerated:
    for level, pattern in ENUMERATORS:
        match = pattern.match(plain)
        if match is not None:
            return level, _number(match.group(1)), plain[match.end() :].strip()
    return BARE, None, plain


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if text in ROMAN:
        return ROMAN.index(text) + 1
    if text in "—–―-":
        return 1
    tens, ten, ones = text.partition("十")
    if not ten:
        return NUMERAL.index(text) + 1 if text in NUMERAL else None
    high = NUMERAL.find(tens) + 1 if tens else 1
    return high * 10 + (NUMERAL.find(ones) + 1 if ones else 0)


def enumerated_title(text: str) -> str:
    """The title without its enumerator."""
    return _enumerator(_plain(text))[2]
