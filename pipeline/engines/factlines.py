"""Lines that say something of a document: who published it, when, under which index number."""

from __future__ import annotations

import re

NAMES = (
    "索引号", "信息索引号", "发布机构", "发布机关", "发布单位", "发文机关", "发文单位", "发文机构", "公开主体",
    "公开机构", "公开责任部门", "制发机关", "制作单位", "责任部门", "信息来源", "文章来源", "来源", "发布者",
    "发布日期", "发布时间", "发文日期", "成文日期", "公开日期", "公开时间", "生成日期", "生成时间", "印发日期",
    "更新时间", "信息名称", "名称", "标题", "文号", "文件编号", "主题分类", "体裁分类", "组配分类", "有效性",
    "所属机构",
)  # fmt: skip
SPACED_NAMES = "|".join(r"\s*".join(one) for one in sorted(NAMES, key=len, reverse=True))
NAME = re.compile(rf"[\[【(（]?\s*({SPACED_NAMES})\s*[\]】)）]?")
LABELLED = re.compile(NAME.pattern + r"\s*[:：|｜]\s*")
LONGEST_NAME, LONGEST_VALUE, LONGEST_LINE = 12, 80, 300
VALUE_ENDS = re.compile(
    r"[|｜\[【\t]| {2,}|\u3000|\s(?=\S{2,6}[:：])|(?<=\d)\s(?=[^\d:])|(?:浏览|阅读|点击|访问)(?:次数|量)?"
)


def facts_in_line(text: str) -> list[tuple[str, str]]:
    """Pairs of name and value, in the order of the line; the value of the last name may be empty, then it follows."""
    if len(text) > LONGEST_LINE:
        return []
    labels = list(LABELLED.finditer(text))
    facts = []
    for number, match in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        value = VALUE_ENDS.split(text[match.end() : end].strip())[0].strip(" ;；,，】]）)")
        if len(value) <= LONGEST_VALUE and (value or number + 1 == len(labels)):
            facts.append((plain_name(match.group(1)), value))
    return facts


def fact_name(text: str) -> str | None:
    """The name that the whole of a cell or line is; None where it is none."""
    match = NAME.fullmatch(text.strip(" :：")) if len(text) <= LONGEST_NAME + 4 else None
    return None if match is None else plain_name(match.group(1))


def is_labelled(text: str) -> bool:
    """Whether a short text is such a name with its value behind it."""
    return len(text) <= LONGEST_VALUE and LABELLED.match(text) is not None


def plain_name(label: str) -> str:
    """A name without the spaces that sites put into it."""
    return "".join(label.split())
