"""From a picture as it came to one that can be read: each step says what it did and keeps the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.imaging.ink import even_light, ink_mask, without_red
from pipeline.imaging.skew import WORTH_TURNING, skew_of, turn
from pipeline.types.raster import Matrix, Raster

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """A level grey picture with white paper, its ink, and where a seal was."""

    raster: Raster
    ink: NDArray[np.uint8]
    seal: NDArray[np.uint8]


def clean(raster: Raster) -> Cleaned:
    """Even the light, take out red ink, level the print."""
    import numpy as np

    steps = list(raster.steps)
    lit, seal = without_red(raster.pixels)
    if seal.any():
        steps.append(f"red ink on {100 * float((seal > 0).mean()):.1f} % of the page taken out")
    evened = even_light(lit)
    ink = ink_mask(evened)
    matrix = np.array(raster.to_page, np.float64).reshape(3, 3)
    angle = skew_of(ink)
    if abs(angle) >= WORTH_TURNING:
        evened, back = turn(evened, angle)
        seal, _ = turn(seal, angle)
        ink = ink_mask(evened)
        matrix = matrix @ back
        steps.append(f"turned by {angle:.2f} degrees")
    values: Matrix = tuple(float(value) for value in matrix.ravel())  # type: ignore[assignment]
    return Cleaned(Raster(evened, raster.dpi, values, tuple(steps)), ink, seal)
