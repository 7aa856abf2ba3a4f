"""Pages as pictures, within a budget of pixels: those of a PDF drawn, those of picture files decoded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.engines.picture_files import Frame, list_frames, load_frame
from pipeline.errors import DocumentError
from pipeline.imaging.ink import grey
from pipeline.imaging.resolution import em_height
from pipeline.types.raster import Raster
from pipeline.types.source import SourceFile

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS = 72.0
DPI = 200.0
MOST_PIXELS = 40_000_000  # of one page; larger ones are rendered smaller
MOST_SIDE = 40_000  # pixels
TINY, PRINTED = 6.0, 12.0  # points of type that nobody prints a table in, and that it is taken for
FINEST, CLEARLY_FINER = 600.0, 1.3  # dpi at most, and times as fine as drawn, at which tiny type is drawn again
TABLE = (0.05, 0.6)  # of the area of a page; smaller is decoration, larger a scan, whose grain looks like tiny type
LEAST_PIXELS = 24  # of a side; a smaller page holds no print
MOST_DECODED = 150_000_000  # pixels of all pictures of a page, which are decoded whole before they are drawn
PAPER = (400.0, 900.0)  # points of the shorter side of what may be a sheet of paper, from A5 to A3
PAPER_WIDTH = 595.0  # of A4, in points: what a page of an odd size is taken for
MOST_FRAMES = 1_000_000  # the reader has counted them
Seen = Raster | DocumentError  # a page drawn, or why it cannot be


@dataclass(frozen=True, slots=True)
class _Placed:
    """A picture on a page of a PDF: its pixels across and down, the room it takes in points, if it has no greys."""

    pixels: tuple[int, int]
    width: float
    height: float
    bilevel: bool


def page_sizes(source: SourceFile) -> list[tuple[float, float]]:
    """Width and height of each page of a PDF in points, as displayed.

    Raises:
        DocumentError: the file cannot be rendered.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(source.location) as document:
            return [document.get_page_size(number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise DocumentError("damaged", f"the pages cannot be drawn ({error}); download the file again") from error


def draw(source: SourceFile, pages: Sequence[int]) -> Iterator[tuple[int, Seen]]:
    """The pages (from 1) as pictures; an error for each that cannot be drawn.

    Pages of a PDF are drawn in colour at 200 dpi, less where a page is larger than the budget; a page of no size of
    paper as if it were as wide as A4; one with a finer picture whose type is tiny as fine as that. Pages of pictures
    come with the pixels that they have.

    Raises:
        DocumentError: nothing of the file can be drawn.
    """
    return _decoded(source, pages) if source.kind == "image" else _rendered(source, pages)


def picture(content: bytes) -> Raster:
    """The picture of that content, its points a pixel each.

    Raises:
        DocumentError: damaged, truncated or too_large.
    """
    frame = list_frames([content], most=MOST_FRAMES)[0]
    if isinstance(frame, DocumentError):
        raise frame
    return _raster(frame)


def _decoded(source: SourceFile, pages: Sequence[int]) -> Iterator[tuple[int, Seen]]:
    frames = list_frames(source.files, most=MOST_FRAMES)
    for number in pages:
        frame = frames[number - 1]
        if isinstance(frame, DocumentError):
            yield number, frame
            continue
        try:
            raster = _raster(frame)
        except DocumentError as error:
            yield number, DocumentError(error.reason, error.message, page=number, kind="image")
            continue
        yield number, raster


def _raster(frame: Frame) -> Raster:
    """The page of a picture, its pixels made square where it has more of them across than down."""
    image = load_frame(frame)
    across, down = frame.dpi
    bilevel = min(across, down) if _is_bilevel(image) else None
    if abs(across / down - 1) > 0.02:
        image = _squared(image, across / down)
    width, height = frame.size
    to_page = (width / image.width, 0.0, 0.0, 0.0, height / image.height, 0.0, 0.0, 0.0, 1.0)
    return Raster(_pixels(image), POINTS * image.width / max(width, 1e-6), to_page, bilevel=bilevel)


def _is_bilevel(image: Image) -> bool:
    return image.mode == "L" and sum(image.histogram()[1:255]) == 0


def _squared(image: Image, stretch: float) -> Image:
    from PIL.Image import Resampling

    width, height = image.size
    size = (width, round(height * stretch)) if stretch > 1 else (round(width / stretch), height)
    return image.resize((max(1, size[0]), max(1, size[1])), Resampling.BICUBIC)


def _pixels(image: Image) -> Any:
    import numpy as np

    values = np.asarray(image)
    return np.ascontiguousarray(values if values.ndim == 2 else values[..., ::-1])


def _rendered(source: SourceFile, pages: Sequence[int]) -> Iterator[tuple[int, Seen]]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(source.location) as document:
            for number in pages:
                yield number, _render(document, number)
    except pypdfium2.PdfiumError as error:
        raise DocumentError("damaged", f"the pages cannot be drawn ({error}); download the file again") from error


def _render(document: Any, number: int) -> Seen:
    import pypdfium2

    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = _scale(width, height)
        pictures = _pictures(page)
        if sum(picture.pixels[0] * picture.pixels[1] for picture in pictures) > MOST_DECODED:
            return DocumentError("too_large", "a picture of the page has more pixels than can be read", page=number)
        if min(width, height) * scale < LEAST_PIXELS:
            return DocumentError("too_large", "the page is longer than can be read", page=number)
        drawn, printed = _drawn(page, scale), 1.0
        finer = min(_finest(pictures, width * height), FINEST / POINTS, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        if _is_paper(width, height) and finer > CLEARLY_FINER * scale and _has_tiny_type(drawn, scale):
            scale, drawn = finer, _drawn(page, finer)
            printed = _type_size(drawn, scale) / PRINTED
    except pypdfium2.PdfiumError as error:
        return DocumentError("damaged", f"the page cannot be drawn ({error}); download the file again", page=number)
    to_page = (1 / scale, 0.0, 0.0, 0.0, 1 / scale, 0.0, 0.0, 0.0, 1.0)
    dpi = scale * POINTS * printed if _is_paper(width, height) else DPI
    dots = _dots(pictures)
    return Raster(drawn, dpi, to_page, bilevel=None if dots is None else dots * printed)


def _dots(pictures: Sequence[_Placed]) -> float | None:
    """Dots an inch of pictures in black and white alone, of the coarsest in its coarser direction; None of others."""
    if not pictures or not all(picture.bilevel for picture in pictures):
        return None
    return min(
        POINTS * pixels / max(points, 1e-6)
        for picture in pictures
        for pixels, points in zip(picture.pixels, (picture.width, picture.height), strict=True)
    )


def _drawn(page: Any, scale: float) -> Any:
    import numpy as np

    return np.ascontiguousarray(page.render(scale=scale, rev_byteorder=False).to_numpy()[..., :3])


def _has_tiny_type(drawn: Any, scale: float) -> bool:
    """Whether the type of a page is smaller than anybody prints it: a picture of a table was made to fit."""
    return _type_size(drawn, scale) < TINY


def _type_size(drawn: Any, scale: float) -> float:
    """The usual size of the type of a page in points, as tables are printed where there is too little to say."""
    em = em_height(grey(drawn))
    return PRINTED if em is None else em / scale


def _finest(pictures: Sequence[_Placed], area: float) -> float:
    """Pixels a point of the finest picture that may be a table's on a page of this area; 0 where none is."""
    tables = [one for one in pictures if TABLE[0] <= one.width * one.height / max(area, 1.0) <= TABLE[1]]
    return max((one.pixels[0] / one.width for one in tables), default=0.0)


def _scale(width: float, height: float) -> float:
    """Pixels a point."""
    wanted = DPI / POINTS if _is_paper(width, height) else DPI / POINTS * PAPER_WIDTH / max(width, 1.0)
    return float(min(wanted, MOST_SIDE / max(width, height, 1.0), (MOST_PIXELS / max(width * height, 1.0)) ** 0.5))


def _is_paper(width: float, height: float) -> bool:
    return PAPER[0] <= min(width, height) <= PAPER[1]


def _pictures(page: Any) -> list[_Placed]:
    import pypdfium2.raw as pdfium

    placed = []
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        x0, bottom, x1, top = image.get_bounds()
        bilevel = image.get_metadata().bits_per_pixel == 1
        placed.append(_Placed(image.get_px_size(), x1 - x0, top - bottom, bilevel))
    return placed
