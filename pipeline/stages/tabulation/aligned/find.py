"""Tables without rules among the lines of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.stages.tabulation.aligned.columns import Span, column_of, figure_columns
from pipeline.stages.tabulation.aligned.gridding import to_grid
from pipeline.stages.tabulation.aligned.parts import lay_out
from pipeline.stages.tabulation.aligned.textrows import A_LABEL, TextRow, is_unit
from pipeline.stages.tabulation.aligned.zones import find_zones
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.types.grid import Grid
from pipeline.types.page import Block

RECENT = 12  # rows of figures that say where the columns are


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Grids, and the places in the blocks of the first and last line that went into them."""

    first: int
    last: int
    grids: tuple[Grid, ...]


def find_aligned(blocks: Sequence[Block], labels: FormLabels) -> list[AlignedTable]:
    """Tables among the lines of a document, in order."""
    tables: list[AlignedTable] = []
    for zone in find_zones(blocks, labels):
        grids = tuple(to_grid(lay_out(part, labels)) for part in _split(zone, labels))
        tables.append(AlignedTable(zone[0].first, zone[-1].last, grids))
    return tables


def _split(zone: Sequence[TextRow], labels: FormLabels) -> list[list[TextRow]]:
    """The zone cut where a caption or a header starts a table with other columns."""
    parts: list[list[TextRow]] = [[]]
    figured: list[TextRow] = []
    for row in zone:
        if figured and not row.figures and _starts_table(row, figure_columns(figured[-RECENT:]), labels):
            parts.append([])
            figured = []
        parts[-1].append(row)
        figured += [row] if row.figures else []
    return parts


def _starts_table(row: TextRow, columns: Sequence[Span], labels: FormLabels) -> bool:
    if any(labels.caption(piece.text) >= A_LABEL or labels.header(piece.text) >= A_LABEL for piece in row.pieces):
        return True
    return any(column_of(piece, columns) is not None and not is_unit(piece.text) for piece in row.pieces)
