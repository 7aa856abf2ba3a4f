"""A picture to read, and the way back from its pixels to the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.schema import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Matrix = tuple[float, float, float, float, float, float, float, float, float]
PARTS = 8  # of the sides of a box on a bent page
IDENTITY: Matrix = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """Where the pixels of a picture that was laid flat lay before: `points[i, j]` is (x, y) for pixel (j, i) * step."""

    points: NDArray[np.float32]
    step: int

    def before(self, x: float, y: float) -> tuple[float, float]:
        """Where a point lay before, between the four points of the mesh round it."""
        rows, columns = self.points.shape[:2]
        j, i = (min(max(at / self.step, 0.0), last - 1.001) for at, last in ((x, columns), (y, rows)))
        u, v, column, row = j % 1, i % 1, int(j), int(i)
        corners = self.points[row : row + 2, column : column + 2]
        middle = (corners[0] * (1 - v) + corners[1] * v) * [[1 - u], [u]]
        off = x - j * self.step, y - i * self.step  # beyond the mesh as far as beside it
        return float(middle[:, 0].sum()) + off[0], float(middle[:, 1].sum()) + off[1]


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """A picture of a page or of a part of it.

    `pixels` are BGR or grey, 8 bit, height x width (x 3). `dpi` is the resolution at which the type is about its real
    size (0 unknown). `to_page` is the homography, row by row, that takes a pixel (x, y) to points of the page as
    displayed. Where the picture was bent, `mesh` takes a pixel first to where it lay before it was laid flat. `steps`
    says in words what clean-up did to it, `upright` that nobody need ask which way is up. `bilevel` is how many dots an
    inch a picture in black and white alone has, across or down, whichever are fewer; None for other pictures.
    """

    pixels: NDArray[np.uint8]
    dpi: float
    to_page: Matrix = IDENTITY
    steps: tuple[str, ...] = field(default=())
    upright: bool = False
    mesh: Mesh | None = None
    bilevel: float | None = None


@dataclass(frozen=True, slots=True)
class PixelBox:
    """A box in pixels of a raster: x0, top, x1, bottom."""

    x0: int
    top: int
    x1: int
    bottom: int


def hull(boxes: Sequence[PixelBox]) -> PixelBox:
    """The box round boxes."""
    return PixelBox(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


@dataclass(frozen=True, slots=True)
class PixelCell:
    """A cell found in a raster, row and column from 0 on the grid's cut lines.

    One is `doubtful` where it is not sure that a rule parts it from its neighbour.
    """

    box: PixelBox
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class PixelGrid:
    """A table found in a raster: cells sorted by row and column, how it was found, and how sure its topology is.

    `passed_over` counts the strokes along edges that were taken for print, not for worn rules, and open sides: level
    rules end there, and no rule was seen. One `leans` whose labels may stand level with the figures of another row.
    """

    box: PixelBox
    cells: tuple[PixelCell, ...]
    rows: int
    columns: int
    engine: str
    quality: float
    passed_over: int = 0
    leans: bool = False


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of print that a page reader found: its box in pixels, text, and the mean probability of its characters."""

    box: PixelBox
    text: str
    score: float


def to_page(box: PixelBox, raster: Raster) -> Box:
    """The box in points of the page: the bounds of its four corners, and of its sides where the page was bent."""
    parts = 1 if raster.mesh is None else PARTS
    across = [box.x0 + (box.x1 - box.x0) * part / parts for part in range(parts + 1)]
    rim = [(x, float(y)) for x in across for y in (box.top, box.bottom)]
    if raster.mesh is not None:
        rim = [raster.mesh.before(x, y) for x, y in rim]
    points = [apply(raster.to_page, x, y) for x, y in rim]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))


def apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where the homography takes a point."""
    w = m[6] * x + m[7] * y + m[8]
    return (m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w
