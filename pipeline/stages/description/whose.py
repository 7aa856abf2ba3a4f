"""Whose report it is."""

from __future__ import annotations

from dataclasses import replace

from pipeline.schema import Stated
from pipeline.stages.description.agencies import agency_of_site, is_agency, plain_name, stated_agencies
from pipeline.stages.description.dates import find_date
from pipeline.stages.description.evidence import Evidence, same_name, settle
from pipeline.stages.description.regions import region_of
from pipeline.stages.description.sources import Sources
from pipeline.stages.description.titles import Said, Title
from pipeline.text.normalise import simplify, squeeze

BY_TITLE, BY_PREAMBLE, BY_SIGNATURE, BY_FILLING_IN, BY_SITE_TITLE = 0.97, 0.85, 0.85, 0.8, 0.85
BY_PUBLISHER, BY_SOURCE, BY_FILE_NAME, BY_SITE_NAME = 0.75, 0.65, 0.5, 0.4
BY_AREA, BY_FULLER_NAME = 0.6, 0.88
PUBLISHERS = (
    "发布机构",
    "发文机关",
    "发文机构",
    "公开主体",
    "公开机构",
    "制发机关",
    "发布机关",
    "发布单位",
    "发文单位",
    "publisher",
)
OTHERS = (
    "contentsource",
    "信息来源",
    "文章来源",
    "来源",
    "source",
    "责任部门",
    "公开责任部门",
    "制作单位",
    "发布者",
    "author",
)
SITES = ("sitename",)
GOVERNMENTS = {"街道": "办事处", "盟": "行政公署", "地区": "行政公署"}  # what the government of such a place is called


def whose(sources: Sources) -> Stated[str]:
    """The agency, in simplified characters without spaces; the fuller of its names where one contains the other."""
    found = [*_titled(sources.title, BY_TITLE, printed=True), *_in_opening(sources), *_signed(sources)]
    found += [Evidence(name, _printed(name, raw), place, BY_FILLING_IN) for name, raw, place in sources.filled_in[:1]]
    for title in sources.site_titles:
        found += _titled(title, BY_SITE_TITLE)
    found += [*_named_on(sources, PUBLISHERS, BY_PUBLISHER), *_named_on(sources, OTHERS, BY_SOURCE)]
    found += _titled(sources.file_title, BY_FILE_NAME)
    area = sources.title.area if sources.title is not None else None
    if area is not None and (sources.title is None or sources.title.agency is None):
        found = [*_of_area(area, found), *found]
    if not found:
        names = [(agency_of_site(value), value) for value in sources.on_site(SITES)]
        found = [Evidence(name, raw, None, BY_SITE_NAME) for name, raw in names if name is not None]
    settled = settle(_with_fuller_first(found), same_name)
    if settled.value is None:
        return settled
    return settled.model_copy(update={"value": settled.value.replace("(", "（").replace(")", "）")})


def _titled(title: Title | None, weight: float, *, printed: bool = False) -> list[Evidence[str]]:
    if title is None or title.agency is None:
        return []
    place = title.agency.place if printed else None
    return [Evidence(title.agency.value, title.agency.raw, place, weight)]


def _in_opening(sources: Sources) -> list[Evidence[str]]:
    """The first paragraph that names an author; names that only some paragraph mentions are no evidence."""
    for text, place in sources.opening:
        names = stated_agencies(text)
        if names:
            return [Evidence(names[0], _printed(names[0], text), place, BY_PREAMBLE)]
    return []


def _signed(sources: Sources) -> list[Evidence[str]]:
    for line in sources.closing:
        text = plain_name(line.text)
        date = find_date(text)
        name = plain_name(text[: date.start] if date is not None else text)
        if is_agency(name):
            return [Evidence(name, _printed(name, line.text), line.place, BY_SIGNATURE)]
    return []


def _named_on(sources: Sources, names: tuple[str, ...], weight: float) -> list[Evidence[str]]:
    values = [(plain_name(value), value) for value in sources.on_site(names)]
    return [Evidence(name, raw, None, weight) for name, raw in values if is_agency(name)]


def _of_area(area: Said, others: list[Evidence[str]]) -> list[Evidence[str]]:
    """The government of a place that stands where a title names its agency, as others call it."""
    government = next((one for one in others if one.value.startswith(area.value) and "政府" in one.value), None)
    if government is not None:
        return [Evidence(government.value, government.raw, government.place, BY_FULLER_NAME)]
    kind = next((body for ending, body in GOVERNMENTS.items() if area.value.endswith(ending)), "人民政府")
    return [Evidence(area.value + kind, area.raw, area.place, BY_AREA)]


def _with_fuller_first(found: list[Evidence[str]]) -> list[Evidence[str]]:
    """A first name without its place becomes the fuller name that another source ends in it."""
    if not found or region_of(found[0].value) is not None:
        return found
    first = found[0]
    fuller = next((one for one in found[1:] if one.value.endswith(first.value) and one.value != first.value), None)
    if fuller is None:
        return found
    return [replace(first, value=fuller.value, weight=min(first.weight, BY_FULLER_NAME)), *found[1:]]


def _printed(name: str, text: str) -> str:
    """The name in the characters of the text."""
    squeezed, simplified = squeeze(text), squeeze(simplify(text))
    at = simplified.find(name)
    return squeezed[at : at + len(name)] if at >= 0 and len(squeezed) == len(simplified) else name
