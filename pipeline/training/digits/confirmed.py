"""What people confirmed, as labelled crops: the cells of their documents, cut out as the pipeline cuts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engines.ocr.digit_cells import DigitCells
from pipeline.engines.rendering import draw
from pipeline.engines.sight.tables import find_tables
from pipeline.errors import DocumentError
from pipeline.imaging.cleaning import clean
from pipeline.imaging.crops import crop_cell
from pipeline.schema import Box
from pipeline.stages.identify import identify
from pipeline.training.digits.cells import LabelledCrop
from pipeline.training.digits.strings import label_of
from pipeline.types.raster import PixelBox, Raster

if TYPE_CHECKING:
    import numpy as np

DRAWN = ("pdf", "image")  # kinds of document whose pages can be drawn
HELD_OUT = 4  # every fourth document is kept for measuring


@dataclass(frozen=True, slots=True, order=True)
class Confirmed:
    """A cell of a page whose print a person confirmed; `document` names it, `box` is in points of the page."""

    path: Path
    page: int
    box: Box
    printed: str
    document: str


def confirmed_crops(confirmed: Sequence[Confirmed]) -> Iterator[LabelledCrop]:
    """The crops of the cells that are one line of print; a document whose pages cannot be drawn has none."""
    for path, cells in groupby(sorted(confirmed), key=lambda one: one.path):
        by_page = {page: list(group) for page, group in groupby(cells, key=lambda one: one.page)}
        try:
            source = identify(path, name=path.name)
            drawn = list(draw(source, sorted(by_page))) if source.kind in DRAWN else []
        except DocumentError:
            continue
        for page, seen in drawn:
            if isinstance(seen, Raster):
                yield from _cut(seen, by_page[page])


def _cut(raster: Raster, cells: Sequence[Confirmed]) -> Iterator[LabelledCrop]:
    cleaned = clean(raster)
    tables = find_tables(cleaned)
    for cell in cells:
        ink = crop_cell(
            cleaned.raster.pixels,
            tables.rules,
            _to_pixels(cell.box, cleaned.raster),
            dpi=cleaned.raster.dpi,
            marks=tables.marks,
        )
        if len(ink.lines) == 1:
            yield LabelledCrop(ink.lines[0], label_of(cell.printed), cell.document)


def _to_pixels(box: Box, raster: Raster) -> PixelBox:
    """The bounds, in pixels of the raster, of a box on its page."""
    import numpy as np

    back = np.linalg.inv(np.array(raster.to_page, np.float64).reshape(3, 3))
    corners = np.array([(x, y, 1.0) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]) @ back.T
    points: np.ndarray = corners[:, :2] / corners[:, 2:]
    height, width = raster.pixels.shape[:2]
    x0, top = (max(0, round(float(value))) for value in points.min(axis=0))
    x1, bottom = (round(float(value)) for value in points.max(axis=0))
    return PixelBox(x0, top, min(x1, width), min(bottom, height))


def parted(crops: Sequence[LabelledCrop]) -> tuple[list[LabelledCrop], list[LabelledCrop]]:
    """Crops to learn and crops to measure on, by document: no document is on both sides."""
    names = sorted({crop.kind for crop in crops}, key=lambda name: blake2b(name.encode()).digest())
    kept = set(names[HELD_OUT - 1 :: HELD_OUT] or names[1:2])
    return [crop for crop in crops if crop.kind not in kept], [crop for crop in crops if crop.kind in kept]


def exact(crops: Sequence[LabelledCrop], model: Path | None = None) -> int:
    """How many crops the network in the file `model`, by default the installed one, reads as they are labelled."""
    answers = DigitCells(model=model).read_figures([crop.crop for crop in crops])
    return sum(label_of(best.text) == crop.label for (best, *_), crop in zip(answers, crops, strict=True))
