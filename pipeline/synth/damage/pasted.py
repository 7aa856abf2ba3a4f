"""Text with its tables pasted as pictures: in PDFs, Word files and web pages."""

from __future__ import annotations

import base64
import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from pipeline.synth.damage.effects import askew, grain, print_and_scan
from pipeline.synth.damage.job import Finished, Job
from pipeline.synth.damage.packing import Coding, Packed, encode
from pipeline.synth.damage.page import Box, Page, Rng
from pipeline.synth.damage.printing import Paper, draft_on, pages_of, print_look
from pipeline.synth.damage.scanned import damage_sheets
from pipeline.synth.damage.scans import clean
from pipeline.synth.document import Block, Draft, Passage, Picture, PrintedTable
from pipeline.synth.draw import Drafted, draw_draft, stream
from pipeline.synth.render import render
from pipeline.synth.render.pdf import PdfLook
from pipeline.synth.render.web import draw_web
from pipeline.synth.sample import DrawnKind

TALL = 4000.0  # points: no table breaks
SLICE, LONG = 380.0, 16  # points of a piece, rows from which a table is cut
EDGE = 12.0
PAPER = 250  # what is lighter is not print


@dataclass(frozen=True, slots=True)
class Pasting:
    """How the tables of one document became pictures: all of them or only large ones, and what was done to them."""

    look: PdfLook
    dpi: float
    suffix: str
    scanned: bool
    only_large: bool
    margin: int  # pixels round the table; below 0 its outer rules are cut off
    width: float
    sliced: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a web page keeps its pictures: in their addresses (`folder` None) or beside it; other files need none."""

    folder: str | None
    web: bool
    beside: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, job: Job, name: str, kind: DrawnKind) -> Shelf:
        """The habit of one page."""
        folders = (None, f"{name}.files/", f"images/{name}/", f"{name}-")
        return cls(stream(job.own_seed, "web").choice(folders), kind == "html")

    def put(self, file: str, content: bytes) -> str:
        """The address of a picture."""
        if not self.web:
            return ""
        if self.folder is None:
            kind = "jpeg" if file.endswith("jpg") else "png"
            return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
        self.beside[self.folder + file] = content
        return self.folder + file


def mixed(job: Job) -> Finished:
    """A PDF with text whose tables are pictures."""
    drafted = draft_on(Paper(), job.own_seed, job.order)
    if not isinstance(drafted.look, PdfLook):
        raise TypeError("tables are pasted into PDF")
    look = replace(drafted.look, wide_tables=False, turned=0)
    pasted, _ = _paste(drafted, look, job, Shelf(None, web=False))
    file = render(pasted, look, stream(job.own_seed, "render"))
    return Finished(drafted, Packed("pdf", file.content, file.places))


def in_document(kind: DrawnKind, job: Job) -> Finished:
    """A Word file or a web page whose tables are pictures: inside it, in its address, or in files beside it."""
    drafted = draw_draft(job.own_seed, replace(job.order, kind=kind))
    shelf = Shelf.of(job, job.id_of(drafted), kind)
    pasted, places = _paste(drafted, print_look(stream(job.own_seed, "pasted")), job, shelf)
    file = render(pasted, drafted.look, stream(job.own_seed, "render"))
    return Finished(drafted, Packed(kind, file.content, places, shelf.beside))


def scans_in_page(job: Job) -> Finished:
    """A web page with a title above pictures of the scanned pages."""
    sheets = damage_sheets(clean, Paper(look={"turned": 0}), job)
    shelf = Shelf.of(job, job.id_of(sheets.drafted), "html")
    draft = sheets.drafted.draft
    blocks: list[Block] = [Passage(draft.title, "title")]
    places: dict[str, tuple[int, Box]] = {}
    for number, page in enumerate(sheets.pages, start=1):
        blocks.append(_put(page, number, "jpg", sheets.plan.coding, shelf))
        places.update({key: (number, box) for key, box in page.boxes().items()})
    look = draw_web(stream(job.own_seed, "web look"))
    file = render(replace(draft, blocks=tuple(blocks)), look, stream(job.own_seed, "render"))
    return Finished(sheets.drafted, Packed("html", file.content, places, shelf.beside))


def _paste(drafted: Drafted, look: PdfLook, job: Job, shelf: Shelf) -> tuple[Draft, Mapping[str, tuple[int, Box]]]:
    """The draft with pictures in the place of tables; where each key is: number of the picture, box in its pixels."""
    rng = job.rng()
    pasting = _draw_pasting(look, rng)
    places: dict[str, tuple[int, Box]] = {}
    blocks: list[Block] = []
    most = max(table.columns * len(table.rows) for table in drafted.draft.tables)
    number = 0
    for block in drafted.draft.blocks:
        large = isinstance(block, PrintedTable) and block.columns * len(block.rows) == most
        if not isinstance(block, PrintedTable) or (pasting.only_large and not large):
            blocks.append(block)
            continue
        for page in _pictures_of(block, pasting, stream(job.own_seed, "table"), rng):
            number += 1
            picture = _put(page, number, pasting.suffix, Coding(int(rng.integers(70, 92))), shelf)
            blocks.append(replace(picture, width=pasting.width))
            places.update({key: (number, box) for key, box in page.boxes().items()})
    return replace(drafted.draft, blocks=tuple(blocks)), places


def _put(page: Page, number: int, suffix: str, coding: Coding, shelf: Shelf) -> Picture:
    content = encode(page, suffix, coding)
    return Picture(content, page.size, page.boxes(), source=shelf.put(f"image{number:03}.{suffix}", content))


def _draw_pasting(look: PdfLook, rng: Rng) -> Pasting:
    scanned = bool(rng.random() < 0.35)
    return Pasting(
        look=replace(
            look, running_head=False, number="none", wide_tables=False, turned=0, margin=EDGE, watermark=False
        ),
        dpi=float(rng.choice((120, 150, 180, 200))),
        suffix="jpg" if scanned or rng.random() < 0.4 else "png",
        scanned=scanned,
        only_large=bool(rng.random() < 0.2),
        margin=int(rng.choice((-2, 0, 2, 4, 8, 16))),
        width=float(rng.uniform(0.88, 1)),
        sliced=bool(rng.random() < 0.2),
    )


def _pictures_of(table: PrintedTable, pasting: Pasting, chances: random.Random, rng: Rng) -> list[Page]:
    """The table alone, cut out as a screenshot or a scanner's selection; a long one perhaps in two pieces or three."""
    draft = Draft("", "", 0, "", "", (table,))
    cut = pasting.sliced and len(table.rows) > LONG
    page = (520.0 if table.columns > 3 else 460.0, SLICE if cut else TALL)
    look = replace(pasting.look, page=page, repeat_header=False)
    pages = pages_of(render(draft, look, chances), pasting.dpi)
    return [_finish(page, pasting, rng) for page in pages]


def _finish(page: Page, pasting: Pasting, rng: Rng) -> Page:
    if not pasting.scanned:
        return _cut(page, max(4, pasting.margin) if pasting.look.rules == "none" else pasting.margin)
    page = _cut(page, int(rng.integers(8, 16)))
    for step in (print_and_scan(0.5, 0.1, 30, 250), askew(0, 0.4), grain(float(rng.uniform(1, 4)))):
        (page,) = step([page], rng)
    return page


def _cut(page: Page, margin: int) -> Page:
    """The page cut to what is printed, with so many pixels of paper round it."""
    down, across = np.nonzero(page.pixels < PAPER)
    x0, y0 = max(0, int(across.min()) - margin), max(0, int(down.min()) - margin)
    x1, y1 = int(across.max()) + 1 + margin, int(down.max()) + 1 + margin
    shift = np.array([x0, y0], np.float64)
    return page.moved(np.ascontiguousarray(page.pixels[y0:y1, x0:x1]), lambda points: points - shift)
