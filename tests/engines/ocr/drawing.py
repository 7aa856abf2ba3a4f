"""Pictures of figures and words in a font that Pillow brings along or that the machine has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont


def drawn(text: str, *, size: int = 28, margin: int = 4) -> NDArray[np.uint8]:
    """The text in black on white, trimmed to its ink with a margin, grey."""
    font = ImageFont.load_default(size)
    left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).textbbox((0, 0), text, font=font)
    width, height = int(right - left) + 2 * margin, int(bottom - top) + 2 * margin
    picture = Image.new("L", (width, height), 255)
    ImageDraw.Draw(picture).text((margin - left, margin - top), text, font=font, fill=0)
    return np.array(picture, dtype=np.uint8)


def page_of(lines: list[str], *, size: int = 34) -> NDArray[np.uint8]:
    """A page, BGR, with a line of text under another."""
    picture = Image.new("RGB", (1240, 90 * len(lines) + 120), "white")
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((80, 60 + 90 * number), line, font=ImageFont.load_default(size), fill="black")
    return np.asarray(picture, dtype=np.uint8)[:, :, ::-1].copy()
