"""Labels left of the figures: which lines are one label, and which row of figures each stands at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from pipeline.imaging.alignment.pieces import Piece
from pipeline.types.raster import PixelBox, hull

MOST_LINES = 6  # of one label
FARTHEST = 0.8  # em between a label and its figures
LEADING = 0.6  # em between two lines of one label
LINE_LEFT, ROW_LEFT = 0.7, 1.5  # what a line at no row and a row without a label cost; an em of distance costs 1
NARROW_UNIT = 2.6  # em; a column of units is no wider
UNIT_COLUMN = 1.2  # em by which centres of units differ
NEXT_ROW = 0.8  # em between a unit and the rows that it is not of
ENUMERATOR = 2.3  # em; the number before a label is no wider
MARK = 0.45  # em; a point is no larger
SAME_LABEL = 1.15  # em between two words of one label
SPACED = 1.6  # the same in a list with units, which has no groups: marks as wide as a character may be too small


@dataclass(frozen=True, slots=True)
class Label:
    """Pieces that are one label, top to bottom, and the row of figures they stand at (None if at no row)."""

    pieces: tuple[Piece, ...]
    row: int | None

    @property
    def box(self) -> PixelBox:
        """The box round the pieces."""
        return around(self.pieces)


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands left of the figures: labels of rows, of groups of rows, units; `cost` tells how ill they fit.

    Labels far from all figures, of rows that print none, fit as well as they can.
    """

    rows: tuple[Label, ...]
    groups: tuple[Label, ...]
    units: tuple[Label, ...]
    cost: float


def around(pieces: Sequence[Piece]) -> PixelBox:
    """The box round pieces."""
    return hull([piece.box for piece in pieces])


def sort_labels(left: Sequence[Piece], middles: Sequence[float], rules: Sequence[float], em: float) -> Labels:
    """The pieces as labels of rows whose figures stand at `middles`; no label crosses one of the level `rules`."""
    units = _units(left, middles, em)
    # a character in two pieces is no unit, and no label either
    right = min((unit.box.x0 for unit in units), default=inf)
    rest = [piece for piece in left if piece.centre < right]
    words = _words(rest, em, listed=bool(units))
    groups = _group_words(words, middles, em)
    lines = _lines([word for word in words if word not in groups], em)
    rows, cost = _best_fit(lines, middles, rules, em)
    labelled = {label.row for label in rows}
    chains = []
    for chain in _chains(groups, em):
        free = [
            number
            for number, middle in enumerate(middles)
            if number not in labelled and abs(_middle(chain) - middle) < 0.45 * em
        ]
        if len(free) == 1:
            rows.append(Label(tuple(piece for word in chain for piece in word), free[0]))
            labelled.add(free[0])
        else:
            chains.append(Label(tuple(piece for word in chain for piece in word), None))
    rows, chains = _from_groups(rows, chains, middles, em)
    rows.sort(key=lambda label: (label.box.top + label.box.bottom) / 2)
    return Labels(tuple(rows), tuple(chains), tuple(units), cost)


def bare_units(left: Sequence[Piece], middles: Sequence[float], em: float, high: float) -> list[float]:
    """The heights of units at no row of figures: of rows that print a label and a unit and nothing else.

    `high` is that of the first row: what stands higher is the header.
    """
    units = [unit.pieces[0] for unit in _units(left, middles, em)]
    if not units:
        return []
    centre, above = median(unit.centre for unit in units), min(high - em, *(unit.middle for unit in units))
    others = [piece for piece in left if _is_narrow(piece, em) and abs(piece.centre - centre) < UNIT_COLUMN * em]
    bare = sorted(
        piece.middle
        for piece in others
        if piece.middle > above and all(abs(piece.middle - middle) > NEXT_ROW * em for middle in middles)
    )
    return [middle for number, middle in enumerate(bare) if not number or middle - bare[number - 1] > NEXT_ROW * em]


_Word = tuple[Piece, ...]


def _middle(words: Sequence[_Word]) -> float:
    box = around([piece for word in words for piece in word])
    return (box.top + box.bottom) / 2


