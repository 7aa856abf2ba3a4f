"""Damage of single pixels: noise, blur, specks, torn rules, black and white alone, lossy coding."""

from __future__ import annotations

import numpy as np

from pipeline.synth.damage.sheet import Pixels

WHITE = 255
DARK = 140


def noise(pixels: Pixels, *, sigma: float, seed: int) -> Pixels:
    """Noise of so many levels on every pixel."""
    import cv2

    rng = np.random.default_rng(seed)
    grains = rng.standard_normal(pixels.shape, dtype=np.float32) * sigma
    noisy: Pixels = cv2.add(pixels, grains, dtype=cv2.CV_8U)
    return noisy


def blur(pixels: Pixels, *, sigma: float) -> Pixels:
    """Out of focus by so many pixels."""
    import cv2

    blurred: Pixels = cv2.GaussianBlur(pixels, (0, 0), sigma)
    return blurred


def shake(pixels: Pixels, *, length: int, across: bool) -> Pixels:
    """A hand that shook: smeared over so many pixels, across or down."""
    import cv2

    smeared: Pixels = cv2.blur(pixels, (length, 1) if across else (1, length))
    return smeared


def speckle(pixels: Pixels, *, specks: float, seed: int) -> Pixels:
    """Dark specks of one to three pixels, so many on ten thousand pixels, and half as many light ones."""
    rng = np.random.default_rng(seed)
    height, width = pixels.shape[:2]
    spotted = pixels.copy()
    for shade, share in ((20, 1.0), (WHITE, 0.5)):
        count = round(height * width * specks * share / 10_000)
        rows, columns = rng.integers(0, height - 2, count), rng.integers(0, width - 2, count)
        wide, high = rng.integers(1, 3, count), rng.integers(1, 3, count)
        for down in range(2):
            for right in range(2):
                reached = (wide > right) & (high > down)
                spotted[rows[reached] + down, columns[reached] + right] = shade
    return spotted


def torn_rules(pixels: Pixels, *, share: float, seed: int) -> Pixels:
    """Gaps in the rules: so large a share of their length is lost; letters are not touched."""
    import cv2

    height, width = pixels.shape[:2]
    shade = pixels if pixels.ndim == 2 else pixels.min(axis=2)
    dark = (shade < DARK + 60).astype(np.uint8)
    long = max(height, width) // 30  # longer than any stroke of a letter
    across = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    cell = max(3, width // 180)
    rng = np.random.default_rng(seed)
    torn = (rng.random((height // cell + 1, width // cell + 1)) < share).astype(np.uint8)
    torn = np.repeat(np.repeat(torn, cell, axis=0), cell, axis=1)[:height, :width]
    lost = cv2.dilate((across | down), np.ones((3, 3), np.uint8)) & torn
    result = pixels.copy()
    result[lost > 0] = WHITE
    return result


def bilevel(pixels: Pixels, *, threshold: int) -> Pixels:
    """Black and white alone."""
    shade = pixels if pixels.ndim == 2 else pixels.mean(axis=2)
    return np.where(shade < threshold, 0, WHITE).astype(np.uint8)


def lost_rows(pixels: Pixels, *, share: float, seed: int) -> Pixels:
    """Rows of pixels that the line lost: each shows the one above it again, as fax machines fill in."""
    rng = np.random.default_rng(seed)
    rows = np.flatnonzero(rng.random(pixels.shape[0] - 1) < share) + 1
    filled = pixels.copy()
    filled[rows] = pixels[rows - 1]
    return filled


def jpeg(pixels: Pixels, *, quality: int) -> Pixels:
    """Coded as JPEG once, as on its way through another program."""
    import cv2

    shown = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    _, code = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded: Pixels = cv2.imdecode(code, cv2.IMREAD_UNCHANGED)
    return decoded if decoded.ndim == 2 else np.ascontiguousarray(decoded[:, :, ::-1])
