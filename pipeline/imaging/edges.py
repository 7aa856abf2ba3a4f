"""Whether a rule parts two neighbouring places of a table: what the pixels along one edge say."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.imaging.components import components
from pipeline.types.raster import PixelBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIDE = 0.03  # inches to look on both sides of an edge; a rule may lie that far off its cut
BESIDE = 0.045  # inches on both sides where print would show that the stroke is type, not a rule
INSET, THROUGH = 0.08, 0.97  # inches inside a cell, and the share of its width or height that a rule through it has
SET_SOLID = 0.185  # inches; print of up to 11 points reaches through rows without leading that are lower
TORN = 2  # rows that a level stroke through one makes of it
SIGN = 0.06  # inches; the least length of a sign
FREE = 0.03  # inches on both sides of a missing edge that are white
GAP = 0.06  # inches that a rule may be interrupted
END = 0.03  # inches at both ends where other rules lie
RULED = 0.8  # share of what lies round an edge that a rule across it covers
TOUCHING = 1  # pixels free at an end
ENDS = 3  # pixels at both ends of an edge that other rules cover
BRIDGED = 128  # of 255: the gap of a dashed rule, in a picture of strokes
LEAST_SEEN = 0.3  # share of an edge that no seal veils, below which nothing is said of the rest
BESIDE_VEIL, RUNS_UP = 8, 0.6  # pixels at the ends of a veil, and the share of them that is stroke where one runs on
NARROW_VEIL = 5  # pixels between two veils that show no more than their outlines
LIKELY = 0.5  # share of an edge below which it is no rule anyway
BRANCH = 0.02  # inches by which ink on an edge is wider than its line where other strokes leave it
LONG, TOUCHED, UNTOUCHED = 0.4, 0.97, 0.6  # inches, of which so much is ink and so much of that stroke, of a rule
CROWDED = 0.2  # share of ink in both strips beside an edge that goes through type


@dataclass(frozen=True, slots=True)
class Edge:
    """What lies along an edge: the share that is stroke, and with gaps bridged, and whether it reaches both ends.

    `touching` says that next to nothing is free at the ends; print that fills its row leaves more. `crowded` says that
    ink lies on both sides, as where the edge goes through type. `unbroken` is the share between its first and last ink,
    `off` how many pixels beside the edge it lies, `inked` the share without the gaps of dashed rules, which count as
    stroke for all others. `branched` is the share along which ink runs on to a side, as strokes leave those of
    characters, `crossed` to both sides. `veiled` is the share that lay under the ink of a seal, where what is seen on
    both sides of the ink is taken to run on. `reaching` says that it reaches both ends where no gap was filled.
    """

    share: float
    bridged: float
    ends: bool = False
    touching: bool = False
    crowded: bool = False
    unbroken: float = 0.0
    off: int = 0
    inked: float = 1.0
    veiled: float = 0.0
    branched: float = 0.0
    crossed: float = 0.0
    reaching: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """Pictures of the same size, down the middle of which an edge runs.

    `darker` is not 0 where a pixel is darker than its left and right, `cross` where than above and
    below, `ink` where there is ink of any kind, `veiled` where that of a seal was; `gapped` says that gaps of dashed
    rules may have been filled.
    """

    darker: NDArray[np.uint8]
    cross: NDArray[np.uint8]
    ink: NDArray[np.uint8]
    veiled: NDArray[np.uint8] | None = None
    gapped: bool = True


def look_along(strip: Strip, dpi: float, *, branching: bool = False) -> Edge:
    """Judge the edge that runs down the middle; with `branching` also what ink leaves it, which costs time."""
    import numpy as np

    darker, cross, ink = strip.darker, strip.cross, strip.ink
    height, width = darker.shape
    if height < 3 or width < 3:
        return Edge(0.0, 0.0)
    side, middle = round(SIDE * dpi), width // 2
    first = max(0, middle - side - 1)
    near = darker[:, first : middle + side + 2]
    three = near[:, :-2] | near[:, 1:-1] | near[:, 2:]
    counts = _counts(three, 0)
    off = np.abs(np.arange(len(counts)) - len(counts) // 2)
    at = int(np.where(counts == counts.max(), off, width).argmin())  # of lines as good the one nearest to the middle
    line = three[:, at] > 0
    line |= _counts(cross, 1) / width > RULED  # a rule that crosses hides the edge
    if not branching and height >= LONG * dpi:
        line |= _touched(line, ink[:, first + at + 1] > 0)
    veiled = 0.0
    if strip.veiled is not None:
        under = strip.veiled[:, first + at + 1] > 0
        line, veiled = _run_on(line, under), float(np.count_nonzero(under) / height)
    places = np.flatnonzero(line)
    bridged, free = _bridged(places, height, max(2, round(GAP * dpi)))
    unbroken = len(places) / int(places[-1] - places[0] + 1) if len(places) else 0.0
    crowded = _beside(ink, first + at + 1, dpi) > CROWDED
    ends = free <= max(2, round(END * dpi))
    stroke = line & ~_is_gap(darker[:, first + at : first + at + 3]) if strip.gapped else line
    inked = np.count_nonzero(stroke) / height
    reaching = bool(stroke[: TOUCHING + 1].any() and stroke[-TOUCHING - 1 :].any())
    branched = _branched(ink, first + at + 1, dpi) if branching and bridged >= LIKELY else (0.0, 0.0)
    touching = free <= TOUCHING
    return Edge(
        len(places) / height,
        bridged,
        ends,
        touching,
        crowded,
        unbroken,
        int(off[at]),
        inked,
        veiled,
        *branched,
        reaching,
    )


def _touched(line: NDArray[np.bool_], inked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where ink lies along a long line, all of which is ink and most of which is stroke: print touches a rule there.

    What touches it hides that it is darker than its sides. Along a row of print there is paper between characters.
    """
    whole = float(inked.mean()) >= TOUCHED and float(line.mean()) >= UNTOUCHED
    return inked if whole else line


