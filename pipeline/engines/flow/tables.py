"""Which tables are tables, and which only hold the layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from pipeline.engines.flow.items import RawCell, RawTable
from pipeline.engines.textlayout.spans import NOTE
from pipeline.text.normalise import label_key
from pipeline.text.wording import (
    is_distinctive_label,
    is_figure,
    is_prose,
    is_report_title,
    is_section_heading,
    is_table_label,
)

LONG_TEXT = 200  # characters: more is prose that a frame was drawn round
# The list of the oldest form: its own row headings read like those of sections.
LIST_LABELS = frozenset({"统计指标", "指标名称", "收到申请数", "制发规范性文件总数"})


def is_layout(table: RawTable) -> bool:
    """Whether the table only arranges what stands in it, so that its cells are read one after another."""
    if len(table.cells) < 2:
        return True
    own = [cell for cell in table.cells if not _holds_table(cell)]
    texts = [cell.text for cell in own]
    figures = sum(is_figure(text) for text in texts)
    labels = sum(is_table_label(text) for text in texts if text)
    if len(own) < len(table.cells):
        return figures < 3 and labels < 3
    if labels or figures >= 2:
        return labels + figures < 2 and any(len(text) > LONG_TEXT for text in texts)
    return table.rows < 2 or table.columns < 2 or any(len(text) > LONG_TEXT for text in texts)


def _holds_table(cell: RawCell) -> bool:
    return any(isinstance(item, RawTable) and len(item.cells) > 1 for item in cell.items)


def parts(table: RawTable) -> Iterator[RawTable | RawCell]:
    """The table cut at rows of its whole width that hold prose, a heading or a note; these come out as cells."""
    prose = _prose_rows(table)
    for is_prose_row, group in groupby(range(table.rows), key=lambda row: row in prose):
        rows = set(group)
        cells = [cell for cell in table.cells if cell.row in rows]
        if is_prose_row:
            yield from (cell for cell in cells if cell.text or cell.items)
        elif cells:
            first = min(rows)
            yield RawTable(tuple(replace(cell, row=cell.row - first) for cell in cells)).compact()


def _prose_rows(table: RawTable) -> set[int]:
    """Rows that one cell fills, or that hold one text only, which belongs before or after a table."""
    is_list = any(label_key(cell.text) in LIST_LABELS for cell in table.cells if len(cell.text) < 40)
    covered = {row for cell in table.cells for row in range(cell.row + 1, cell.row + cell.rowspan)}
    rows: set[int] = set()
    for row, group in groupby(table.cells, key=lambda cell: cell.row):
        cells = list(group)
        inked = [cell for cell in cells if cell.text or _holds_table(cell)]
        if row in covered or len(inked) != 1 or any(cell.rowspan > 1 for cell in cells):
            continue
        if len(cells) == 1 and cells[0].colspan < table.columns and table.columns > 1:
            continue
        if _is_outside(inked[0].text, is_list=is_list):
            rows.add(row)
    return rows


def _is_outside(text: str, *, is_list: bool) -> bool:
    if NOTE.match(text) or is_report_title(text):
        return True
    if is_section_heading(text):
        return not is_list and "统计表" not in text
    return is_prose(text) and not is_distinctive_label(text)
