"""Layout and Outline -> Description: what a report says of itself."""

from __future__ import annotations

from pipeline.schema import Stated
from pipeline.stages.description.agencies import plain_name
from pipeline.stages.description.regions import region_of
from pipeline.stages.description.sources import Sources, gather
from pipeline.stages.description.when import when_published, which_year
from pipeline.stages.description.whose import whose
from pipeline.types.description import Description
from pipeline.types.layout import Layout
from pipeline.types.outline import Outline

SITE_NAMES = ("SiteName",)
REGION_OF_NAME, REGION_OF_SITE = 0.98, 0.6


def describe(layout: Layout, outline: Outline, *, site: tuple[tuple[str, str], ...], name: str) -> Description:
    """Agency, region, reported year and date of publication, each with how sure it is and where it stands.

    `site` is what a page says round the report, `name` the file's name; both are asked last.
    """
    sources = gather(layout, outline, site=site, name=name)
    agency = whose(sources)
    year = which_year(sources, name=name)
    return Description(
        agency=agency,
        region=_region(agency, sources),
        year=year,
        published_on=when_published(sources, year.value),
    )


def _region(agency: Stated[str], sources: Sources) -> Stated[str]:
    """Province, city and county as the agency's name prints them, else as the site's name does."""
    region = region_of(agency.value or "")
    if region is not None:
        confidence = round(agency.confidence * REGION_OF_NAME, 4)
        return Stated[str](value=region, raw=region, confidence=confidence, place=agency.place)
    for name in sources.on_site(SITE_NAMES):
        region = region_of(plain_name(name))
        if region is not None:
            return Stated[str](value=region, raw=name, confidence=REGION_OF_SITE)
    return Stated[str]()
