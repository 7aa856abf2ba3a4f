"""Titles of the report and of its sections, and how sections are numbered."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from pipeline.forms import Form, SectionForm
from pipeline.schema import SectionKey
from pipeline.synth.agency import Agency
from pipeline.synth.words import Headings, Words

NUMERALS = "一二三四五六七八九十"
NUMBER = re.compile(r"^[一二三四五六七八九十]+、")
APPENDICES = ("附", "说明")  # titles of what is only a table
# Titles that no form file lists.
UNLISTED: dict[SectionKey, tuple[str, ...]] = {
    "overview": ("政府信息公开总体情况", "年度工作总体情况", "基本情况"),
    "disclosure": ("主动公开信息情况", "政府信息主动公开的情况"),
    "requests": ("政府信息公开申请的收到和处理情况", "收到和处理信息公开申请的情况"),
    "disputes": ("行政复议、行政诉讼情况", "因政府信息公开引起的行政复议和行政诉讼情况"),
    "problems": ("存在的不足和改进的措施", "主要问题及下一步改进情况"),
    "other_matters": ("其他需说明的事项", "需要报告的其他事项"),
}
TITLES = (
    "{name}{year}年政府信息公开工作年度报告",
    "{name}{year}年政府信息公开工作年度报告",
    "{name}{year}年度政府信息公开工作年度报告",
    "{year}年{name}政府信息公开工作年度报告",
    "{name}政府信息公开工作{year}年度报告",
    "{name}{year}年政府信息公开年度报告",
    "{name}政府信息公开工作年度报告（{year}年）",
    "{year}年度{name}政府信息公开工作报告",
)
PLACE_TITLE = "{place}{year}年政府信息公开工作年度报告"
BARE_TITLE = "{year}年政府信息公开工作年度报告"


def draw_title(agency: Agency, year: int, rng: random.Random) -> tuple[str, ...]:
    """The lines of the report's title."""
    choice = rng.random()
    if choice < 0.06:
        return (BARE_TITLE.format(year=year),)
    if choice < 0.16 and agency.body == "government":
        return (PLACE_TITLE.format(place=agency.place, year=year),)
    title = rng.choice(TITLES).format(name=agency.name, year=year)
    if rng.random() < 0.45 and title.startswith(agency.name):
        return (agency.name, title.removeprefix(agency.name))
    if rng.random() < 0.08 and len(title) > 20:
        return (title[:-6], title[-6:])
    return (title,)


def section_titles(form: Form, words: Words, rng: random.Random) -> dict[SectionKey, str]:
    """A title without its number for each section that the report has, in printed order."""
    titles: dict[SectionKey, str] = {}
    for section in form.file.sections:
        if not section.optional or rng.random() < 0.85:
            titles[section.key] = _title(section, words, rng)
    if rng.random() < 0.05 and list(titles)[-2:] == ["problems", "other_matters"]:
        titles["problems"] = titles.pop("problems")  # some put it last
    return titles


def _title(section: SectionForm, words: Words, rng: random.Random) -> str:
    if not words.known_titles:
        return rng.choice(UNLISTED.get(section.key, (section.title,)))
    aliases = [alias for alias in section.aliases if not alias.startswith(APPENDICES)]
    title = section.title if rng.random() < 0.6 else rng.choice((section.title, *aliases))
    return NUMBER.sub("", title)


def numbers(count: int, style: Headings) -> Sequence[str]:
    """The numbers of the section headings."""
    match style:
        case "arabic":
            return [f"{index + 1}、" for index in range(count)]
        case "dot":
            return [f"{NUMERALS[index]}．" for index in range(count)]
        case "part":
            return [f"第{NUMERALS[index]}部分 " for index in range(count)]
        case "restarted":  # numbering that somebody let start again half way
            return [f"{NUMERALS[index if index < 3 else index - 3]}、" for index in range(count)]
        case "chinese":
            return [f"{NUMERALS[index]}、" for index in range(count)]
