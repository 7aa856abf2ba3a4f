"""Pages built by hand: grids with cut lines, lines at places, as a PDF reader gives them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.schema import Box, PagePlace
from pipeline.stages.tabulate import tabulate
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.types.grid import Cell, Grid
from pipeline.types.layout import Layout
from pipeline.types.page import Block, Line, Page, Transcript
from tests.builders import forms

WIDTH, HEIGHT, SIZE = 595.0, 842.0, 8.0
HEAD = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
CUTS = (60.0, 200.0, 240.0, 280.0, 320.0, 360.0, 400.0, 440.0, 480.0)


@cache
def labels() -> FormLabels:
    return FormLabels(tuple(forms().values()))


def line(text: str, x: float, top: float, *, page: int = 1, bold: bool = False, size: float = SIZE) -> Line:
    """A line; an ideograph is as wide as it is high."""
    width = sum(size if ord(character) > 255 else size / 2 for character in text)
    box = Box(x, top, x + width, top + size)
    return Line(text, PagePlace(page=page, box=box), size, bold)


def row(texts: Sequence[str], xs: Sequence[float], top: float, *, page: int = 1) -> list[Line]:
    """Lines beside each other; empty texts are left out."""
    return [line(text, x, top, page=page) for text, x in zip(texts, xs, strict=False) if text]


def grid(
    rows: Sequence[Sequence[str]],
    *,
    cuts: Sequence[float] = CUTS,
    page: int = 1,
    top: float = 100.0,
    spans: dict[tuple[int, int], tuple[int, int]] | None = None,
) -> Grid:
    """A ruled grid of rows 20 points high; `spans` are rowspan and colspan by row and column of a cell.

    A text of None is a place that another cell covers.
    """
    spans = spans or {}
    cells = []
    for number, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text is None:
                continue
            down, across = spans.get((number, column), (1, 1))
            box = Box(cuts[column], top + 20 * number, cuts[column + across], top + 20 * (number + down))
            cells.append(Cell(text, number, column, PagePlace(page=page, box=box), down, across))
    return Grid(tuple(cells), len(rows), len(cuts) - 1, "lines", "ruled", (page,))


def laid_out(*pages: Sequence[Block]) -> Layout:
    """The layout of a document whose pages hold these blocks."""
    made = tuple(Page(number, WIDTH, HEIGHT, tuple(blocks)) for number, blocks in enumerate(pages, 1))
    return tabulate(Transcript(made), tuple(forms().values()), None)


def texts_of(found: Grid) -> list[list[str]]:
    """Texts of the cells by row."""
    return [[cell.text for cell in found.row(number)] for number in range(found.rows)]


def figures(label: str, *values: object) -> list[str]:
    """A row of the requests table: the label, the figures, zeros to the end."""
    given = [str(value) for value in values]
    return [label, *given, *["0"] * (7 - len(given))]
