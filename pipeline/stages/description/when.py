"""Which year a report is about, and when it was published."""

from __future__ import annotations

import re
from datetime import date

from pipeline.schema import Place, Stated
from pipeline.stages.description.dates import EARLIEST, FoundDate, find_date, find_period, find_years
from pipeline.stages.description.evidence import Evidence, same, settle
from pipeline.stages.description.sources import Sources
from pipeline.stages.description.titles import Title

BY_TITLE, BY_PERIOD, BY_SITE_TITLE, BY_CLOSING, BY_PUBLICATION = 0.97, 0.9, 0.85, 0.7, 0.6
BY_FILE_TITLE, BY_OPENING, BY_FILE_NAME = 0.6, 0.5, 0.3
DAMAGED = re.compile(r"\d{5,}\s*[年月日]")  # figures that lost what stood between them
PUBLISHED_ON_SITE, SIGNED, WRITTEN_ON_SITE = 0.95, 0.8, 0.7
PUBLISHED = (
    "pubdate",
    "publishdate",
    "firstpublishedtime",
    "publish_time",
    "发布日期",
    "发布时间",
    "公开日期",
    "公开时间",
    "dc.date",
)
WRITTEN = ("成文日期", "发文日期", "生成日期", "生成时间", "印发日期", "createdate", "更新时间")
LAST_MONTH_AFTER = 8  # what is signed up to August is about the year before
FIRST_MONTH = 10  # of the reported year itself, in which a report on it may come out
LONGEST_DELAY = 6  # years


def which_year(sources: Sources, *, name: str) -> Stated[int]:
    """The reported year: title, period, closing date less one, publication less one, file name."""
    found = _titled(sources.title, BY_TITLE, printed=True)
    for text, place in sources.opening:
        period = find_period(text)
        if period is not None:
            found.append(Evidence(period[0], period[1], place, BY_PERIOD))
            break
    for title in sources.site_titles:
        found += _titled(title, BY_SITE_TITLE)
    closing = _closing(sources)
    if closing is not None:
        found.append(Evidence(_reported(closing[0].date), closing[0].raw, closing[1], BY_CLOSING))
    published = next((one for value in sources.on_site(PUBLISHED) if (one := find_date(value, compact=True))), None)
    if published is not None:
        found.append(Evidence(_reported(published.date), published.raw, None, BY_PUBLICATION))
    found += _titled(sources.file_title, BY_FILE_TITLE)
    if not found:
        found = _spoken_of(sources)
    if not found:
        years = find_years(name.replace("\\", "/").rpartition("/")[2])
        found = [Evidence(year, raw, None, BY_FILE_NAME) for year, raw, _, _ in years[:1]]
    return settle(found, same)


def when_published(sources: Sources, year: int | None) -> Stated[str]:
    """The date of publication in ISO 8601: the site's, else the closing date, else other dates of the site."""
    found: list[Evidence[date]] = []
    for names, weight in ((PUBLISHED, PUBLISHED_ON_SITE), (WRITTEN, WRITTEN_ON_SITE)):
        dates = (one for value in sources.on_site(names) if (one := find_date(value, compact=True)) is not None)
        found += [Evidence(one.date, one.raw, None, weight) for one in dates]
        closing = _closing(sources) if weight == PUBLISHED_ON_SITE else None
        if closing is not None:
            found.append(Evidence(closing[0].date, closing[0].raw, closing[1], SIGNED))
    likely = [one for one in found if _is_likely(one.value, year)]
    if not likely:
        return Stated[str]()
    settled = settle(likely[:1], same)
    value = None if settled.value is None else settled.value.isoformat()
    return Stated[str](value=value, raw=settled.raw, confidence=settled.confidence, place=settled.place)


def _spoken_of(sources: Sources) -> list[Evidence[int]]:
    """The year that the first paragraph names, where it names no other."""
    for text, place in sources.opening[:1]:
        years = find_years(text)
        if len({year for year, _, _, _ in years}) == 1 and DAMAGED.search(text) is None:
            return [Evidence(years[0][0], years[0][1], place, BY_OPENING)]
    return []


def _titled(title: Title | None, weight: float, *, printed: bool = False) -> list[Evidence[int]]:
    if title is None or title.year is None:
        return []
    value, said = title.year
    return [Evidence(value, said.raw, said.place if printed else None, weight)]


def _closing(sources: Sources) -> tuple[FoundDate, Place] | None:
    """The last date among the closing lines."""
    for line in reversed(sources.closing):
        found = find_date(line.text)
        if found is not None:
            return found, line.place
    return None


def _reported(day: date) -> int:
    return max(EARLIEST, day.year - 1 if day.month <= LAST_MONTH_AFTER else day.year)


def _is_likely(day: date, year: int | None) -> bool:
    """Whether a report on the year can have come out on that day."""
    return year is None or date(year, FIRST_MONTH, 1) <= day <= date(year + LONGEST_DELAY, 12, 31)
