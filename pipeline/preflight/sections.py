"""Sections: missing, twice, out of order, empty, misnumbered, oddly titled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.forms import SectionForm
from pipeline.preflight.case import Case, printed_numbers
from pipeline.preflight.finding import Spot
from pipeline.preflight.hit import Hit, Term
from pipeline.schema import Section, SectionKey
from pipeline.text.normalise import caption_key, label_key, simplify, squeeze

NUMBER = re.compile(
    r"^(?:第([一二三四五六七八九十]{1,3}|\d{1,2})(?:部分|章|节)?[、.．,，:：]?|([一二三四五六七八九十]{1,3}|\d{1,2})[、.．,，:：])"
)
PART = re.compile(r"[(（][一二三四五六七八九十\d]{1,3}[)）]")
NUMERALS = "一二三四五六七八九十"
LONGEST_TITLE = 45  # a longer one has run into its text
GOVERNMENT = re.compile(r"人民政府(?:办公[厅室])?$")
SUPERVISION = re.compile(r"考核|评议|责任追究|追责|问责")
# What the form's notice wants section one to speak of.
MATTERS = {
    "matter.disclosure": re.compile(r"主动公开"),
    "matter.requests": re.compile(r"依申请公开|申请公开|公开申请"),
    "matter.management": re.compile(r"信息管理|公文|属性|审核|审查|规范性文件|目录|指南"),
    "matter.platform": re.compile(r"平台|网站|公众号|新媒体|微信|微博|专栏|专区|公报"),
    "matter.supervision": re.compile(r"监督|保障|考核|评议|培训|责任追究"),
}


def section_missing(case: Case) -> Iterator[Hit]:
    """A section that the form demands is not there."""
    present = {section.key for section in _headed(case)}
    for wanted in _wanted(case):
        if not wanted.optional and wanted.key not in present:
            yield Hit("error" if _planned(case) else "warning", {"section": wanted.title})


def section_twice(case: Case) -> Iterator[Hit]:
    """The same heading stands twice."""
    titles = Counter(caption_key(_bare(section.title)) for section in _headed(case))
    for title, times in titles.items():
        if title and times > 1:
            same = [section for section in _headed(case) if caption_key(_bare(section.title)) == title]
            yield Hit("warning", {"title": same[0].title, "times": times}, tuple(_spot(section) for section in same))


def section_order(case: Case) -> Iterator[Hit]:
    """Sections stand in another order than the form's."""
    order = [wanted.key for wanted in _wanted(case)]
    printed = list(dict.fromkeys(section.key for section in _headed(case) if section.key in order))
    if _planned(case) and printed != sorted(printed, key=order.index):
        first = {key: next(section for section in _headed(case) if section.key == key) for key in printed}
        late = [
            key
            for number, key in enumerate(printed)
            if any(order.index(key) < order.index(k) for k in printed[:number])
        ]
        titles = {wanted.key: wanted.title for wanted in _wanted(case)}
        yield Hit(
            "warning",
            {
                "printed": tuple(first[key].title for key in printed),
                "wanted": tuple(titles[key] for key in order if key in printed),
            },
            tuple(_spot(first[key]) for key in late),
        )


def section_empty(case: Case) -> Iterator[Hit]:
    """A heading has nothing under it."""
    filled = {section.key for section in _headed(case) if any(p.text.strip() for p in section.paragraphs)}
    with_table = _sections_with_tables(case)
    optional = {wanted.key for wanted in _wanted(case) if wanted.optional}
    for section in _headed(case):
        if section.key in filled | with_table:
            continue
        if section.key in _sections_that_want_tables(case):
            continue  # said by table-missing
        lenient = section.key in optional or not _planned(case)
        yield Hit("warning" if lenient else "error", {"title": section.title}, (_spot(section),))


def section_title(case: Case) -> Iterator[Hit]:
    """A heading reads otherwise than the form's."""
    wanted = {section.key: section for section in _wanted(case)}
    for section in _headed(case):
        form = wanted.get(section.key)
        bare = label_key(_bare(section.title))
        if not _planned(case) or form is None or len(section.title) > LONGEST_TITLE or bare == label_key(form.title):
            continue
        usual = bare in {label_key(alias) for alias in form.aliases}
        yield Hit("info" if usual else "warning", {"title": section.title, "wanted": form.title}, (_spot(section),))


def section_number(case: Case) -> Iterator[Hit]:
    """Headings are not numbered one after the other."""
    firsts = list({section.key: section for section in reversed(_headed(case))}.values())[::-1]
    printed = [_number(section.title) for section in firsts]
    if len(printed) < 2 or any(number is None for number in printed):
        return  # automatic numbers that the file does not print: nothing can be said
    places = {section.key: place for place, section in enumerate(_wanted(case), 1)}
    wrong = [
        section
        for place, (section, number) in enumerate(zip(firsts, printed, strict=True), 1)
        if number not in (place, places.get(section.key))  # a gap where a section is missing is said of that
    ]
    if wrong:
        titles = tuple(section.title for section in firsts)
        yield Hit("warning", {"titles": titles, "first": wrong[0].title}, (_spot(wrong[0]),))


def overview_incomplete(case: Case) -> Iterator[Hit]:
    """Section one leaves out one of the matters that the form's notice names."""
    text = "".join(passage.plain for passage in case.prose if passage.section == "overview" and passage.role == "body")
    if not _planned(case) or not text:
        return
    missing = tuple(Term(name) for name, words in MATTERS.items() if not words.search(text))
    if missing:
        yield Hit("info", {"matters": missing})


def supervision_missing(case: Case) -> Iterator[Hit]:
    """A government's report says nothing of assessment, public review and accountability."""
    agency = squeeze(simplify(case.report.agency.value or ""))
    text = "".join(passage.plain for passage in case.of("body"))
    if _planned(case) and text and GOVERNMENT.search(agency) and not SUPERVISION.search(text):
        yield Hit("info", {"agency": agency})


def _wanted(case: Case) -> tuple[SectionForm, ...]:
    form = case.form or case.due
    return form.file.sections if form is not None else ()


def _planned(case: Case) -> bool:
    """Whether the form lays down the sections; before 2019 there was a table and no plan."""
    form = case.form or case.due
    return form is not None and any(table.section is not None for table in form.tables)


def _headed(case: Case) -> list[Section]:
    """The sections with a heading; a run-in heading of a part, such as （二）, yields to the section's own."""
    titled = [section for section in case.report.sections if section.title.strip()]
    whole = {section.key for section in titled if not PART.match(squeeze(section.title))}
    return [section for section in titled if section.key not in whole or not PART.match(squeeze(section.title))]


def _sections_that_want_tables(case: Case) -> set[SectionKey]:
    form = case.form or case.due
    return {table.section for table in form.tables if table.section is not None} if form is not None else set()


def _sections_with_tables(case: Case) -> set[SectionKey]:
    if case.form is None:
        return set()
    tables = {case.form.specs[key].table for key in printed_numbers(case.report.fields) if key in case.form.specs}
    return {table.section for table in case.form.tables if table.id in tables and table.section is not None}


def _number(title: str) -> int | None:
    match = NUMBER.match(squeeze(simplify(title)))
    if match is None:
        return None
    printed = match.group(1) or match.group(2)
    if printed.isdigit():
        return int(printed)
    return NUMERALS.find(printed) + 1 if len(printed) == 1 else None


def _bare(title: str) -> str:
    return NUMBER.sub("", squeeze(simplify(title)))


def _spot(section: Section) -> Spot:
    place = section.paragraphs[0].place if section.paragraphs else None
    return Spot(place=place, label=section.title, excerpt=section.title)