def _counts(mask: NDArray[np.uint8], axis: int) -> NDArray[np.intp]:
    """How many pixels are not 0 along an axis; numpy's own count asks more of its arguments than small strips take."""
    import numpy as np

    counts: NDArray[np.intp] = np.add.reduce(mask != 0, axis=axis, dtype=np.intp)
    return counts


def _run_on(line: NDArray[np.bool_], veiled: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The line, with stroke for each veiled piece at whose ends what is seen is stroke, at one end at least.

    Outlines that the ink leaves are shorter. Where too little is seen, nothing is added.
    """
    import numpy as np

    places = np.flatnonzero(veiled)
    if len(places) == 0:
        return line
    pieces = np.split(places, np.flatnonzero(np.diff(places) > NARROW_VEIL) + 1)
    ends = [(int(piece[0]), int(piece[-1]) + 1) for piece in pieces]
    if sum(last - first for first, last in ends) > (1 - LEAST_SEEN) * len(line):
        return line
    whole = line.copy()
    for first, last in ends:
        beside = line[max(0, first - BESIDE_VEIL) : first], line[last : last + BESIDE_VEIL]
        whole[first:last] |= all(float(part.mean()) >= RUNS_UP for part in beside if len(part))
    return whole


def _is_gap(three: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where a line three pixels wide is no more than the gap of a dashed rule."""
    gap: NDArray[np.bool_] = three.max(axis=1) == BRIDGED
    return gap


def _has_print(ink: NDArray[np.uint8], dpi: float) -> bool:
    """Whether a piece of ink is as long as a sign and stands free."""
    import cv2
    import numpy as np

    if not ink.any():
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(ink), connectivity=8)
    x, y, width, height = stats[1:, :4].T
    free = (x > 0) & (y > 0) & (x + width < ink.shape[1]) & (y + height < ink.shape[0])
    return bool((free & (np.maximum(width, height) >= SIGN * dpi)).any())


def _is_crossed(strokes: NDArray[np.uint8]) -> bool:
    import cv2
    import numpy as np

    if min(strokes.shape) < 3 or np.count_nonzero(strokes) + 1 < THROUGH * strokes.shape[1]:
        return False  # most cells have less ink than a rule through them
    thick = cv2.dilate(strokes, cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3)))
    return bool((thick > 0).mean(axis=1).max() >= THROUGH)


def _bridged(places: NDArray[np.intp], length: int, gap: int) -> tuple[float, int]:
    """The share covered with gaps up to `gap` bridged, and how many pixels are free at the end where more are."""
    if len(places) == 0:
        return 0.0, length
    jumps = places[1:] - places[:-1]
    covered = len(places) + int((jumps[(jumps > 1) & (jumps <= gap)] - 1).sum())
    return covered / length, int(max(places[0], length - 1 - places[-1]))


def _beside(ink: NDArray[np.uint8], at: int, dpi: float) -> float:
    """The share of ink in the emptier of the two strips beside a line; beside a rule one is empty.

    What runs along all of the edge is the other stroke of a double rule, no type.
    """
    near, far = max(3, round(0.02 * dpi)), max(5, round(BESIDE * dpi))
    left, right = ink[:, max(0, at - far) : max(0, at - near)], ink[:, at + near + 1 : at + far + 1]
    along = (_counts(part, 0) for part in (left, right) if part.size)
    most = RULED * len(ink)
    shares = [int(counts[counts <= most].sum()) / len(counts) / len(ink) for counts in along]
    return min(shares, default=0.0)


