"""Reading a picture: clean it, find its tables, read their cells and the prose round them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.engines.protocols import CellReader, OrientationFinder, PageReader
from pipeline.imaging.cleaning import Cleaned, clean
from pipeline.imaging.crops import crop_cell
from pipeline.imaging.grids import find_grids
from pipeline.imaging.ink import PALE_BELOW, ink_mask
from pipeline.imaging.quarterturns import turn_back
from pipeline.imaging.rules import find_rules
from pipeline.imaging.strokes import has_leading_minus, stroke_of
from pipeline.schema import PagePlace
from pipeline.text.numerals import parse_cell
from pipeline.types.grid import Cell, Glimpse, Grid
from pipeline.types.page import Block, Line
from pipeline.types.raster import PixelGrid, Raster, SeenLine, to_page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEEP = 50  # a doubtful table counts for little: .99 for six tenths of its cells
SURELY_TURNED = 0.9  # upright landscape pages are taken for turned ones up to 0.81
SHAPE = -0.05  # log-probability of what the shape of a stroke says


@dataclass(frozen=True, slots=True)
class PictureReader:
    """Reads pictures of pages: `cells` reads what stands in tables, `second` reads figures again with other weights."""

    cells: CellReader
    second: CellReader
    pages: PageReader
    orientation: OrientationFinder

    def read(self, raster: Raster, page: int) -> list[Block]:
        """The lines and tables of a picture in reading order, with places on page `page`."""
        degrees, probability = self.orientation.orientation(raster)
        cleaned = clean(turn_back(raster, degrees) if probability >= SURELY_TURNED else raster)
        mask, grids = _ruled(cleaned)
        blocks: list[tuple[int, Block]] = [(grid.box.top, self._grid(grid, cleaned, mask, page)) for grid in grids]
        lines = self.pages.lines(_prose(cleaned.raster, grids))
        prose: list[tuple[int, Block]] = [(line.box.top, _line(line, cleaned.raster, page)) for line in lines]
        return [block for _, block in sorted([*blocks, *prose], key=lambda pair: pair[0])]

    def _grid(self, grid: PixelGrid, cleaned: Cleaned, rules: NDArray[np.uint8], page: int) -> Grid:
        inks = [crop_cell(cleaned.raster.pixels, rules, cell.box, dpi=cleaned.raster.dpi) for cell in grid.cells]
        first = iter(self.cells.read_figures([crop for ink in inks for crop in ink.lines]))
        glimpses = [[next(first) for _ in ink.lines] for ink in inks]
        again = [
            number
            for number, (ink, seen) in enumerate(zip(inks, glimpses, strict=True))
            if len(ink.lines) == 1 and _may_be_figure(seen[0][0].text)
        ]
        crops = [inks[number].lines[0] for number in again]
        second = dict(zip(again, self.second.read_figures(crops), strict=True))
        cells = []
        for number, (pixels, ink, seen) in enumerate(zip(grid.cells, inks, glimpses, strict=True)):
            readings = _readings(seen, second.get(number), ink.lines)
            if ink.gapped:  # two figures that a rule too pale to see would part
                readings = tuple(replace(one, text=f"{one.text[:1]} {one.text[1:]}") for one in readings)
            place = PagePlace(page=page, box=to_page(pixels.box, cleaned.raster))
            text = readings[0].text if readings else ""
            cells.append(
                Cell(
                    text, pixels.row, pixels.column, place, pixels.rowspan, pixels.colspan,
                    trusted=True, glimpses=readings, ink=ink.ink,
                )
            )  # fmt: skip
        return Grid(tuple(cells), grid.rows, grid.columns, "pixels", "ruled", (page,), grid.quality)


def _ruled(cleaned: Cleaned) -> tuple[NDArray[np.uint8], list[PixelGrid]]:
    """The ruling lines and the tables they make: of plain ink, or of pale ink too where that makes more of them."""
    found = []
    for ink in (cleaned.ink, ink_mask(cleaned.raster.pixels, below=PALE_BELOW)):
        rules = find_rules(ink, dpi=cleaned.raster.dpi)
        found.append((rules.level | rules.upright, find_grids(rules, dpi=cleaned.raster.dpi)))
    return max(found, key=lambda pair: sum(len(grid.cells) * grid.quality**STEEP for grid in pair[1]))


def _readings(
    lines: Sequence[tuple[Glimpse, ...]], second: tuple[Glimpse, ...] | None, crops: Sequence[NDArray[np.uint8]]
) -> tuple[Glimpse, ...]:
    """All glimpses of a cell, best first; shapes that recognisers get wrong have a word of their own."""
    if not lines:
        return ()
    if len(lines) > 1:
        free = [line[-1] for line in lines]
        text = "\n".join(line.text for line in free)
        return (Glimpse(text, sum(line.log_probability for line in free), free[0].reader),)
    first = lines[0][0]
    seen = (first,) if second is None else (first, second[0])
    return (*_shape(seen, crops[0]), *seen)


def _shape(seen: Sequence[Glimpse], crop: NDArray[np.uint8]) -> tuple[Glimpse, ...]:
    """What the shape of the ink says where the recognisers say something else."""
    stroke = stroke_of(crop)
    meanings = {parse_cell(glimpse.text, money=True).meaning for glimpse in seen}
    if stroke in ("slash", "dash") and meanings != {stroke}:
        mark = "/" if stroke == "slash" else "—"
        return (Glimpse(mark, SHAPE, "shape"),)
    text = seen[0].text
    if text[:1].isdigit() and has_leading_minus(crop):
        return (Glimpse(f"-{text}", SHAPE, "shape"),)
    return ()


def _may_be_figure(text: str) -> bool:
    return len(text) <= 14 and (
        parse_cell(text, money=True).meaning != "unparseable"
        or sum(char.isdigit() for char in text) * 2 >= len(text)
        or len(text) <= 2
    )


def _prose(raster: Raster, grids: Sequence[PixelGrid]) -> Raster:
    """The picture with its tables painted over."""
    pixels = raster.pixels.copy()
    for grid in grids:
        pixels[grid.box.top : grid.box.bottom, grid.box.x0 : grid.box.x1] = 255
    return replace(raster, pixels=pixels)


def _line(line: SeenLine, raster: Raster, page: int) -> Line:
    box = to_page(line.box, raster)
    return Line(line.text, PagePlace(page=page, box=box), size=round((box.bottom - box.top) * 0.8, 1))
