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
from pipeline.preflight.pages import bundles, by_group, clip_of, may_be_shown, private_places, where
from pipeline.schema import Box, PagePlace

MOST_SPOTS = 6
MOST_PICTURES = 3  # a finding; the first ones show what is meant
Picture = Callable[[int, Box, Box], bytes | None]
"""Draws a part of a page as JPEG: page from 1, what to show, what to frame; None where it cannot."""


class Shown(NamedTuple):
    """A spot as the page shows it: its place in words, and the picture in base64."""

    spot: Spot
    where: str
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
    drawn = [_draw(finding, spot, private, picture) for spot in finding.spots[:MOST_PICTURES]]
    drawn += [None] * (MOST_SPOTS - len(drawn))
    shown = tuple(
        Shown(spot, where(spot, language), part) for spot, part in zip(finding.spots[:MOST_SPOTS], drawn, strict=False)
    )
    return Item(finding, shown, max(0, len(finding.spots) - MOST_SPOTS))


def _draw(finding: Finding, spot: Spot, private: tuple[PagePlace, ...], picture: Picture | None) -> str | None:
    """The picture of a spot in base64; None where there is no page, or it would show personal data."""
    place = spot.place
    if picture is None or not isinstance(place, PagePlace) or not may_be_shown(finding, place, private):
        return None
    drawn = picture(place.page, clip_of(place), place.box)
    return b64encode(drawn).decode("ascii") if drawn is not None else None
