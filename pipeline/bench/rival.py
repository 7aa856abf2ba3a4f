"""img2table with RapidOCR on the same pages: its tables, with our naming of their cells, since it knows no form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.atomic import write_whole
from pipeline.bench.contenders import img2table_engine
from pipeline.bench.drawn import Task
from pipeline.bench.row import Row
from pipeline.bench.score import TRUTH_SUFFIX
from pipeline.engines.rendering import DPI, POINTS, draw, page_sizes
from pipeline.run import Kit
from pipeline.schema import Box, PagePlace
from pipeline.stages.identify import identify
from pipeline.stages.locate import locate
from pipeline.stages.outline import outline
from pipeline.stages.tabulate import tabulate
from pipeline.types.grid import Cell, Grid
from pipeline.types.page import Page, Transcript
from pipeline.types.raster import Raster

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = "img2table"
Cells = Sequence[Sequence[tuple[tuple[int, int, int, int], str | None]]]  # rows of (box in pixels, text)
Look = Callable[["NDArray[np.uint8]"], Sequence[Cells]]


def is_installed() -> bool:
    """Whether img2table is there; it is no dependency of the program."""
    return find_spec("img2table") is not None


def count_rival(tasks: Sequence[Task], kit: Kit) -> dict[str, Row]:
    """A row for each kind; tables of a document are kept beside it, so that a stopped pass goes on.

    Every figure counts as accepted, since it says of none that it is unsure.
    """
    rows: dict[str, Row] = {}
    look = img2table_engine()
    for task in tasks:
        path = next(task.documents.glob(f"{task.stem}.pdf"), None)
        if path is None:
            continue
        truth = json.loads((task.documents / f"{task.stem}{TRUTH_SUFFIX}").read_bytes())
        pages = _kept(task, path, look)
        rows.setdefault(task.kind, Row()).count(task.stem, truth, _report(path, pages, kit), {})
    return rows


def grid_of(rows: Cells, page: int) -> Grid:
    """A table as a grid: a merged cell is given once for each place it covers, with the same box."""
    spans: dict[tuple[int, int, int, int], tuple[int, int, int, int, str]] = {}
    for row, cells in enumerate(rows):
        for column, (box, text) in enumerate(cells):
            top, left, _, _, said = spans.get(box, (row, column, row, column, text or ""))
            spans[box] = (top, left, row, column, said)
    found = [
        Cell(
            text=said, row=top, column=left,
            place=PagePlace(page=page, box=Box(*(side * POINTS / DPI for side in box))),
            rowspan=bottom - top + 1, colspan=right - left + 1,
        )
        for box, (top, left, bottom, right, said) in spans.items()
    ]  # fmt: skip
    found.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(found), len(rows), max(map(len, rows), default=0), FOLDER, "ruled", (page,))


def _kept(task: Task, path: Path, look: Look) -> list[list[Cells]]:
    kept = task.folder / FOLDER / f"{task.stem}.tables.json"
    if not kept.exists():
        pages = [[list(map(list, table)) for table in look(raster.pixels)] for raster in _drawn(path)]
        write_whole(kept, json.dumps(pages, ensure_ascii=False).encode())
    loaded: list[list[list[list[list[Any]]]]] = json.loads(kept.read_bytes())
    return [[[[(_box(box), text) for box, text in row] for row in table] for table in tables] for tables in loaded]


def _box(sides: Sequence[int]) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = sides
    return x0, top, x1, bottom


def _drawn(path: Path) -> Iterator[Raster]:
    source = identify(path, name=path.name)
    for _, raster in draw(source, range(1, len(page_sizes(source)) + 1)):
        if isinstance(raster, Raster):
            yield raster


def _report(path: Path, pages: Sequence[Sequence[Cells]], kit: Kit) -> Mapping[str, Any] | None:
    """What our own stages make of the tables, as far as the score looks at it; None where no form is recognised."""
    sizes = page_sizes(identify(path, name=path.name))
    blocks = [tuple(grid_of(rows, number) for rows in tables if rows) for number, tables in enumerate(pages, 1)]
    transcript = Transcript(
        tuple(Page(number, *size, found) for number, (size, found) in enumerate(zip(sizes, blocks, strict=True), 1))
    )
    layout = tabulate(transcript, tuple(kit.forms.values()), None)
    located = locate(layout, kit.forms, outline(layout, kit.forms, kit.topics), year=None)
    if located.form not in kit.forms:
        return None
    fields = {}
    for reading in located.readings:
        best = max(reading.candidates, key=lambda one: one.log_probability, default=None)
        fields[reading.key] = {
            "value": best.value if best is not None else None,
            "meaning": best.meaning if best is not None else "unparseable",
            "status": "accepted" if best is not None and best.meaning != "unparseable" else "review",
        }
    return {"form": located.form, "fields": fields}