def _units(left: Sequence[Piece], middles: Sequence[float], em: float) -> list[Label]:
    """A column of short words right of the labels, one at each row of figures."""
    found: list[Label] = []
    beside = 0
    for row, middle in enumerate(middles):
        at = [piece for piece in left if abs(piece.middle - middle) < 0.45 * em and _is_narrow(piece, em)]
        if at:
            last = max(at, key=lambda piece: piece.box.x1)
            near = [piece for piece in left if abs(piece.middle - middle) < 1.2 * em and piece is not last]
            if all(piece.box.x1 < last.box.x0 - 0.8 * em for piece in near):
                found.append(Label((last,), row))
                beside += bool(near)
    fewest = max(2, 0.5 * len(middles))
    if len(found) < fewest or beside < fewest:
        return []
    centre = median(label.pieces[0].centre for label in found)
    own = [label for label in found if abs(label.pieces[0].centre - centre) < UNIT_COLUMN * em]
    return own if len(own) >= fewest else []


def _is_mark(piece: Piece, em: float) -> bool:
    """Whether it is as small as a point, or as one of a colon's."""
    return max(piece.box.x1 - piece.box.x0, piece.height) < MARK * em


def _is_narrow(piece: Piece, em: float) -> bool:
    return piece.box.x1 - piece.box.x0 < NARROW_UNIT * em


def _words(pieces: Sequence[Piece], em: float, *, listed: bool) -> list[_Word]:
    """Pieces side by side as one, where no other label starts at the right one; in a list none does."""
    starts = [piece.box.x0 for piece in pieces]
    words: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.box.x0, piece.box.top)):
        popular = sum(abs(start - piece.box.x0) < 0.3 * em for start in starts) >= 3
        for word in words:
            last = around(word)
            gap = piece.box.x0 - last.x1
            mark = _is_mark(piece, em) and last.top < piece.middle < last.bottom
            beside = abs((last.top + last.bottom) / 2 - piece.middle) < 0.45 * em or mark
            on = listed or last.x1 - last.x0 < ENUMERATOR * em or _is_mark(word[-1], em)  # no label ends there
            if beside and -em < gap < (SPACED if listed else SAME_LABEL) * em and (on or not popular):
                word.append(piece)
                break
        else:
            words.append([piece])
    return [tuple(word) for word in words]


def _group_words(words: Sequence[_Word], middles: Sequence[float], em: float) -> list[_Word]:
    """Words that stand left of others, or hang together with words that do: labels of groups of rows."""
    boxes = [around(word) for word in words]
    left = [any(_is_left_of(box, other, middles, em) for other in boxes if other is not box) for box in boxes]
    groups: list[_Word] = []
    for chain in _chains(words, em):
        if any(left[number] for number, word in enumerate(words) if any(word is own for own in chain)):
            groups += chain
    return groups


def _is_left_of(box: PixelBox, other: PixelBox, middles: Sequence[float], em: float) -> bool:
    """Whether a word stands left of another at its height; half way between two rows it needs not be quite there."""
    if other.x0 < box.x1 - 0.2 * em:
        return False
    shared = min(other.bottom, box.bottom) - max(other.top, box.top)
    middle, next_middle = (box.top + box.bottom) / 2, (other.top + other.bottom) / 2
    between = all(abs(middle - row) > 0.35 * em for row in middles)
    return shared > 0.25 * min(other.bottom - other.top, box.bottom - box.top) or (
        between and abs(middle - next_middle) < 1.1 * em
    )


def _chains(words: Sequence[_Word], em: float) -> list[list[_Word]]:
    """Words under each other without a wide gap that start at one x or have one centre."""
    chains: list[list[_Word]] = []
    for word in sorted(words, key=lambda word: around(word).top):
        box = around(word)
        for chain in chains:
            last = around(chain[-1])
            near = -0.5 * em < box.top - last.bottom < 0.9 * em
            aligned = abs(box.x0 - last.x0) < 0.5 * em or abs(box.x0 + box.x1 - last.x0 - last.x1) < em
            if near and aligned:
                chain.append(word)
                break
        else:
            chains.append([word])
    return chains


def _from_groups(
    rows: list[Label], chains: list[Label], middles: Sequence[float], em: float
) -> tuple[list[Label], list[Label]]:
    """Rows without a label take the lines of chains that stand right at them: a chain was too long."""
    labelled = {label.row for label in rows}
    left: list[Label] = []
    for chain in chains:
        kept = []
        for line in _lines([(piece,) for piece in chain.pieces], em):
            middle = _middle(line)
            at = [row for row, own in enumerate(middles) if row not in labelled and abs(middle - own) < 0.3 * em]
            wide = around([piece for word in line for piece in word])
            if len(at) == 1 and wide.x1 - wide.x0 > 1.5 * em:
                labelled.add(at[0])
                rows.append(Label(tuple(piece for word in line for piece in word), at[0]))
            else:
                kept += [piece for word in line for piece in word]
        if kept:
            left.append(Label(tuple(kept), None))
    return rows, left


