"""Reading a picture: clean it, find its tables, read their cells and the prose round them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.engines.protocols import OrientationFinder, PageReader
from pipeline.engines.sight.alignment import add_unruled, place_on_columns
from pipeline.engines.sight.cells import GridReader
from pipeline.engines.sight.tables import find_tables
from pipeline.imaging.cleaning import clean
from pipeline.imaging.quarterturns import turn_back
from pipeline.schema import PagePlace
from pipeline.types.page import Block, Line
from pipeline.types.raster import PixelGrid, Raster, SeenLine, to_page

SURELY_TURNED = 0.9  # upright landscape pages are taken for turned ones up to 0.81


@dataclass(frozen=True, slots=True)
class PictureReader:
    """Reads pictures of pages: `grids` the cells of tables, `pages` the lines of prose."""

    grids: GridReader
    pages: PageReader
    orientation: OrientationFinder

    def read(self, raster: Raster, page: int) -> list[Block]:
        """The lines and tables of a picture in reading order, with places on page `page`."""
        degrees, probability = (0, 1.0) if raster.upright else self.orientation.orientation(raster)
        cleaned = clean(turn_back(raster, degrees) if probability >= SURELY_TURNED else raster)
        tables = add_unruled(cleaned, find_tables(cleaned), self.grids.others[0])
        blocks: list[tuple[int, Block]] = [
            (grid.box.top, place_on_columns(self.grids.read(grid, cleaned.raster, tables.rules, page), grid, cleaned))
            for grid in tables.grids
        ]
        lines = self.pages.lines(_prose(cleaned.raster, tables.grids))
        prose: list[tuple[int, Block]] = [(line.box.top, _line(line, cleaned.raster, page)) for line in lines]
        return [block for _, block in sorted([*blocks, *prose], key=lambda pair: pair[0])]


def _prose(raster: Raster, grids: Sequence[PixelGrid]) -> Raster:
    """The picture with its tables painted over; between the cells of a table without rules a caption may stand."""
    pixels = raster.pixels.copy()
    for grid in grids:
        boxes = [grid.box] if grid.engine == "rules" else [cell.box for cell in grid.cells]
        for box in boxes:
            pixels[box.top : box.bottom, box.x0 : box.x1] = 255
    return replace(raster, pixels=pixels)


def _line(line: SeenLine, raster: Raster, page: int) -> Line:
    box = to_page(line.box, raster)
    size = round((box.bottom - box.top) * 0.8, 1)
    return Line(line.text, PagePlace(page=page, box=box), size=size, seen=line.score)
