"""HTML, as sites and word processors write it."""

from __future__ import annotations

import html
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.synth.document import Block, Draft, Passage, Picture, PrintedCell, PrintedTable
from pipeline.synth.render.frames import FRAMES
from pipeline.synth.script import convert


@dataclass(frozen=True, slots=True)
class WebLook:
    """Markup, frame and encoding.

    `markup`: clean tags; the paragraphs and spans of an exporting word processor; divisions for paragraphs with
    tables inside cells of other tables. `declared` is the charset the page claims, whether true or not.
    """

    markup: Literal["clean", "word", "nested"] = "clean"
    frame: str = "none"
    encoding: str = "utf-8"
    declared: str | None = "utf-8"
    header_cells: bool = False
    spaced: bool = False


def draw_web(rng: random.Random) -> WebLook:
    """A look as it comes."""
    encoding, declared = rng.choice(
        (
            ("utf-8", "utf-8"), ("utf-8", "utf-8"), ("utf-8", "utf-8"), ("utf-8", None), ("gb18030", "gb2312"),
            ("gb18030", "gbk"), ("gb18030", None), ("gb18030", "utf-8"), ("utf-8", "gb2312"), ("utf-16", "utf-16"),
        )
    )  # fmt: skip
    return WebLook(
        markup=rng.choice(("clean", "clean", "word", "nested")),
        frame=rng.choice(("none", "portal", "portal", "columns", "article")),
        encoding=encoding,
        declared=declared,
        header_cells=rng.random() < 0.3,
        spaced=rng.random() < 0.4,
    )


def render_web(draft: Draft, look: WebLook, rng: random.Random) -> bytes:
    """The draft as the bytes of a page."""
    passage = {"clean": _clean_passage, "word": _word_passage, "nested": _nested_passage}[look.markup]
    parts = [_part(block, passage, look) for block in draft.blocks]
    body = convert(FRAMES[look.frame](draft, "\n".join(parts), rng), draft.script)
    charset = f'<meta http-equiv="Content-Type" content="text/html; charset={look.declared}">' if look.declared else ""
    page = f"""<!DOCTYPE html>
<html lang="zh"><head>{charset}<title>{html.escape(draft.title)}-{html.escape(draft.place)}</title>
<style>table{{border-collapse:collapse}} td,th{{border:1px solid #333;text-align:center}} .n{{width:8%}}</style></head>
<body>{body}</body></html>
"""
    return page.encode(look.encoding, errors="xmlcharrefreplace")


def _part(block: Block, passage: Callable[[Passage], str], look: WebLook) -> str:
    if isinstance(block, Passage):
        return passage(block)
    return _picture(block) if isinstance(block, Picture) else _table(block, look)


def _picture(picture: Picture) -> str:
    width, height = (round(each * picture.width) for each in picture.size)
    image = f'<img src="{picture.source}" width="{width}" height="{height}" border="0">'
    return f'<p align="center" style="text-align:center">{image}</p>'


def _clean_passage(passage: Passage) -> str:
    text = html.escape(passage.whole)
    if passage.underlined:
        text = f"<u>{text}</u>"
    match passage.role:
        case "title":
            return f"<h1>{text}</h1>"
        case "heading":
            return f"<h2>{text}</h2>"
        case "subheading":
            return f"<h3>{text}</h3>"
        case "signature" | "date":
            return f'<p style="text-align:right">{text}</p>'
        case _:
            return f"<p>{text}</p>"


def _word_passage(passage: Passage) -> str:
    text = html.escape(passage.text)
    number = f'<span style="font-family:黑体">{passage.number}</span>' if passage.number else ""
    style = "text-indent:32.0pt;line-height:28.0pt" if passage.role == "body" else "line-height:30.0pt"
    half = len(text) // 2 if "&" not in text else len(text)
    first, second = (
        f'<span style="font-size:16.0pt;font-family:仿宋">{part}</span>' for part in (text[:half], text[half:])
    )
    return f'<p class="MsoNormal" style="{style}">{number}{first}{second}<o:p></o:p></p>'


def _nested_passage(passage: Passage) -> str:
    text = html.escape(passage.whole)
    if passage.role in ("title", "heading"):
        return f"<div><strong>&nbsp;&nbsp;{text}</strong></div>"
    return f"<div>　　{text}</div>"


def _table(table: PrintedTable, look: WebLook) -> str:
    inner = _table_tag(table, look, _cell(look))
    if look.markup != "nested":
        return inner
    return f'<table border="0" width="100%"><tbody><tr><td>{inner}</td></tr></tbody></table>'


def _table_tag(table: PrintedTable, look: WebLook, cell: Callable[[PrintedCell], str]) -> str:
    feed = "\n      " if look.spaced else ""
    rows = [f"<tr>{feed}{feed.join(cell(each) for each in row)}</tr>" for row in table.rows]
    attributes = 'class="MsoTableGrid" border="1" cellspacing="0"' if look.markup == "word" else 'width="100%"'
    return f"<table {attributes}><tbody>{(feed or chr(10)).join(rows)}</tbody></table>"


def _cell(look: WebLook) -> Callable[[PrintedCell], str]:
    def tag(cell: PrintedCell) -> str:
        name = "th" if look.header_cells and cell.role == "header" else "td"
        spans = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        spans += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        text = "&nbsp;" * 2 * cell.indent + "<br>".join(html.escape(line) for line in cell.text.split("\n"))
        if look.markup == "word":
            text = f'<p class="MsoNormal" align="center"><span style="font-size:9.0pt">{text or "&nbsp;"}</span></p>'
        elif not cell.text and look.markup == "nested":
            text = "&nbsp;"
        elif look.spaced:
            text = f"\n        {text}\n      "
        return f"<{name}{spans}>{text}</{name}>"

    return tag
