"""A report on paper: the project's own PDF renderer, then pages as pictures."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from pipeline.synth.damage.page import POINTS, Box, Page, Pixels, outline
from pipeline.synth.draw import Drafted, draw_draft, stream
from pipeline.synth.render import Rendered, render
from pipeline.synth.render.pdf import PdfLook, draw_pdf
from pipeline.synth.sample import Order

# Layouts that are printed and scanned, the usual ones more often.
LAYOUTS = (
    "ruled", "ruled", "ruled", "rects", "rects", "boxes", "boxes", "shaded", "grey", "vertical", "spaced", "broken",
    "unrepeated", "small", "landscape", "heads", "thousands", "separate", "split", "double", "gapped",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """What the sheets of a kind have in common; what is left out is left to the seed.

    `look` are fields of the PDF's look, `layouts` those that may be chosen.
    """

    layouts: tuple[str, ...] = LAYOUTS
    look: Mapping[str, Any] = field(default_factory=dict)
    form: str | None = None
    script: str | None = None


def draft_on(paper: Paper, seed: int, order: Order) -> Drafted:
    """The report as it will be printed on such paper."""
    rng = stream(seed, "paper")
    layout = order.layout or rng.choice(paper.layouts)
    order = replace(order, kind="pdf", layout=layout, form=order.form or paper.form)
    if order.script is None and paper.script is not None:
        order = replace(order, script=rng.choice(("traditional", "traditional", "taiwan")))
    elif order.script is None:
        order = replace(order, script="simplified")
    drafted = draw_draft(seed, order)
    look = drafted.look
    if not isinstance(look, PdfLook):
        raise TypeError(f"paper is printed from PDF, not from {type(look).__name__}")
    return replace(drafted, look=replace(_printed(look, rng), **paper.look))


def print_look(rng: random.Random) -> PdfLook:
    """The look of a printed report where no layout fixes any of it."""
    return _printed(draw_pdf(rng), rng)


def _printed(look: PdfLook, rng: random.Random) -> PdfLook:
    """The look with what differs between printed reports: rules, room in cells, margins, paper."""
    return replace(
        look,
        font="any",
        latin=rng.choice((None, None, "Times-Roman", "Helvetica", "any", "any", "any")),
        rule_width=rng.choice((0.3, 0.4, 0.5, 0.5, 0.75, 1.0, 1.25)),
        pad=rng.choice((0, 0, 0, 1, 2, 3.5)),
        table_size=look.table_size if look.table_size < 7 else rng.choice((7.5, 8, 9, 9, 9, 10, 10.5)),
        margin=rng.choice((40, 54, 64, 72, 80)),
        watermark=rng.random() < 0.05,
    )


def print_pdf(drafted: Drafted, seed: int) -> Rendered:
    """The report as a PDF."""
    return render(drafted.draft, drafted.look, stream(seed, "render"))


def pages_of(printed: Rendered, dpi: float, *, in_colour: bool = False) -> list[Page]:
    """The pages of a PDF as pictures, grey unless `in_colour`, with the outlines of the cells on them."""
    import pypdfium2

    scale = dpi / POINTS
    pages: list[Page] = []
    document = pypdfium2.PdfDocument(printed.content)
    try:
        for number in range(1, len(document) + 1):
            bitmap = document[number - 1].render(scale=scale, grayscale=not in_colour)
            shape = (bitmap.height, bitmap.width, 3) if in_colour else (bitmap.height, bitmap.width)
            pixels: Pixels = np.array(bitmap.to_numpy(), np.uint8).reshape(shape)
            pages.append(Page(pixels, (dpi, dpi), _marks(printed.places, number, scale)))
    finally:
        document.close()
    return pages


def _marks(places: Mapping[str, tuple[int, Box]], number: int, scale: float) -> dict[str, Any]:
    return {key: outline(box, (scale, scale)) for key, (page, box) in places.items() if page == number}
