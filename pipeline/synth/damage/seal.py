"""A round seal over a page: a ring, a star, the agency's name along the ring."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synth.damage.sheet import Pixels

if TYPE_CHECKING:
    from PIL import Image

WHITE = 255
FINE = 2  # drawn twice as large, then made smaller, for smooth edges
ARC = 250  # degrees that the name takes at most
STEP = 24  # degrees from character to character at most


def stamp(
    pixels: Pixels, *, text: str, centre: Sequence[float], radius: float, degrees: float, **ink: object
) -> Pixels:
    """A seal with that text, its centre at shares of width and height, its radius a share of the width.

    `ink`: `colour` RGB, `cover` how much of the paper's light it takes, `wear` how patchy it is, `seed` of the patches.
    """
    height, width = pixels.shape[:2]
    reach = max(8, round(radius * width))
    mask = _inked(_face(text, reach, degrees), **ink)  # type: ignore[arg-type]
    left, top = round(centre[0] * width) - reach, round(centre[1] * height) - reach
    x0, y0, x1, y1 = max(0, left), max(0, top), min(width, left + 2 * reach), min(height, top + 2 * reach)
    if x0 >= x1 or y0 >= y1:
        return pixels
    part = mask[y0 - top : y1 - top, x0 - left : x1 - left]
    colour = np.array(ink["colour"], dtype=np.float32)
    light = 1 - part[:, :, None] * (1 - colour / WHITE)
    stamped = pixels.copy()
    if pixels.ndim == 2:
        light = light @ np.array((0.299, 0.587, 0.114), dtype=np.float32)
    stamped[y0:y1, x0:x1] = np.clip(stamped[y0:y1, x0:x1] * light, 0, WHITE).astype(np.uint8)
    return stamped


def _inked(face: Pixels, *, cover: float, wear: float, seed: int, colour: Sequence[int]) -> np.ndarray:
    """How much ink lies on each pixel, 0 to 1: patchy as rubber leaves it."""
    import cv2

    del colour
    rng = np.random.default_rng(seed)
    coarse = rng.random((max(2, face.shape[0] // 12), max(2, face.shape[1] // 12))).astype(np.float32)
    patches = cv2.resize(coarse, face.shape[::-1], interpolation=cv2.INTER_CUBIC)
    return (face.astype(np.float32) / WHITE) * cover * np.clip(1 - wear * patches, 0, 1)


def _face(text: str, reach: int, degrees: float) -> Pixels:
    """The seal's face, white where it takes ink; a square of twice the reach."""
    from PIL import Image, ImageDraw

    size = 2 * reach * FINE
    face = Image.new("L", (size, size))
    draw = ImageDraw.Draw(face)
    middle, outer = size / 2, size / 2 - 2
    draw.ellipse((middle - outer, middle - outer, middle + outer, middle + outer), outline=WHITE, width=size // 32)
    star = [
        (middle + length * math.sin(angle), middle - length * math.cos(angle))
        for number in range(10)
        for length, angle in [(outer * (0.31 if number % 2 == 0 else 0.118), math.pi * number / 5)]
    ]
    draw.polygon(star, fill=WHITE)
    _letter(face, text, outer)
    turned = face.rotate(-degrees, resample=Image.Resampling.BICUBIC)
    return np.array(turned.resize((2 * reach, 2 * reach), Image.Resampling.LANCZOS), dtype=np.uint8)


def _letter(face: Image.Image, text: str, outer: float) -> None:
    """Set the text along the ring, each character upright towards the outside."""
    from PIL import Image, ImageDraw, ImageFont

    from pipeline.synth.render.pdf.fonts import chinese_fonts

    step = min(STEP, ARC / max(1, len(text)))
    em = round(outer * min(0.27, 0.72 * math.radians(step)))
    font = ImageFont.truetype(str(chinese_fonts()[0]), em)
    for number, char in enumerate(text):
        degrees = (number - (len(text) - 1) / 2) * step
        tile = Image.new("L", (2 * em, 2 * em))
        ImageDraw.Draw(tile).text((em, em), char, font=font, fill=WHITE, anchor="mm", stroke_width=max(1, em // 30))
        tile = tile.rotate(-degrees, resample=Image.Resampling.BICUBIC)
        angle = math.radians(degrees)
        x = face.width / 2 + outer * 0.77 * math.sin(angle) - em
        y = face.height / 2 - outer * 0.77 * math.cos(angle) - em
        face.paste(WHITE, (round(x), round(y)), tile)
