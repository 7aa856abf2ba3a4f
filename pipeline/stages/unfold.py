"""Pictures in a document without pages (docx, html): each that can hold print is read and becomes a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.errors import DocumentError
from pipeline.imaging.flatness import may_be_row
from pipeline.schema import Remark
from pipeline.stages.seeing.looking import Look, look_closely
from pipeline.types.grid import Grid
from pipeline.types.page import Block, Page, Picture, Transcript
from pipeline.types.raster import Raster

LEAST_WIDTH, LEAST_HEIGHT, LEAST_AREA = 200, 60, 30_000  # pixels; smaller pictures are logos and decoration
NOTHING = "the document holds nothing but pictures in which nothing can be read; give the report itself"
LONGEST = 12.0  # width over height; what is longer is a banner, or a row or two of a table


def unfold(transcript: Transcript, decode: Callable[[bytes], Raster], look: Look) -> Transcript:
    """The transcript with its pictures read: what stands before, in and after one are pages after one another.

    `decode` gives the picture of encoded bytes. A picture that lies elsewhere or cannot be decoded stays where it is,
    unread; logos, banners without a table, and pictures in which nothing is found, are gone. Places in pictures are
    boxes on their pages: `settle` gives them their places in the document.

    Raises:
        DocumentError: the document is nothing but pictures, and there is nothing on them.
    """
    pages: list[list[Block]] = [[]]
    sizes: list[tuple[float, float]] = [(0.0, 0.0)]
    remarks: list[Remark] = []
    for page in transcript.pages:
        for block in page.blocks:
            seen: tuple[tuple[float, float], list[Block]] | None = None
            if isinstance(block, Picture) and block.content is not None:
                try:
                    seen = _seen(block, len(pages) + 1, decode, look)
                except DocumentError as error:
                    remarks.append(Remark(code="unread", message=f"a picture is not read: {error.message}"))
            if seen is None:
                pages[-1].append(block)
            elif seen[1]:
                pages += [seen[1], []]
                sizes += [seen[0], (0.0, 0.0)]
    if not any(pages):
        raise DocumentError("no_text", NOTHING)
    if len(pages) == 1:
        blocks = tuple(pages[0])
        first = replace(transcript.pages[0], blocks=blocks)
        return replace(transcript, pages=(first,), remarks=(*transcript.remarks, *remarks))
    read = Remark(code="read_from_pixels", message=f"pictures read by OCR: {len(pages) // 2}")
    unfolded = tuple(
        Page(number, *size, tuple(blocks))
        for number, (size, blocks) in enumerate(zip(sizes, pages, strict=True), 1)
        if blocks
    )
    return replace(transcript, pages=unfolded, remarks=(*transcript.remarks, *remarks, read))


def _seen(
    picture: Picture, number: int, decode: Callable[[bytes], Raster], look: Look
) -> tuple[tuple[float, float], list[Block]]:
    """The size of the picture in points, and what is on it; nothing where it is a decoration.

    Raises:
        DocumentError: it cannot be decoded.
    """
    if _is_ornament(picture.width, picture.height):
        return (0.0, 0.0), []
    assert picture.content is not None
    raster = decode(picture.content)
    height, width = raster.pixels.shape[:2]
    if _is_ornament(width, height):
        return (0.0, 0.0), []
    size = (width * raster.to_page[0], height * raster.to_page[4])
    blocks = list(look_closely(raster, number, look).blocks)
    if _is_small(width, height) and not any(isinstance(block, Grid) for block in blocks):
        return (0.0, 0.0), []
    return size, blocks


def _is_ornament(width: int, height: int) -> bool:
    """Whether nothing of a report fits on it."""
    if width <= 0 or height <= 0:  # nobody knows
        return False
    return _is_small(width, height) and not may_be_row(width, height)


def _is_small(width: int, height: int) -> bool:
    """Whether it is as small, or as long, as logos and banners: only a table on it is of the report."""
    small = width < LEAST_WIDTH or height < LEAST_HEIGHT or width * height < LEAST_AREA
    return small or width > LONGEST * height
