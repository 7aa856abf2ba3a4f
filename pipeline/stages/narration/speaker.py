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
    """Whether the report speaks for one agency or for all of an area; "either" for a town, where both are one."""
    title = _title(outline)
    subjects = [part for part in SUBJECT_ENDS.split(title) if part]
    subject = subjects[0] if subjects else ""
    if AGENCY.search(subject) and not subject.endswith(("管委会", "管理委员会")):
        return "agency"
    if TOWN.search(subject):
        return "either"
    return "area" if AREA.search(subject) else None


def _title(outline: Outline) -> str:
    return squeeze(simplify("".join(line.text for line in outline.title)))
