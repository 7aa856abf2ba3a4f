"""What the text layer does not give is read from pixels: pages without text, pictures of tables, fonts not believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.schema import Box, PagePlace, Remark
from pipeline.types.grid import Grid
from pipeline.types.page import Block, Line, Page, Picture, Transcript
from pipeline.types.raster import Raster

Draw = Callable[[Sequence[int]], Iterator[tuple[int, Raster]]]
Look = Callable[[Raster, int], list[Block]]
OWN_WORDS = {"unread", "unread_region"}  # remarks of the reader that are no longer true


def see(transcript: Transcript, draw: Draw, look: Look) -> Transcript:
    """The transcript with its unread parts read from the drawn pages.

    `draw` gives pages as pictures, `look` reads the picture of a page. What the text layer says and can be believed
    stays; outside the unread parts nothing is read from pixels.
    """
    blind = {page.number: page for page in transcript.pages if page.unread or not page.blocks}
    if not blind:
        return transcript
    seen = {number: _merge(blind[number], raster, look) for number, raster in draw(sorted(blind))}
    remarks = tuple(remark for remark in transcript.remarks if remark.code not in OWN_WORDS)
    said = tuple(
        Remark(code="read_from_pixels", message="read by OCR: " + _why(page), page=page.number)
        for page in blind.values()
    )
    pages = tuple(seen.get(page.number, page) for page in transcript.pages)
    return replace(transcript, pages=pages, remarks=(*remarks, *said))


def _why(page: Page) -> str:
    return ", ".join(sorted({region.why for region in page.unread})) or "the page has no text"


def _merge(page: Page, raster: Raster, look: Look) -> Page:
    kept = [block for block in page.blocks if _is_believed(block)]
    if not kept:
        return replace(page, blocks=tuple(look(raster, page.number)), unread=())
    boxes = [region.box for region in page.unread]
    seen = look(_only(raster, boxes), page.number)
    return replace(page, blocks=tuple(sorted([*kept, *seen], key=_top)), unread=())


def _is_believed(block: Block) -> bool:
    if isinstance(block, Picture):
        return False
    return block.trusted if isinstance(block, Line) else all(cell.trusted for cell in block.cells)


def _only(raster: Raster, boxes: Sequence[Box]) -> Raster:
    """The picture with all but the boxes painted white."""
    scale = raster.dpi / 72.0
    painted = raster.pixels.copy()
    painted[:] = 255
    for box in boxes:
        rows = slice(max(0, round(box.top * scale)), round(box.bottom * scale))
        columns = slice(max(0, round(box.x0 * scale)), round(box.x1 * scale))
        painted[rows, columns] = raster.pixels[rows, columns]
    return replace(raster, pixels=painted)


def _top(block: Block) -> float:
    place = block.cells[0].place if isinstance(block, Grid) else block.place
    return place.box.top if isinstance(place, PagePlace) else 0.0
