"""Photographs of sheets on a desk."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.synth.damage.effects import coloured, each, on_pixels, print_and_scan
from pipeline.synth.damage.light import cast, desk, lit, uneven
from pipeline.synth.damage.optics import blurred, gridded, noisy, shaken, tinted
from pipeline.synth.damage.packing import Packing
from pipeline.synth.damage.page import Page, Points, Rng, colour
from pipeline.synth.damage.scans import Plan
from pipeline.synth.damage.warps import bend_shade, bent, projected
from pipeline.synth.draw import Drafted


def photograph(rng: Rng, _drafted: Drafted) -> Plan:
    """A phone held over the sheet: perspective, a lamp, a shadow, a desk around it."""
    return _plan(rng, 0.0)


def bent_photograph(rng: Rng, _drafted: Drafted) -> Plan:
    """The same of a sheet that does not lie flat."""
    return _plan(rng, float(rng.uniform(0.015, 0.045)))


def of_screen(rng: Rng, drafted: Drafted) -> Plan:
    """A photograph of a monitor: its dots make moire."""
    pitch, depth = int(rng.integers(3, 6)), float(rng.uniform(0.25, 0.5))
    plan = photograph(rng, drafted)
    press, colours, take = plan.steps
    return replace(plan, steps=(press, colours, on_pixels(lambda pixels, _: gridded(pixels, pitch, depth)), take))


def _plan(rng: Rng, rise: float) -> Plan:
    dpi = float(rng.choice((170, 190, 210)))
    tilt, least = rng.uniform(0.01, 0.05), rng.uniform(0.6, 0.88)
    shade, cast_chance = rng.uniform(0.2, 0.5), 0.55
    tint, top = _lamp(rng), int(rng.integers(2**32))
    blur, grain = rng.uniform(0.5, 0.95), rng.uniform(2, 6)

    def take(page: Page, rng: Rng) -> Page:
        if rise:
            page = _bend(page, rise * float(rng.choice((-1, 1))), float(rng.uniform(-0.15, 0.15)))
        page = _lay(page, tilt, top, rng)
        light = uneven(page.pixels.shape, least, rng)
        if rng.random() < cast_chance:
            light = light * cast(page.pixels.shape, shade, rng)
        pixels = tinted(lit(page.pixels, light), tint)
        pixels = shaken(blurred(pixels, blur), int(rng.choice((0, 0, 0, 2, 3))), float(rng.uniform(0, 180)))
        return replace(page, pixels=noisy(pixels, grain, rng))

    press = print_and_scan(0.3, float(rng.uniform(-0.1, 0.3)), float(rng.uniform(15, 50)), float(rng.uniform(240, 254)))
    packing: Packing = "pages" if rng.random() < 0.5 else "pdf"
    turned = int(rng.choice((0, 0, 0, 1, 3, 2)))
    return Plan(dpi, (press, coloured((1, 1, 1)), each(take)), int(rng.integers(78, 93)), packing, turned)


def _lamp(rng: Rng) -> tuple[float, float, float]:
    """A warm lamp or a cool sky, as (blue, green, red)."""
    least = float(rng.uniform(0.84, 1))
    tint = (least, (1 + least) / 2 + float(rng.uniform(-0.02, 0.02)), 1.0)
    return tint if rng.random() < 0.7 else tint[::-1]


def _bend(page: Page, rise: float, bulge: float) -> Page:
    """The sheet bent, its columns darker where they turn from the light."""
    shade = np.tile(bend_shade(page.size[0], rise, bulge), (page.size[1], 1))
    page = replace(page, pixels=lit(page.pixels, shade))
    return page.moved(*bent(page.pixels, rise, bulge))


def _lay(page: Page, tilt: float, top: int, rng: Rng) -> Page:
    """The sheet on a desk, seen from above and a little aside; turned by up to three degrees. `top` seeds the desk."""
    width, height = page.size
    room = rng.uniform(0.03, 0.12, 4)  # of desk left, above, right, below
    full = (round(height * (1 + room[1] + room[3])), round(width * (1 + room[0] + room[2])))
    own: Points = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    corners = own + np.array([room[0] * width, room[1] * height])
    corners = corners + rng.uniform(-tilt, tilt, (4, 2)) * (width, height) * 0.8
    angle = np.radians(rng.uniform(-2.5, 2.5))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = corners.mean(axis=0)
    corners = (corners - middle) @ turn.T + middle
    return page.moved(*projected(colour(page.pixels), corners, desk(full, np.random.default_rng(top))))
