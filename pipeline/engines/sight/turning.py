"""Which way is up: the word of a model where it is sure, and a second witness where it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.engines.protocols import OrientationFinder, PageReader
from pipeline.imaging.quarterturns import turn_back, without_margins
from pipeline.types.raster import Raster

SURELY_TURNED = 0.9  # upright landscape pages are taken for turned ones up to 0.81
MAYBE_TURNED = 0.5  # below, a picture stays as it is
FEWEST_LABELS, MORE_LABELS = 2, 2.0  # labels of forms on one side, and how many times those on the other
CLEARER = 1.2  # times as much print that must be read in a turned picture
SURELY = 4  # lines that are hardly read count for nothing


@dataclass(frozen=True, slots=True)
class Turner:
    """Turns pictures upright: `orientation` says how, `pages` reads both ways, `knows` tells labels of forms."""

    orientation: OrientationFinder
    pages: PageReader
    knows: Callable[[str], bool]

    def upright(self, raster: Raster) -> Raster:
        """The picture turned back where it is surely turned; where that is not sure, as its print speaks for it.

        The side on which labels of the forms are read decides; where neither has them, the one that is read clearly
        better, and the picture stays as it is where neither is.
        """
        degrees, probability = self.orientation.orientation(raster)
        surely = probability >= SURELY_TURNED
        if probability < MAYBE_TURNED:  # of a page with a few lines the model sees little but paper
            degrees, probability = self.orientation.orientation(without_margins(raster))
        if degrees == 0 or probability < MAYBE_TURNED:
            return raster
        turned = turn_back(raster, degrees)
        if surely:
            return turned
        own, other = self._seen(raster), self._seen(turned)
        most, least = max(own[0], other[0]), min(own[0], other[0])
        if most >= FEWEST_LABELS and most >= MORE_LABELS * least:
            return turned if other[0] == most else raster
        return turned if other[1] > CLEARER * own[1] else raster

    def _seen(self, raster: Raster) -> tuple[int, float]:
        """How many labels are read, and how much print, each character weighed by how surely its line is read."""
        lines = self.pages.lines(raster)
        labels = {line.text for line in lines if self.knows(line.text)}
        return len(labels), sum(line.score**SURELY * len(line.text) for line in lines)
