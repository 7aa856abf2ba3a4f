"""Units between labels and figures: of rows that print no figure they alone tell that there is a row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.imaging.alignment.pieces import Piece
from pipeline.imaging.alignment.rows import FigureRow, Span, figure_columns, is_dash

WIDEST = 2.6  # em; a unit is no wider
APART = 0.8  # em between a unit and what stands beside it
BESIDE = 0.45  # em by which the middles of a label, its unit and its figures differ
NEXT_ROW = 1.2  # of the widest distance between rows of figures that a row without any is under the last


def without_unit_dashes(
    run: Sequence[FigureRow], texts: Sequence[Piece], em: float
) -> tuple[Sequence[FigureRow], Sequence[Piece]]:
    """The rows without dashes that stand for a unit, and the texts with them: more rows print a word in that column."""
    units: list[Piece] = []
    for column in figure_columns(run, em)[:-1]:
        own = [piece for row in run for piece in row.pieces if column.overlap(piece) > 0]
        words = [
            text
            for text in texts
            if run[0].middle - 0.5 * em < text.middle < run[-1].middle + 0.5 * em
            and column.overlap(text) > 0
            and text.box.x1 - text.box.x0 < WIDEST * em
        ]
        if len(words) > len(own) and all(is_dash(piece) for piece in own):
            units += own
    if not units:
        return run, texts
    kept = [tuple(piece for piece in row.pieces if not any(piece is unit for unit in units)) for row in run]
    return [FigureRow(pieces) for pieces in kept if pieces], [*texts, *(Piece(unit.box) for unit in units)]


def rows_below(
    run: Sequence[FigureRow], left: Sequence[Piece], body: Sequence[Piece], em: float, down: float
) -> list[Piece]:
    """Labels and units of the last rows where these print no figure: each as near under the last as rows are."""
    units = [unit for row in run if (unit := _unit_of(row, body, em)) is not None]
    if len(units) < 2 or 2 * len(units) <= len(run):
        return []
    column = Span(min(unit.box.x0 for unit in units), max(unit.box.x1 for unit in units))
    pitch = max(below.middle - above.middle for above, below in pairwise(run))
    last = run[-1].middle
    more: list[Piece] = []
    for text in sorted(left, key=lambda text: text.middle):
        fits = column.overlap(text) > 0 and text.box.x1 - text.box.x0 < WIDEST * em and text.box.x1 < column.x1 + em
        if not fits or text.middle < last + em or text.middle > down - em:
            continue
        beside = [other for other in left if abs(other.middle - text.middle) < 0.6 * em]
        if text.middle - last > NEXT_ROW * pitch or len(beside) < 2:
            break
        more += [other for other in beside if not any(other is own for own in body)]
        last = text.middle
    return more


def has_unit(row: FigureRow, body: Sequence[Piece], em: float) -> bool:
    """Whether a row prints a unit beside its label."""
    return _unit_of(row, body, em) is not None


def _unit_of(row: FigureRow, body: Sequence[Piece], em: float) -> Piece | None:
    """The word between the label and the figures of a row, well apart from both; None where there is none."""
    at = [text for text in body if abs(text.middle - row.middle) < BESIDE * em]
    if len(at) < 2:
        return None
    unit, label = sorted(at, key=lambda text: -text.box.x1)[:2]
    narrow = unit.box.x1 - unit.box.x0 < WIDEST * em
    apart = unit.box.x0 - label.box.x1 > APART * em and row.pieces[0].box.x0 - unit.box.x1 > APART * em
    return unit if narrow and apart else None
