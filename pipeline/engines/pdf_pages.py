"""One page of ink as a page of lines, grids and pictures in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.engines.pdf_filling import Filled, fill_lattices, middle_height
from pipeline.engines.pdf_fonts import Verdict
from pipeline.engines.pdf_frame import Frame, main_frame, turn_boxes, turn_glyph
from pipeline.engines.pdf_grids import to_grid
from pipeline.engines.pdf_ink import OBLIQUE, Glyph, Image, Ink, Rule
from pipeline.engines.pdf_lattice import find_lattices
from pipeline.engines.pdf_order import Placed, reading_order
from pipeline.engines.pdf_plausible import carve, is_table
from pipeline.engines.pdf_rules import merge_rules
from pipeline.engines.pdf_sight import COARSEST, resolution, see
from pipeline.engines.pdf_text import Row, group_rows, split_row, to_print, write_row
from pipeline.schema import Box, PagePlace
from pipeline.types.boxes import around
from pipeline.types.page import Line, Page, Picture, Print, Region

SMALLEST_PICTURE = (0.12, 0.015)  # shares of the page's width and height; smaller is a logo
SMALLEST_TABLE = (0.3, 0.03)  # a smaller picture holds no statutory table
LONE_ROW = (0.5, 0.018)  # but a row of a table whose other rows are pictures of their own
LONG_TABLE = (0.15, 0.4)  # but a long table that was made to fit a page is narrow
MANY_BLOTS = 40  # small filled outlines that may be letters
APART = 3.0  # em between rows of two unread regions


def compose_page(ink: Ink, verdicts: Sequence[Verdict], number: int) -> Page:
    """The page `number` (from 1) that the ink shows; `verdicts` are those on the recorder's fonts."""
    seen = see(ink)
    frame = main_frame([glyph for glyph in seen if not glyph.hidden], ink)
    glyphs = [turn_glyph(glyph, frame) for glyph in seen]
    middles = [((glyph.x0 + glyph.x1) / 2, middle_height(glyph)) for glyph in glyphs if not glyph.hidden]
    lattices = find_lattices(*merge_rules(turn_boxes(ink.rules, frame)), middles)
    filled, outside = fill_lattices(glyphs, lattices)
    _doubt_pictures(filled, turn_boxes(ink.images, frame), turn_boxes(ink.blots, frame))
    placed: list[Placed] = []
    unread: list[Region] = []
    prints: list[Print] = []
    for item in filled:
        outside += carve(item)
        if not is_table(item):
            outside += [glyph for glyphs in item.glyphs.values() for glyph in glyphs]
            continue
        grid, regions, written = to_grid(item, verdicts, frame, number)
        placed.append(Placed(item.lattice.box, grid))
        unread += regions
        prints += written
    rows = _rows(outside, verdicts)
    placed += [Placed(row.box, _line(row, frame, number)) for row in rows]
    prints += [to_print(row, frame, number) for row in rows if row.trusted]
    unread += _unread_rows(rows, frame, number)
    for image in ink.images:
        picture, region = _picture(image, ink, number)
        placed += [Placed(frame.inward(image[0:4]), picture)] if picture else []
        unread += [region] if region else []
    unread += _outlined(ink, number)
    size = round(ink.width, 2), round(ink.height, 2)
    return Page(number, *size, tuple(reading_order(placed)), tuple(unread), tuple(prints))


def _rows(glyphs: Iterable[Glyph], verdicts: Sequence[Verdict]) -> list[Row]:
    """Rows of text outside tables, cut where gaps are wide; turned text after the upright."""
    by_turn: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.turn != OBLIQUE:
            by_turn.setdefault(glyph.turn, []).append(glyph)
    rows: list[Row] = []
    for turn, group in sorted(by_turn.items()):
        frame = Frame(0.0, 0.0, turn)
        for line in group_rows([turn_glyph(glyph, frame) for glyph in group]):
            written = (write_row(part, verdicts) for part in split_row(line))
            rows += [row.moved(frame.outward(row.box), turn) for row in written if row is not None]
    return rows


def _line(row: Row, frame: Frame, page: int) -> Line:
    place = PagePlace(page=page, box=frame.outward(row.box))
    return Line(row.text, place, row.size, row.bold, trusted=row.trusted)


def _unread_rows(rows: Iterable[Row], frame: Frame, page: int) -> list[Region]:
    """Regions of rows that cannot be believed, near ones as one."""
    regions: list[tuple[Box, str]] = []
    for row in rows:
        if row.why is None:
            continue
        if regions and row.box.top - regions[-1][0].bottom <= APART * row.size:
            box, why = regions[-1]
            regions[-1] = (around([box, row.box]), why)
        else:
            regions.append((row.box, f"font: {row.why}"))
    return [Region(page, frame.outward(box), why) for box, why in regions]


def _picture(image: Image, ink: Ink, page: int) -> tuple[Picture | None, Region | None]:
    """The picture if it is no mere logo, and the region that it keeps from being read if it may hold a table."""
    box = Box(max(image.x0, 0), max(image.top, 0), min(image.x1, ink.width), min(image.bottom, ink.height))
    width, height = (box.x1 - box.x0) / ink.width, (box.bottom - box.top) / ink.height
    if width < SMALLEST_PICTURE[0] or height < SMALLEST_PICTURE[1]:
        return None, None
    box = Box(*(round(value, 2) for value in box))
    picture = Picture(PagePlace(page=page, box=box), image.width, image.height)
    large = any(width >= least[0] and height >= least[1] for least in (SMALLEST_TABLE, LONE_ROW, LONG_TABLE))
    if not large or resolution(image) < COARSEST:
        return picture, None
    return picture, Region(page, box, "picture")


def _outlined(ink: Ink, page: int) -> list[Region]:
    """Where letters may be drawn as outlines."""
    if len(ink.blots) < MANY_BLOTS:
        return []
    box = Box(
        max(0.0, min(blot.x0 for blot in ink.blots)),
        max(0.0, min(blot.top for blot in ink.blots)),
        min(ink.width, max(blot.x1 for blot in ink.blots)),
        min(ink.height, max(blot.bottom for blot in ink.blots)),
    )
    large = box.x1 - box.x0 >= SMALLEST_TABLE[0] * ink.width and box.bottom - box.top >= SMALLEST_TABLE[1] * ink.height
    return [Region(page, Box(*(round(value, 2) for value in box)), "outlines")] if large else []


def _doubt_pictures(filled: Sequence[Filled], images: Sequence[Image], blots: Sequence[Rule]) -> None:
    """Mark cells that hold a picture, or outlines and no text: a figure may be drawn there."""
    drawn: list[Image | Rule] = [*images, *blots]
    for box in drawn:
        for item in filled:
            slot = item.lattice.at((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
            if slot is None:
                continue
            edge = item.lattice.slot_box(item.lattice.slots[slot])
            across = edge.x0 - 2 <= box.x0 and box.x1 <= edge.x1 + 2
            if (
                across
                and edge.top - 2 <= box.top
                and box.bottom <= edge.bottom + 2
                and (isinstance(box, Image) or slot not in item.glyphs)
            ):
                item.doubtful[slot] = "something is drawn in it"