def _lines(words: Sequence[_Word], em: float) -> list[list[_Word]]:
    """Words at one height as one line, top to bottom."""
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda word: _middle([word])):
        if lines and abs(_middle(lines[-1]) - _middle([word])) < 0.4 * em:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _best_fit(
    lines: Sequence[Sequence[_Word]], middles: Sequence[float], rules: Sequence[float], em: float
) -> tuple[list[Label], float]:
    """Lines as labels at rows: figures stand half way down their label, at its first or at its last line."""
    boxes = [around([piece for word in line for piece in word]) for line in lines]
    fits = [_fit(boxes, middles, rules, em, anchor) for anchor in ("middle", "top", "bottom")]
    cost, blocks = min(fits, key=lambda fit: fit[0])
    labels = [
        Label(tuple(piece for line in lines[start:end] for word in line for piece in word), row)
        for start, end, row in blocks
    ]
    far = sum(
        all(abs((box.top + box.bottom) / 2 - middle) > FARTHEST * em for middle in middles)
        for start, end, row in blocks
        if row is None
        for box in boxes[start:end]
    )
    return labels, (cost - LINE_LEFT * far) / max(1, len(middles))


_Block = tuple[int, int, int | None]


def _fit(
    boxes: Sequence[PixelBox], middles: Sequence[float], rules: Sequence[float], em: float, anchor: str
) -> tuple[float, list[_Block]]:
    lines, rows = len(boxes), len(middles)
    best = [[0.0] * (rows + 1) for _ in range(lines + 1)]
    back: list[list[tuple[int, int] | None]] = [[None] * (rows + 1) for _ in range(lines + 1)]
    for i in range(lines + 1):
        for j in range(rows + 1):
            if i == j == 0:
                continue
            options: list[tuple[float, tuple[int, int]]] = []
            if i:
                options.append((best[i - 1][j] + LINE_LEFT, (i - 1, j)))
            if j:
                options.append((best[i][j - 1] + ROW_LEFT, (i, j - 1)))
            for start in range(max(0, i - MOST_LINES), i if j else 0):
                cost = _cost(boxes[start:i], middles[j - 1], rules, em, anchor)
                if cost is not None:
                    options.append((best[start][j - 1] + cost, (start, j - 1)))
            best[i][j], back[i][j] = min(options, key=lambda option: option[0])
    blocks: list[_Block] = []
    i, j = lines, rows
    while i or j:
        place = back[i][j]
        assert place is not None
        if place[0] < i:
            blocks.append((place[0], i, j - 1 if place[1] < j else None))
        i, j = place
    return best[lines][rows], _wrapped(blocks[::-1], boxes, rules, em)


def _cost(boxes: Sequence[PixelBox], middle: float, rules: Sequence[float], em: float, anchor: str) -> float | None:
    """What it costs that these lines are the label of the row at `middle`; None where they cannot be."""
    places = {
        "middle": (boxes[0].top + boxes[-1].bottom) / 2,
        "top": (boxes[0].top + boxes[0].bottom) / 2,
        "bottom": (boxes[-1].top + boxes[-1].bottom) / 2,
    }
    distance = abs(places[anchor] - middle) / em
    low, high = min(boxes[0].top + 0.3 * em, middle), max(boxes[-1].bottom - 0.3 * em, middle)
    if distance > FARTHEST or any(low < rule < high for rule in rules):
        return None
    gaps = [max(0.0, (below.top - above.bottom) / em) for above, below in pairwise(boxes)]
    if any(gap > 2 * LEADING for gap in gaps):
        return None
    return 2 * distance * distance + 2 * sum(max(0.0, gap - LEADING) for gap in gaps)


def _wrapped(blocks: Sequence[_Block], boxes: Sequence[PixelBox], rules: Sequence[float], em: float) -> list[_Block]:
    """Lines at no row that stand right under each other are one label."""
    joined: list[_Block] = []
    for start, end, row in blocks:
        if joined and row is None and joined[-1][2] is None and joined[-1][1] == start:
            above, below = boxes[start - 1], boxes[start]
            ruled = any(above.bottom - 0.3 * em < rule < below.top + 0.3 * em for rule in rules)
            if below.top - above.bottom < LEADING * em and not ruled:
                joined[-1] = (joined[-1][0], end, None)
                continue
        joined.append((start, end, row))
    return joined
