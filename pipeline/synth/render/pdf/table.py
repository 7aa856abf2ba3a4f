"""A table as a flowable that splits between rows, through merged cells where it must."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.synth.render.pdf.geometry import LEADING, PAD, LaidCell, LaidTable
from pipeline.synth.render.pdf.lettering import draw_line
from pipeline.synth.render.pdf.look import PdfLook
from pipeline.synth.render.pdf.outlines import cover, draw_outline

Box = tuple[float, float, float, float]
HEAD_GREY, ZEBRA_GREY, RULE_GREY = 0.86, 0.95, 0.65


@dataclass(frozen=True, slots=True)
class TablePart:
    """Rows `first` to `last` (not included) of a table; `silent` are cells whose text another part shows."""

    laid: LaidTable
    first: int
    last: int
    silent: frozenset[tuple[int, int]] = frozenset()

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows as drawn, repeated header rows first."""
        repeated = range(min(self.laid.table.header_rows, self.first))
        return (*repeated, *range(self.first, self.last))

    @property
    def height(self) -> float:
        """The height in points."""
        return sum(self.laid.heights[row] for row in self.rows)

    def split_at(self, room: float) -> tuple[TablePart, TablePart] | None:
        """The part that fits in `room` and the rest; None where not even two rows of figures fit."""
        used = self.height - sum(self.laid.heights[row] for row in range(self.first, self.last))
        row = self.first
        while row < self.last and used + self.laid.heights[row] <= room:
            used += self.laid.heights[row]
            row += 1
        if row == self.last or row - self.first < 2 or row < self.laid.table.header_rows + 1:
            return None
        upper, lower = set(self.silent), set(self.silent)
        for cell in self.laid.cells:
            if cell.row < row < cell.row + cell.cell.rowspan:
                start = max(cell.row, self.first)
                fits = sum(self.laid.heights[start:row]) >= cell.height - 1
                (lower if fits else upper).add((cell.row, cell.column))
        return replace(self, last=row, silent=frozenset(upper)), replace(self, first=row, silent=frozenset(lower))


def draw_table(canvas: Any, part: TablePart, look: PdfLook) -> list[tuple[str, Box]]:
    """Draw the part with its lower left corner at the origin; the keys drawn with their boxes, origin lower left."""
    tops: dict[int, float] = {}
    y = part.height
    for row in part.rows:
        tops[row] = y
        y -= part.laid.heights[row]
    drawn: list[tuple[str, Box]] = []
    boxes: list[tuple[LaidCell, Box]] = []
    for cell in part.laid.cells:
        rows = [row for row in range(cell.row, cell.row + cell.cell.rowspan) if row in tops]
        if not rows:
            continue
        x0, x1 = part.laid.edges[cell.column], part.laid.edges[cell.column + cell.cell.colspan]
        box = (x0, tops[rows[-1]] - part.laid.heights[rows[-1]], x1, tops[rows[0]])
        boxes.append((cell, box))
        if cell.cell.key is not None:
            drawn.append((cell.cell.key, box))
    _shade(canvas, boxes, look)
    draw_rules(canvas, [(cell.cell.role == "header", box) for cell, box in boxes], look)
    for cell, box in boxes:
        if (cell.row, cell.column) in part.silent:
            continue
        told = look.covered.get(cell.cell.key or "")
        if told is not None:
            for x, y, line in _lines(replace(cell, lines=(told,)), box, part, look):
                draw_line(canvas, x, y, line, part.laid.lettering)
            cover(canvas, box, look.rule_width)
        reversed_out = look.head is not None and cell.cell.role == "header"
        if reversed_out:
            canvas.setFillGray(1)
        for x, y, line in _lines(cell, box, part, look):
            (draw_line if told is None else draw_outline)(canvas, x, y, line, part.laid.lettering)
        if reversed_out:
            canvas.setFillGray(0)
    return drawn


