"""What the text layer does not give is read from pixels: pages without text, pictures of tables, fonts not believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.errors import DocumentError
from pipeline.imaging.regions import apart, keep_only
from pipeline.schema import Box, PagePlace, Remark
from pipeline.stages.seeing.bounds import bounds
from pipeline.stages.seeing.looking import Look, look_closely
from pipeline.types.grid import Grid
from pipeline.types.page import Block, Line, Page, Picture, Region, Transcript
from pipeline.types.raster import Raster

Seen = Raster | DocumentError
Draw = Callable[[Sequence[int]], Iterator[tuple[int, Seen]]]
OWN_WORDS = {"unread", "unread_region"}  # remarks of the reader that are no longer true
SEVERAL, MOST = 2, 12  # pictures on a page of nothing else that are no part of one scan; and more are strips of one
PICTURE = "picture"  # why a region is not read that is a picture on its page
NOTHING = "nothing that can be read was found on it; if it is a report, scan it again, larger or sharper"


def see(transcript: Transcript, draw: Draw, look: Look) -> Transcript:
    """The transcript with its unread parts read from the drawn pages.

    `draw` gives pages as pictures, `look` reads the picture of a page. What the text layer says and can be believed
    stays; outside the unread parts nothing is read from pixels. A page that cannot be drawn stays unread, and a
    remark says why.

    Raises:
        DocumentError: no page can be drawn, or there is nothing on any.
    """
    blind = {page.number: page for page in transcript.pages if page.unread or not page.blocks}
    if not blind:
        return transcript
    seen: dict[int, Page] = {}
    steps: dict[int, tuple[str, ...]] = {}
    lost: dict[int, DocumentError] = {}
    for number, drawn in draw(sorted(blind)):
        if isinstance(drawn, DocumentError):
            lost[number] = drawn
            seen[number] = _still_unread(blind[number], drawn)
        else:
            seen[number], steps[number] = _merge(blind[number], drawn, look)
    pages = tuple(seen.get(page.number, page) for page in transcript.pages)
    _refuse_empty(pages, lost)
    return replace(transcript, pages=pages, remarks=(*_kept(transcript), *_said(blind, lost, steps)))


def _refuse_empty(pages: Sequence[Page], lost: dict[int, DocumentError]) -> None:
    if any(page.blocks for page in pages):
        return
    if lost:
        raise lost[min(lost)]
    raise DocumentError("no_text", NOTHING)


def _kept(transcript: Transcript) -> list[Remark]:
    return [remark for remark in transcript.remarks if remark.code not in OWN_WORDS]


def _said(blind: dict[int, Page], lost: dict[int, DocumentError], steps: dict[int, tuple[str, ...]]) -> list[Remark]:
    read = [
        Remark(code="read_from_pixels", message="; ".join([f"read by OCR: {_why(page)}", *steps[number]]), page=number)
        for number, page in blind.items()
        if number not in lost
    ]
    return [*read, *(Remark(code="damaged_page", message=lost[number].message, page=number) for number in sorted(lost))]


def _why(page: Page) -> str:
    return ", ".join(sorted({region.why for region in page.unread})) or "the page has no text"


def _still_unread(page: Page, error: DocumentError) -> Page:
    whole = Region(page.number, Box(0, 0, page.width, page.height), error.reason)
    return replace(page, unread=page.unread or (whole,))


def _merge(page: Page, raster: Raster, look: Look) -> tuple[Page, tuple[str, ...]]:
    kept = [block for block in page.blocks if _is_believed(block)]
    pictures = _pictures(page)
    if not kept and len(pictures) < SEVERAL:
        sight = look_closely(raster, page.number, look)
        return replace(page, blocks=sight.blocks, unread=()), sight.steps
    # a table with a cell that is not believed is read anew as a whole: a part of it would be no table
    lost = [bounds(block) for block in page.blocks if isinstance(block, Grid) and not _is_believed(block)]
    boxes = [*(region.box for region in page.unread), *(box for box in lost if box is not None)]
    sight = look_closely(keep_only(raster, boxes), page.number, look, pictures)
    return replace(page, blocks=tuple(sorted([*kept, *sight.blocks], key=_top)), unread=()), sight.steps


def _pictures(page: Page) -> list[Box]:
    """The pictures that stand apart on the page, where nothing else of it is to be read."""
    if any(isinstance(block, Grid) and not _is_believed(block) for block in page.blocks):
        return []
    pictures = apart([region.box for region in page.unread if region.why == PICTURE])
    return pictures if all(one.why == PICTURE for one in page.unread) and len(pictures) <= MOST else []


def _is_believed(block: Block) -> bool:
    if isinstance(block, Picture):
        return False
    return block.trusted if isinstance(block, Line) else all(cell.trusted for cell in block.cells)


def _top(block: Block) -> float:
    place = block.cells[0].place if isinstance(block, Grid) else block.place
    return place.box.top if isinstance(place, PagePlace) else 0.0
