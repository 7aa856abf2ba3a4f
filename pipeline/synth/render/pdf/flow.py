"""The flowables of a report: paragraphs and tables that break over pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable  # noqa: TID253  this module is imported only once a PDF is drawn

from pipeline.synth.document import Passage, Picture, PrintedTable
from pipeline.synth.render.pdf.geometry import LEADING, LaidTable, lay_out
from pipeline.synth.render.pdf.lettering import Lettering, break_lines, draw_line
from pipeline.synth.render.pdf.look import PdfLook
from pipeline.synth.render.pdf.table import Box, TablePart, draw_table, whole

BODY_LEADING = 1.65
BESIDE_HEADING = 0.9  # of the page's height, so that the heading above stays with it
Marker = Callable[[Any, str, Box], None]


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a passage is set; `indent` of the first line and `space` before and after are multiples of the size."""

    lettering: Lettering
    align: str = "left"
    indent: float = 0
    space: float = 0


class TextFlow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A passage in lines."""

    def __init__(self, passage: Passage, style: TextStyle, lines: list[str] | None = None) -> None:
        super().__init__()
        self.passage, self.style, self.lines = passage, style, lines
        self.first = lines is None
        self.spaceBefore = self.spaceAfter = style.space * style.lettering.size
        self.keepWithNext = passage.role in ("heading", "subheading", "title", "caption")

    @property
    def leading(self) -> float:
        """Points from line to line."""
        return self.style.lettering.size * (BODY_LEADING if self.passage.role == "body" else LEADING)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The size in points."""
        self.width = width
        if self.lines is None:
            indent = self.style.indent * self.style.lettering.size
            self.lines = break_lines(self.passage.whole, width, self.style.lettering, indent=indent)
        return width, len(self.lines) * self.leading

    def split(self, width: float, height: float) -> list[TextFlow]:
        """What fits and the rest."""
        self.wrap(width, height)
        lines = self.lines or []
        fitting = int(height // self.leading)
        if fitting == 0 or fitting >= len(lines):
            return [] if fitting == 0 else [self]
        upper = TextFlow(self.passage, self.style, lines[:fitting])
        upper.first = self.first
        return [upper, TextFlow(self.passage, self.style, lines[fitting:])]

    def draw(self) -> None:
        """Draw the lines."""
        lettering = self.style.lettering
        y = len(self.lines or ()) * self.leading - lettering.size
        for number, line in enumerate(self.lines or ()):
            room = self.width - lettering.width(line)
            x = {"center": room / 2, "right": room - 2 * lettering.size}.get(self.style.align, 0.0)
            if self.first and number == 0:
                x += self.style.indent * lettering.size
            draw_line(self.canv, x, y, line, lettering)
            if self.passage.underlined:
                self.canv.setLineWidth(0.6)
                self.canv.line(x, y - 2, x + lettering.width(line), y - 2)
            y -= self.leading


class TableFlow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A table, or a part of one."""

    def __init__(self, part: TablePart, look: PdfLook, mark: Marker) -> None:
        super().__init__()
        self.part, self.look, self.mark = part, look, mark
        self.spaceBefore = self.spaceAfter = 6

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The size in points."""
        return width, self.part.height

    def split(self, _width: float, height: float) -> list[TableFlow]:
        """The rows that fit and the rest."""
        parts = self.part.split_at(height)
        return [] if parts is None else [TableFlow(part, self.look, self.mark) for part in parts]

    def draw(self) -> None:
        """Draw the rows and report where the figures stand."""
        for key, box in draw_table(self.canv, self.part, self.look):
            self.mark(self.canv, key, box)


class PictureFlow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A picture in the place of a table, no larger than the room (width and height in points) of a page."""

    def __init__(self, picture: Picture, room: tuple[float, float], mark: Marker) -> None:
        super().__init__()
        self.picture, self.mark = picture, mark
        across, down = picture.size
        self.scale = min(room[0] * picture.width / across, room[1] * BESIDE_HEADING / down)
        self.width, self.height = across * self.scale, down * self.scale
        self.spaceBefore = self.spaceAfter = 6
        self.hAlign = "CENTER"

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The size in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture and report where the figures stand."""
        from reportlab.lib.utils import ImageReader

        self.canv.drawImage(ImageReader(io.BytesIO(self.picture.content)), 0, 0, self.width, self.height)
        for key, (x0, top, x1, bottom) in self.picture.places.items():
            box = (x0 * self.scale, self.height - bottom * self.scale, x1 * self.scale, self.height - top * self.scale)
            self.mark(self.canv, key, box)


def table_flow(table: PrintedTable, width: float, lettering: Lettering, look: PdfLook, mark: Marker) -> TableFlow:
    """The whole table laid out for that width."""
    laid: LaidTable = lay_out(table, width, lettering, pad=look.pad)
    return TableFlow(whole(laid), look, mark)
