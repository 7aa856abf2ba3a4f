"""Turning a page so that most of its text reads upright, and boxes back to the page as displayed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.engines.pdf_ink import OBLIQUE, Fill, Glyph, Image, Ink, Rule
from pipeline.schema import Box

DESCENT = 0.14
Boxed = TypeVar("Boxed", Rule, Fill, Image)


@dataclass(frozen=True, slots=True)
class Frame:
    """A page of `width` x `height` points as displayed, read after `turn` quarter turns."""

    width: float
    height: float
    turn: int = 0

    def inward(self, box: Sequence[float]) -> Box:
        """The box of the displayed page in the turned one."""
        x0, top, x1, bottom = box[0], box[1], box[2], box[3]
        if self.turn == 1:  # text reads downward: its left is the top of the page
            return Box(top, self.width - x1, bottom, self.width - x0)
        if self.turn == 2:
            return Box(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.turn == 3:
            return Box(self.height - bottom, x0, self.height - top, x1)
        return Box(x0, top, x1, bottom)

    def outward(self, box: Sequence[float]) -> Box:
        """The box of the turned page in the displayed one, rounded to hundredths."""
        x0, top, x1, bottom = box[0], box[1], box[2], box[3]
        if self.turn == 1:
            x0, top, x1, bottom = self.width - bottom, x0, self.width - top, x1
        elif self.turn == 2:
            x0, top, x1, bottom = self.width - x1, self.height - bottom, self.width - x0, self.height - top
        elif self.turn == 3:
            x0, top, x1, bottom = top, self.height - x1, bottom, self.height - x0
        return Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def main_frame(glyphs: Sequence[Glyph], ink: Ink) -> Frame:
    """The frame in which most of the text reads upright."""
    turns = Counter(glyph.turn for glyph in glyphs if glyph.turn != OBLIQUE)
    turn = max(turns, key=lambda turn: (turns[turn], -turn)) if turns else 0
    return Frame(ink.width, ink.height, turn)


def turn_glyph(glyph: Glyph, frame: Frame) -> Glyph:
    """The glyph in the turned page."""
    if frame.turn == 0:
        return glyph
    x0, top, x1, bottom = frame.inward(glyph[1:5])
    turn = glyph.turn if glyph.turn == OBLIQUE else (glyph.turn - frame.turn) % 4
    return glyph._replace(x0=x0, top=top, x1=x1, bottom=bottom, baseline=bottom - DESCENT * glyph.size, turn=turn)


def turn_boxes(items: Sequence[Boxed], frame: Frame) -> list[Boxed]:
    """Rules, fills or pictures in the turned page."""
    if frame.turn == 0:
        return list(items)
    turned = []
    for item in items:
        x0, top, x1, bottom = frame.inward((item.x0, item.top, item.x1, item.bottom))
        turned.append(item._replace(x0=x0, top=top, x1=x1, bottom=bottom))
    return turned
