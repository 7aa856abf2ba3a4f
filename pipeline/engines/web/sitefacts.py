"""What the page round a report says of it: title, publisher, dates, index number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.engines.web.stretches import Stretch, stretches
from pipeline.engines.web.tree import name

if TYPE_CHECKING:
    from lxml.html import HtmlElement

META = frozenset(
    (
        "articletitle", "pubdate", "publishdate", "contentsource", "sitename", "columnname", "author", "createdate",
        "og:title", "source", "publisher", "firstpublishedtime", "publish_time", "dc.date", "dc.title",
    )
)  # fmt: skip
NAMES = (
    "索引号", "信息索引号", "发布机构", "发布机关", "发布单位", "发文机关", "发文单位", "发文机构", "公开主体",
    "公开机构", "公开责任部门", "制发机关", "制作单位", "责任部门", "信息来源", "文章来源", "来源", "发布者",
    "发布日期", "发布时间", "发文日期", "成文日期", "公开日期", "公开时间", "生成日期", "生成时间", "印发日期",
    "更新时间", "信息名称", "名称", "标题", "文号", "文件编号", "主题分类", "体裁分类", "组配分类", "有效性",
    "所属机构",
)  # fmt: skip
SPACED_NAMES = "|".join(r"\s*".join(one) for one in sorted(NAMES, key=len, reverse=True))
NAME = re.compile(rf"[\[【(（]?\s*({SPACED_NAMES})\s*[\]】)）]?")
LABELLED = re.compile(NAME.pattern + r"\s*[:：]\s*")
LONGEST_NAME, LONGEST_VALUE, LONGEST_LINE = 12, 80, 300
VALUE_ENDS = re.compile(
    r"[|｜\[【\t]| {2,}|\u3000|\s(?=\S{2,6}[:：])|(?<=\d)\s(?=[^\d:])|(?:浏览|阅读|点击|访问)(?:次数|量)?"
)


def site_facts(root: HtmlElement) -> tuple[tuple[str, str], ...]:
    """Pairs of name and value: the title, `<meta>` elements, then labelled lines and cells in the order of the page."""
    facts: dict[tuple[str, str], None] = {}
    title = " ".join((root.findtext(".//title") or "").split())
    if title:
        facts["title", title] = None
    for meta in root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").strip()
        content = " ".join((meta.get("content") or "").split())
        if key.lower() in META and content:
            facts[key, content[:LONGEST_VALUE]] = None
    texts = list(stretches(root))
    for number, one in enumerate(texts):
        for fact in _facts_in(one, texts[number + 1] if number + 1 < len(texts) else None):
            facts[fact] = None
    return tuple(facts)


def is_fact_table(texts: list[str]) -> bool:
    """Whether cells with these texts are the page's own table about the document, and not one of the report's."""
    names = sum(len(text) <= LONGEST_NAME and NAME.fullmatch(text.strip(" :：")) is not None for text in texts)
    labelled = sum(len(text) <= LONGEST_VALUE and LABELLED.match(text) is not None for text in texts)
    return names + labelled >= 2 and 4 * (names + labelled) >= len([text for text in texts if text])


def _facts_in(one: Stretch, following: Stretch | None) -> list[tuple[str, str]]:
    if len(one.text) > LONGEST_LINE:
        return []
    labels = list(LABELLED.finditer(one.text))
    if not labels:
        return _fact_in_cells(one, following)
    facts = []
    for number, match in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(one.text)
        value = VALUE_ENDS.split(one.text[match.end() : end].strip())[0].strip(" ;；,，】]）)")
        if value and len(value) <= LONGEST_VALUE:
            facts.append((_plain(match.group(1)), value))
        elif not value and number + 1 == len(labels) and following is not None:
            facts += _fact_in_cells(one, following)
    return facts


def _fact_in_cells(one: Stretch, following: Stretch | None) -> list[tuple[str, str]]:
    """A name that fills its cell or item, and the value in the next one."""
    match = NAME.fullmatch(one.text.strip(" :：")) if len(one.text) <= LONGEST_NAME + 4 else None
    if match is None or following is None or len(following.text) > LONGEST_VALUE:
        return []
    if name(one.element) not in ("td", "th", "dt", "li", "p", "div", "dd") or one.element is following.element:
        return []
    if NAME.fullmatch(following.text.strip(" :：")) is not None:
        return []  # an empty value: the next name follows at once
    return [(_plain(match.group(1)), following.text.strip())]


def _plain(label: str) -> str:
    return "".join(label.split())
