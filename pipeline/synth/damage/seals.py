"""Red seals: a ring with the agency's name, a star, and how they are stamped over print."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.synth.damage.page import Page, Rng, as_pixels, colour, fields

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

MILLIMETRES = 25.4
RED = (40, 30, 205)  # BGR


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a seal is put on: its tint (BGR), how much ink, whether pasted over the print or stamped through it."""

    tint: tuple[float, float, float]
    strength: float
    opaque: bool


def draw_stamp(rng: Rng) -> Stamp:
    """A stamp as it comes: most are ink, some are pictures that an office program lays over the text."""
    tint = (RED[0] + rng.uniform(-25, 40), RED[1] + rng.uniform(-20, 40), RED[2] + rng.uniform(-30, 35))
    opaque = bool(rng.random() < 0.3)
    return Stamp(tint, float(rng.uniform(0.55, 0.95)), opaque)


def seal_ink(text: str, diameter: int, rng: Rng, font: str) -> NDArray[np.float32]:
    """Where a round seal of that many pixels across has ink, 0 to 1; turned a little, its ink uneven."""
    from PIL import Image, ImageDraw

    large = diameter * 2
    canvas = Image.new("L", (large, large), 0)
    pen = ImageDraw.Draw(canvas)
    ring = max(2, round(large * rng.uniform(0.02, 0.032)))
    pen.ellipse((2, 2, large - 3, large - 3), outline=255, width=ring)
    _star(pen, large / 2, large * 0.15)
    _arc(canvas, text, font)
    turned = canvas.rotate(float(rng.uniform(-12, 12)), Image.Resampling.BICUBIC)
    ink = np.asarray(turned.resize((diameter, diameter), Image.Resampling.LANCZOS), np.float32) / 255
    worn = np.clip(0.45 + 1.1 * fields(ink.shape, max(3, diameter / 14), rng), 0, 1)
    grain = np.clip(1.25 - 0.6 * rng.random(ink.shape, dtype=np.float32), 0, 1)
    return np.asarray(ink * worn * grain, np.float32)


def _star(pen: ImageDraw.ImageDraw, middle: float, radius: float) -> None:
    points = []
    for index in range(10):
        reach = radius if index % 2 == 0 else radius * 0.382
        angle = -math.pi / 2 + index * math.pi / 5
        points.append((middle + reach * math.cos(angle), middle + reach * math.sin(angle)))
    pen.polygon(points, fill=255)


def _arc(canvas: Image.Image, text: str, font: str) -> None:
    """The characters along the upper arc, their feet to the middle."""
    from PIL import Image, ImageDraw, ImageFont

    large = canvas.width
    size = round(large * min(0.15, 1.5 / max(6, len(text))))
    face = ImageFont.truetype(font, size)
    sweep = math.radians(min(270, 26 * len(text) + 40))
    for index, char in enumerate(text):
        angle = -sweep / 2 + sweep * (index + 0.5) / len(text)
        tile = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(tile).text((size, size), char, font=face, fill=255, anchor="mm", stroke_width=max(1, size // 28))
        tile = tile.rotate(-math.degrees(angle), Image.Resampling.BICUBIC)
        reach = large * 0.5 - large * 0.05 - size * 0.62
        x, y = large / 2 + reach * math.sin(angle), large / 2 - reach * math.cos(angle)
        where = (round(x - size), round(y - size))
        canvas.paste(255, where, tile)


def stamped(page: Page, ink: NDArray[np.float32], middle: tuple[float, float], stamp: Stamp) -> Page:
    """The page with that ink around that point; what falls off the page is lost."""
    pixels = colour(page.pixels).astype(np.float32)
    height, width = ink.shape
    x, y = round(middle[0] - width / 2), round(middle[1] - height / 2)
    x0, y0 = max(0, x), max(0, y)
    x1, y1 = min(page.size[0], x + width), min(page.size[1], y + height)
    if x0 >= x1 or y0 >= y1:
        return page
    amount = ink[y0 - y : y1 - y, x0 - x : x1 - x, None] * np.float32(stamp.strength)
    tint = np.asarray(stamp.tint, np.float32)
    under = pixels[y0:y1, x0:x1]
    over = tint if stamp.opaque else under * tint / 255
    pixels[y0:y1, x0:x1] = under * (1 - amount) + over * amount
    return Page(as_pixels(pixels), page.dpi, page.marks)


def strip(ink: NDArray[np.float32], number: int, pages: int) -> NDArray[np.float32]:
    """The slice of a seal across the pages' edges that stands on one of them; `number` from 0."""
    edges = np.linspace(0, ink.shape[1], pages + 1).round().astype(int)
    return ink[:, edges[number] : edges[number + 1]]
