"""Scanned sheets: what each kind does to the pages, with a severity drawn for each document."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.synth.damage.effects import (
    Effect,
    askew,
    black_and_white,
    coloured,
    each,
    fading,
    folds,
    grain,
    lines_down,
    margins,
    print_and_scan,
    sampled,
    see_through,
    specks,
    spills,
    tearing,
    ticks,
    turned,
)  # fmt: skip
from pipeline.synth.damage.light import gutter, lit, uneven
from pipeline.synth.damage.packing import Coding, Packing
from pipeline.synth.damage.page import Page, Rng, grey
from pipeline.synth.damage.sealing import sealed
from pipeline.synth.draw import Drafted


@dataclass(frozen=True, slots=True)
class Plan:
    """How the sheets of one document become pictures: resolution, steps in order, how they are packed."""

    dpi: float
    steps: tuple[Effect, ...]
    quality: int = 85
    packing: Packing = "pdf"
    turned: int = 0  # how the phone was held, quarters

    @property
    def coding(self) -> Coding:
        """How its pictures are coded."""
        return Coding(self.quality, self.turned)


def clean(rng: Rng, _drafted: Drafted) -> Plan:
    """200 dpi, a good scanner."""
    return Plan(200, _office(rng), int(rng.integers(72, 92)))


def poor(rng: Rng, _drafted: Drafted) -> Plan:
    """150 dpi, a degree askew, soft and grainy, JPEG about 40."""
    steps = (_press(rng, (0.6, 1.0)), *_edges(rng), askew(0.6, 1.4), grain(rng.uniform(5, 11)))
    return Plan(150, steps, int(rng.integers(35, 48)))


def rotated(rng: Rng, _drafted: Drafted) -> Plan:
    """Sheets fed in sideways or upside down, a little askew."""
    return Plan(200, (*_office(rng), turned((1, 2, 3, 3, 1, 2, 0))), int(rng.integers(72, 92)))


def with_seal(rng: Rng, drafted: Drafted) -> Plan:
    """Red seals over figures."""
    steps = (_press(rng, (0.4, 0.8)), coloured(_paper(rng)), sealed(drafted.truth.agency), askew(0, 0.4))
    return Plan(200, (*steps, grain(rng.uniform(1.5, 4))), int(rng.integers(72, 92)))


def grey_seal(rng: Rng, drafted: Drafted) -> Plan:
    """A seal in a scan without colours."""
    steps = with_seal(rng, drafted).steps
    return Plan(200, (*steps, _without_colour()), int(rng.integers(65, 88)))


def bilevel_seal(rng: Rng, drafted: Drafted) -> Plan:
    """A seal in a black and white scan."""
    steps = with_seal(rng, drafted).steps
    level = rng.uniform(120, 175)
    return Plan(200, (*steps, _without_colour(), black_and_white(level), specks(rng.uniform(1e-4, 4e-4))))


def fax(rng: Rng, _drafted: Drafted) -> Plan:
    """Black and white at a fax machine's resolutions: superfine, fine, sometimes standard."""
    dpi = ((200.0, 200.0), (204.0, 196.0), (204.0, 98.0))[int(rng.choice(3, p=(0.5, 0.3, 0.2)))]
    # the sheet lies askew before the machine samples it
    steps = (_press(rng, (0.4, 0.8)), askew(0, 0.8), sampled(dpi), grain(rng.uniform(4, 12)))
    return Plan(max(dpi), (*steps, black_and_white(rng.uniform(125, 185)), specks(rng.uniform(2e-4, 9e-4))))


def dpi110(rng: Rng, _drafted: Drafted) -> Plan:
    """110 dpi."""
    steps = (_press(rng, (0.3, 0.55)), askew(0, 0.5), grain(rng.uniform(2, 5)))
    return Plan(110, steps, int(rng.integers(60, 82)))


def jpeg100(rng: Rng, _drafted: Drafted) -> Plan:
    """100 dpi, JPEG 30."""
    steps = (_press(rng, (0.4, 0.65)), askew(0, 0.6), grain(rng.uniform(2, 6)))
    return Plan(100, steps, int(rng.integers(25, 34)))


def fax100(rng: Rng, _drafted: Drafted) -> Plan:
    """100 dpi, black and white."""
    steps = (_press(rng, (0.3, 0.55)), askew(0, 0.6), grain(rng.uniform(3, 8)))
    return Plan(100, (*steps, black_and_white(rng.uniform(140, 195)), specks(rng.uniform(2e-4, 6e-4))))


