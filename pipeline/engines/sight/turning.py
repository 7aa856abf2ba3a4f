"""Which way is up: the word of a model where it is sure, and a second witness where it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.engines.protocols import OrientationFinder, PageReader
from pipeline.imaging.quarterturns import main_print, turn_back
from pipeline.types.raster import Raster

SURELY_UPRIGHT, SURELY_TURNED = 0.9, 0.915  # it says .93 at most; a fax of one small table was turned at .910
MAYBE_TURNED = 0.5  # below, a picture stays as it is
FEWEST_LABELS, MORE_LABELS = 2, 2.0  # labels of forms on one side, and how many times those on any other
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

        The model is asked of the whole picture and, where it is not sure of that, of its largest block of print: of a
        page with a few lines it sees little but paper, and may be as sure that it stands on its head. The side on which
        labels of the forms are read decides; where none has them, the one that is read clearly better, and the picture
        stays as it is where none is.
        """
        degrees, probability = self.orientation.orientation(raster)
        if not degrees and probability >= SURELY_UPRIGHT:
            return raster
        if degrees and probability >= SURELY_TURNED and self._seen(raster)[0] < FEWEST_LABELS:
            return turn_back(raster, degrees)
        looks = (degrees, probability), self.orientation.orientation(main_print(raster))
        maybe = dict.fromkeys(angle for angle, sure in looks if angle and sure >= MAYBE_TURNED)
        sides = [raster, *(turn_back(raster, angle) for angle in maybe)]
        if len(sides) == 1:
            return raster
        seen = [self._seen(side) for side in sides]
        most, *others = sorted((labels for labels, _ in seen), reverse=True)
        if most >= FEWEST_LABELS and most >= MORE_LABELS * others[0]:
            return next(side for side, (labels, _) in zip(sides, seen, strict=True) if labels == most)
        best = max(range(1, len(sides)), key=lambda at: seen[at][1])
        return sides[best] if seen[best][1] > CLEARER * seen[0][1] else raster

    def _seen(self, raster: Raster) -> tuple[int, float]:
        """How many labels are read, and how much print, each character weighed by how surely its line is read."""
        lines = self.pages.lines(raster)
        labels = {line.text for line in lines if self.knows(line.text)}
        return len(labels), sum(line.score**SURELY * len(line.text) for line in lines)
