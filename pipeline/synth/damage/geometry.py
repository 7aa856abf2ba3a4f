"""Damage that moves pixels: turned, skewed, bent and photographed pages. Lengths are shares of the page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.synth.damage.sheet import Moved, Pixels, Points

WHITE = 255


def turn(pixels: Pixels, *, degrees: int) -> Moved:
    """The page turned clockwise by 0, 90, 180 or 270 degrees."""
    height, width = pixels.shape[:2]

    def move(points: Points) -> Points:
        x, y = points[:, 0], points[:, 1]
        ways = {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}
        return np.stack(ways[degrees], axis=1)

    return Moved(np.ascontiguousarray(np.rot90(pixels, -degrees // 90)), move)


def skew(pixels: Pixels, *, degrees: float, edge: int = WHITE) -> Moved:
    """The page laid crookedly on the glass, clockwise for positive degrees; `edge` is the grey beside it."""
    import cv2

    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    turned = cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(edge, edge, edge))
    return Moved(turned, lambda points: points @ matrix[:, :2].T + matrix[:, 2])


def squeeze(pixels: Pixels, *, share: float) -> Moved:
    """Fewer rows of pixels, as the coarse mode of a fax has them; the page is as high as before."""
    import cv2

    height, width = pixels.shape[:2]
    rows = max(1, round(height * share))
    scale = np.array([1.0, rows / height])
    return Moved(cv2.resize(pixels, (width, rows), interpolation=cv2.INTER_AREA), lambda points: points * scale)


def photograph(
    pixels: Pixels, *, corners: Sequence[Sequence[float]], margin: float, table: Sequence[int], seed: int
) -> Moved:
    """The page on a table, photographed at an angle.

    `corners` moves the four corners, clockwise from the upper left, by (right, down); `margin` of table is seen around;
    `table` is its colour.
    """
    import cv2

    height, width = pixels.shape[:2]
    canvas = (round(width * (1 + 2 * margin)), round(height * (1 + 2 * margin)))
    before = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    after = (before + np.array(corners) * (width, height) + np.array((width, height)) * margin).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(before, after)
    ground = _ground(canvas, table, seed, colour=pixels.ndim == 3)
    cv2.warpPerspective(pixels, matrix, canvas, dst=ground, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT)

    def move(points: Points) -> Points:
        return np.asarray(cv2.perspectiveTransform(points.reshape(1, -1, 2), matrix.astype(np.float64))[0])

    return Moved(ground, move)


def _ground(size: tuple[int, int], table: Sequence[int], seed: int, *, colour: bool) -> Pixels:
    """A table top of that colour with a grain along it."""
    import cv2

    rng = np.random.default_rng(seed)
    grain = rng.normal(0, 9, (max(2, size[1] // 60), max(2, size[0] // 7))).astype(np.float32)
    grain = cv2.resize(grain, size, interpolation=cv2.INTER_LINEAR)
    if not colour:
        return np.clip(grain + float(np.mean(table)), 0, WHITE).astype(np.uint8)
    return np.clip(grain[:, :, None] + np.array(table, dtype=np.float32), 0, WHITE).astype(np.uint8)


def barrel(pixels: Pixels, *, strength: float) -> Moved:
    """The bulge of a lens (below zero: the pinch), as a share of the distance at the corners."""
    height, width = pixels.shape[:2]
    centre = np.array((width / 2, height / 2))
    reach = float(centre @ centre)
    x, y = _axes(pixels)
    factor = 1 + strength * (((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / reach - 1)
    sources = (centre[0] + (x - centre[0]) * factor, centre[1] + (y - centre[1]) * factor)

    def move(points: Points) -> Points:
        moved = points
        for _ in range(12):  # the inverse has no formula; this converges for every strength in use
            away = ((moved - centre) ** 2).sum(axis=1, keepdims=True) / reach - 1
            moved = centre + (points - centre) / (1 + strength * away)
        return moved

    return Moved(_remap(pixels, *sources), move)


def bend(pixels: Pixels, *, depth: float, lift: float, spine: str) -> Moved:
    """A page of a bound volume: lines bend towards the spine ("left" or "right").

    At the spine the page is taller by `depth` and all of it lies lower by `lift`.
    """
    height, width = pixels.shape[:2]

    def curve(x: Points) -> Points:
        share = x / width if spine == "left" else 1 - x / width
        return np.clip(1 - share, 0, 1) ** 2.5

    x, y = _axes(pixels)
    bent = curve(x)
    source = (y - lift * height * bent + depth * height * bent / 2) / (1 + depth * bent)

    def move(points: Points) -> Points:
        bow = curve(points[:, 0])
        down = points[:, 1] * (1 + depth * bow) - depth * height * bow / 2 + lift * height * bow
        return np.stack((points[:, 0], down), axis=1)

    return Moved(_remap(pixels, np.broadcast_to(x, pixels.shape[:2]), source), move)


def _axes(pixels: Pixels) -> tuple[Points, Points]:
    """The columns' and the rows' coordinates, to be broadcast against each other."""
    height, width = pixels.shape[:2]
    return np.arange(width, dtype=np.float64)[None, :], np.arange(height, dtype=np.float64)[:, None]


def _remap(pixels: Pixels, x: Points, y: Points) -> Pixels:
    import cv2

    sources = (np.ascontiguousarray(each, dtype=np.float32) for each in (x, y))
    moved: Pixels = cv2.remap(pixels, *sources, interpolation=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return moved