def skew(rng: Rng, _drafted: Drafted) -> Plan:
    """Three to five degrees askew."""
    dpi = float(rng.choice((150, 200)))
    steps = (_press(rng, (0.4, 0.8)), askew(3, 5), grain(rng.uniform(2, 6)))
    return Plan(dpi, steps, int(rng.integers(55, 85)))


def patches(rng: Rng, _drafted: Drafted) -> Plan:
    """Blotches where the ink has faded."""
    steps = (_press(rng, (0.4, 0.8)), fading(rng.uniform(0.55, 0.88)), askew(0, 0.5), grain(rng.uniform(2, 5)))
    return Plan(200, steps, int(rng.integers(60, 88)))


def bleed(rng: Rng, _drafted: Drafted) -> Plan:
    """The other side shines through."""
    steps = (_press(rng, (0.4, 0.8)), see_through(rng.uniform(0.15, 0.38)), askew(0, 0.5), grain(rng.uniform(2, 5)))
    return Plan(200, steps, int(rng.integers(60, 88)))


def torn_rules(rng: Rng, _drafted: Drafted) -> Plan:
    """Rules interrupted, pieces of them missing."""
    steps = (tearing(rng.uniform(0.08, 0.4)), _press(rng, (0.4, 0.8)), askew(0, 0.5), grain(rng.uniform(2, 5)))
    return Plan(200, steps, int(rng.integers(60, 88)))


def shadow(rng: Rng, _drafted: Drafted) -> Plan:
    """Light that falls off strongly, the dark band of a bound sheet."""
    least, depth = rng.uniform(0.3, 0.55), rng.uniform(0.3, 0.75)

    def darken(page: Page, rng: Rng) -> Page:
        light = uneven(page.pixels.shape, least, rng)
        if rng.random() < 0.6:
            light = light * gutter(page.pixels.shape, depth, rng)
        return Page(lit(page.pixels, light), page.dpi, page.marks)

    steps = (_press(rng, (0.5, 0.9)), askew(0, 0.8), each(darken), grain(rng.uniform(2, 5)))
    return Plan(200, steps, int(rng.integers(60, 88)))


def stains(rng: Rng, _drafted: Drafted) -> Plan:
    """Tea on the sheet, a reader's ticks beside the figures."""
    steps = (_press(rng, (0.4, 0.8)), coloured(_paper(rng)), spills(), ticks(rng.uniform(0.03, 0.15)), askew(0, 0.5))
    return Plan(200, (*steps, grain(rng.uniform(2, 5))), int(rng.integers(60, 88)))


def streaks(rng: Rng, _drafted: Drafted) -> Plan:
    """Dust on the scanner's glass draws lines down the page; the sheet was folded."""
    steps = (_press(rng, (0.4, 0.8)), folds(rng.uniform(0.15, 0.4)), askew(0, 0.5), lines_down(rng.uniform(0.3, 0.9)))
    return Plan(200, (*steps, grain(rng.uniform(2, 5))), int(rng.integers(60, 88)))


def _edges(rng: Rng) -> tuple[Effect, ...]:
    """What a fifth of scans have on their margins: holes for a binder, the scanner's dark lid."""
    return (margins(holes=bool(rng.random() < 0.5), lid=bool(rng.random() < 0.6)),) if rng.random() < 0.2 else ()


def _office(rng: Rng) -> tuple[Effect, ...]:
    """What any office scanner does."""
    steps = [_press(rng, (0.3, 0.7)), *_edges(rng)]
    if rng.random() < 0.4:
        steps.append(coloured(_paper(rng)))
    return (*steps, askew(0, 0.35), grain(rng.uniform(1, 4)))


def _press(rng: Rng, blur: tuple[float, float]) -> Effect:
    return print_and_scan(
        float(rng.uniform(*blur)),
        float(rng.uniform(-0.25, 0.35)),
        float(rng.uniform(5, 60)),
        float(rng.uniform(238, 254)),
    )


def _paper(rng: Rng) -> tuple[float, float, float]:
    yellow = float(rng.uniform(0.9, 1))
    return yellow, 1 - (1 - yellow) * float(rng.uniform(0.2, 0.5)), 1.0


def _without_colour() -> Effect:
    return each(lambda page, _: Page(grey(page.pixels), page.dpi, page.marks))
