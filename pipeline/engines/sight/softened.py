"""A reader of cells that was made for grey print, reading black and white."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.imaging.softening import soften
from pipeline.types.grid import Glimpse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.engines.protocols import CellReader


class SoftenedCells:
    """Softens each crop, as `how` does it, and has `reader` read it."""

    def __init__(self, reader: CellReader, how: Callable[[NDArray[np.uint8]], NDArray[np.uint8]] = soften) -> None:
        self.name = reader.name
        self._reader = reader
        self._how = how

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        """What each crop says, best first."""
        return self._reader.read_figures([self._how(crop) for crop in crops])
