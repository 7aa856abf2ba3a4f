"""How much of one PDF is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond these a document is too_large: hostile files ask for more than any report."""

    pages: int = 1_000
    glyphs: int = 1_000_000
    operators: int = 3_000_000
    bytes: int = 500_000_000
    unpacked: int = 200_000_000  # bytes of one content stream
