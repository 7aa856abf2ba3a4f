"""The part of a page that a block takes."""

from __future__ import annotations

from pipeline.schema import Box, PagePlace
from pipeline.types.grid import Grid
from pipeline.types.page import Block

ROUND = 3.0  # points round a table, so that its outer rules are seen


def bounds(block: Block) -> Box | None:
    """The box round the block with room for its outer rules; None where it has no place on a page."""
    places = [cell.place for cell in block.cells] if isinstance(block, Grid) else [block.place]
    boxes = [place.box for place in places if isinstance(place, PagePlace)]
    if not boxes:
        return None
    x0, top = min(box.x0 for box in boxes), min(box.top for box in boxes)
    x1, bottom = max(box.x1 for box in boxes), max(box.bottom for box in boxes)
    return Box(round(x0 - ROUND, 2), round(top - ROUND, 2), round(x1 + ROUND, 2), round(bottom + ROUND, 2))
