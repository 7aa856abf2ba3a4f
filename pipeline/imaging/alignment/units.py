"""Units between labels and figures: of rows that print no figure they alone tell that there is a row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.imaging.alignment.pieces import Piece
from pipeline.imaging.alignment.rows import FigureRow, Span, figure_columns, is_dash

WIDEST = 2.6  # em; a unit is no wider
APART = 0.8  # em between a unit and what stands beside it
BESIDE = 0.45  # em by which the middles of a label, its unit and its figures differ
TWO_LINES = 0.9  # em between the middles of a unit and of a line of its label
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
    column = _unit_column(run, body, em)
    if column is None:
        return []
    pitch = max(below.middle - above.middle for above, below in pairwise(run))
    last = run[-1].middle
    more: list[Piece] = []
    for text in sorted(left, key=lambda text: text.middle):
        if not _is_unit(text, column, em) or text.middle < last + em or text.middle > down - em:
            continue
        beside = [other for other in left if abs(other.middle - text.middle) < TWO_LINES * em]
        if text.middle - last > NEXT_ROW * pitch or len(beside) < 2:
            break
        more += [other for other in beside if not any(other is own for own in body)]
        last = text.middle
    return more


def units_above(run: Sequence[FigureRow], texts: Sequence[Piece], em: float, up: float) -> list[Piece]:
    """The units of the first rows where these print no figure, from the lowest up to the height `up`.

    Each is as near over the next one as rows are, with its label beside it and nothing where figures stand: labels of
    columns have one there.
    """
    column = _unit_column(run, texts, em)
    if column is None:
        return []
    pitch = max(below.middle - above.middle for above, below in pairwise(run))
    next_row = run[0].middle
    found: list[Piece] = []
    for text in sorted(texts, key=lambda text: -text.middle):
        if not _is_unit(text, column, em) or text.middle > next_row - em or text.middle < up + 0.5 * em:
            continue
        beside = [other for other in texts if abs(other.middle - text.middle) < TWO_LINES * em and other is not text]
        labelled = any(other.box.x1 < text.box.x0 - APART * em for other in beside)
        if next_row - text.middle > NEXT_ROW * pitch or not labelled or any(o.box.x1 > text.box.x1 for o in beside):
            break
        found.append(text)
        next_row = text.middle
    return found


def _unit_column(run: Sequence[FigureRow], texts: Sequence[Piece], em: float) -> Span | None:
    """Where the units of most rows stand; None where most have none."""
    units = [unit for row in run if (unit := _unit_of(row, texts, em)) is not None]
    if len(units) < 2 or 2 * len(units) <= len(run):
        return None
    return Span(min(unit.box.x0 for unit in units), max(unit.box.x1 for unit in units))


def _is_unit(text: Piece, column: Span, em: float) -> bool:
    narrow = text.box.x1 - text.box.x0 < WIDEST * em
    return narrow and column.overlap(text) > 0 and text.box.x1 < column.x1 + em


def has_unit(row: FigureRow, body: Sequence[Piece], em: float) -> bool:
    """Whether a row prints a unit beside its label."""
    return _unit_of(row, body, em) is not None


def _unit_of(row: FigureRow, body: Sequence[Piece], em: float) -> Piece | None:
    """The word between the label and the figures of a row, well apart from both; None where there is none."""
    at = [text for text in body if abs(text.middle - row.middle) < BESIDE * em]
    unit = max(at, key=lambda text: text.box.x1, default=None)
    if unit is None or unit.box.x1 - unit.box.x0 >= WIDEST * em:
        return None
    # of a label in two lines neither is at the height of the row
    labels = [text for text in body if abs(text.middle - row.middle) < TWO_LINES * em and text is not unit]
    ends = [text.box.x1 for text in labels if text.box.x0 < row.pieces[0].box.x0]
    apart = bool(ends) and unit.box.x0 - max(ends) > APART * em and row.pieces[0].box.x0 - unit.box.x1 > APART * em
    return unit if apart else None
