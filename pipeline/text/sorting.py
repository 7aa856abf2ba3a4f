"""Names in the order in which people count."""

from __future__ import annotations

import re
import unicodedata

NUMBER = re.compile(r"(\d+)")


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key to sort names by, with page2 before page10; equal keys only for equal names."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    parts = tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in NUMBER.split(plain) if part)
    return (*parts, (2, 0, name))
