"""What the run asks of an engine. Each protocol has one or two methods; `names.py` lists what implements them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from pipeline.types.grid import Glimpse, Grid
from pipeline.types.page import Transcript
from pipeline.types.phrase import Phrase, Vocabulary
from pipeline.types.raster import Raster, SeenLine
from pipeline.types.source import SourceFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class DocumentReader(Protocol):
    """Reads one kind of file into pages with lines, grids and pictures in reading order."""

    def read(self, source: SourceFile) -> Transcript:
        """Transcribe the document.

        Raises:
            DocumentError: it cannot be read; the reason is of the closed list.
        """
        ...


class TableFinder(Protocol):
    """Finds tables on pages of a PDF that their reader could not find, or gives a second opinion."""

    def find(self, source: SourceFile, pages: Sequence[int]) -> dict[int, tuple[Grid, ...]]:
        """The grids of each of `pages` (from 1), top to bottom."""
        ...


class CellReader(Protocol):
    """Reads crops of cells: recognition alone, no detection. Answers do not depend on a crop's neighbours."""

    name: str

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        """What each crop says: its reading, then other texts, likeliest first; `text` is "" where nothing is seen.

        The probabilities of a crop's texts add up to 1 at most.
        """
        ...


class PageReader(Protocol):
    """Finds and reads the lines of print of a picture: detection and recognition."""

    name: str

    def lines(self, raster: Raster) -> list[SeenLine]:
        """The lines in reading order."""
        ...


class OrientationFinder(Protocol):
    """Says which way is up."""

    def orientation(self, raster: Raster) -> tuple[int, float]:
        """By how many degrees (0, 90, 180, 270) the picture was turned clockwise, and the probability of that."""
        ...


class TopicClassifier(Protocol):
    """Says what paragraphs are about."""

    def topics(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """For each text the section key that it is about, with a probability."""
        ...


class PhraseFinder(Protocol):
    """Finds the words of a vocabulary, and numbers, in running text."""

    def find(self, texts: Sequence[str], vocabulary: Vocabulary) -> list[tuple[Phrase, ...]]:
        """For each text its phrases, left to right, none over another: the longest words, then numbers."""
        ...
