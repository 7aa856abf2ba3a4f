"""What the run asks of an engine. Each protocol has one or two methods; `names.py` lists what implements them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pipeline.types.grid import Grid
from pipeline.types.page import Transcript
from pipeline.types.phrase import Phrase, Vocabulary
from pipeline.types.source import SourceFile


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
