"""Headings: which paragraphs are titles, of which level, and of which section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.forms import Form
from pipeline.schema import SectionKey
from pipeline.text.normalise import label_key, simplify

LONGEST = 45  # characters of a heading
LONGEST_RUN_IN = 34
BARE = 9  # level of a title without an enumerator
SURE_TITLE = 0.95
NUMERAL = "一二三四五六七八九十"
# Enumerators by level: parts, 一、, （一）, 1., （1）
ENUMERATORS = (
    (0, re.compile(rf"^第([{NUMERAL}\d]{{1,3}})(?:部分|章|节|编)[、.:：,，\s]*")),
    (1, re.compile(rf"^([{NUMERAL}]{{1,3}})[、.．,，:：\s]\s*")),
    (2, re.compile(rf"^[（(]([{NUMERAL}]{{1,3}})[)）][、.．,，]?\s*")),
    (3, re.compile(r"^(\d{1,2})(?:[、．,，]|\.(?!\d))\s*")),
    (4, re.compile(r"^[（(](\d{1,2})[)）][、.．,，]?\s*")),
)
ENDS_A_CLAUSE = re.compile(r"[，,；;。：:]$")
CONTENTS_LINE = re.compile(r"(?:[.．…·⋯]\s*){3,}\d*$")
INSIDE_A_CLAUSE = re.compile(r"[。；;！!？?]")
RUN_IN_STOP = re.compile(r"[。：:]|\s{2,}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `level` 0 to 4 or 9 (no enumerator), its number, the section that it names and how surely.

    `rest` is the prose that runs on behind it.
    """

    title: str
    level: int
    number: int | None
    section: SectionKey | None
    score: float
    rest: str = ""


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
    for key in ("disputes", "problems", "requests", "other_matters", "disclosure", "overview"):
        if key in keys:
            return key
    raise ValueError(f"no section among {keys}")


def read_heading(text: str, forms: Sequence[Form]) -> Heading | None:
    """The heading that a paragraph is or starts with; None where it is prose.

    A line of a table of contents, an item of a list that ends in a comma, and a sentence are prose.
    """
    plain = simplify(text).strip()
    if not plain or CONTENTS_LINE.search(plain):
        return None
    level, number, bare = _enumerator(plain)
    if len(plain) <= LONGEST and not ENDS_A_CLAUSE.search(plain) and not INSIDE_A_CLAUSE.search(bare):
        section, score = name_section(bare, forms)
        if level != BARE or (score >= SURE_TITLE and _is_bare_title(bare, score)):
            return Heading(text.strip(), level, number, section, score)
        return None
    return _run_in(text, plain, (level, number, bare), forms)


def _run_in(text: str, plain: str, parts: tuple[int, int | None, str], forms: Sequence[Form]) -> Heading | None:
    """A statutory title that its paragraph goes on behind, after a stop."""
    level, number, bare = parts
    stop = RUN_IN_STOP.search(bare)
    if level == BARE or stop is None or stop.start() > LONGEST_RUN_IN:
        return None
    title = bare[: stop.start()]
    section, score = name_section(title, forms)
    if score < 1.0 and not (len(bare) == stop.end() and score >= SURE_TITLE):
        return None
    cut = len(plain) - len(bare) + stop.start()  # compatibility forms and scripts keep the length of such lines
    printed = text.strip()
    return Heading(printed[:cut].strip(), level, number, section, score, rest=printed[cut + 1 :].strip())


def _is_bare_title(bare: str, score: float) -> bool:
    """Without an enumerator only a whole statutory title is a heading, not any phrase on its subject."""
    return score == 1.0 and len(label_key(bare)) >= 4


@lru_cache(maxsize=5_000)
def _enumerator(plain: str) -> tuple[int, int | None, str]:
    for level, pattern in ENUMERATORS:
        match = pattern.match(plain)
        if match is not None:
            return level, _number(match.group(1)), plain[match.end() :].strip()
    return BARE, None, plain


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if text == "十":
        return 10
    tens, _, ones = text.partition("十") if "十" in text else ("", "", text)
    high = NUMERAL.index(tens) + 1 if tens in NUMERAL and tens else (1 if "十" in text else 0)
    low = NUMERAL.index(ones) + 1 if ones in NUMERAL and ones else 0
    return high * 10 + low or None


def section_level(headings: Sequence[Heading]) -> int:
    """The level that names most sections; among equal ones the outer."""
    found: dict[int, set[str]] = {}
    for heading in headings:
        if heading.section is not None and heading.score >= SURE_TITLE:
            found.setdefault(heading.level, set()).add(heading.section)
    return min(found, key=lambda level: (-len(found[level]), level)) if found else 1


def plan_scores(titles: Sequence[str], forms: Mapping[str, Form]) -> tuple[tuple[str, float], ...]:
    """How well the printed titles fit each form's own section titles, from 0 to 1."""
    scores = []
    for name, form in forms.items():
        wanted = [section.key for section in form.file.sections if not section.optional]
        found = [form.section_titles.scores(title) for title in titles]
        fits = [max((fit.get(key, 0.0) for fit in found), default=0.0) for key in wanted]
        scores.append((name, round(sum(fits) / len(fits), 4) if fits else 0.0))
    return tuple(scores)


def enumerated_title(text: str) -> str:
    """The title without its enumerator."""
    return _enumerator(simplify(text).strip())[2]
