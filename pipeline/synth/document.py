"""A report before it is a file: passages of text, tables and pictures of tables, whatever the kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.schema import SectionKey
from pipeline.synth.words import Script

TextRole = Literal["title", "subtitle", "heading", "subheading", "body", "caption", "note", "signature", "date"]
CellRole = Literal["caption", "header", "label", "unit", "figure"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph. A heading's `number` is apart from its text, so that a renderer may number by itself.

    `section` is where it stands; None before the first heading and in the signature.
    """

    text: str
    role: TextRole = "body"
    section: SectionKey | None = None
    number: str = ""
    underlined: bool = False

    @property
    def whole(self) -> str:
        """The text with its number."""
        return self.number + self.text


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell: `key` is the field key of a figure; a line feed in `text` is a line break in the cell."""

    text: str
    role: CellRole
    rowspan: int = 1
    colspan: int = 1
    key: str | None = None
    indent: int = 0


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as rows of the cells that start in them, left to right, as in HTML.

    `widths` are the shares of the columns, `header_rows` how many rows a repeated header has.
    """

    name: str
    rows: tuple[tuple[PrintedCell, ...], ...]
    widths: tuple[float, ...]
    header_rows: int

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.widths)

    def placed(self) -> tuple[tuple[int, int, PrintedCell], ...]:
        """Every cell with the row and column that it starts in, both from 0."""
        taken: set[tuple[int, int]] = set()
        placed: list[tuple[int, int, PrintedCell]] = []
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                placed.append((number, column, cell))
                taken.update(
                    (number + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)
                )
                column += cell.colspan
        return tuple(placed)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands in the place of a table.

    `size` is in pixels; `places` are the boxes of its keys' cells in pixels, origin top left; `width` the share of
    the text's width that it takes; `source` where a web page finds it: an address beside the page, or its own bytes.
    """

    content: bytes = field(repr=False)
    size: tuple[int, int]
    places: Mapping[str, tuple[float, float, float, float]] = field(default_factory=dict, repr=False)
    width: float = 1.0
    source: str = field(default="", repr=False)


Block = Passage | PrintedTable | Picture


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole report: its blocks in printed order, and what it says of itself. `published_on` is ISO 8601."""

    agency: str
    place: str
    year: int
    form: str
    published_on: str
    blocks: tuple[Block, ...]
    script: Script = "simplified"

    @property
    def title(self) -> str:
        """The title on one line."""
        return "".join(block.text for block in self.blocks if isinstance(block, Passage) and block.role == "title")

    @property
    def text(self) -> str:
        """All that is printed, in no order worth the name."""
        passages = [block.whole for block in self.blocks if isinstance(block, Passage)]
        return "".join([*passages, *(cell.text for table in self.tables for row in table.rows for cell in row)])

    @property
    def tables(self) -> tuple[PrintedTable, ...]:
        """The tables in printed order."""
        return tuple(block for block in self.blocks if isinstance(block, PrintedTable))
