"""An inspection as one self-contained web page, findings grouped, with the part of the page that each speaks of."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import NamedTuple

from pipeline.preflight.console import head_lines
from pipeline.preflight.finding import Finding, Inspection, Language, Spot
from pipeline.preflight.messages import load_messages
from pipeline.preflight.pages import bundles, by_group, clip_of, may_be_shown, page_of, private_places, where
from pipeline.schema import Box, PagePlace

MOST_SHOWN = 6  # rows or places of a finding
MOST_PICTURES = 3  # of a finding; the first ones show what is meant
Picture = Callable[[int, Box, Box], bytes | None]
"""Draws a part of a page as JPEG: page from 1, what to show, what to frame; None where it cannot."""


class Shown(NamedTuple):
    """Spots that stand in one table row, or one alone: place in words, columns to mark, the picture in base64."""

    spot: Spot
    where: str
    marked: frozenset[int]
    picture: str | None


class Item(NamedTuple):
    """A finding as the page shows it; `more` counts the spots left out."""

    finding: Finding
    spots: tuple[Shown, ...]
    more: int


def inspection_to_html(inspection: Inspection, picture: Picture | None = None) -> str:
    """The page; without `picture` places are shown as text alone. Personal data are never in a picture."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("pipeline.preflight", "."), autoescape=True, undefined=StrictUndefined
    )
    messages, language = load_messages(), inspection.language
    private = private_places(inspection)
    groups = [
        (
            messages.fill(messages.groups[group], {}, language),
            [(same[0], [_item(one, private, picture, language) for one in same]) for same in bundles(findings)],
        )
        for group, findings in groupby(by_group(inspection), key=lambda finding: finding.group)
    ]
    return environment.get_template("page.html.j2").render(
        inspection=inspection,
        language=language,
        head=head_lines(inspection),
        groups=groups,
        word=partial(messages.word, language=language),
    )


def _item(finding: Finding, private: tuple[PagePlace, ...], picture: Picture | None, language: Language) -> Item:
    rows = [tuple(same) for _, same in groupby(finding.spots, key=lambda spot: (page_of(spot), spot.row or id(spot)))]
    shown = []
    for number, spots in enumerate(rows[:MOST_SHOWN]):
        drawn = _draw(finding, spots, private, picture) if number < MOST_PICTURES else None
        shown.append(_show(spots, drawn, language))
    return Item(finding, tuple(shown), sum(len(spots) for spots in rows[MOST_SHOWN:]))


def _show(spots: tuple[Spot, ...], drawn: str | None, language: Language) -> Shown:
    places = [where(spots[0], language), *(spot.label.rpartition(" / ")[2] for spot in spots[1:])]
    marked = frozenset(spot.column for spot in spots if spot.column is not None)
    return Shown(spots[0], ("、" if language == "zh" else ", ").join(places), marked, drawn)


def _draw(
    finding: Finding, spots: tuple[Spot, ...], private: tuple[PagePlace, ...], picture: Picture | None
) -> str | None:
    """The picture of spots of one row in base64; None where there is no page, or it would show personal data."""
    boxes = [spot.place.box for spot in spots if isinstance(spot.place, PagePlace)]
    page = page_of(spots[0])
    if picture is None or page is None or not boxes:
        return None
    whole = PagePlace(page=page, box=_round(boxes))
    if not may_be_shown(finding, whole, private):
        return None
    drawn = picture(page, clip_of(whole), whole.box)
    return b64encode(drawn).decode("ascii") if drawn is not None else None


def _round(boxes: list[Box]) -> Box:
    """The smallest box round them all."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))
