"""Tables by camelot: where its rows and columns are. What stands in them is read by the PDF reader.

camelot reads fonts through another library, which gives plausible garbage for a font that cannot be read; so its
text is never used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pipeline.engines.library_log import listen
from pipeline.engines.pdf_limits import Limits
from pipeline.types.grid import Grid
from pipeline.types.source import SourceFile

if TYPE_CHECKING:
    from pipeline.engines.pdf_drawing import Drawing
    from pipeline.engines.pdf_lattice import Lattice

Flavor = Literal["lattice", "stream", "network", "hybrid"]
ENGINE = "camelot"
LOGGERS = ("camelot", "playa", "pdfminer", "pdfplumber")


class CamelotFinder:
    """Finds tables on pages of a PDF; `flavor` is camelot's way of looking for them."""

    def __init__(self, *, flavor: Flavor = "network") -> None:
        self.flavor = flavor

    def find(self, source: SourceFile, pages: Sequence[int]) -> dict[int, tuple[Grid, ...]]:
        """The grids of each of `pages` (from 1), top to bottom; a page that camelot cannot read has none."""
        with listen(LOGGERS):
            tables = _tables(source.location, sorted(set(pages)), self.flavor)
            return _grids(source.location, tables) if tables else {}


def _tables(path: Path, pages: Sequence[int], flavor: Flavor) -> dict[int, list[Any]]:
    """What camelot finds on each page."""
    from camelot.io import read_pdf

    from pipeline.engines.pdf_errors import PDF_ERRORS

    found: dict[int, list[Any]] = {}
    for page in pages:
        try:
            tables = read_pdf(str(path), pages=str(page), flavor=flavor, suppress_stdout=True)
        except PDF_ERRORS:
            continue
        found[page] = list(tables)
    return found


def _grids(path: Path, tables: dict[int, list[Any]]) -> dict[int, tuple[Grid, ...]]:
    """Grids in camelot's cells with the text that the PDF reader sees there."""
    drawing = _draw(path)
    return {
        page: tuple(_fill(drawing, page, [lattice for table in found if (lattice := _lattice(table, drawing, page))]))
        for page, found in tables.items()
        if page <= len(drawing.inks)
    }


def _draw(path: Path) -> Drawing:
    from pipeline.engines.pdf_document import open_document, open_pages
    from pipeline.engines.pdf_drawing import draw_pages

    limits = Limits()
    with path.open("rb") as stream, listen(LOGGERS) as log:
        return draw_pages(open_pages(open_document(stream), most=limits.pages), limits, log)


def _lattice(table: Any, drawing: Drawing, page: int) -> Lattice | None:
    """The rows and columns of camelot (points from the bottom) as a lattice of single cells (points from the top)."""
    from pipeline.engines.pdf_lattice import Lattice, Slot

    height = drawing.inks[page - 1].height
    xs = _edges((left, right) for left, right in table.cols)
    ys = _edges((height - top, height - bottom) for top, bottom in table.rows)
    if len(xs) < 2 or len(ys) < 2:
        return None
    columns, rows = len(xs) - 1, len(ys) - 1
    slots = tuple(Slot(row, column, 1, 1) for row in range(rows) for column in range(columns))
    owners = tuple(tuple(range(row * columns, (row + 1) * columns)) for row in range(rows))
    return Lattice(tuple(xs), tuple(ys), slots, owners)


def _edges(intervals: Iterable[tuple[float, float]]) -> list[float]:
    """The cut lines of intervals side by side: between two of them in the middle."""
    ordered = sorted(intervals)
    if not ordered:
        return []
    between = [(left[1] + right[0]) / 2 for left, right in pairwise(ordered)]
    edges = [ordered[0][0], *between, ordered[-1][1]]
    return edges if all(low < high for low, high in pairwise(edges)) else []


def _fill(drawing: Drawing, page: int, lattices: Sequence[Lattice]) -> list[Grid]:
    from pipeline.engines.pdf_filling import fill_lattices
    from pipeline.engines.pdf_frame import main_frame
    from pipeline.engines.pdf_grids import to_grid
    from pipeline.engines.pdf_sight import see

    ink = drawing.inks[page - 1]
    glyphs = see(ink)
    frame = main_frame(glyphs, ink)
    if frame.turn != 0:
        return []
    filled, _ = fill_lattices(glyphs, sorted(lattices, key=lambda lattice: lattice.ys[0]))
    grids = [to_grid(item, drawing.verdicts, frame, page)[0] for item in filled if item.glyphs]
    return [replace(grid, engine=ENGINE, shape="rows") for grid in grids]
