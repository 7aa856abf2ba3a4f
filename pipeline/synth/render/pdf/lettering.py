"""Lines of text: measuring, breaking and drawing them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.synth.render.pdf.look import Bold

TOKEN = re.compile(r"[0-9A-Za-z.,%+\-]+|.", re.DOTALL)
LATIN = re.compile(r"[\x20-\x7e]+|[^\x20-\x7e]+")
NOT_FIRST = "，。；：、）》”’！？％,.;:)!?"
NOT_LAST = "（《“‘("


@dataclass(frozen=True, slots=True)
class Lettering:
    """A font for Chinese, perhaps another for Latin letters and figures, and a size in points.

    Bold is drawn as programs without a bold font do: with an outline, or twice, a little apart.
    """

    font: str
    size: float
    latin: str | None = None
    bold: Bold = "none"

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The text in runs of one font: (font, text)."""
        if self.latin is None:
            return [(self.font, text)]
        return [(self.latin if run[0].isascii() else self.font, run) for run in LATIN.findall(text)]

    def width(self, text: str) -> float:
        """The width of the text in points."""
        return sum(_width(run, font) for font, run in self.runs(text)) * self.size


@lru_cache(maxsize=200_000)
def _width(text: str, font: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, 1))


def break_lines(text: str, width: float, lettering: Lettering, *, indent: float = 0) -> list[str]:
    """The text in lines no wider than `width`, the first shorter by `indent`.

    A number or word is kept whole where it fits a line; a line feed breaks; stops do not begin a line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, room = "", width - (indent if not lines else 0)
        for token in _fitting(paragraph, width, lettering):
            if line and lettering.width(line + token) > room and token not in NOT_FIRST:
                carried = line[-1] if line[-1] in NOT_LAST and len(line) > 1 else ""
                lines.append(line.removesuffix(carried) if carried else line)
                line, room = carried, width
            line += token
        lines.append(line)
    return lines


def _fitting(text: str, width: float, lettering: Lettering) -> list[str]:
    tokens: list[str] = []
    for token in TOKEN.findall(text):
        tokens += [token] if lettering.width(token) <= width else list(token)
    return tokens


def draw_line(canvas: Any, x: float, y: float, text: str, lettering: Lettering) -> None:
    """Draw one line of text with its baseline at y."""
    for offset in (0.0, 0.35) if lettering.bold == "overprint" else (0.0,):
        writer = canvas.beginText(x + offset, y)
        if lettering.bold == "stroke":
            writer.setTextRenderMode(2)
        for font, run in lettering.runs(text):
            writer.setFont(font, lettering.size)
            writer.textOut(run)
        if lettering.bold == "stroke":
            writer.setTextRenderMode(0)
        canvas.drawText(writer)
