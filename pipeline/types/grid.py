"""One table type, whatever the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.schema import Place

Shape = Literal["ruled", "rows", "stream"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; row and column from 0. `text` is as printed, line breaks kept.

    A cell that is not `trusted` has a text layer that cannot be believed: OCR must read it.
    """

    text: str
    row: int
    column: int
    place: Place
    rowspan: int = 1
    colspan: int = 1
    trusted: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of cells, sorted by row and column.

    `shape` says how much of the topology is known: "ruled" rows, columns and spans (a merged cell is one cell);
    "rows" only which cells share a row (covered cells may be missing or empty), "stream" only their order.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    engine: str
    shape: Shape = "ruled"
    pages: tuple[int, ...] = ()

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells that start in row `number`, left to right."""
        return tuple(cell for cell in self.cells if cell.row == number)
