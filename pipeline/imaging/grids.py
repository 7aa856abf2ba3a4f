"""Tables out of ruling lines: cut lines, atoms between them, cells where no rule parts atoms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.imaging.rules import Rules
from pipeline.types.raster import PixelBox, PixelCell, PixelGrid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

JOIN = 0.03  # inches: rules nearer than this are one
NARROWEST, LOWEST = 0.25, 0.13  # inches of width and height of a table; a page break may leave one row of it
FEWEST_LONE = 4  # columns of a table of one row; fewer are a frame round a line of print
PARTED = 0.8  # share of an edge that a rule must cover to part two atoms; a stroke of type covers less
EDGE = 0.025  # inches to look on both sides of an edge
END = 3  # pixels at both ends of an edge that other rules may cover
DOUBTFUL_EDGE, NO_RECTANGLE = 0.02, 0.93  # what an unclear edge and a cell that is no rectangle take from the quality


def find_grids(rules: Rules, *, dpi: float) -> list[PixelGrid]:
    """The ruled tables of a picture whose print is level, top to bottom."""
    return [grid for box in _tables(rules, dpi) if (grid := _grid(box, rules, dpi)) is not None]


def _tables(rules: Rules, dpi: float) -> list[PixelBox]:
    """Boxes of rules that hang together and have rules of both directions."""
    import cv2
    import numpy as np

    reach = max(3, round(0.03 * dpi)) | 1
    both = cv2.dilate(rules.level | rules.upright, np.ones((reach, reach), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(both, connectivity=8)
    boxes = []
    for number in range(1, count):
        x, y, width, height = (int(value) for value in stats[number, :4])
        if width < NARROWEST * dpi or height < LOWEST * dpi:
            continue
        part = rules.upright[y : y + height, x : x + width]
        if part.any():
            boxes.append(PixelBox(x, y, x + width, y + height))
    return sorted(boxes, key=lambda box: (box.top, box.x0))


def _grid(box: PixelBox, rules: Rules, dpi: float) -> PixelGrid | None:
    level = rules.level[box.top : box.bottom, box.x0 : box.x1]
    upright = rules.upright[box.top : box.bottom, box.x0 : box.x1]
    join = max(2, round(JOIN * dpi))
    ys = _positions(level, join, along=1, shortest=round(0.3 * dpi))
    xs = _positions(upright, join, along=0, shortest=round(0.12 * dpi))
    if len(ys) < 2 or len(xs) < (3 if len(ys) > 2 else FEWEST_LONE + 1):
        return None
    cells, quality = _cells(xs, ys, level, upright, max(2, round(EDGE * dpi)))
    placed = tuple(
        PixelCell(PixelBox(box.x0 + xs[c], box.top + ys[r], box.x0 + xs[c + cs], box.top + ys[r + rs]), r, c, rs, cs)
        for r, c, rs, cs in sorted(cells)
    )
    return PixelGrid(box, placed, len(ys) - 1, len(xs) - 1, "rules", quality)


def _positions(mask: NDArray[np.uint8], join: int, *, along: int, shortest: int) -> list[int]:
    """Where the rules of one direction lie: centres of the clusters of their components."""
    import cv2

    count, _, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found: list[tuple[float, int]] = []
    for number in range(1, count):
        length = int(stats[number, cv2.CC_STAT_WIDTH if along == 1 else cv2.CC_STAT_HEIGHT])
        if length >= shortest:
            found.append((float(centres[number][1 if along == 1 else 0]), length))
    found.sort()
    clusters: list[list[tuple[float, int]]] = []
    for position, length in found:
        if clusters and position - clusters[-1][-1][0] <= join:
            clusters[-1].append((position, length))
        else:
            clusters.append([(position, length)])
    return [round(sum(p * n for p, n in cluster) / sum(n for _, n in cluster)) for cluster in clusters]


def _cells(
    xs: list[int], ys: list[int], level: NDArray[np.uint8], upright: NDArray[np.uint8], edge: int
) -> tuple[list[tuple[int, int, int, int]], float]:
    """Cells as (row, column, rowspan, colspan), and how surely all edges are there or not."""
    rows, columns = len(ys) - 1, len(xs) - 1
    doubt = 0.0
    right = [[True] * columns for _ in range(rows)]
    below = [[True] * columns for _ in range(rows)]
    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns:
                x, ends = xs[c + 1], slice(ys[r] + END, ys[r + 1] - END)
                share = _covered(upright[ends, max(0, x - edge) : x + edge + 1], 1)
                right[r][c], doubt = share >= PARTED, max(doubt, 1 - abs(2 * share - 1))
            if r + 1 < rows:
                y, ends = ys[r + 1], slice(xs[c] + END, xs[c + 1] - END)
                share = _covered(level[max(0, y - edge) : y + edge + 1, ends], 0)
                below[r][c], doubt = share >= PARTED, max(doubt, 1 - abs(2 * share - 1))
    cells, whole = _merge(rows, columns, right, below)
    return cells, round((1 - DOUBTFUL_EDGE * doubt) * (1.0 if whole else NO_RECTANGLE), 4)


def _covered(part: NDArray[np.uint8], axis: int) -> float:
    """The share of an edge's length where a rule lies."""
    return float(part.any(axis=axis).mean()) if part.size else 1.0


def _merge(
    rows: int, columns: int, right: list[list[bool]], below: list[list[bool]]
) -> tuple[list[tuple[int, int, int, int]], bool]:
    """Atoms that no rule parts become one cell; a cell that is no rectangle is grown to one, and said so."""
    cells: list[tuple[int, int, int, int]] = []
    taken = [[False] * columns for _ in range(rows)]
    whole = True
    for r in range(rows):
        for c in range(columns):
            if taken[r][c]:
                continue
            width = 1
            while c + width < columns and not right[r][c + width - 1] and not taken[r][c + width]:
                width += 1
            height = 1
            while r + height < rows and all(not below[r + height - 1][c + k] for k in range(width)):
                if any(taken[r + height][c + k] for k in range(width)):
                    break
                height += 1
            for i in range(height):
                for k in range(width):
                    taken[r + i][c + k] = True
                    if k + 1 < width and right[r + i][c + k]:
                        whole = False
            cells.append((r, c, height, width))
    return cells, whole
