"""Traces of handling and scanning on a whole sheet: holes, folds, the scanner's lid and the dust on its glass."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.synth.damage.page import Pixels, Rng, as_pixels, fields

HOLE, APART, INSET = 8.5, 113.0, 34.0  # points: half a hole, from the middle to a hole, from the edge (ISO 838)


def punched(pixels: Pixels, at: float, per_point: float) -> Pixels:
    """Two holes at the left edge, about that height of the page, dark where the scanner's lid shows."""
    import cv2

    pixels = pixels.copy()
    height = pixels.shape[0]
    for away in (-APART, APART):
        middle = (round(INSET * per_point), round(height * at + away * per_point))
        cv2.circle(pixels, middle, round(HOLE * per_point), (60,) * 3, -1, cv2.LINE_AA)
    return pixels


def lidded(pixels: Pixels, sides: NDArray[np.bool_], tone: int, width: float) -> Pixels:
    """Dark strips along those sides (left, top, right, bottom)."""
    pixels = pixels.copy()
    strip = max(1, round(width))
    for side, edge in zip(sides, (pixels[:, :strip], pixels[:strip], pixels[:, -strip:], pixels[-strip:]), strict=True):
        if side:
            edge[...] = tone
    return pixels


def folded(pixels: Pixels, heights: Sequence[float], depth: float, rng: Rng) -> Pixels:
    """Creases across the page at those shares of its height: a dark line, worn in places, with a soft shade below."""
    height, width = pixels.shape[:2]
    rows = np.arange(height, dtype=np.float32)[:, None]
    light = np.ones((height, width), np.float32)
    worn = fields((1, width), width / 9, rng)
    for share in heights:
        slope = np.linspace(0, rng.uniform(-0.006, 0.006) * height, width, dtype=np.float32)[None, :]
        away = rows - np.float32(share * height) - slope
        crease = np.exp(-((away / 1.6) ** 2)) * worn
        shade = np.exp(-np.clip(away, 0, None) / (height * 0.012)) * (away > 0) * 0.3
        light -= np.float32(depth) * np.maximum(crease, shade)
    return as_pixels(pixels * (light if pixels.ndim == 2 else light[..., None]))


def streaked(pixels: Pixels, places: NDArray[np.float64], tones: NDArray[np.int64], strength: float) -> Pixels:
    """Lines down the page at those shares of its width, dark or white, one or two pixels wide."""
    changed = pixels.astype(np.float32)
    width = pixels.shape[1]
    for number, (place, tone) in enumerate(zip(places, tones, strict=True)):
        x = int(place * width)
        line = np.s_[:, x : x + 1 + number % 2]
        changed[line] = changed[line] * (1 - strength) + float(tone) * strength
    return as_pixels(changed)
