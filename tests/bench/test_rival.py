"""img2table's tables as grids of ours, and what is counted of them, without img2table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.bench import rival
from pipeline.bench.drawn import Task, draw_one
from pipeline.bench.rival import count_rival, grid_of
from pipeline.engines.pdfplumber_reader import PdfplumberReader
from pipeline.run import kit_for
from pipeline.settings import default_settings
from pipeline.stages.identify import identify

DOT = 200 / 72


def test_a_merged_cell_is_one_cell() -> None:
    wide, left, right = (0, 0, 200, 50), (0, 50, 100, 100), (100, 50, 200, 100)
    grid = grid_of([[(wide, "head"), (wide, "head")], [(left, "1"), (right, None)]], 3)
    assert [(cell.text, cell.row, cell.column, cell.colspan) for cell in grid.cells] == [
        ("head", 0, 0, 2), ("1", 1, 0, 1), ("", 1, 1, 1),
    ]  # fmt: skip
    assert (grid.rows, grid.columns, grid.pages) == (2, 2, (3,))
    assert grid.cells[0].place.box.x1 == pytest.approx(200 / DOT)


def test_tables_that_are_right_are_counted_as_right_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A born-digital report stands for the scan, its own grids for what img2table would find."""
    task = Task("pdf", 27, tmp_path)
    sample = draw_one("pdf", task.seed)
    task.documents.mkdir(parents=True)
    path = task.documents / f"{task.stem}.pdf"
    path.write_bytes(sample.content)
    (task.documents / f"{task.stem}.truth.json").write_text(sample.truth.as_json(), encoding="utf-8")
    read = PdfplumberReader().read(identify(path, name=path.name))
    pages = iter([_tables(page.blocks) for page in read.pages])
    monkeypatch.setattr(rival, "img2table_engine", lambda: lambda _: next(pages))
    (row,) = count_rival([task], kit_for(default_settings())).values()
    assert row.tally.cells == len(sample.truth.fields)
    assert row.tally.exact > 0.9 * row.tally.cells
    assert len(json.loads((tmp_path / "img2table" / f"{task.stem}.tables.json").read_bytes())) == len(read.pages)
    (again,) = count_rival([task], kit_for(default_settings())).values()  # no page is looked at twice
    assert again.tally == row.tally


def _tables(blocks: tuple[object, ...]) -> list[list[list[tuple[tuple[int, int, int, int], str]]]]:
    from pipeline.types.grid import Grid

    tables = []
    for grid in blocks:
        if isinstance(grid, Grid):
            places = [[((0, 0, 0, 0), "")] * grid.columns for _ in range(grid.rows)]
            for cell in grid.cells:
                box = tuple(round(side * DOT) for side in cell.place.box)
                for row in range(cell.row, cell.row + cell.rowspan):
                    for column in range(cell.column, cell.column + cell.colspan):
                        places[row][column] = (box, cell.text)
            tables.append(places)
    return tables
