"""How a PDF looks."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Rules = Literal["lines", "rects", "boxes", "double", "dashed", "gapped", "horizontal", "three", "none"]
Codes = Literal["true", "none", "wrong", "shifted", "swapped"]
Bold = Literal["none", "stroke", "overprint"]
A4 = (595.0, 842.0)
A4_WIDE = (842.0, 595.0)


@dataclass(frozen=True, slots=True)
class PdfLook:
    """Fonts, rules, pages.

    `font`: part of the name of a font file to prefer, or "unembedded" for a font that the reader must have.
    `latin`: a standard font for Latin letters and figures, "any" for one of the machine's, None for the Chinese font's
    own. `rules`: lines, thin filled rectangles, a box a cell, two boxes a cell, dashes, lines that stop short of each
    other, horizontal rules only, three of them, none. `wide_tables`: large tables stand on landscape pages of their
    own. `turned`: those (or all) pages are drawn sideways and turned by /Rotate. Sizes, `rule_width` and `page` are
    points. `pad` is added above and below the text of each cell. `head` is a colour (red, green, blue, 0 to 1) behind
    the labels of columns, which are white on it.

    `codes`: what the text layer says: the truth; nothing (no /ToUnicode); other characters; those some places on, so
    that digits are other digits; in figures of tables other digits, by `swaps` (pairs such as "38"). `covered`: keys
    whose figure in the text layer is another one, given here, hidden under a patch on which the true one is drawn.
    """

    font: str = "any"
    latin: str | None = None
    rules: Rules = "lines"
    shaded: bool = False
    grey: bool = False
    body_size: float = 14
    table_size: float = 9
    page: tuple[float, float] = A4
    margin: float = 72
    wide_tables: bool = False
    turned: Literal[0, 90, 270] = 0
    repeat_header: bool = True
    running_head: bool = False
    number: Literal["none", "dash", "chinese", "total"] = "dash"
    bold: Bold = "none"
    align: Literal["center", "right"] = "center"
    watermark: bool = False
    rule_width: float = 0.5
    pad: float = 0
    head: tuple[float, float, float] | None = None
    codes: Codes = "true"
    swaps: tuple[str, ...] = ()
    covered: Mapping[str, str] = field(default_factory=dict)


def draw_pdf(rng: random.Random) -> PdfLook:
    """A look as it comes."""
    return PdfLook(
        font=rng.choice(("any", "any", "any", "any", "unembedded")),
        latin=rng.choice((None, None, "Times-Roman", "Helvetica")),
        rules=rng.choices(("lines", "rects", "boxes", "double", "dashed", "gapped"), (8, 6, 3, 1, 1, 1))[0],
        shaded=rng.random() < 0.25,
        grey=rng.random() < 0.15,
        body_size=rng.choice((10.5, 12, 14, 16)),
        table_size=rng.choice((7.5, 8, 9, 9, 10.5)),
        margin=rng.choice((48, 60, 72, 80)),
        repeat_header=rng.random() < 0.6,
        running_head=rng.random() < 0.25,
        number=rng.choice(("none", "dash", "dash", "chinese", "total")),
        bold=rng.choices(("none", "stroke", "overprint"), (4, 3, 2))[0],
        align=rng.choices(("center", "right"), (8, 1))[0],
        watermark=rng.random() < 0.03,
    )
