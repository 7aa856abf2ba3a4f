"""Damage of light and paper: shadows, vignettes, yellow paper, fading, what shines through. Lengths are shares."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.synth.damage.sheet import Pixels

WHITE = 255
Field = NDArray[np.float32]
COARSE = 16  # light changes slowly: it is worked out on every sixteenth pixel


def uneven(pixels: Pixels, *, strength: float, degrees: float) -> Pixels:
    """Light from one side: darker by `strength` at the far end of that direction."""
    x, y = _shares(pixels)
    along = x * math.cos(math.radians(degrees)) + y * math.sin(math.radians(degrees))
    return _lit(pixels, 1 - strength * (along - along.min()) / (along.max() - along.min()))


def shadow(pixels: Pixels, *, strength: float, degrees: float, offset: float, softness: float) -> Pixels:
    """The shadow of a hand or a telephone over one side: darker by `strength` beyond an edge.

    The edge crosses `degrees` at `offset` from the middle and is `softness` wide.
    """
    x, y = _shares(pixels)
    along = (x - 0.5) * math.cos(math.radians(degrees)) + (y - 0.5) * math.sin(math.radians(degrees))
    return _lit(pixels, 1 - strength / (1 + np.exp(-(along - offset) / softness * 4)))


def vignette(pixels: Pixels, *, strength: float) -> Pixels:
    """Darker towards the corners, by `strength` in them."""
    x, y = _shares(pixels)
    return _lit(pixels, 1 - strength * 2 * ((x - 0.5) ** 2 + (y - 0.5) ** 2))


def paper(pixels: Pixels, *, tint: Sequence[int], blotches: float, seed: int) -> Pixels:
    """Paper of that colour (RGB) instead of white, with blotches of so many levels."""
    height, width = pixels.shape[:2]
    rng = np.random.default_rng(seed)
    coarse = rng.normal(0, 1, (max(2, height // 90), max(2, width // 90))).astype(np.float32)
    blotchy = 1 + coarse * blotches / WHITE
    scale = np.array(tint, dtype=np.float32) / WHITE
    if pixels.ndim == 2:
        return _multiplied(pixels, _stretched(blotchy * float(scale.mean()), pixels))
    return _multiplied(pixels, _stretched(blotchy, pixels)[:, :, None] * scale)


def ink(pixels: Pixels, *, black: int) -> Pixels:
    """Pale ink: black becomes that level."""
    table = np.round(np.linspace(black, WHITE, 256)).astype(np.uint8)
    return table[pixels]


def fade(pixels: Pixels, *, patches: Sequence[Sequence[float]], strength: float) -> Pixels:
    """Faded patches, each (x, y, width, height): ink in the middle of one is paler by `strength`."""
    x, y = _shares(pixels)
    faded = np.zeros(np.broadcast_shapes(x.shape, y.shape), dtype=np.float32)
    for centre_x, centre_y, width, height in patches:
        away = ((x - centre_x) / width) ** 2 + ((y - centre_y) / height) ** 2
        faded = np.maximum(faded, np.exp(-2 * away * away))
    keep = _stretched(1 - strength * faded, pixels)
    return WHITE - _multiplied(WHITE - pixels, keep if pixels.ndim == 2 else keep[:, :, None])


def bleed_through(pixels: Pixels, *, strength: float, down: float, blur: float) -> Pixels:
    """The back of the sheet shines through: this page mirrored and moved `down`, so strong."""
    import cv2

    back = cv2.flip(pixels, 1)
    back = np.roll(back, round(down * pixels.shape[0]), axis=0)
    back = cv2.GaussianBlur(back, (0, 0), blur)
    pale = (WHITE - (WHITE - back.astype(np.float32)) * strength).astype(np.float32)
    return _multiplied(pixels, pale / WHITE)


def grey(pixels: Pixels) -> Pixels:
    """Without colour, as copiers see it."""
    import cv2

    if pixels.ndim == 2:
        return pixels
    turned: Pixels = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return turned


def _shares(pixels: Pixels) -> tuple[Field, Field]:
    """Columns and rows of a coarse grid as shares of width and height, to be broadcast against each other."""
    height, width = (max(2, side // COARSE) for side in pixels.shape[:2])
    return (
        ((np.arange(width, dtype=np.float32) + 0.5) / width)[None, :],
        ((np.arange(height, dtype=np.float32) + 0.5) / height)[:, None],
    )


def _lit(pixels: Pixels, light: Field) -> Pixels:
    full = _stretched(light, pixels)
    return _multiplied(pixels, full if pixels.ndim == 2 else full[:, :, None])


def _stretched(coarse: Field, pixels: Pixels) -> Field:
    import cv2

    height, width = pixels.shape[:2]
    full: Field = cv2.resize(coarse.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return full


def _multiplied(pixels: Pixels, factor: Field) -> Pixels:
    return np.clip(pixels * factor, 0, WHITE).astype(np.uint8)
