"""From a draft to a file's bytes, one module a kind."""

from __future__ import annotations

import random

from pipeline.synth.document import Draft
from pipeline.synth.render.plain import PlainLook, render_plain
from pipeline.synth.render.web import WebLook, render_web
from pipeline.synth.render.word import WordLook, render_word

Look = PlainLook | WebLook | WordLook


def render(draft: Draft, look: Look, rng: random.Random) -> bytes:
    """The draft as the bytes of a file of the look's kind."""
    match look:
        case PlainLook():
            return render_plain(draft, look, rng)
        case WebLook():
            return render_web(draft, look, rng)
        case WordLook():
            return render_word(draft, look, rng)


__all__ = ["Look", "render"]
