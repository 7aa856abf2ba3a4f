"""Text drawn as shapes: the page shows it, the text layer does not have it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.synth.render.pdf.fonts import chinese_fonts, latin_fonts
from pipeline.synth.render.pdf.lettering import Lettering

LARGE = 400  # pixels an em, at which shapes are traced
ALIKE = {
    "Helvetica": "LiberationSans-Regular",
    "Times-Roman": "LiberationSerif-Regular",
    "Courier": "LiberationMono-Regular",
}
Shapes = tuple[tuple[tuple[float, float], ...], ...]


def draw_outline(canvas: Any, x: float, y: float, text: str, lettering: Lettering) -> None:
    """Draw one line of text as filled shapes with its baseline at y."""
    path = canvas.beginPath()
    font = lettering.latin if lettering.latin is not None and text.isascii() else lettering.font
    for shape in _shapes(text, _file_of(font) or _file_of(lettering.font) or chinese_fonts()[0]):
        points = [(x + across * lettering.size, y + up * lettering.size) for across, up in shape]
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)  # even-odd, so that the inner shapes are holes


def cover(canvas: Any, box: tuple[float, float, float, float], rule: float) -> None:
    """Hide what is in the box, within its rules, under white."""
    x0, y0, x1, y1 = box
    canvas.setFillGray(1)
    canvas.rect(x0 + rule + 0.6, y0 + rule + 0.6, x1 - x0 - 2 * rule - 1.2, y1 - y0 - 2 * rule - 1.2, stroke=0, fill=1)
    canvas.setFillGray(0)


def _file_of(font: str) -> Path | None:
    """The file of a font by its registered name; for standard fonts, which have none here, one like them."""
    name = ALIKE.get(font, font)
    return next((path for path in (*chinese_fonts(), *latin_fonts()) if path.stem == name), None)


@lru_cache(maxsize=2000)
def _shapes(text: str, path: Path) -> Shapes:
    """The outlines of the text, in ems from the left end of its baseline."""
    import cv2
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    face = ImageFont.truetype(str(path), LARGE)
    picture = Image.new("L", (round(face.getlength(text)) + LARGE, 2 * LARGE), 0)
    ImageDraw.Draw(picture).text((LARGE // 4, LARGE * 3 // 2), text, font=face, fill=255, anchor="ls")
    found, _ = cv2.findContours(np.asarray(picture), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_TC89_L1)
    shapes = [np.asarray(shape).reshape(-1, 2) for shape in found if len(shape) > 2]
    return tuple(
        tuple(((float(px) - LARGE // 4) / LARGE, (LARGE * 3 // 2 - float(py)) / LARGE) for px, py in shape)
        for shape in shapes
    )
