"""From a draft to a file's bytes, one module a kind."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.synth.document import Draft
from pipeline.synth.render.pdf import PdfLook, render_pdf
from pipeline.synth.render.plain import PlainLook, render_plain
from pipeline.synth.render.web import WebLook, render_web
from pipeline.synth.render.word import WordLook, render_word

Box = tuple[float, float, float, float]
Look = PdfLook | PlainLook | WebLook | WordLook


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file's bytes; where it has pages also the page (from 1) and box of each key's cell.

    Boxes are points as displayed, origin top left: x0, top, x1, bottom.
    """

    content: bytes
    places: Mapping[str, tuple[int, Box]] = field(default_factory=dict)


def render(draft: Draft, look: Look, rng: random.Random) -> Rendered:
    """The draft as a file of the look's kind."""
    match look:
        case PdfLook():
            return Rendered(*render_pdf(draft, look, rng))
        case PlainLook():
            return Rendered(render_plain(draft, look, rng))
        case WebLook():
            return Rendered(render_web(draft, look, rng))
        case WordLook():
            return Rendered(render_word(draft, look, rng))


__all__ = ["Look", "Rendered", "render"]
