"""Figures at one height, and the intervals across the picture in which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from pipeline.imaging.alignment.pieces import Piece

SLACK = 0.15  # em by which figures of neighbouring columns may overlap
DASH = 1.5  # width over height of a dash; a comma, or the mark after the number of a label, is as high as wide


@dataclass(frozen=True, slots=True)
class Span:
    """An interval across the picture, in pixels."""

    x0: float
    x1: float

    @property
    def centre(self) -> float:
        """The middle of the interval."""
        return (self.x0 + self.x1) / 2

    def overlap(self, piece: Piece) -> float:
        """The pixels that a piece shares with the interval; negative where it stands off."""
        return min(self.x1, piece.box.x1) - max(self.x0, piece.box.x0)


@dataclass(frozen=True)
class FigureRow:
    """Figures at one height, left to right."""

    pieces: tuple[Piece, ...]

    @cached_property
    def middle(self) -> float:
        """Where the row stands; dashes are low, so that the taller figures count."""
        return median(piece.middle for piece in self.pieces if 2 * piece.height >= self.height)

    @cached_property
    def height(self) -> int:
        """The height of its tallest figure."""
        return max(piece.height for piece in self.pieces)


def figure_columns(rows: Sequence[FigureRow], em: float) -> list[Span]:
    """Intervals in which figures stand, left to right."""
    spans: list[Span] = []
    for piece in sorted((piece for row in rows for piece in row.pieces), key=lambda piece: piece.box.x0):
        if spans and spans[-1].overlap(piece) > -SLACK * em:
            spans[-1] = Span(spans[-1].x0, max(spans[-1].x1, piece.box.x1))
        else:
            spans.append(Span(piece.box.x0, piece.box.x1))
    return spans


def without_strays(rows: Sequence[FigureRow], fewest: int, near: float) -> list[FigureRow]:
    """The rows without those of marks left of all figures of the rows next to them: strokes of a label.

    Both of these have more figures, at least `fewest`, and are no farther than `near`.
    """
    kept = list(rows[:1])
    for number, row in enumerate(rows[1:-1], 1):
        around = rows[number - 1], rows[number + 1]
        full = all(len(other.pieces) >= max(fewest, len(row.pieces) + 1) for other in around)
        close = all(abs(other.middle - row.middle) < near for other in around)
        before = all(row.pieces[-1].box.x1 < other.pieces[0].box.x0 for other in around)
        if not (full and close and before):
            kept.append(row)
    return [*kept, *rows[1:][-1:]]


def is_dash(piece: Piece) -> bool:
    """Whether a figure is flat: a minus sign alone, or what stands for none."""
    return piece.box.x1 - piece.box.x0 > DASH * piece.height
