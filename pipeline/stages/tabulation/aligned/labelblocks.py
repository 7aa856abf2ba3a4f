"""Labels of a table without rules: lines under each other that together are a label, each at its row of figures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.schema import Box
from pipeline.stages.tabulation.aligned.textrows import A_LABEL, Piece
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.types.boxes import around

LIKE_A_LABEL = 0.5
MOST_LINES = 12  # of one label; a label of one character a line has nine
LEADING = 1.2  # heights of a line between two lines of one label
REACH = 0.3  # heights of a line by which a row of figures may stand off its label
OVERLAP = 0.2  # share of the narrower line


@dataclass(frozen=True, slots=True)
class LabelBlock:
    """The lines of a label, and the index of the row of figures that it stands at (None if it has none)."""

    pieces: tuple[Piece, ...]
    anchor: int | None

    @property
    def text(self) -> str:
        """The label, line breaks kept."""
        return "\n".join(piece.text for piece in self.pieces)

    @property
    def box(self) -> Box:
        """The box round its lines."""
        return around([piece.box for piece in self.pieces])


def label_blocks(pieces: Sequence[Piece], anchors: Sequence[float], labels: FormLabels) -> list[LabelBlock]:
    """The pieces as labels; `anchors` are the heights of the rows of figures, top to bottom."""
    blocks: list[LabelBlock] = []
    for chain in _chains(pieces):
        blocks += _cut(chain, anchors, labels)
    return blocks


def _chains(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces under each other without a wide gap, top to bottom."""
    chains: list[list[Piece]] = []
    growing: list[list[Piece]] = []  # those that a piece so far down may go on
    for piece in sorted(pieces, key=lambda piece: (piece.box.top, piece.box.x0)):
        reach = piece.box.top - LEADING * (piece.box.bottom - piece.box.top)
        growing = [chain for chain in growing if chain[-1].box.bottom >= reach]
        best, shared = None, 0.0
        for chain in growing:
            overlap = _follows(chain[-1].box, piece.box)
            if overlap > shared:
                best, shared = chain, overlap
        if best is None:
            best = []
            chains.append(best)
            growing.append(best)
        best.append(piece)
    return chains


def _follows(above: Box, below: Box) -> float:
    """How much of two lines stands under each other, 0 where the lower does not go on from the upper."""
    height = min(above.bottom - above.top, below.bottom - below.top)
    if below.top < above.top + 0.5 * height or below.top - above.bottom > LEADING * height:
        return 0.0
    shared = min(above.x1, below.x1) - max(above.x0, below.x0)
    narrower, wider = sorted((above.x1 - above.x0, below.x1 - below.x0))
    return shared / max(wider, 1.0) if shared > OVERLAP * narrower else 0.0


def _cut(chain: Sequence[Piece], anchors: Sequence[float], labels: FormLabels) -> list[LabelBlock]:
    """The chain cut where it makes the most of the forms' labels, at most one row of figures a label."""
    count = len(chain)
    best: list[tuple[float, int]] = [(0.0, 0)]  # of the first n pieces: value, and where the last label starts
    for end in range(1, count + 1):
        values = [
            (best[start][0] + _value(chain[start:end], anchors, labels), start)
            for start in range(max(0, end - MOST_LINES), end)
        ]
        best.append(max(values, key=lambda pair: (pair[0], pair[1])))
    blocks: list[LabelBlock] = []
    end = count
    while end > 0:
        start = best[end][1]
        pieces = tuple(chain[start:end])
        blocks.append(LabelBlock(pieces, _anchor(pieces, anchors)))
        end = start
    return blocks[::-1]


def _value(pieces: Sequence[Piece], anchors: Sequence[float], labels: FormLabels) -> float:
    """What it is worth that these lines are one label."""
    text = "\n".join(piece.text for piece in pieces)
    size = len(pieces)
    at = len(_reached(pieces, anchors))
    if at > 1:  # a label left of several rows, or lines of two labels
        return size * labels.group(text) if labels.group(text) >= A_LABEL or size == 1 else -1.0
    score = labels.any(text)
    if score >= A_LABEL:
        return size * score + 0.01
    if score >= LIKE_A_LABEL:
        return 0.5 * size * score
    return 0.15 * size if size > 1 and at == 1 else 0.1 if size == 1 else 0.05 * size


def _reached(pieces: Sequence[Piece], anchors: Sequence[float]) -> range:
    box = around([piece.box for piece in pieces])
    reach = REACH * (pieces[0].box.bottom - pieces[0].box.top)
    return range(bisect_right(anchors, box.top - reach), bisect_left(anchors, box.bottom + reach))


def _anchor(pieces: Sequence[Piece], anchors: Sequence[float]) -> int | None:
    reached = _reached(pieces, anchors)
    if not reached:
        return None
    box = around([piece.box for piece in pieces])
    middle = (box.top + box.bottom) / 2
    return min(reached, key=lambda number: abs(anchors[number] - middle))
