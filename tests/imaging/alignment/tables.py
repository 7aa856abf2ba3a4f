"""Pieces of print as a table without rules puts them on a page, by hand."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.imaging.alignment.pieces import Piece
from pipeline.types.raster import PixelBox

EM = 20


def word(x: int, y: int, size: int, *, figure: bool = False) -> Piece:
    """A word of `size` characters that starts at x, its middle at y; a figure is narrower and lower."""
    width = size * EM // 2 if figure else size * EM
    half = 7 if figure else EM // 2
    return Piece(PixelBox(x, y - half, x + width, y + half), figure)


def figures(y: int, columns: Sequence[int], *, size: int = 1) -> list[Piece]:
    """A row of figures centred on the columns."""
    return [word(x - size * EM // 4, y, size, figure=True) for x in columns]
