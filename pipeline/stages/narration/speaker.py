"""Of whom and of which year a report speaks, by its title: what a scope and a bare year are measured against."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from pipeline.text.normalise import simplify, squeeze
from pipeline.types.outline import Outline

Speaker = Literal["agency", "area", "either"]

YEAR = re.compile(r"(?<!\d)(20\d\d)年")
PERIOD = re.compile(r"(20\d\d)年1月1日")
SUBJECT_ENDS = re.compile(r"20\d\d年|二[〇零]|政府信息公开|政务信息公开|政务公开|信息公开|关于")
TOWN = re.compile(r"[镇乡]|街道|管委会|管理委员会|开发区|园区|新区|农场|街(?=$)")
AGENCY = re.compile(r"(局|委员会|委|办公室|办公厅|办|厅|院|处|中心|站|队|协会|公司|馆|所|社|部|行|会|署)$")
AREA = re.compile(r"(人民政府|[省市区县州旗盟])$")
WE_AGENCY = re.compile(r"[我本](?:局|委|办|厅|部|院|中心|单位|机关)")
WE_AREA = re.compile(r"[我本][省市区县州旗盟](?!政府|人民政府)")


def report_year(outline: Outline) -> int | None:
    """The year that the report is about: that of its title, else of its period, else the one it names most."""
    title = YEAR.search(_title(outline))
    if title is not None:
        return int(title.group(1))
    texts = [simplify(paragraph.text) for section in outline.sections for paragraph in section.paragraphs]
    for text in texts:
        period = PERIOD.search(squeeze(text))
        if period is not None:
            return int(period.group(1))
    named = Counter(year for text in texts for year in YEAR.findall(text)).most_common(1)
    return int(named[0][0]) if named else None


def speaker(outline: Outline) -> Speaker | None:
    """Whether the report speaks for one agency or for all of an area; "either" for a town, where both are one.

    By its title, else by its signature, else by how it calls itself.
    """
    signed = [squeeze(simplify(line.text)) for line in outline.closing]
    for name in (_subject(_title(outline)), *(_subject(line) for line in signed)):
        kind = _kind(name)
        if kind is not None:
            return kind
    text = "".join(paragraph.text for section in outline.sections for paragraph in section.paragraphs)
    own, area = len(WE_AGENCY.findall(simplify(text))), len(WE_AREA.findall(simplify(text)))
    return None if own == area else ("agency" if own > area else "area")


def _subject(line: str) -> str:
    parts = [part for part in SUBJECT_ENDS.split(line) if part]
    return parts[0] if parts else ""


def _kind(name: str) -> Speaker | None:
    if AGENCY.search(name) and not name.endswith(("管委会", "管理委员会")):
        return "agency"
    if TOWN.search(name):
        return "either"
    return "area" if AREA.search(name) else None


def _title(outline: Outline) -> str:
    return squeeze(simplify("".join(line.text for line in outline.title)))
