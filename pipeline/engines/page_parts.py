"""Small parts of the pages of a PDF as grey pictures, upright and trimmed to their print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.engines.rendering import POINTS
from pipeline.errors import DocumentError
from pipeline.imaging.prints import trim
from pipeline.types.page import Print
from pipeline.types.source import SourceFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROUND = 1.0  # points beyond the type's box: type may stand out of the box that its font gives
LARGEST = 1_500.0  # points; what is longer is no row of a page
MOST_PIXELS = 8_000_000


def draw_prints(source: SourceFile, prints: Sequence[Print], dpi: float) -> list[NDArray[np.uint8] | None]:
    """What the page shows where each print stands; None where it shows nothing, an empty picture off the page.

    Raises:
        DocumentError: the file cannot be rendered.
    """
    import numpy as np
    import pypdfium2

    found: list[NDArray[np.uint8] | None] = [None] * len(prints)
    order = sorted(range(len(prints)), key=lambda number: prints[number].place.page)
    try:
        with pypdfium2.PdfDocument(source.location) as document:
            page, at = None, 0
            for number in order:
                one = prints[number]
                if page is None or one.place.page != at:
                    at = one.place.page
                    page = document[at - 1]
                edges = _edges(one, *page.get_size(), dpi=dpi)
                if edges is None:
                    found[number] = np.zeros((0, 0), np.uint8)
                    continue
                picture = page.render(scale=dpi / POINTS, crop=edges, grayscale=True).to_numpy()
                found[number] = trim(np.rot90(picture.reshape(picture.shape[:2]), one.turn))
    except pypdfium2.PdfiumError as error:
        raise DocumentError("damaged", f"the pages cannot be drawn ({error}); download the file again") from error
    return found


def _edges(one: Print, width: float, height: float, *, dpi: float) -> tuple[float, float, float, float] | None:
    """How much of the page is left out on its left, bottom, right and top; None where nothing is left."""
    box = one.place.box
    x0, top = max(0.0, box.x0 - ROUND), max(0.0, box.top - ROUND)
    x1, bottom = min(width, box.x1 + ROUND), min(height, box.bottom + ROUND)
    if x1 - x0 < 1 or bottom - top < 1 or max(x1 - x0, bottom - top) > LARGEST:
        return None
    if (x1 - x0) * (bottom - top) * (dpi / POINTS) ** 2 > MOST_PIXELS:
        return None
    return x0, height - bottom, width - x1, top
