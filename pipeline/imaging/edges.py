"""Whether a rule parts two neighbouring places of a table: what the pixels along one edge say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIDE = 0.03  # inches to look on both sides of an edge; a rule may lie that far off its cut
BESIDE = 0.045  # inches on both sides where print would show that the stroke is type, not a rule
FREE = 0.03  # inches on both sides of a missing edge that are white
GAP = 0.06  # inches that a rule may be interrupted
END = 0.03  # inches at both ends where other rules lie
ENDS = 3  # pixels at both ends of an edge that other rules cover
CROWDED = 0.2  # share of ink in both strips beside an edge that goes through type


@dataclass(frozen=True, slots=True)
class Edge:
    """What lies along an edge: the share that is stroke, and with gaps bridged, and whether it reaches both ends.

    `crowded` says that ink lies on both sides, as where the edge goes through type; `gutter` that the edge lies in
    white, with print on both sides of it.
    """

    share: float
    bridged: float
    ends: bool = False
    crowded: bool = False
    gutter: bool = False


def look_along(darker: NDArray[np.uint8], ink: NDArray[np.uint8], dpi: float) -> Edge:
    """Judge an edge that runs down the middle of two pictures of the same size.

    `darker` is not 0 where a pixel is darker than its left and right, `ink` where there is ink of any kind.
    """
    import numpy as np

    height, width = darker.shape
    if height < 3 or width < 3:
        return Edge(0.0, 0.0)
    side, middle = round(SIDE * dpi), width // 2
    strip = darker[:, max(0, middle - side - 1) : middle + side + 2] > 0
    three = strip[:, :-2] | strip[:, 1:-1] | strip[:, 2:]
    counts = three.sum(axis=0)
    best = np.flatnonzero(counts == counts.max())
    at = int(best[np.abs(best - three.shape[1] // 2).argmin()])  # of lines as good the one nearest to the middle
    line = three[:, at]
    bridged, ends = _bridged(line, max(2, round(GAP * dpi)), max(2, round(END * dpi)))
    crowded = _beside(ink > 0, max(0, middle - side - 1) + at + 1, dpi) > CROWDED
    return Edge(float(line.mean()), bridged, ends, crowded, _is_gutter(ink > 0, dpi))


def _is_gutter(ink: NDArray[np.bool_], dpi: float) -> bool:
    """Whether the middle is white all along, with print on both sides."""
    middle, free = ink.shape[1] // 2, max(2, round(FREE * dpi))
    return bool(
        not ink[:, middle - free : middle + free + 1].any()
        and ink[:, : middle - free].any()
        and ink[:, middle + free + 1 :].any()
    )


def _bridged(line: NDArray[np.bool_], gap: int, end: int) -> tuple[float, bool]:
    """The share covered with gaps up to `gap` bridged, and whether the stroke reaches both ends."""
    import numpy as np

    places = np.flatnonzero(line)
    if len(places) == 0:
        return 0.0, False
    jumps = np.diff(places)
    covered = len(places) + int((jumps[(jumps > 1) & (jumps <= gap)] - 1).sum())
    reaches = places[0] <= end and len(line) - 1 - places[-1] <= end
    return covered / len(line), bool(reaches)


def _beside(ink: NDArray[np.bool_], at: int, dpi: float) -> float:
    """The share of ink in the emptier of the two strips beside a line; beside a rule one is empty."""
    near, far = max(3, round(0.02 * dpi)), max(5, round(BESIDE * dpi))
    left, right = ink[:, max(0, at - far) : max(0, at - near)], ink[:, at + near + 1 : at + far + 1]
    shares = [float(part.mean()) for part in (left, right) if part.size]
    return min(shares, default=0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """All edges of a picture, asked one at a time.

    `level` and `upright` are where a pixel is darker than what lies above and below, left and right; `ink` is where
    there is ink of any kind.
    """

    level: NDArray[np.uint8]
    upright: NDArray[np.uint8]
    ink: NDArray[np.uint8]
    dpi: float

    def below(self, y: int, x0: int, x1: int) -> Edge:
        """The edge at y between two upright cuts."""
        rows, columns = self._across(y), slice(x0 + ENDS, max(x0 + ENDS, x1 - ENDS))
        return look_along(self.level[rows, columns].T, self.ink[rows, columns].T, self.dpi)

    def right(self, x: int, top: int, bottom: int) -> Edge:
        """The edge at x between two level cuts."""
        columns, rows = self._across(x), slice(top + ENDS, max(top + ENDS, bottom - ENDS))
        return look_along(self.upright[rows, columns], self.ink[rows, columns], self.dpi)

    def _across(self, at: int) -> slice:
        reach = round((SIDE + BESIDE) * self.dpi) + 2
        reach = min(reach, at)  # the edge stays in the middle
        return slice(at - reach, at + reach + 1)
