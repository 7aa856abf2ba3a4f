"""Named layouts: what a layout fixes, the rest is left to the seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.errors import UsageError
from pipeline.synth.render import Look
from pipeline.synth.render.pdf.look import A4_WIDE, draw_pdf
from pipeline.synth.render.plain import draw_plain
from pipeline.synth.render.web import draw_web
from pipeline.synth.render.word import draw_word
from pipeline.synth.sample import DrawnKind
from pipeline.synth.words import Script, Words, draw_words


@dataclass(frozen=True, slots=True)
class Layout:
    """What a layout fixes of the wording and of the file's look, and what it shows."""

    shows: str
    look: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Any] = field(default_factory=dict)
    script: Script | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The layout chosen for a sample, with everything that it leaves open decided."""

    name: str
    words: Words
    look: Look
    script: Script


LAYOUTS: dict[DrawnKind, dict[str, Layout]] = {
    "pdf": {
        "ruled": Layout("black rules round every cell", {"rules": "lines"}),
        "rects": Layout("rules drawn as thin filled rectangles", {"rules": "rects"}),
        "boxes": Layout("a box round each cell", {"rules": "boxes"}),
        "double": Layout("two boxes round each cell", {"rules": "double"}),
        "dashed": Layout("dashed rules", {"rules": "dashed"}),
        "gapped": Layout("rules that stop short of each other", {"rules": "gapped"}),
        "horizontal": Layout("horizontal rules only", {"rules": "horizontal"}),
        "three": Layout("three rules a table", {"rules": "three"}),
        "borderless": Layout("no rules at all", {"rules": "none"}),
        "shaded": Layout("shaded header, every second row shaded", {"shaded": True}),
        "grey": Layout("thin grey rules", {"grey": True}),
        "vertical": Layout("labels of columns one character a line", {}, {"headers": "vertical"}),
        "spaced": Layout("labels with spaces between the characters", {}, {"headers": "spaced", "spaced_labels": True}),
        "broken": Layout("labels cut by line breaks", {}, {"headers": "broken", "broken_labels": True}),
        "pages": Layout("wide pages, so that tables break, with repeated headers", {"page": A4_WIDE}),
        "unrepeated": Layout("tables that break without a repeated header", {"page": A4_WIDE, "repeat_header": False}),
        "small": Layout("small type", {"table_size": 6.5, "body_size": 10.5}),
        "large": Layout("large type, so that figures break", {"table_size": 12, "margin": 80}, {"long_prose": True}),
        "landscape": Layout("large tables on landscape pages", {"wide_tables": True, "turned": 0}),
        "rotated": Layout("landscape pages turned by /Rotate", {"wide_tables": True, "turned": 90}),
        "sideways": Layout("every page drawn sideways and turned by /Rotate", {"turned": 270}),
        "underlined": Layout("underlined prose", {}, {"underlined": True}),
        "heads": Layout("running heads and page numbers", {"running_head": True, "number": "total"}),
        "thousands": Layout("thousands separators", {}, {"numerals": "thousands"}),
        "fullwidth": Layout("full-width digits", {}, {"numerals": "fullwidth"}),
        "separate": Layout("the small tables apart, captions above them", {}, {"disclosure": "above"}),
        "split": Layout("a table for each kind of dispute", {}, {"split_disputes": True}),
        "unembedded": Layout("a font that is not in the file", {"font": "unembedded"}),
        "overprint": Layout("headings drawn twice for boldness", {"bold": "overprint"}),
        "watermark": Layout("a watermark across each page", {"watermark": True}),
        "traditional": Layout("traditional characters", {}, script="traditional"),
    },
    "docx": {
        "merged": Layout("merged cells, typed headings", {"nested": False, "numbered": False}),
        "numbered": Layout("headings numbered by the word processor", {"numbered": True}),
        "nested": Layout("tables inside cells of tables", {"nested": True}),
        "separate": Layout("the small tables apart, captions above them", {}, {"disclosure": "above"}),
        "split": Layout("a table for each kind of dispute", {}, {"split_disputes": True}),
        "borderless": Layout("tables without rules", {"bordered": False}),
        "tracked": Layout("figures deleted while changes were tracked", {"tracked": True}),
        "vertical": Layout("labels of columns one character a line", {}, {"headers": "vertical"}),
    },
    "html": {
        "plain": Layout("the report alone, clean tags", {"frame": "none", "markup": "clean"}),
        "portal": Layout("menus, index table, related reports and footer round it", {"frame": "portal"}),
        "columns": Layout("an old site laid out with tables", {"frame": "columns"}),
        "article": Layout("an article with hidden text and comments", {"frame": "article"}),
        "word": Layout("exported by a word processor", {"markup": "word"}),
        "nested": Layout("tables inside cells of tables", {"markup": "nested"}),
        "gb18030": Layout(
            "a portal in GB18030, declared as gb2312",
            {"frame": "portal", "encoding": "gb18030", "declared": "gb2312"},
        ),
        "undeclared": Layout("GB18030 without a word about it", {"encoding": "gb18030", "declared": None}),
        "lying": Layout("GB18030 that claims to be UTF-8", {"encoding": "gb18030", "declared": "utf-8"}),
        "utf16": Layout("UTF-16 with a byte order mark", {"encoding": "utf-16", "declared": "utf-16"}),
        "big5": Layout(
            "traditional characters in Big5", {"encoding": "big5", "declared": "big5"}, script="traditional"
        ),
        "split": Layout("a table for each kind of dispute", {}, {"split_disputes": True}),
        "cut": Layout("column labels cut at a line break", {}, {"headers": "cut"}),
    },
    "txt": {
        "tabs": Layout("a tab before each cell, an empty line after each row", {"tables": "tabs"}),
        "lines": Layout("one cell a line, empty lines everywhere", {"tables": "lines"}),
        "bars": Layout("bars between the cells of a row", {"tables": "bars"}),
        "trailing": Layout("one cell a line with a bar behind it", {"tables": "trailing"}),
    },
}
DRAWERS: dict[DrawnKind, Callable[[random.Random], Look]] = {
    "pdf": draw_pdf,
    "docx": draw_word,
    "html": draw_web,
    "txt": draw_plain,
}


def choose(kind: DrawnKind, name: str | None, script: Script | None, rng: random.Random) -> Chosen:
    """The layout of that name, or one that the seed picks, with what it leaves open.

    Raises:
        UsageError: the kind has no layout of that name.
    """
    wording = random.Random(rng.random())  # of its own, so that another kind of look does not change the words
    known = LAYOUTS[kind]
    name = rng.choice(list(known)) if name is None else name
    if name not in known:
        raise UsageError(f"no layout {name!r} for {kind}; known are {', '.join(known)}")
    layout = known[name]
    look: Look = replace(DRAWERS[kind](rng), **layout.look)
    words = replace(draw_words(wording), **layout.words)
    drawn: Script = rng.choices(("simplified", "traditional", "taiwan"), (93, 5, 2))[0]
    return Chosen(name, words, look, script or layout.script or drawn)
