"""A cell that was found for a field key, and how figures of a row are assigned to columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.forms import Column
from pipeline.stages.location.lines import TableLine, is_blank
from pipeline.text.matching import PATTERN, LabelIndex
from pipeline.types.grid import Cell

BY_BOTH, BY_POSITION, BY_HEADER, TORN, CONTRADICTED = 1.0, 0.99, 0.97, 0.8, 0.5
CONFIRMED = 0.985  # the least quality that counts of a grid all of whose rows and columns are named


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell for a key. `found` is the probability that it is the right one; `unit_text` is where a unit may stand."""

    key: str
    cell: Cell
    found: float
    line: TableLine
    unit_text: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """Header cells of a table's columns by column key, in order of the form; keys without a cell are missing."""

    cells: dict[str, tuple[Cell, float]]
    disordered: bool = False  # whether labels of columns stand in another order than the form's
    labelled: tuple[tuple[Cell, frozenset[str]], ...] = ()  # all cells that surely bear a label, and whose it may be

    def covers(self, column: str, cell: Cell) -> bool | None:
        """Whether the header of `column` stands above the cell; None where that is not known."""
        if column not in self.cells:
            another = any(stands_over(other, cell) and column not in keys for other, keys in self.labelled)
            return False if another else None
        header = self.cells[column][0]
        return header.column <= cell.column < header.column + header.colspan

    def text(self, column: str) -> str:
        """The printed label of the column, "" where it was not found."""
        return self.cells[column][0].text if column in self.cells else ""


def find_header(lines: Sequence[TableLine], columns: Sequence[Column], labels: LabelIndex) -> Header:
    """The header cells of `columns` among `lines`, left to right in the order of the form.

    A label that several cells bear (a label cut at a line break) goes to the leftmost free one: order decides.
    """
    cells = [cell for line in lines for cell in line.cells if not is_blank(cell)]
    found: dict[str, tuple[Cell, float]] = {}
    left = -1
    for column in columns:
        scored = [(labels.scores(cell.text).get(column.key, 0.0), cell) for cell in cells if cell.column > left]
        scored = [pair for pair in scored if pair[0] > 0]
        if scored:
            score, cell = max(scored, key=lambda pair: (pair[0], -pair[1].column, -pair[1].row))
            found[column.key] = (cell, score)
            left = cell.column
    sure = [cell for cell in cells if labels.best(cell.text)[1] >= PATTERN]
    named = tuple((cell, frozenset(labels.scores(cell.text))) for cell in sure)
    return Header(found, _is_disordered(named, columns), named)


def _is_disordered(named: Sequence[tuple[Cell, frozenset[str]]], columns: Sequence[Column]) -> bool:
    """Whether two labels of one header row stand the other way round than in the form."""
    order = {column.key: number for number, column in enumerate(columns)}
    single = [
        (cell.row, cell.column, order[min(keys)]) for cell, keys in named if len(keys) == 1 and min(keys) in order
    ]
    return any(
        row == other_row and column < other_column and at > other_at
        for row, column, at in single
        for other_row, other_column, other_at in single
    )


def stands_over(header: Cell, cell: Cell) -> bool:
    """Whether the cell lies in a column of the header cell."""
    return header.column <= cell.column < header.column + header.colspan


def assign(
    figures: Sequence[Cell], columns: Sequence[Column], header: Header, *, ruled: bool
) -> dict[str, tuple[Cell, float]]:
    """The figure cell of each column: two votes, position and header, where the topology is known.

    Returns a cell and the probability that it is the right one for each column key that one was found for.
    """
    if not ruled or not header.cells:
        assigned = _by_position(figures, columns)
        return {key: (cell, CONTRADICTED) for key, (cell, _) in assigned.items()} if header.disordered else assigned
    if len(figures) == len(columns):
        pairs = list(zip(columns, figures, strict=True))
        votes = [header.covers(column.key, cell) for column, cell in pairs]
        shifted = 2 * votes.count(False) > len(votes)  # one that lies under its header by chance is another's as well
        sure = [CONTRADICTED if shifted or vote is False else BY_BOTH if vote else BY_POSITION for vote in votes]
        return {column.key: (cell, found) for (column, cell), found in zip(pairs, sure, strict=True)}
    return _by_header(figures, columns, header)


def _by_position(figures: Sequence[Cell], columns: Sequence[Column]) -> dict[str, tuple[Cell, float]]:
    kept = list(figures)
    while len(kept) > len(columns) and is_blank(kept[-1]):  # covered cells of a merged one come out empty
        kept.pop()
    if len(kept) != len(columns):
        return {}
    return {column.key: (cell, BY_POSITION) for column, cell in zip(columns, kept, strict=True)}


def _by_header(figures: Sequence[Cell], columns: Sequence[Column], header: Header) -> dict[str, tuple[Cell, float]]:
    assigned: dict[str, tuple[Cell, float]] = {}
    taken: set[int] = set()
    for column in columns:
        if column.key not in header.cells:
            continue
        above = header.cells[column.key][0]
        under = [
            cell
            for cell in figures
            if above.column < cell.column + cell.colspan and cell.column < above.column + above.colspan
        ]
        inked = [cell for cell in under if not is_blank(cell)]
        if len(under) == 1 or len(inked) == 1:
            cell = inked[0] if inked else under[0]
            if id(cell) not in taken:
                taken.add(id(cell))
                # seen in a picture, a cell of another width than its header is part of one, or two in one
                misfit = cell.colspan != above.colspan and cell.ink is not None
                assigned[column.key] = (cell, CONTRADICTED if misfit else BY_HEADER)
    left_over = [cell for cell in figures if id(cell) not in taken and not is_blank(cell)]
    if left_over:  # a figure under no header: the columns are not what we think
        return {key: (cell, CONTRADICTED) for key, (cell, _) in assigned.items()}
    last = header.cells.get(columns[-1].key)
    if last is not None and all(_end(cell) <= last[0].column for cell in figures):  # a cell was left out somewhere
        return {key: (cell, TORN) for key, (cell, _) in assigned.items()}
    return assigned


def _end(cell: Cell) -> int:
    return cell.column + cell.colspan
