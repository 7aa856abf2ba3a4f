"""Cells of a worksheet that nothing in a document can turn into a formula."""

from __future__ import annotations

import re
from typing import Any

LONGEST = 32_000  # characters; Excel holds 32,767
RISKY = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets take for the start of a formula
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold
FILLS = {
    "head": "1F3A5F",
    "review": "FFE8A3",
    "broken": "F8B4AB",
    "publisher": "F3D3F0",
    "absent": "E3E6EA",
    "person": "CFE8D5",
    "answer": "FFFBE6",
}
PLAIN = ("wrapped", "share")  # styles without a colour  # fmt: skip


def plain_text(text: str) -> str:
    """The text without what a worksheet cannot hold, cut to what a cell can."""
    text = FORBIDDEN.sub("\ufffd", text)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


class Cells:
    """Makes the cells of one workbook; styles are registered with it once and shared."""

    def __init__(self, workbook: Any) -> None:
        from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

        self.workbook = workbook
        for name in (*FILLS, *PLAIN):
            style = NamedStyle(f"gongkai_{name}")
            if name in FILLS:
                style.fill = PatternFill("solid", start_color=FILLS[name])
            style.alignment = Alignment(vertical="center", wrap_text=name in ("head", "answer", "wrapped"))
            if name == "share":
                style.number_format = "0.0%"
            if name == "head":
                style.font = Font(bold=True, color="FFFFFF")
            workbook.add_named_style(style)

    def value(self, sheet: Any, content: str | float | None, style: str | None = None) -> Any:
        """What to append for a value: numbers as numbers, text as text whatever it starts with."""
        risky = isinstance(content, str) and content.startswith(RISKY)
        if isinstance(content, str):
            content = plain_text(content)
        if not risky and style is None:
            return content
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(sheet, value=None if risky else content)
        if style is not None:
            cell.style = f"gongkai_{style}"
        if risky:
            _as_text(cell, str(content))
        return cell

    def put(self, sheet: Any, row: int, column: int, content: str | float | None, style: str | None = None) -> None:
        """Write a value into a cell of a sheet that is held in memory; row and column from 1."""
        cell = sheet.cell(row, column)
        if style is not None:
            cell.style = f"gongkai_{style}"
        if isinstance(content, str) and content.startswith(RISKY):
            _as_text(cell, plain_text(content))
        else:
            cell.value = plain_text(content) if isinstance(content, str) else content

    def head(self, sheet: Any, titles: list[str]) -> list[Any]:
        """A row of headings."""
        return [self.value(sheet, title, "head") for title in titles]


def _as_text(cell: Any, text: str) -> None:
    """Text that stays text: typed as a string, and marked as quoted so that editing it does not wake it up."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = True
