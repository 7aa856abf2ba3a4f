"""Which cells of the rebuilt tables stand in the row of a figure."""

from __future__ import annotations

from collections import defaultdict

from pipeline.schema import Box, PagePlace, Place, Report, Table, TableCell, TextPlace

NEIGHBOURS = 8  # cells before and after one that a text file has alone on its line
TALLEST = 200  # rows that a merged label is followed through


class Rows:
    """The rows of a report's tables, found by a place on a page, in a cell or in a text."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.tables = {table.index: table for table in report.tables}
        self._on_page: defaultdict[int, list[tuple[int, TableCell, Box]]] = defaultdict(list)
        self._at: dict[Place, tuple[int, int]] = {}
        for table in report.tables:
            for cell in table.cells:
                if cell.page is not None and cell.box is not None:
                    self._on_page[cell.page].append((table.index, cell, cell.box))
                if cell.place is not None:
                    self._at[cell.place] = (table.index, cell.row)

    def at(self, place: Place | None) -> list[TableCell]:
        """The cells in the row of a place, left to right, with the merged labels that reach into it."""
        if isinstance(place, PagePlace):
            return self._level_with(place)
        if place is None or place not in self._at:
            return []
        index, row = self._at[place]
        return _around(self.tables[index], row)

    def text(self, place: Place | None) -> str:
        """The row as text, its cell in 【】; the paragraph where the figure stands in prose."""
        row = self.at(place)
        if not row and isinstance(place, TextPlace):
            return self._paragraph(place)
        return " | ".join(f"【{_one_line(cell)}】" if _is_at(cell, place) else _one_line(cell) for cell in row)

    def _level_with(self, place: PagePlace) -> list[TableCell]:
        cells = self._on_page.get(place.page, [])
        held = next((index for index, _, box in cells if _touch(box, place.box)), None)
        middle = (place.box.top + place.box.bottom) / 2
        level = [(box.x0, cell) for index, cell, box in cells if index == held and box.top <= middle <= box.bottom]
        return [cell for _, cell in sorted(level, key=lambda pair: pair[0])]

    def _paragraph(self, place: TextPlace) -> str:
        for section in self.report.sections:
            for paragraph in section.paragraphs:
                where = paragraph.place
                if isinstance(where, TextPlace) and where.paragraph == place.paragraph:
                    return _marked(paragraph.text, place.start - where.start, place.end - where.start)
        return ""


def _around(table: Table, row: int) -> list[TableCell]:
    near = NEIGHBOURS if table.columns == 1 else 0
    return [cell for cell in table.cells if cell.row - near <= row < cell.row + min(cell.rowspan, TALLEST) + near]


def _marked(text: str, start: int, end: int) -> str:
    return f"{text[:start]}【{text[start:end]}】{text[end:]}" if 0 <= start < end <= len(text) else text


def _touch(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom


def _is_at(cell: TableCell, place: Place | None) -> bool:
    if place is not None and cell.place is not None:
        return cell.place == place
    if isinstance(place, PagePlace) and cell.box is not None:
        across, down = (place.box.x0 + place.box.x1) / 2, (place.box.top + place.box.bottom) / 2
        return cell.box.x0 <= across <= cell.box.x1 and cell.box.top <= down <= cell.box.bottom
    return False


def _one_line(cell: TableCell) -> str:
    return " ".join(cell.text.split())
