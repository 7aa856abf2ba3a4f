"""Grids, layouts and readings built by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.assets import asset
from pipeline.forms import Form, load_forms
from pipeline.schema import Box, CellPlace, PagePlace, Place
from pipeline.types.grid import Cell, Grid, Shape
from pipeline.types.layout import Layout
from pipeline.types.outline import Outline

HEADER = ("申请人情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
NO_OUTLINE = Outline((), ())


@cache
def forms() -> dict[str, Form]:
    """The forms of the repository."""
    return load_forms(asset("configs", "forms").glob("*.yaml"))


def place(row: int, column: int, page: int | None = None) -> Place:
    """A place in a document without pages, or on page `page`."""
    if page is None:
        return CellPlace(table=0, row=row, column=column)
    return PagePlace(page=page, box=Box(column * 50, row * 20, column * 50 + 50, row * 20 + 20))


def grid(rows: Sequence[Sequence[str]], *, engine: str = "html", shape: Shape = "ruled") -> Grid:
    """A grid of simple cells, no spans."""
    cells = [Cell(text, r, c, place(r, c)) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(cells), len(rows), max(map(len, rows)), engine, shape)


def stream(texts: Sequence[str]) -> Grid:
    """A grid of which only the order of the cells is known."""
    cells = tuple(Cell(text, number, 0, place(number, 0)) for number, text in enumerate(texts))
    return Grid(cells, len(texts), 1, "text", "stream")


def layout(*grids: Grid) -> Layout:
    """A layout of grids alone."""
    return Layout(grids, pages=1)


def requests_rows(values: Mapping[str, Sequence[str]] | None = None, form: str = "2021") -> list[list[str]]:
    """The rows of a requests table, all zero but for `values`; the group labels are left out."""
    table = forms()[form].table_by_id["requests"]
    given = values or {}
    rows = [["", *HEADER[1:]]]
    rows += [[row.label, *given.get(row.key, ["0"] * 7)] for row in table.rows if not row.optional]
    return rows


def disputes_rows(figures: Sequence[str]) -> list[list[str]]:
    """The rows of a disputes table with a header of one row of labels."""
    labels = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    groups = ["行政复议"] * 5 + ["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5
    return [groups, labels, list(figures)]
