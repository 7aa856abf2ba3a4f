"""Rows of `<table>` as cells with their places (HTML, 4.9.12 "Processing model" of tables)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.engines.flow.items import Item, RawCell, RawTable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

WIDEST = 250  # columns that a cell may span; more is a typing error or meant as "all"
MOST_COLUMNS = 1000  # what stands further right in a row is no table any more
ORDER = {"thead": 0, "tbody": 1, "tfoot": 2}


@dataclass(slots=True)
class PageCell:
    """A cell as it was met: what stands in it and what it says of its size; rowspan 0 means to the end of the group."""

    items: list[Item]
    rowspan: int
    colspan: int


@dataclass(slots=True)
class PageRows:
    """The rows of a table as they were met, each with the group that it stands in."""

    rows: list[tuple[int, str, list[PageCell]]] = field(default_factory=list)
    groups: int = 0
    group: str = "tbody"

    def begin_group(self, kind: str) -> None:
        """A thead, tbody or tfoot begins, or ends and rows of none come."""
        self.groups += 1
        self.group = kind

    def begin_row(self) -> None:
        """A row begins."""
        self.rows.append((self.groups, self.group, []))

    def add(self, cell: PageCell) -> None:
        """A cell of the last row; without a row it opens one."""
        if not self.rows:
            self.begin_row()
        self.rows[-1][2].append(cell)

    def table(self) -> RawTable:
        """The table: heads first, feet last, wherever they stand in the file."""
        ordered = sorted(self.rows, key=lambda row: (ORDER[row[1]], row[0]))
        cells: list[RawCell] = []
        first = 0
        for _, group in groupby(ordered, key=lambda row: row[0]):
            rows = [row for _, _, row in group]
            cells += _placed(rows, first)
            first += len(rows)
        return RawTable(tuple(cells))


def span(element: HtmlElement, attribute: str) -> int:
    """The span that an attribute says, 1 where it says none: the leading digits count, as in browsers."""
    text = (element.get(attribute) or "").strip().lstrip("+")
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    return int(digits[:9]) if digits else 1


def _placed(rows: Sequence[Iterable[PageCell]], first: int) -> list[RawCell]:
    """The cells of a group of rows; a cell takes the first column that no cell from above reaches down to."""
    busy: dict[int, int] = {}  # column -> first row that is free again
    cells: list[RawCell] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while busy.get(column, 0) > number:
                column += 1
            if column > MOST_COLUMNS:
                break
            width = min(max(cell.colspan, 1), WIDEST)
            height = min(cell.rowspan or len(rows), len(rows) - number)
            cells.append(RawCell(tuple(cell.items), first + number, column, height, width))
            if height > 1:
                busy.update(dict.fromkeys(range(column, column + width), number + height))
            column += width
    return cells
