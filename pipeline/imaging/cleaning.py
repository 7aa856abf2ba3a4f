"""From a picture as it came to one that can be read: each step says what it did and keeps the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.imaging.bends import joined, lay_flat, mesh_of
from pipeline.imaging.dust import without_dust
from pipeline.imaging.ink import even_light, grey, ink_mask
from pipeline.imaging.paleness import darken
from pipeline.imaging.redink import without_red
from pipeline.imaging.rules import Contrast, contrast_of
from pipeline.imaging.sheets import corners_of, flatten
from pipeline.imaging.skew import WORTH_TURNING, skew_of, turn
from pipeline.imaging.streaks import without_streaks
from pipeline.types.raster import Matrix, Mesh, Raster

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NARROWEST, LONGEST = 32, 32_000  # pixels; OpenCV moves no longer pictures, and narrower ones hold no print
MOST_PASSES = 3  # that lay bent rules flat


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """A level grey picture with white paper, its ink, where a seal was, and where it may hide print.

    `strokes` are what its rules are found by.
    """

    raster: Raster
    ink: NDArray[np.uint8]
    seal: NDArray[np.uint8]
    hiding: NDArray[np.uint8]
    strokes: Contrast


def clean(raster: Raster) -> Cleaned:
    """Cut out the sheet, even the light, take out red ink and streaks, level the print, lay bent rules flat.

    Each step is left out where nothing asks for it; the steps of the raster say in words which were taken.
    """
    import numpy as np

    if min(raster.pixels.shape[:2]) < NARROWEST or max(raster.pixels.shape[:2]) > LONGEST:
        evened = grey(raster.pixels)
        strokes = contrast_of(evened, dpi=raster.dpi)
        return Cleaned(replace(raster, pixels=evened), ink_mask(evened), evened * 0, evened * 0, strokes)
    steps, dpi = list(raster.steps), raster.dpi
    matrix = np.array(raster.to_page, np.float64).reshape(3, 3)
    pixels = _uncoloured(raster.pixels)
    corners = corners_of(pixels)
    if corners is not None:
        pixels, back = flatten(pixels, corners)
        matrix = matrix @ back
        steps.append("sheet of paper cut out of its background and laid flat")
    unsealed = without_red(pixels, dpi=dpi)
    seal, hiding = unsealed.ink, unsealed.hiding
    if seal.any():
        steps.append(f"red ink on {100 * float((seal > 0).mean()):.1f} % of the page taken out")
    evened = even_light(unsealed.lit, dpi=dpi)
    evened, times = darken(evened, dpi=dpi)
    if times > 1:
        steps.append(f"pale print darkened {times:.1f} times")
    evened, streaked = without_streaks(evened, dpi=dpi)
    if streaked.any():
        hiding = np.maximum(hiding, streaked)
        steps.append("streaks down the page taken out")
    if raster.bilevel is not None:
        evened = without_dust(evened, dpi=dpi, dots=raster.bilevel)
    angle = skew_of(ink_mask(evened))
    if abs(angle) >= WORTH_TURNING:
        evened, back = turn(evened, angle)
        seal, hiding = (turn(mask, angle)[0] if mask.any() else mask for mask in (seal, hiding))
        matrix = matrix @ back
        steps.append(f"turned by {angle:.2f} degrees")
    flat, mesh, strokes = _flattened(evened, dpi)
    if mesh is not None:
        evened = flat
        seal, hiding = (lay_flat(mask, mesh) if mask.any() else mask for mask in (seal, hiding))
        steps.append("bent rules laid level and upright")
    values: Matrix = tuple(float(value) for value in matrix.ravel())  # type: ignore[assignment]
    cleaned = Raster(evened, dpi, values, tuple(steps), mesh=mesh, bilevel=raster.bilevel)
    return Cleaned(cleaned, ink_mask(evened), _mostly(seal), _mostly(hiding), strokes)


def _uncoloured(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A picture without any colour as grey, which is looked at in a third of the time; another one as it is."""
    import cv2
    import numpy as np

    if pixels.ndim == 2:
        return pixels
    blue, green, red = cv2.split(pixels)
    return blue.astype(np.uint8, copy=False) if np.array_equal(blue, green) and np.array_equal(blue, red) else pixels


def _mostly(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A mask that was turned or laid flat: what lies between 0 and 255 along its rim is one or the other."""
    import cv2

    return cv2.threshold(mask, 127, 255, cv2.THRESH_BINARY)[1].astype("uint8", copy=False)


def _flattened(evened: NDArray[np.uint8], dpi: float) -> tuple[NDArray[np.uint8], Mesh | None, Contrast]:
    """The picture with its rules level, where its pixels were, and its strokes.

    Rules far from level are seen better each time.
    """
    whole, flat, strokes = None, evened, contrast_of(evened, dpi=dpi)
    for _ in range(MOST_PASSES):
        mesh = mesh_of(flat, dpi=dpi, strokes=strokes)
        if mesh is None:
            break
        whole = mesh if whole is None else joined(whole, mesh)
        flat = lay_flat(evened, whole)
        strokes = contrast_of(flat, dpi=dpi)
    return flat, whole, strokes
