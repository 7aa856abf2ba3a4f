"""Pages of a PDF as pictures, within a budget of pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.errors import DocumentError
from pipeline.types.raster import Raster
from pipeline.types.source import SourceFile

POINTS = 72.0
DPI = 200.0
MOST_PIXELS = 40_000_000  # of one page; larger ones are rendered smaller
LEAST_DPI = 72.0


def page_sizes(source: SourceFile) -> list[tuple[float, float]]:
    """Width and height of each page in points, as displayed.

    Raises:
        DocumentError: the file cannot be rendered.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(source.location) as document:
            return [document.get_page_size(number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise DocumentError("damaged", f"the pages cannot be drawn ({error}); download the file again") from error


def render(source: SourceFile, pages: Sequence[int]) -> Iterator[tuple[int, Raster]]:
    """The pages (from 1) as colour pictures at 200 dpi, less where a page is larger than the budget.

    Raises:
        DocumentError: the file cannot be rendered, or a page is too large even at the lowest resolution.
    """
    import numpy as np
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(source.location) as document:
            for number in pages:
                page = document[number - 1]
                width, height = page.get_size()
                dpi = min(DPI, (MOST_PIXELS * POINTS * POINTS / max(width * height, 1.0)) ** 0.5)
                if dpi < LEAST_DPI:
                    raise DocumentError("too_large", "a page has more pixels than can be read", page=number)
                picture = page.render(scale=dpi / POINTS, rev_byteorder=False).to_numpy()
                scale = POINTS / dpi
                to_page = (scale, 0.0, 0.0, 0.0, scale, 0.0, 0.0, 0.0, 1.0)
                yield number, Raster(np.ascontiguousarray(picture[..., :3]), dpi, to_page)
    except pypdfium2.PdfiumError as error:
        raise DocumentError("damaged", f"the pages cannot be drawn ({error}); download the file again") from error
