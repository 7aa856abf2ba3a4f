"""The columns of a table without rules: where figures stand under each other, and their headers above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.stages.tabulation.aligned.textrows import A_LABEL, Piece, TextRow
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.types.boxes import around

SLACK = 1.0  # points by which neighbours may overlap


@dataclass(frozen=True, slots=True)
class Span:
    """An interval across the page."""

    x0: float
    x1: float

    def meets(self, piece: Piece) -> bool:
        """Whether a piece stands under or over the interval."""
        return piece.box.x0 < self.x1 - SLACK and piece.box.x1 > self.x0 + SLACK

    @property
    def middle(self) -> float:
        """The middle of the interval."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Stack:
    """Pieces of a header, one under the other, over one column."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The label, line breaks kept."""
        return "\n".join(piece.text for piece in self.pieces)

    @property
    def span(self) -> Span:
        """Where it stands."""
        box = around([piece.box for piece in self.pieces])
        return Span(box.x0, box.x1)


def figure_columns(rows: Iterable[TextRow]) -> list[Span]:
    """Intervals in which figures stand, left to right."""
    spans: list[Span] = []
    for piece in sorted((piece for row in rows for piece in row.figures), key=lambda piece: piece.box.x0):
        if spans and spans[-1].meets(piece):
            spans[-1] = Span(spans[-1].x0, max(spans[-1].x1, piece.box.x1))
        else:
            spans.append(Span(piece.box.x0, piece.box.x1))
    return spans


def header_stacks(pieces: Sequence[Piece], labels: FormLabels) -> tuple[list[Stack], list[Piece]]:
    """Header pieces as stacks that are labels of columns, and the pieces that say something else."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.box.bottom, piece.box.x0)):
        over = [group for group in groups if any(_overlap(other, piece) for other in group)]
        if len(over) == 1:
            over[0].insert(0, piece)
        elif not over:
            groups.append([piece])
        else:
            groups.append([piece])  # over several stacks: a label of a group
    stacks, rest = [], []
    for group in groups:
        best = max(range(len(group)), key=lambda cut: (labels.column(_text(group[cut:])), -cut))
        if labels.column(_text(group[best:])) >= A_LABEL:
            stacks.append(Stack(tuple(group[best:])))
            rest += group[:best]
        else:
            rest += group
    return sorted(stacks, key=lambda stack: stack.span.x0), rest


def _text(pieces: Sequence[Piece]) -> str:
    return "\n".join(piece.text for piece in pieces)


def _overlap(one: Piece, other: Piece) -> bool:
    shared = min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)
    return shared > 0.5 * min(one.box.x1 - one.box.x0, other.box.x1 - other.box.x0)


def under_headers(columns: Sequence[Span], stacks: Sequence[Stack]) -> tuple[list[Span], list[int]]:
    """All columns, those without any figure included, and for each header the column that it stands over.

    Headers and columns are both in order, so that the nearest pairing in order is sought: figures set to the right
    of a wide column stand under no letter of its header.
    """
    if not stacks:
        return list(columns), []
    fewer, more = (
        (columns, [stack.span for stack in stacks])
        if len(columns) <= len(stacks)
        else (
            [stack.span for stack in stacks],
            columns,
        )
    )
    paired = _pair(fewer, more)
    if len(columns) > len(stacks):
        return list(columns), paired
    whole = [stack.span for stack in stacks]
    for number, place in enumerate(paired):
        whole[place] = columns[number]
    return whole, list(range(len(stacks)))


def _pair(fewer: Sequence[Span], more: Sequence[Span]) -> list[int]:
    """For each of `fewer` the place of its partner in `more`, in order, with the smallest sum of distances."""
    infinite = float("inf")
    best = [[0.0] * (len(more) + 1)] + [[infinite] * (len(more) + 1) for _ in fewer]
    for i, span in enumerate(fewer, 1):
        for j in range(i, len(more) + 1):
            best[i][j] = min(best[i][j - 1], best[i - 1][j - 1] + abs(span.middle - more[j - 1].middle))
    pairs: list[int] = []
    j = len(more)
    for i in range(len(fewer), 0, -1):
        while best[i][j - 1] == best[i][j]:
            j -= 1
        j -= 1
        pairs.append(j)
    return pairs[::-1]


def column_of(piece: Piece, columns: Sequence[Span]) -> int | None:
    """The column that a piece stands in, None left of all of them."""
    middle = (piece.box.x0 + piece.box.x1) / 2
    if not columns or middle < columns[0].x0:
        return None
    return min(range(len(columns)), key=lambda number: abs(columns[number].middle - middle))
