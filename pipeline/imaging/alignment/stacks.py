"""Labels of columns: words of a header under each other, and which column each label stands over."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.imaging.alignment.pieces import Piece

LEADING = 0.55  # em between two lines of one label
SHARED = 0.5  # of the narrower of two lines of one label
LOWEST = 2.6  # em over the bottom of the header in which the labels of columns end


def column_stacks(header: Sequence[Piece], em: float) -> list[list[Piece]]:
    """The labels of columns in a header, left to right, each top to bottom; labels of groups are left out."""
    lowest = max((piece.box.bottom for piece in header), default=0)
    stacks: list[list[Piece]] = []
    for piece in sorted(header, key=lambda piece: (-piece.box.bottom, piece.box.x0)):
        over = [stack for stack in stacks if any(_shares(piece, own) for own in stack)]
        if len(over) == 1 and min(own.box.top for own in over[0]) - piece.box.bottom < LEADING * em:
            over[0].insert(0, piece)
        elif not over and piece.box.bottom > lowest - LOWEST * em:
            stacks.append([piece])
    return sorted(stacks, key=lambda stack: stack[0].box.x0)


def paired(stacks: Sequence[float], columns: Sequence[float]) -> list[int]:
    """For each of the fewer centres the index of its partner among the more, in order, nearest in all."""
    fewer, more = (stacks, columns) if len(stacks) <= len(columns) else (columns, stacks)
    infinite = float("inf")
    best = [[0.0] * (len(more) + 1)] + [[infinite] * (len(more) + 1) for _ in fewer]
    for i, centre in enumerate(fewer, 1):
        for j in range(i, len(more) + 1):
            best[i][j] = min(best[i][j - 1], best[i - 1][j - 1] + abs(centre - more[j - 1]))
    partners: list[int] = []
    j = len(more)
    for i in range(len(fewer), 0, -1):
        while best[i][j - 1] == best[i][j]:
            j -= 1
        j -= 1
        partners.append(j)
    return partners[::-1]


def centre_of(stack: Sequence[Piece]) -> float:
    """Half way between the left and right end of a label."""
    return (min(piece.box.x0 for piece in stack) + max(piece.box.x1 for piece in stack)) / 2


def _shares(one: Piece, other: Piece) -> bool:
    shared = min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)
    return shared > SHARED * min(one.box.x1 - one.box.x0, other.box.x1 - other.box.x0)
