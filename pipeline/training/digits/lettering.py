"""The ink of a short text in a font: what a printer puts on paper, before anything happens to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.ImageFont import FreeTypeFont

    from pipeline.training.digits.fonts import Font


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a table is lettered: fonts of figures and of words, size in pixels, stretch, slant, boldness, tracking."""

    font: Font
    words: Font
    size: int
    stretch: float = 1.0
    slant: float = 0.0
    bold: int = 0
    tracking: float = 1.0


def draw_lettering(rng: Random, fonts: tuple[Font, ...], *, size: int) -> Lettering:
    """A lettering of the given size in pixels; most are plain."""
    weights = [font.weight for font in fonts]
    font = rng.choices(fonts, weights)[0]
    han = [font for font in fonts if font.han]
    return Lettering(
        font=font,
        words=font if font.han else rng.choices(han, [font.weight for font in han])[0],
        size=size,
        stretch=rng.uniform(0.7, 1.35) if rng.random() < 0.3 else 1.0,
        slant=rng.uniform(-0.1, 0.3) if rng.random() < 0.1 else 0.0,
        bold=rng.choice((1, 1, 2)) if rng.random() < 0.15 else 0,
        tracking=rng.uniform(0.8, 1.2) if rng.random() < 0.25 else 1.0,
    )


def ink_of(text: str, lettering: Lettering) -> NDArray[np.uint8]:
    """The text, 255 where there is ink and 0 where there is none, trimmed to its ink."""
    import cv2
    import numpy as np

    pen, pieces = 0.0, []
    for char in text:
        plain = char.isascii() and char.isprintable()
        shape, left, top, advance = _glyph((lettering.font if plain else lettering.words).path, lettering.size, char)
        pieces.append((shape, round(pen) + left, top))
        pen += advance * lettering.tracking
    pieces = [piece for piece in pieces if piece[0].size]
    if not pieces:
        return np.zeros((0, 0), np.uint8)
    x0, top = min(left for _, left, _ in pieces), min(top for _, _, top in pieces)
    width = max(left + shape.shape[1] for shape, left, _ in pieces) - x0
    height = max(one + shape.shape[0] for shape, _, one in pieces) - top
    ink = np.zeros((height, width), np.uint8)
    for shape, left, one in pieces:
        part = ink[one - top : one - top + shape.shape[0], left - x0 : left - x0 + shape.shape[1]]
        np.maximum(part, shape, out=part)
    return _shaped(ink, lettering, cv2, np)


def _shaped(ink: NDArray[np.uint8], lettering: Lettering, cv2: Any, np: Any) -> NDArray[np.uint8]:
    if lettering.bold:
        ink = cv2.dilate(np.pad(ink, lettering.bold), np.ones((1 + lettering.bold, 1 + lettering.bold), np.uint8))
    if lettering.stretch != 1.0:
        ink = cv2.resize(ink, (max(1, round(ink.shape[1] * lettering.stretch)), ink.shape[0]))
    if lettering.slant:
        height, width = ink.shape
        reach = round(abs(lettering.slant) * height)
        shift = lettering.slant * height if lettering.slant > 0 else 0.0
        ink = cv2.warpAffine(ink, np.float32([[1, -lettering.slant, shift], [0, 1, 0]]), (width + reach, height))
    return ink


@lru_cache(maxsize=400)
def _face(path: Path, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(path), size)


@lru_cache(maxsize=20_000)
def _glyph(path: Path, size: int, char: str) -> tuple[NDArray[np.uint8], int, int, float]:
    """The ink of a character, where it lies from the pen and from the top of the line, and how far the pen moves."""
    import numpy as np

    face = _face(path, size)
    mask, (left, top) = face.getmask2(char, mode="L")
    width, height = mask.size
    shape = np.asarray(mask, dtype=np.uint8).reshape(height, width)
    return shape, int(left), int(top), float(face.getlength(char))
