"""Where seals are put: over the figures of tables, at the signature, across the edges of all pages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.synth.damage.effects import Effect, Pages
from pipeline.synth.damage.page import POINTS, Page, Rng
from pipeline.synth.damage.seals import MILLIMETRES, draw_stamp, seal_ink, stamped, strip
from pipeline.synth.render.pdf.fonts import chinese_fonts


def sealed(name: str, *, across: float = 0.25) -> Effect:
    """Seals with that name: over figures of most pages that have some; `across` is the chance of one across the edges.

    Every document has at least one seal over figures.
    """

    def change(pages: Pages, rng: Rng) -> Pages:
        font = str(chinese_fonts()[int(rng.integers(len(chinese_fonts())))])
        diameter = round(pages[0].dpi[0] * rng.uniform(38, 45) / MILLIMETRES)
        stamp = draw_stamp(rng)
        full = [at for at, page in enumerate(pages) if page.marks]
        sure = int(rng.choice(full)) if full else -1
        done: Pages = []
        for at, page in enumerate(pages):
            stamped_page = page
            if at == sure or (page.marks and rng.random() < 0.6):
                stamped_page = stamped(page, seal_ink(name, diameter, rng, font), _among(page, rng), stamp)
            done.append(stamped_page)
        if len(pages) > 1 and rng.random() < across:
            done = _across(done, seal_ink(name, diameter, rng, font), rng)
        return done

    def _across(pages: Pages, ink: NDArray[np.float32], rng: Rng) -> Pages:
        stamp = draw_stamp(rng)
        height = float(rng.uniform(0.3, 0.7))
        placed: Pages = []
        for at, page in enumerate(pages):
            piece = strip(ink, at, len(pages))
            middle = (page.size[0] - piece.shape[1] / 2, page.size[1] * height)
            placed.append(stamped(page, piece, middle, stamp))
        return placed

    return change


def _among(page: Page, rng: Rng) -> tuple[float, float]:
    """A point near the middle of some figure's cell, some millimetres off."""
    boxes = list(page.boxes().values())
    x0, top, x1, bottom = boxes[int(rng.integers(len(boxes)))]
    off = rng.normal(0, 4 * page.per_point * POINTS / MILLIMETRES, 2)
    return (x0 + x1) / 2 + float(off[0]), (top + bottom) / 2 + float(off[1])
