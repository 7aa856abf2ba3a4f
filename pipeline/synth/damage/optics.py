"""What lenses, sensors and compression do: pure functions on arrays of pixels."""

from __future__ import annotations

import numpy as np

from pipeline.synth.damage.page import Pixels, Rng, as_pixels


def blurred(pixels: Pixels, sigma: float) -> Pixels:
    """Out of focus by a Gaussian of that many pixels."""
    import cv2

    return pixels if sigma < 0.15 else np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma), np.uint8)


def shaken(pixels: Pixels, length: int, angle: float) -> Pixels:
    """Moved while it was taken: a blur along a line of `length` pixels."""
    import cv2

    if length < 2:
        return pixels
    line = np.zeros((length, length), np.float32)
    line[length // 2] = 1
    turn = cv2.getRotationMatrix2D(((length - 1) / 2, (length - 1) / 2), angle, 1)
    kernel = np.asarray(cv2.warpAffine(line, turn, (length, length)), np.float32)
    return np.asarray(cv2.filter2D(pixels, -1, kernel / kernel.sum()), np.uint8)


def noisy(pixels: Pixels, sigma: float, rng: Rng) -> Pixels:
    """Grain of a sensor: Gaussian, the same in all channels; colours also have a coarser one of their own."""
    import cv2

    height, width = pixels.shape[:2]
    grain = rng.standard_normal((height, width), dtype=np.float32)
    grain *= sigma
    if pixels.ndim == 2:
        return as_pixels(grain + pixels)
    coarse = rng.standard_normal((height // 2 + 1, width // 2 + 1, 3), dtype=np.float32)
    coarse *= sigma / 3
    spots = np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_NEAREST), np.float32)
    spots += grain[..., None]
    spots += pixels
    return as_pixels(spots)


def compressed(pixels: Pixels, quality: int) -> Pixels:
    """As they are after a JPEG of that quality."""
    import cv2

    return np.asarray(cv2.imdecode(jpeg(pixels, quality), cv2.IMREAD_UNCHANGED), np.uint8)


def jpeg(pixels: Pixels, quality: int) -> Pixels:
    """The bytes of a JPEG, as an array."""
    import cv2

    return np.asarray(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], np.uint8)


def toned(pixels: Pixels, black: float, white: float) -> Pixels:
    """Black and white moved to other levels: pale toner, yellowed paper."""
    return as_pixels(black + pixels.astype(np.float32) * (white - black) / 255)


def tinted(pixels: Pixels, tint: tuple[float, float, float]) -> Pixels:
    """Colours multiplied by a light's (blue, green, red)."""
    return as_pixels(pixels.astype(np.float32) * np.asarray(tint, np.float32))


def spread(pixels: Pixels, amount: float) -> Pixels:
    """Ink that runs (above 0) or starves (below 0): a blend with the darkest or lightest neighbour."""
    import cv2

    if abs(amount) < 0.02:
        return pixels
    kernel = np.ones((2, 2), np.uint8)
    edge = cv2.erode(pixels, kernel) if amount > 0 else cv2.dilate(pixels, kernel)
    return as_pixels(pixels * (1 - abs(amount)) + edge.astype(np.float32) * abs(amount))


def gridded(pixels: Pixels, pitch: int, depth: float) -> Pixels:
    """As a monitor shows them: stripes of red, green and blue, dark lines between rows of its dots.

    `pitch` is the distance of its dots in pixels, from 2; seen at another scale they make moire.
    """
    height, width = pixels.shape[:2]
    stripes = np.ones((width, 3), np.float32)
    for channel in range(3):
        away = (np.arange(width) * 3 // pitch - channel) % 3
        stripes[away != 0, channel] -= depth
    rows = np.where(np.arange(height) % pitch == 0, 1 - depth, 1).astype(np.float32)
    return as_pixels(pixels * (stripes[None] * rows[:, None, None]) / np.float32(stripes.mean()))
