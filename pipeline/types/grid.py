"""One table type, whatever the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.schema import Place

Shape = Literal["ruled", "rows", "stream"]
PIXELS = "pixels"  # the engine of grids that were seen in pictures
NO_INK = 0.0005  # share of the pixels of a cell; with fewer inked it holds nothing


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What one OCR reader saw in a cell: a text, the log-probability it gives it, and who it is.

    `reader` names engine and weights ("paddleocr:PP-OCRv6_small"); two glimpses support each other only where their
    weights differ. A reader may have several glimpses of a cell: its reading, then other texts; their probabilities add
    up to 1 at most, and what is missing belongs to texts that are not given. `characters` holds for each character of a
    reading its probability and the runners-up with theirs.
    """

    text: str
    log_probability: float
    reader: str
    characters: tuple[tuple[tuple[str, float], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; row and column from 0. `text` is as printed, line breaks kept.

    A cell that is not `trusted` has a text layer that cannot be believed: OCR must read it. A cell that was read from
    pixels has `glimpses`: for each reader in turn its own, best first, and none where it holds no ink. `ink` is the
    share of its pixels that are inked. One that is not `clear` may hold other print than was read: a seal lies on it,
    its print touches a rule, or a rule that may part it from its neighbour is doubtful. One that was seen in black and
    white alone is `bilevel`; `looped` says that the loops of its digits are closed there, None where the digits have
    none. Of one that is `coarse` besides a thin sign before the print would have left nothing, unless loops say of all
    that thin strokes are there. One that is `dusted` shows no print, and is not clear for its dust alone. Of one that
    is `spaced` two digits stand as far apart as with a point between them, and none was read. `stroke` is how dark a
    level stroke is that lies where a sign would, before the digits of grey print, as a share of their darkness; None
    where nobody looked.
    """

    text: str
    row: int
    column: int
    place: Place
    rowspan: int = 1
    colspan: int = 1
    trusted: bool = True
    glimpses: tuple[Glimpse, ...] = ()
    ink: float | None = None
    clear: bool = True
    bilevel: bool = False
    coarse: bool = False
    looped: bool | None = None
    dusted: bool = False
    spaced: bool = False
    stroke: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of cells, sorted by row and column.

    `shape` says how much of the topology is known: "ruled" rows, columns and spans (a merged cell is one cell);
    "rows" only which cells share a row (covered cells may be missing or empty), "stream" only their order. `quality`
    is the probability that the topology is right, where the finder can say (pixels); 1 otherwise. One is not
    `confirmable` of which labels say nothing, though all of them are there: they lean towards the rows of others.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    engine: str
    shape: Shape = "ruled"
    pages: tuple[int, ...] = ()
    quality: float = 1.0
    confirmable: bool = True

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells that start in row `number`, left to right."""
        return tuple(cell for cell in self.cells if cell.row == number)