def _shade(canvas: Any, boxes: list[tuple[LaidCell, Box]], look: PdfLook) -> None:
    if not look.shaded and look.head is None:
        return
    for cell, (x0, y0, x1, y1) in boxes:
        if cell.cell.role == "header" and look.head is not None:
            canvas.setFillColorRGB(*look.head)
        elif look.shaded and cell.cell.role in ("header", "caption"):
            canvas.setFillGray(HEAD_GREY)
        elif look.shaded and cell.row % 2:
            canvas.setFillGray(ZEBRA_GREY)
        else:
            continue
        canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)
    canvas.setFillGray(0)


def _lines(laid: LaidCell, box: Box, part: TablePart, look: PdfLook) -> Iterator[tuple[float, float, str]]:
    """The cell's lines with the points where they begin."""
    x0, y0, x1, y1 = box
    lettering = part.laid.lettering
    leading = lettering.size * LEADING
    y = (y0 + y1) / 2 + len(laid.lines) * leading / 2 - lettering.size * 0.95
    for line in laid.lines:
        width = lettering.width(line)
        x = (x0 + x1 - width) / 2
        if laid.cell.role == "label" and (laid.cell.rowspan == 1 or laid.cell.colspan > 1):
            x = x0 + PAD + laid.cell.indent * lettering.size
        elif laid.cell.role == "figure" and look.align == "right":
            x = x1 - PAD - width
        yield x, y, line
        y -= leading


def draw_rules(canvas: Any, boxes: list[tuple[bool, Box]], look: PdfLook) -> None:
    """The rules round cells, each given as (is a header, box)."""
    if look.rules == "none" or not boxes:
        return
    canvas.setLineWidth(look.rule_width)
    canvas.setStrokeGray(RULE_GREY if look.grey else 0)
    if look.rules in ("boxes", "double"):
        inset = 0.8 if look.rules == "double" else 0
        for _, (x0, y0, x1, y1) in boxes:
            canvas.rect(x0 + inset, y0 + inset, x1 - x0 - 2 * inset, y1 - y0 - 2 * inset)
        if look.rules == "double":
            canvas.rect(*_frame(boxes))
    elif look.rules == "three":
        _three(canvas, boxes)
    else:
        _edges(canvas, boxes, look)
    canvas.setStrokeGray(0)


def _frame(boxes: list[tuple[bool, Box]]) -> Box:
    x0, y0 = min(box[0] for _, box in boxes), min(box[1] for _, box in boxes)
    return x0, y0, max(box[2] for _, box in boxes) - x0, max(box[3] for _, box in boxes) - y0


def _three(canvas: Any, boxes: list[tuple[bool, Box]]) -> None:
    """Rules above and below the table and below its header."""
    x0, y0, width, height = _frame(boxes)
    head = min((box[1] for is_head, box in boxes if is_head), default=y0 + height)
    for y in (y0 + height, head, y0):
        canvas.line(x0, y, x0 + width, y)


def _edges(canvas: Any, boxes: list[tuple[bool, Box]], look: PdfLook) -> None:
    edges: set[Box] = set()
    for _, (x0, y0, x1, y1) in boxes:
        edges |= {(x0, y0, x1, y0), (x0, y1, x1, y1)}
        if look.rules != "horizontal":
            edges |= {(x0, y0, x0, y1), (x1, y0, x1, y1)}
    if look.rules == "dashed":
        canvas.setDash(2, 1.5)
    short = 1.2 if look.rules == "gapped" else 0
    for x0, y0, x1, y1 in sorted(edges):
        across, down = (short, 0) if y0 == y1 else (0, short)
        if look.rules == "rects":
            canvas.setFillGray(RULE_GREY if look.grey else 0)
            half = look.rule_width * 0.48
            canvas.rect(x0 - half, y0 - half, x1 - x0 + 2 * half, y1 - y0 + 2 * half, stroke=0, fill=1)
            canvas.setFillGray(0)
        else:
            canvas.line(x0 + across, y0 + down, x1 - across, y1 - down)
    canvas.setDash()


def whole(laid: LaidTable) -> TablePart:
    """The whole table as one part."""
    return TablePart(laid, 0, len(laid.heights))
