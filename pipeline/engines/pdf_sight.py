"""What of a page can be seen: text under paint, in the colour of its ground, off the page or on a scan cannot."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.engines.pdf_ink import Fill, Glyph, Image, Ink, Rule
from pipeline.engines.pdf_rules import merge_rules

FAINT = 0.08  # difference in lightness between text and ground that nobody sees
SCAN = 0.5  # share of the page that pictures cover where it is a scan
COARSEST = 60.0  # pixels an inch; a coarser picture is no scan but decoration
MOST_PAINTS = 3_000  # of a page, the largest; a drawing has more
RULED = 6  # rules of a page that draws its own tables: it is no scan


def see(ink: Ink) -> list[Glyph]:
    """The glyphs of the page, each with the reason why it cannot be seen, if there is one."""
    glyphs = ink.glyphs
    hidden = [glyph.hidden or _outside(glyph, ink) for glyph in glyphs]
    crossed = _crossed(glyphs, ink)
    if ink.fills or ink.images or any(glyph.light is not None and glyph.light > 1 - FAINT for glyph in glyphs):
        _under_paint(glyphs, hidden, ink)
    if is_scan(ink):
        hidden = [why or "on a scan" for why in hidden]
    return [
        glyph
        if why == glyph.hidden and number not in crossed
        else glyph._replace(hidden=why, crossed=number in crossed)
        for number, (glyph, why) in enumerate(zip(glyphs, hidden, strict=True))
    ]


def is_scan(ink: Ink) -> bool:
    """Whether pictures cover the page and nothing shows that it draws its own tables: its text is an OCR layer."""
    covering = [image for image in ink.images if image.covers and resolution(image) >= COARSEST]
    if _covered(covering, ink) < SCAN:
        return False
    horizontal, vertical = merge_rules(ink.rules)
    return len(horizontal) + len(vertical) < RULED


def _outside(glyph: Glyph, ink: Ink) -> str:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return "" if 0 <= x <= ink.width and 0 <= y <= ink.height else "off the page"


def resolution(image: Image) -> float:
    """Pixels an inch of a picture, across."""
    return image.width * 72 / max(image.x1 - image.x0, 1.0)


def _covered(images: Sequence[Image], ink: Ink) -> float:
    """The share of the page that pictures cover; strips of one scan lie side by side, so their areas add up."""
    area = 0.0
    for image in {(round(image.x0), round(image.top), round(image.x1), round(image.bottom)) for image in images}:
        width = max(0.0, min(image[2], ink.width) - max(image[0], 0))
        height = max(0.0, min(image[3], ink.height) - max(image[1], 0))
        area += width * height
    return area / (ink.width * ink.height) if ink.width * ink.height > 0 else 0.0


def _under_paint(glyphs: Sequence[Glyph], hidden: list[str], ink: Ink) -> None:
    """Mark glyphs that later paint covers, and those in the colour of what is under them."""
    order = sorted(range(len(glyphs)), key=lambda number: glyphs[number].top)
    tops = [glyphs[number].top for number in order]
    tallest = max((glyph.bottom - glyph.top for glyph in glyphs), default=0.0)
    grounds: list[float | None] = [1.0] * len(glyphs)
    paints: list[Fill | Image] = [*ink.images, *ink.fills]
    if len(paints) > MOST_PAINTS:
        paints = sorted(paints, key=_area, reverse=True)[:MOST_PAINTS]
    for paint in sorted(paints, key=lambda item: item.order):
        light = paint.light if isinstance(paint, Fill) and paint.covers else None
        low, high = bisect_left(tops, paint.top - tallest), bisect_right(tops, paint.bottom)
        for number in order[low:high]:
            glyph = glyphs[number]
            if not _holds(paint, glyph):
                continue
            if glyph.order < paint.order:
                if paint.covers and not hidden[number]:
                    hidden[number] = "under paint"
            else:
                grounds[number] = light
    for number, (glyph, ground) in enumerate(zip(glyphs, grounds, strict=True)):
        if not hidden[number] and glyph.light is not None and ground is not None and abs(glyph.light - ground) < FAINT:
            hidden[number] = "in the colour of its ground"


def _crossed(glyphs: Sequence[Glyph], ink: Ink) -> set[int]:
    """The numbers of glyphs with which a picture, an outline or paint that may show through shares its place.

    A picture under them may hold print of its own; the rest counts where it is drawn later.
    """
    paints: list[Fill | Image | Rule] = [*ink.images, *(fill for fill in ink.fills if not fill.covers), *ink.blots]
    if not paints:
        return set()
    order = sorted(range(len(glyphs)), key=lambda number: glyphs[number].top)
    tops = [glyphs[number].top for number in order]
    tallest = max((glyph.bottom - glyph.top for glyph in glyphs), default=0.0)
    found: set[int] = set()
    for paint in sorted(paints, key=_area, reverse=True)[:MOST_PAINTS]:
        low, high = bisect_left(tops, paint.top - tallest), bisect_right(tops, paint.bottom)
        for number in order[low:high]:
            later = not isinstance(paint, Fill) or glyphs[number].order < paint.order
            if later and _holds(paint, glyphs[number]):
                found.add(number)
    return found


def _area(paint: Fill | Image | Rule) -> float:
    return (paint.x1 - paint.x0) * (paint.bottom - paint.top)


def _holds(paint: Fill | Image | Rule, glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return paint.x0 <= x <= paint.x1 and paint.top <= y <= paint.bottom
