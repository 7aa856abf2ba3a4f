"""Plain text, as dumps of documents and copies of web pages look."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from pipeline.synth.document import Draft, Passage, PrintedCell, PrintedTable

BOOKMARKS = ("[bookmark: bookmark{}]", "[bookmark: _GoBack]")


@dataclass(frozen=True, slots=True)
class PlainLook:
    """How tables are laid out as text, and how the text is encoded.

    `tables`: a tab before each cell and an empty line after each row; one cell a line with empty lines between;
    bars between the cells of a row; or one cell a line with a bar behind it and two behind a row, those perhaps on a
    line of their own (`apart`).
    """

    tables: Literal["tabs", "lines", "bars", "trailing"] = "tabs"
    encoding: str = "utf-8"
    newline: str = "\n"
    bookmarks: bool = False
    double_title: bool = False
    wrap: int = 0
    apart: bool = False


def draw_plain(rng: random.Random) -> PlainLook:
    """A look as it comes."""
    return PlainLook(
        tables=rng.choice(("tabs", "tabs", "lines", "bars", "trailing")),
        encoding=rng.choices(("utf-8", "utf-8-sig", "gb18030", "utf-16"), (6, 1, 2, 1))[0],
        newline=rng.choice(("\n", "\n", "\r\n")),
        bookmarks=rng.random() < 0.15,
        double_title=rng.random() < 0.1,
        wrap=rng.choice((0, 0, 0, 38)),
        apart=rng.random() < 0.5,
    )


def render_plain(draft: Draft, look: PlainLook, rng: random.Random) -> bytes:
    """The draft as the bytes of a text file."""
    lines: list[str] = []
    if look.double_title:
        lines.append(draft.title)
    for block in draft.blocks:
        if isinstance(block, Passage):
            lines += _passage(block, look, rng)
        elif isinstance(block, PrintedTable):  # text has no pictures
            lines += _table(block, look)
    text = look.newline.join(line.replace("\n", look.newline) for line in lines) + look.newline
    return text.encode(look.encoding)


def _passage(passage: Passage, look: PlainLook, rng: random.Random) -> list[str]:
    text = passage.whole
    if look.bookmarks and passage.role in ("heading", "body") and rng.random() < 0.2:
        text = rng.choice(BOOKMARKS).format(rng.randint(1, 60)) + text
    if passage.role == "title":
        return ["", " " + text]
    if passage.role in ("heading", "signature"):
        return ["", text]
    if look.wrap and len(text) > look.wrap:
        return [text[start : start + look.wrap] for start in range(0, len(text), look.wrap)]
    return [text]


def _table(table: PrintedTable, look: PlainLook) -> list[str]:
    match look.tables:
        case "tabs":
            return _tabs(table)
        case "lines":
            return _lines(table)
        case "bars":
            return _bars(table)
        case "trailing":
            return _trailing(table, apart=look.apart)


def _grid(table: PrintedTable) -> list[list[PrintedCell | None]]:
    """For each row its cells left to right, None where a cell reaches down from above."""
    rows: list[dict[int, PrintedCell | None]] = [{} for _ in table.rows]
    for row, column, cell in table.placed():
        rows[row][column] = cell
        for below in range(row + 1, row + cell.rowspan):
            rows[below][column] = None
    return [[cells[column] for column in sorted(cells)] for cells in rows]


def _tabs(table: PrintedTable) -> list[str]:
    lines: list[str] = []
    for row in _grid(table):
        lines += ["\t" + (cell.text if cell is not None else "") for cell in row]
        lines.append("")
    return lines


def _lines(table: PrintedTable) -> list[str]:
    lines: list[str] = [""]
    for row in table.rows:
        for cell in row:
            for part in cell.text.split("\n") if cell.role != "label" or len(cell.text) > 20 else [_joined(cell)]:
                lines += [part, ""]
    return lines


def _bars(table: PrintedTable) -> list[str]:
    return ["", *(" ".join(f"{_joined(cell)} |" for cell in row) for row in table.rows), ""]


def _trailing(table: PrintedTable, *, apart: bool) -> list[str]:
    lines: list[str] = [""]
    for row in table.rows:
        lines += [f"{_joined(cell)} |" for cell in row]
        if apart:
            lines.append("||")
        else:
            lines[-1] += "|"
    return [*lines, ""]


def _joined(cell: PrintedCell) -> str:
    return cell.text.replace("\n", "")
