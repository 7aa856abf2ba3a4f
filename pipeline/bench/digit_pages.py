"""Cells of drawn and damaged reports, cut out by the pipeline itself, with what is true of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.engines.rendering import draw, page_sizes
from pipeline.engines.sight.tables import find_tables
from pipeline.errors import DocumentError
from pipeline.imaging.cleaning import clean
from pipeline.imaging.crops import crop_cell
from pipeline.run import kit_for
from pipeline.settings import default_settings
from pipeline.stages.identify import identify
from pipeline.synth import Order
from pipeline.synth.damage import damaged
from pipeline.synth.sample import Sample
from pipeline.training.digits.cells import LabelledCrop
from pipeline.types.raster import Raster, to_page

# Kinds whose tables have rules, so that the cells are found; the others say nothing of reading.
KINDS = (
    "scan-poor", "scan-seal", "fax", "dpi110", "photograph", "jpeg100", "fax100", "seal-grey", "seal-bilevel", "bent",
    "faded", "bleed", "stains",
)  # fmt: skip
TABLES = ("requests", "disputes")  # counts, without units
MARKS = {"slash": "/", "dash": "—", "none_word": "无", "not_applicable": "不适用"}


def page_cells(documents: int, *, seed: int, kinds: Sequence[str] = KINDS) -> Iterator[LabelledCrop]:
    """The cells with ink of `documents` reports of each kind of damage, where the pipeline cut out one line."""
    for kind in kinds:
        for number in range(documents):
            sample = damaged(seed + number, kind, Order(prose=False), packing="pdf")
            yield from _cells(sample, kind)


def _cells(sample: Sample, kind: str) -> Iterator[LabelledCrop]:
    labels = dict(_labels(sample))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / sample.name
        path.write_bytes(sample.content)
        try:
            source = identify(path, name=path.name)
            pages = list(draw(source, range(1, len(page_sizes(source)) + 1)))
        except DocumentError:
            return
    for page, raster in pages:
        if not isinstance(raster, Raster):
            continue
        places = {key: box for key, (number, box) in sample.places.items() if number == page and key in labels}
        cleaned = clean(raster)
        tables = find_tables(cleaned)
        for cell in (cell for grid in tables.grids for cell in grid.cells):
            box = to_page(cell.box, cleaned.raster)
            inside = [key for key, true in places.items() if _holds((box.x0, box.top, box.x1, box.bottom), true)]
            ink = crop_cell(cleaned.raster.pixels, tables.rules, cell.box, dpi=cleaned.raster.dpi, marks=tables.marks)
            if len(inside) == 1 and len(ink.lines) == 1:
                yield LabelledCrop(ink.lines[0], labels[inside[0]], kind)


def _labels(sample: Sample) -> Iterator[tuple[str, str]]:
    specs = kit_for(default_settings()).forms[sample.truth.form].specs
    for key, value in sample.truth.fields.items():
        if specs[key].table not in TABLES:
            continue
        meaning = sample.truth.meaning.get(key, "number")
        if meaning == "number" and value is not None:
            yield key, str(value)
        elif meaning in MARKS:
            yield key, MARKS[meaning]


def _holds(box: tuple[float, float, float, float], true: tuple[float, float, float, float]) -> bool:
    """Whether the cell's middle is inside, and both are about equally large: no cell was joined to its neighbour."""
    x, y = (true[0] + true[2]) / 2, (true[1] + true[3]) / 2
    near = box[0] <= x <= box[2] and box[1] <= y <= box[3]
    area, wanted = ((one[2] - one[0]) * (one[3] - one[1]) for one in (box, true))
    return near and 0.6 <= area / max(wanted, 1e-6) <= 1.6
