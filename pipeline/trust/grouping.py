"""Which group of figures one is calibrated with: what it was read from, and whether a sum speaks for it."""

from __future__ import annotations

from pipeline.schema import Origin
from pipeline.types.grid import PIXELS

ABSENT, ABSENT_SEEN = "absent/text", "absent/pixels"  # a table that is not there, or that pixels did not give
SUMS, ALONE = "sums", "alone"


def group_of(origin: Origin | None, *, engine: str = "", in_sums: bool = False) -> str | None:
    """The name of the group, such as `text/sums` or `pixels/alone`; None for what is not calibrated.

    `engine` is what found the grid that the figure stands in (a picture without rules is another matter than one
    with), `in_sums` says that the figure is a term of a sum which the form states.
    """
    if origin is None or origin == "person":
        return None
    if origin in ("prose", "repair"):
        return origin
    source = "text" if origin == "text" else (engine or PIXELS)
    return f"{source}/{SUMS if in_sums else ALONE}"
