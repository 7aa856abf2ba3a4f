"""What a document without pages is made of, before it is decided which tables are tables."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TypeAlias

MOST_INSIDE = 4  # cells of a table that only fills a cell; a larger one is a table of its own


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line breaks in `text` are those of the author."""

    text: str
    size: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Text whose white space counts, as in `<pre>`."""

    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: its size in pixels as far as known (0 unknown), its bytes where they are at hand."""

    width: int
    height: int
    content: bytes | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell with what stands in it; row and column from 0."""

    items: tuple[Item, ...]
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1

    @property
    def text(self) -> str:
        """The text of the cell's paragraphs; where it has none, that of a small table inside, its cells apart."""
        parts = (item.text for item in self.items if isinstance(item, Paragraph | Preformatted))
        text = "\n".join(part.strip() for part in parts if part.strip())
        inner = [item for item in self.items if isinstance(item, RawTable)]
        if text or len(inner) != 1 or len(inner[0].cells) > MOST_INSIDE:
            return text
        return "  ".join(part for cell in inner[0].cells if (part := cell.text))

    @property
    def is_picture(self) -> bool:
        """Whether what the cell says stands in a picture."""
        return not self.text and any(isinstance(item, Image) for item in self.items)


@dataclass(frozen=True, slots=True)
class RawTable:
    """The cells of a table; it may be there for the layout only."""

    cells: tuple[RawCell, ...]

    @property
    def rows(self) -> int:
        """How many rows the cells take."""
        return max((cell.row + cell.rowspan for cell in self.cells), default=0)

    @property
    def columns(self) -> int:
        """How many columns the cells take."""
        return max((cell.column + cell.colspan for cell in self.cells), default=0)

    def compact(self) -> RawTable:
        """The table without rows and columns in which no cell begins: absurd spans and hair-thin columns go."""
        rows = sorted({cell.row for cell in self.cells})
        columns = sorted({cell.column for cell in self.cells})
        cells = []
        for cell in self.cells:
            row, rowspan = _squeezed(cell.row, cell.rowspan, rows)
            column, colspan = _squeezed(cell.column, cell.colspan, columns)
            cells.append(RawCell(cell.items, row, column, rowspan, colspan))
        return RawTable(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


Item: TypeAlias = Paragraph | Preformatted | Image | RawTable


def _squeezed(start: int, span: int, kept: list[int]) -> tuple[int, int]:

    first = bisect_left(kept, start)
    return first, max(1, bisect_left(kept, start + span) - first)
