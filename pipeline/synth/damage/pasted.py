"""Text with its tables pasted as pictures: in PDFs, Word files and web pages."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from pipeline.synth.damage.effects import askew, grain, print_and_scan
from pipeline.synth.damage.job import Finished, Job
from pipeline.synth.damage.packing import Packed, encode
from pipeline.synth.damage.page import Box, Page, Rng
from pipeline.synth.damage.printing import Paper, draft_on, pages_of, print_look
from pipeline.synth.document import Block, Draft, Picture, PrintedTable
from pipeline.synth.draw import Drafted, draw_draft, stream
from pipeline.synth.render import render
from pipeline.synth.render.pdf import PdfLook
from pipeline.synth.sample import DrawnKind

TALL = 4000.0  # points: no table breaks
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


def mixed(job: Job) -> Finished:
    """A PDF with text whose tables are pictures."""
    drafted = draft_on(Paper(), job.own_seed, job.order)
    if not isinstance(drafted.look, PdfLook):
        raise TypeError("tables are pasted into PDF")
    look = replace(drafted.look, wide_tables=False, turned=0)
    pasted, _ = _paste(drafted, look, job, lambda _name, _content: "")
    file = render(pasted, look, stream(job.own_seed, "render"))
    return Finished(drafted, Packed("pdf", file.content, file.places))


def in_document(kind: DrawnKind, job: Job) -> Finished:
    """A Word file or a web page whose tables are pictures: inside it, in its address, or in files beside it."""
    order = replace(job.order, kind=kind)
    drafted = draw_draft(job.own_seed, order)
    look = print_look(stream(job.own_seed, "pasted"))
    name = job.id_of(drafted)
    beside: dict[str, bytes] = {}
    how = stream(job.own_seed, "web").choice(("data", "files", "images", "plain"))
    folder = {"files": f"{name}.files/", "images": f"images/{name}/", "plain": f"{name}-"}.get(how, "")

    def source(file: str, content: bytes) -> str:
        if how == "data":
            kind_of = "jpeg" if file.endswith("jpg") else "png"
            return f"data:image/{kind_of};base64,{base64.b64encode(content).decode()}"
        beside[folder + file] = content
        return folder + file

    pasted, places = _paste(drafted, look, job, source if kind == "html" else lambda _name, _content: "")
    file = render(pasted, drafted.look, stream(job.own_seed, "render"))
    return Finished(drafted, Packed(kind, file.content, places, beside))


def _paste(
    drafted: Drafted, look: PdfLook, job: Job, source: Callable[[str, bytes], str]
) -> tuple[Draft, Mapping[str, tuple[int, Box]]]:
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
        number += 1
        page = _picture_of(block, pasting, stream(job.own_seed, "table"), rng)
        content = encode(page, pasting.suffix, int(rng.integers(70, 92)))
        boxes = page.boxes()
        address = source(f"image{number:03}.{pasting.suffix}", content)
        blocks.append(Picture(content, page.size, boxes, pasting.width, address))
        places.update({key: (number, box) for key, box in boxes.items()})
    return replace(drafted.draft, blocks=tuple(blocks)), places


def _draw_pasting(look: PdfLook, rng: Rng) -> Pasting:
    scanned = bool(rng.random() < 0.35)
    return Pasting(
        look=replace(look, running_head=False, number="none", wide_tables=False, turned=0, margin=EDGE),
        dpi=float(rng.choice((120, 150, 180, 200))),
        suffix="jpg" if scanned or rng.random() < 0.4 else "png",
        scanned=scanned,
        only_large=bool(rng.random() < 0.2),
        margin=int(rng.choice((-2, 0, 2, 4, 8, 16))),
        width=float(rng.uniform(0.88, 1)),
    )


def _picture_of(table: PrintedTable, pasting: Pasting, chances: random.Random, rng: Rng) -> Page:
    """The table alone, cut out as a screenshot or as a scanner's selection."""
    draft = Draft("", "", 0, "", "", (table,))
    look = replace(pasting.look, page=(520.0 if table.columns > 3 else 460.0, TALL))
    (page,) = pages_of(render(draft, look, chances), (pasting.dpi, pasting.dpi))
    if not pasting.scanned:
        return _cut(page, max(4, pasting.margin) if look.rules == "none" else pasting.margin)
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
