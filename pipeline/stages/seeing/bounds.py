"""The part of a page that a block takes."""

from __future__ import annotations

from pipeline.schema import Box, PagePlace
from pipeline.types.boxes import around
from pipeline.types.grid import Grid
from pipeline.types.page import Block

ROUND = 3.0  # points round a table, so that its outer rules are seen


def bounds(block: Block) -> Box | None:
    """The box round the block with room for its outer rules; None where it has no place on a page."""
    places = [cell.place for cell in block.cells] if isinstance(block, Grid) else [block.place]
    boxes = [place.box for place in places if isinstance(place, PagePlace)]
    if not boxes:
        return None
    box = around(boxes)
    return Box(*(round(side, 2) for side in (box.x0 - ROUND, box.top - ROUND, box.x1 + ROUND, box.bottom + ROUND)))
