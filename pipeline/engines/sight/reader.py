"""Reading a picture: clean it, find its tables, read their cells and the prose round them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.engines.protocols import PageReader
from pipeline.engines.sight.alignment import add_unruled, place_on_columns
from pipeline.engines.sight.cells import GridReader
from pipeline.engines.sight.tables import find_tables
from pipeline.engines.sight.turning import Turner
from pipeline.imaging.cleaning import clean
from pipeline.schema import PagePlace
from pipeline.types.page import Block, Line, Sight
from pipeline.types.raster import PixelGrid, Raster, SeenLine, to_page


@dataclass(frozen=True, slots=True)
class PictureReader:
    """Reads pictures of pages: `turner` turns them, `grids` reads the cells of tables, `pages` the lines of prose."""

    grids: GridReader
    pages: PageReader
    turner: Turner

    def read(self, raster: Raster, page: int) -> Sight:
        """The lines and tables of a picture in reading order, with places on page `page`."""
        cleaned = clean(raster if raster.upright else self.turner.upright(raster))
        tables = add_unruled(cleaned, find_tables(cleaned), self.grids.others[0])
        blocks: list[tuple[int, Block]] = [
            (grid.box.top, place_on_columns(self.grids.read(grid, cleaned.raster, tables, page), grid, cleaned))
            for grid in tables.grids
        ]
        lines = self.pages.lines(_prose(cleaned.raster, tables.grids))
        prose: list[tuple[int, Block]] = [(line.box.top, _line(line, cleaned.raster, page)) for line in lines]
        seen = tuple(block for _, block in sorted([*blocks, *prose], key=lambda pair: pair[0]))
        return Sight(seen, cleaned.raster.steps)


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
