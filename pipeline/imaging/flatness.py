"""Flat pictures: banners, or a row or two of a table."""

from __future__ import annotations

BAR = (400, 24)  # pixels of width and height; less is no row of a table


def may_be_row(width: int, height: int) -> bool:
    """Whether a picture of that many pixels is large enough for a row of a table."""
    return width >= BAR[0] and height >= BAR[1]
