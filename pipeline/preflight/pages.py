"""Where a spot is, in words; and the part of its page to show."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.preflight.finding import Finding, Inspection, Language, Spot
from pipeline.preflight.messages import load_messages
from pipeline.schema import Box, PagePlace

MARGIN = 26.0  # points above and below a spot: the rows beside it
WIDEST_PAGE = 14_400.0  # points, the most that a PDF may have; pictures end where the page does


def where(spot: Spot, language: Language) -> str:
    """Page, then row and column or section: `第3页，自然人`."""
    page = page_of(spot)
    parts = [load_messages().word("page", language, page=page)] if page is not None else []
    return ("，" if language == "zh" else ", ").join([*parts, *([spot.label] if spot.label else [])])


def by_group(inspection: Inspection) -> list[Finding]:
    """The findings with each group together; the group whose first finding is worst comes first."""
    order = list(dict.fromkeys(finding.group for finding in inspection.findings))
    return sorted(inspection.findings, key=lambda finding: order.index(finding.group))


def bundles(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """The findings that have the same reason and remedy together: both need be said only once."""
    same: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        same.setdefault((finding.group, finding.level, finding.code, finding.why, finding.mend), []).append(finding)
    return tuple(tuple(bundle) for bundle in same.values())


def page_of(spot: Spot) -> int | None:
    """The page that the spot stands on; None in a document without pages."""
    return spot.place.page if isinstance(spot.place, PagePlace) else None


def clip_of(place: PagePlace) -> Box:
    """The part of the page to show for a place: its line or row over the whole width, where the labels are."""
    return Box(0.0, place.box.top - MARGIN, WIDEST_PAGE, place.box.bottom + MARGIN)


def private_places(inspection: Inspection) -> tuple[PagePlace, ...]:
    """The places that show personal data: no picture of them may be given out."""
    return tuple(
        spot.place
        for finding in inspection.findings
        if finding.private
        for spot in finding.spots
        if isinstance(spot.place, PagePlace)
    )


def may_be_shown(finding: Finding, place: PagePlace, private: tuple[PagePlace, ...]) -> bool:
    """Whether a picture of the place's surroundings would show no personal data that was found."""
    if finding.private:
        return False
    clip = clip_of(place)
    return not any(other.page == place.page and _overlap(clip, other.box) for other in private)


def _overlap(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom
