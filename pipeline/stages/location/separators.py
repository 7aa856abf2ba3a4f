"""The separator of thousands in a count that was seen in a picture: of a comma black and white may leave a point."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from pipeline.types.grid import Cell, Glimpse

THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
SEEN, READERS = 0.1, 2  # how surely readers see the commas, and how many of them do


def with_separators(cell: Cell) -> Cell:
    """The cell of a count, points between its thousands read as the commas that two readers or more see there.

    A dot that no reader takes for a comma may be all that is left of a digit, and stays a point.
    """
    commas = {text: text.replace(".", ",") for text in {one.text for one in cell.glimpses} if _has_point(text)}
    seen = {text: comma for text, comma in commas.items() if _readers_of(comma, cell.glimpses) >= READERS}
    if not seen:
        return cell
    told: dict[tuple[str, str], Glimpse] = {}
    for one in cell.glimpses:
        text = seen.get(one.text, one.text)
        other = told.get((one.reader, text))
        share = math.exp(one.log_probability) + (math.exp(other.log_probability) if other is not None else 0.0)
        first = other if other is not None else one
        told[one.reader, text] = replace(first, text=text, log_probability=math.log(min(1.0, max(share, 1e-12))))
    return replace(cell, text=seen.get(cell.text, cell.text), glimpses=tuple(told.values()))


def _has_point(text: str) -> bool:
    return "." in text and THOUSANDS.fullmatch(text) is not None


def _readers_of(text: str, glimpses: tuple[Glimpse, ...]) -> int:
    return len({one.reader for one in glimpses if one.text == text and math.exp(one.log_probability) >= SEEN})
