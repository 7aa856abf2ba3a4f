"""Light and shadow on a sheet, and what it lies on."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from pipeline.synth.damage.page import Pixels, Rng, as_pixels, fields


def lit(pixels: Pixels, light: NDArray[np.float32]) -> Pixels:
    """Multiplied by the light on each pixel."""
    return as_pixels(pixels * (light if pixels.ndim == 2 else light[..., None]))


def uneven(shape: tuple[int, ...], least: float, rng: Rng) -> NDArray[np.float32]:
    """Light that falls off from one side to `least` on the other, with a lamp's glow."""
    height, width = shape[:2]
    angle = rng.uniform(0, 2 * math.pi)
    across = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :] * math.cos(angle)
    down = np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None] * math.sin(angle)
    ramp = (across + down) / (abs(math.cos(angle)) + abs(math.sin(angle))) + 0.5
    light = least + (1 - least) * ramp + 0.05 * (fields(shape, max(shape[:2]) / 3, rng) - 0.5)
    return np.asarray(light, np.float32)


def cast(shape: tuple[int, ...], depth: float, rng: Rng) -> NDArray[np.float32]:
    """The shadow of a phone and the hand that holds it: a soft-edged slab coming in from a side, 1 - depth inside."""
    import cv2

    height, width = shape[:2]
    small = (max(8, height // 8), max(8, width // 8))
    mask = np.zeros(small, np.uint8)
    side = rng.uniform(0, 2 * math.pi)
    middle = np.array([0.5 + 0.45 * math.cos(side), 0.5 + 0.45 * math.sin(side)]) * (small[1], small[0])
    long, wide = small[0] * rng.uniform(0.28, 0.45), small[1] * rng.uniform(0.22, 0.4)
    slab = (middle.tolist(), (float(wide), float(long)), math.degrees(side) + rng.uniform(-25, 25))
    cv2.fillPoly(mask, [np.asarray(cv2.boxPoints(slab), np.int32)], (255,))
    for _ in range(3):
        finger = middle + rng.uniform(-0.5, 0.5, 2) * (wide, long)
        axes = (int(wide * 0.15) + 1, int(long * 0.45) + 1)
        cv2.ellipse(mask, [int(each) for each in finger], axes, rng.uniform(0, 180), 0, 360, (255,), -1)
    soft = cv2.GaussianBlur(mask, (0, 0), max(small) * rng.uniform(0.02, 0.05)).astype(np.float32) / 255
    return np.asarray(1 - depth * cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def gutter(shape: tuple[int, ...], depth: float, rng: Rng) -> NDArray[np.float32]:
    """The dark band along a side where a bound sheet lifts off the scanner's glass."""
    width = shape[1]
    reach = width * rng.uniform(0.05, 0.18)
    band = np.exp(-np.arange(width, dtype=np.float32) / np.float32(reach))
    row = 1 - depth * (band if rng.random() < 0.5 else band[::-1])
    return np.asarray(np.tile(row, (shape[0], 1)), np.float32)


def desk(shape: tuple[int, int], rng: Rng) -> Pixels:
    """A desk: wood with its grain, a plain top, or cloth."""
    height, width = shape
    tones = ((62, 96, 140), (90, 130, 170), (120, 120, 122), (60, 62, 66), (150, 158, 160), (84, 70, 52))
    tone = np.asarray(tones[rng.integers(len(tones))], np.float32) * np.float32(rng.uniform(0.8, 1.15))
    grain = _wood(shape, rng) if rng.random() < 0.6 else fields(shape, 5, rng) * 0.25 + fields(shape, 300, rng) * 0.3
    surface = tone[None, None, :] * (np.float32(0.82) + np.float32(0.36) * grain[..., None])
    surface += 3 * rng.standard_normal((height, width, 1), dtype=np.float32)
    return as_pixels(surface)


def _wood(shape: tuple[int, int], rng: Rng) -> NDArray[np.float32]:
    import cv2

    height, width = shape
    rough = rng.random((max(4, height // 6), max(4, width // 160)), dtype=np.float32)
    streaks = cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
    waves = np.sin(fields(shape, 700, rng) * 40) * 0.5 + 0.5
    return np.asarray(0.65 * streaks + 0.35 * waves, np.float32)