def _branched(ink: NDArray[np.uint8], at: int, dpi: float) -> tuple[float, float]:
    """The share of an edge along which ink runs on from its line to a side by more than the line is wide.

    So do the strokes that cross or leave an upright one in a character; a rule has print beside it, little on it, and
    this on one side. The second is the smaller of the shares of both sides.
    """
    import numpy as np

    level = _counts(ink, 1) > RULED * ink.shape[1]  # rules across, such as the other stroke of a double one
    inked = ink[~(level | np.roll(level, 1) | np.roll(level, -1))] > 0
    runs = [np.logical_and.accumulate(side, axis=1).sum(axis=1) for side in (inked[:, at::-1], inked[:, at:])]
    lined = runs[0] > 0
    if not lined.any():
        return 0.0, 0.0
    far = max(3, round(BRANCH * dpi))
    left, right = (run[lined] > np.median(run[lined]) + far for run in runs)
    return float((left | right).mean()), float(min(left.mean(), right.mean()))


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """All edges of a picture, asked one at a time.

    `level` and `upright` are where a pixel is darker than what lies above and below, left and right; `ink` is where
    there is ink of any kind; `dashed` says that gaps of dashed rules were filled; `veiled` is where the ink of a seal
    was.
    """

    level: NDArray[np.uint8]
    upright: NDArray[np.uint8]
    ink: NDArray[np.uint8]
    dpi: float
    dashed: bool = False
    veiled: NDArray[np.uint8] | None = None

    def below(self, y: int, x0: int, x1: int) -> Edge:
        """The edge at y between two upright cuts."""
        rows, columns = self._across(y), slice(x0 + ENDS, max(x0 + ENDS, x1 - ENDS))
        veiled = None if self.veiled is None else self.veiled[rows, columns].T
        return look_along(
            Strip(
                self.level[rows, columns].T,
                self.upright[rows, columns].T,
                self.ink[rows, columns].T,
                veiled,
                self.dashed,
            ),
            self.dpi,
        )

    def right(self, x: int, top: int, bottom: int) -> Edge:
        """The edge at x between two level cuts."""
        columns, rows = self._across(x), slice(top + ENDS, max(top + ENDS, bottom - ENDS))
        veiled = None if self.veiled is None else self.veiled[rows, columns]
        return look_along(
            Strip(self.upright[rows, columns], self.level[rows, columns], self.ink[rows, columns], veiled, self.dashed),
            self.dpi,
            branching=True,
        )

    def turned(self) -> Edges:
        """What lies along the edges of the same picture on its side."""
        veiled = None if self.veiled is None else self.veiled.T
        return replace(self, level=self.upright.T, upright=self.level.T, ink=self.ink.T, veiled=veiled)

    def is_gutter(self, x: int, beside: tuple[int, int], rows: tuple[int, int], *, dotted: bool = False) -> bool:
        """Whether the edge at x lies in white, with print in both atoms; `beside` are the cuts left and right of it.

        Where it is `dotted` the white may hold pieces of a rule, but none that lie across it.

        Print is strokes as long as a sign that stand free: what is left of shade in the corners of a cell is none.
        """
        free, inside = max(2, round(FREE * self.dpi)), max(3, round(SIDE * self.dpi))
        within = slice(rows[0] + inside, rows[1] - inside)
        part = self.ink[within]
        print_ = part & (self.level[within] | self.upright[within])
        sides = print_[:, beside[0] + inside : x - free], print_[:, x + free + 1 : beside[1] - inside]
        white = part[:, x - free : x + free + 1]
        free_of_print = not (white.shape[1] in components(white).widths[1:] if dotted else white.any())
        return free_of_print and all(_has_print(side, self.dpi) for side in sides)

    def is_ruled_through(self, box: PixelBox, *, solid: bool = False) -> bool:
        """Whether a stroke goes through the inside of a box from side to side.

        Upright ones of print do where rows are set `solid`.
        """
        inset = round(INSET * self.dpi)
        across = self.level[box.top + inset : box.bottom - inset, box.x0 + ENDS : box.x1 - ENDS]
        down = self.upright[box.top + ENDS : box.bottom - ENDS, box.x0 + inset : box.x1 - inset]
        low = box.bottom - box.top < SET_SOLID * self.dpi
        return _is_crossed(across) or (not (solid and low) and _is_crossed(down.T))

    def are_set_solid(self, ys: Sequence[int]) -> bool:
        """Whether print reaches through rows between these cuts; a row torn in two makes two as low."""
        return sum(bottom - top < SET_SOLID * self.dpi for top, bottom in itertools.pairwise(ys)) > TORN

    def _across(self, at: int) -> slice:
        reach = round((SIDE + BESIDE) * self.dpi) + 2
        reach = min(reach, at)  # the edge stays in the middle
        return slice(at - reach, at + reach + 1)
