"""What is asked of boxes on a page."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.schema import Box


def around(boxes: Sequence[Box]) -> Box:
    """The box round boxes."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
