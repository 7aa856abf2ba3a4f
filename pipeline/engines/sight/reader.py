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
from pipeline.types.page import Block, Line, Sight
from pipeline.types.raster import PixelGrid, Raster, SeenLine, to_page

SURELY_TURNED = 0.9  # upright landscape pages are taken for turned ones up to 0.81
MAYBE_TURNED = 0.5  # below, a picture stays as it is
CLEARER = 1.2  # times as much print that must be read in a turned picture
PART, SURELY = 4, 4  # half of the width and height is looked at; lines that are hardly read count for nothing


@dataclass(frozen=True, slots=True)
class PictureReader:
    """Reads pictures of pages: `grids` the cells of tables, `pages` the lines of prose."""

    grids: GridReader
    pages: PageReader
    orientation: OrientationFinder

    def read(self, raster: Raster, page: int) -> Sight:
        """The lines and tables of a picture in reading order, with places on page `page`."""
        cleaned = clean(raster if raster.upright else self._upright(raster))
        tables = add_unruled(cleaned, find_tables(cleaned), self.grids.others[0])
        blocks: list[tuple[int, Block]] = [
            (grid.box.top, place_on_columns(self.grids.read(grid, cleaned.raster, tables, page), grid, cleaned))
            for grid in tables.grids
        ]
        lines = self.pages.lines(_prose(cleaned.raster, tables.grids))
        prose: list[tuple[int, Block]] = [(line.box.top, _line(line, cleaned.raster, page)) for line in lines]
        seen = tuple(block for _, block in sorted([*blocks, *prose], key=lambda pair: pair[0]))
        return Sight(seen, cleaned.raster.steps)

    def _upright(self, raster: Raster) -> Raster:
        """The picture turned back where it is surely turned; where that is not sure, as its print is read better."""
        degrees, probability = self.orientation.orientation(raster)
        if degrees == 0 or probability < MAYBE_TURNED:
            return raster
        turned = turn_back(raster, degrees)
        if probability >= SURELY_TURNED:
            return turned
        return turned if self._legible(turned) > CLEARER * self._legible(raster) else raster

    def _legible(self, raster: Raster) -> float:
        """How much print is read in the middle of a picture, each character weighed by how surely the line is read."""
        height, width = raster.pixels.shape[:2]
        rows = slice(height // 2 - height // PART, height // 2 + height // PART)
        columns = slice(width // 2 - width // PART, width // 2 + width // PART)
        lines = self.pages.lines(replace(raster, pixels=raster.pixels[rows, columns].copy()))
        return sum(line.score**SURELY * len(line.text) for line in lines)


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
