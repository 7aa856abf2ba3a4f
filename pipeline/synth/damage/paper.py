"""What happens to ink and paper: fading, the other side, torn rules, stains, ticks, bilevel scanning."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.synth.damage.page import Page, Pixels, Rng, as_pixels, colour, fields, grey


def bilevel(pixels: Pixels, level: float) -> Pixels:
    """Black and white only: 0 or 255."""
    return np.where(grey(pixels) < level, 0, 255).astype(np.uint8)


def speckled(pixels: Pixels, share: float, rng: Rng) -> Pixels:
    """Single black specks on paper and white ones in ink, a few of them larger."""
    import cv2

    specks = (rng.random(pixels.shape[:2], dtype=np.float32) < share).astype(np.uint8)
    large = (rng.random(pixels.shape[:2], dtype=np.float32) < share / 12).astype(np.uint8)
    specks |= np.asarray(cv2.dilate(large, np.ones((2, 2), np.uint8)), np.uint8)
    holes = rng.random(pixels.shape[:2], dtype=np.float32) < share * 2
    return np.where(specks > 0, 0, np.where(holes, 255, pixels)).astype(np.uint8)


def faded(pixels: Pixels, depth: float, cell: float, rng: Rng) -> Pixels:
    """Ink that fades to paper in blotches: in the worst places only 1 - depth of it is left."""
    patches = np.clip((fields(pixels.shape, cell, rng) - 0.45) * 3.2, 0, 1) * depth
    if pixels.ndim == 3:
        patches = patches[..., None]
    return as_pixels(255 - (255 - pixels.astype(np.float32)) * (1 - patches))


def bled(pixels: Pixels, other: Pixels, strength: float, sigma: float) -> Pixels:
    """The other side's print shines through, mirrored and soft; `other` is fitted to the page."""
    import cv2

    height, width = pixels.shape[:2]
    back = cv2.GaussianBlur(cv2.flip(cv2.resize(grey(other), (width, height)), 1), (0, 0), sigma)
    veil = 1 - strength * (255 - back.astype(np.float32)) / 255
    return as_pixels(pixels * (veil if pixels.ndim == 2 else veil[..., None]))


def torn(pixels: Pixels, share: float, rng: Rng) -> Pixels:
    """Rules with pieces missing: about that share of their length is gone, print between them is kept."""
    import cv2

    dark = (grey(pixels) < 170).astype(np.uint8)
    long = max(24, pixels.shape[1] // 30)
    gone = np.zeros(dark.shape, bool)
    for kernel, run in ((np.ones((1, long), np.uint8), 1), (np.ones((long, 1), np.uint8), 0)):
        rules = cv2.dilate(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel), np.ones((3, 3), np.uint8)) > 0
        gone |= rules & _gaps(dark.shape, share, run, rng)
    pixels = pixels.copy()
    pixels[gone] = 255
    return pixels


def _gaps(shape: tuple[int, ...], share: float, along: int, rng: Rng) -> NDArray[np.bool_]:
    """Blocks, long along one axis, that cover about `share` of a picture."""
    import cv2

    cells = [40, 40]
    cells[along], cells[1 - along] = int(rng.integers(9, 60)), 13
    rough = rng.random((shape[0] // cells[0] + 1, shape[1] // cells[1] + 1)) < share
    grown = cv2.resize(rough.astype(np.uint8), (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST)
    return np.asarray(grown > 0)


def stained(pixels: Pixels, rng: Rng) -> Pixels:
    """Tea: blotches and the ring of a cup."""
    import cv2

    height, width = pixels.shape[:2]
    paint = np.zeros((height, width), np.float32)
    for _ in range(int(rng.integers(1, 4))):
        middle = (int(rng.uniform(0, width)), int(rng.uniform(0, height)))
        radius = int(width * rng.uniform(0.05, 0.13))
        filled = rng.random() < 0.5
        cv2.circle(paint, middle, radius, (float(rng.uniform(0.1, 0.3)),), -1 if filled else max(3, radius // 9))
    rough = np.clip(fields(pixels.shape, width / 25, rng) * 1.6, 0, 1)
    paint = np.asarray(cv2.GaussianBlur(paint, (0, 0), 4), np.float32) * rough
    tint = np.asarray((0.95, 0.6, 0.35), np.float32)  # takes most of the blue
    return as_pixels(colour(pixels) * (1 - paint[..., None] * tint))


def ticked(page: Page, share: float, rng: Rng) -> Pixels:
    """Ticks, short strokes and circles of a pen beside or round some figures."""
    import cv2

    pixels = colour(page.pixels).copy()
    inks = ((40, 40, 200), (170, 60, 30), (60, 60, 60))
    ink = inks[rng.integers(len(inks))]
    unit = page.per_point
    for x0, top, x1, bottom in page.boxes().values():
        if rng.random() >= share:
            continue
        x, y = x1 - rng.uniform(1, 6) * unit, (top + bottom) / 2 + rng.uniform(-2, 2) * unit
        reach = rng.uniform(4, 8) * unit
        strokes = [(x - reach * 0.4, y - reach * 0.1), (x, y + reach * 0.4), (x + reach, y - reach * 0.6)]
        if rng.random() < 0.25:
            strokes = [(x0 + 3 * unit, bottom - unit), (x1 - 3 * unit, bottom - unit * rng.uniform(0, 2))]
        line = np.asarray(strokes, np.float64).round().astype(np.int32)
        cv2.polylines(pixels, [line], False, ink, max(1, round(unit * rng.uniform(0.5, 0.9))), cv2.LINE_AA)
    return pixels
