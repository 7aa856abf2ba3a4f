"""What a report says of itself: whose it is, of which year, when it was published."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Stated


@dataclass(frozen=True, slots=True)
class Description:
    """Agency (simplified characters), region as printed, reported year, publication date (ISO 8601)."""

    agency: Stated[str]
    region: Stated[str]
    year: Stated[int]
    published_on: Stated[str]
