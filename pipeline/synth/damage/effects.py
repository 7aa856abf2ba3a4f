"""Steps that damage all pages of a report, made from the pure functions with their severity fixed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from pipeline.synth.damage.legible import legible_level
from pipeline.synth.damage.optics import blurred, noisy, spread, tinted, toned
from pipeline.synth.damage.page import Page, Pixels, Rng, colour, grey
from pipeline.synth.damage.paper import bilevel, bled, faded, speckled, stained, ticked, torn
from pipeline.synth.damage.sheet import folded, lidded, punched, streaked
from pipeline.synth.damage.warps import quarter_turned, scaled, skewed

Pages: TypeAlias = list[Page]
Effect: TypeAlias = Callable[[Pages, Rng], Pages]


def each(change: Callable[[Page, Rng], Page]) -> Effect:
    """A step that treats each page for itself."""
    return lambda pages, rng: [change(page, rng) for page in pages]


def on_pixels(change: Callable[[Pixels, Rng], Pixels]) -> Effect:
    """A step that leaves everything where it is."""
    return each(lambda page, rng: replace(page, pixels=change(page.pixels, rng)))


def print_and_scan(blur: float, ink: float, black: float, white: float) -> Effect:
    """Toner that runs or starves, the scanner's lens, pale black and grey paper."""
    return on_pixels(lambda pixels, _: toned(blurred(spread(pixels, ink), blur), black, white))


def grain(sigma: float) -> Effect:
    """The sensor's noise."""
    return on_pixels(lambda pixels, rng: noisy(pixels, sigma, rng))


def coloured(tint: tuple[float, float, float]) -> Effect:
    """Three channels, paper of that tint (blue, green, red)."""
    return on_pixels(lambda pixels, _: tinted(colour(pixels), tint))


def askew(least: float, most: float) -> Effect:
    """Each sheet fed in askew to either side, by so many degrees."""

    def change(page: Page, rng: Rng) -> Page:
        degrees = float(rng.uniform(least, most) * rng.choice((-1, 1)))
        return page.moved(*skewed(page.pixels, degrees, int(np.median(page.pixels))))

    return each(change)


def sampled(dpi: tuple[float, float]) -> Effect:
    """Each sheet at another resolution across and down."""

    def change(page: Page, _rng: Rng) -> Page:
        if page.dpi == dpi:
            return page
        return replace(page.moved(*scaled(page.pixels, dpi[0] / page.dpi[0], dpi[1] / page.dpi[1])), dpi=dpi)

    return each(change)


def turned(quarters: tuple[int, ...]) -> Effect:
    """Each sheet fed in turned by one of these quarters, clockwise."""

    def change(page: Page, rng: Rng) -> Page:
        by = int(rng.choice(quarters))
        dpi = page.dpi if by % 2 == 0 else page.dpi[::-1]
        return replace(page.moved(*quarter_turned(page.pixels, by)), dpi=dpi)

    return each(change)


def black_and_white(level: float) -> Effect:
    """A bilevel scan: what is darker than the level is black; one that leaves a page illegible is raised."""

    def change(page: Page, _rng: Rng) -> Page:
        light = grey(page.pixels)
        raised = legible_level(light, level, page.dpi, list(page.boxes().values()))
        return replace(page, pixels=bilevel(light, raised))

    return each(change)


def specks(share: float) -> Effect:
    """Dust on the line."""
    return on_pixels(lambda pixels, rng: speckled(pixels, share, rng))


def fading(depth: float) -> Effect:
    """Blotches where ink fades."""
    return each(
        lambda page, rng: replace(page, pixels=faded(page.pixels, depth, page.size[0] * rng.uniform(0.12, 0.3), rng))
    )


def see_through(strength: float) -> Effect:
    """The neighbouring page shines through, as sheets printed on both sides do."""

    def change(pages: Pages, _rng: Rng) -> Pages:
        backs = [pages[at + 1 if at % 2 == 0 and at + 1 < len(pages) else at - 1] for at in range(len(pages))]
        soft = pages[0].per_point * 0.45
        return [
            replace(page, pixels=bled(page.pixels, back.pixels, strength, soft))
            for page, back in zip(pages, backs, strict=True)
        ]

    return change


def tearing(share: float) -> Effect:
    """Rules with pieces missing."""
    return on_pixels(lambda pixels, rng: torn(pixels, share, rng))


def spills() -> Effect:
    """Stains of tea."""
    return on_pixels(stained)


def ticks(share: float) -> Effect:
    """Ticks of a pen at that share of the figures."""
    return each(lambda page, rng: replace(page, pixels=ticked(page, share, rng)))


def margins(*, holes: bool, lid: bool) -> Effect:
    """Holes of a punch on the left, dark strips of the scanner's lid along edges: the same on all pages."""

    def change(pages: Pages, rng: Rng) -> Pages:
        at, sides, tone = float(rng.uniform(0.4, 0.6)), rng.random(4) < 0.35, int(rng.integers(20, 120))
        done = pages
        if holes:
            done = [replace(page, pixels=punched(page.pixels, at, page.per_point)) for page in done]
        if lid:
            width = float(rng.uniform(1, 7))
            done = [replace(page, pixels=lidded(page.pixels, sides, tone, width * page.per_point)) for page in done]
        return done

    return change


def folds(depth: float) -> Effect:
    """The sheet was folded across, in two or in three."""

    def change(pages: Pages, rng: Rng) -> Pages:
        heights = ((0.5,), (0.33, 0.66))[int(rng.integers(2))]
        return [replace(page, pixels=folded(page.pixels, heights, depth, rng)) for page in pages]

    return change


def lines_down(strength: float) -> Effect:
    """Lines down the whole page, at the same places on all pages."""

    def change(pages: Pages, rng: Rng) -> Pages:
        places = rng.uniform(0.05, 0.95, int(rng.integers(2, 7)))
        tones = rng.choice((30, 90, 255), len(places))
        return [replace(page, pixels=streaked(page.pixels, places, tones, strength)) for page in pages]

    return change
