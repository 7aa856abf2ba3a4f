"""review.xlsx: what a person should look at, worst first, with the picture of the row and room for the right value."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pipeline.atomic import whole_file
from pipeline.export.cells import Cells
from pipeline.export.exporter import Add, Order
from pipeline.export.formtable import at_label
from pipeline.export.pictures import Pictures
from pipeline.export.queue import Doubt, doubts
from pipeline.export.wording import meaning_mark, words
from pipeline.forms import Form
from pipeline.schema import CellPlace, Check, Kind, PagePlace, Place, Report, TextPlace

SHEET = "review"
# Widths in characters; the answer stands beside what was read, the picture beside the answer.
COLUMNS = {
    "document": 30, "place": 11, "section": 11, "row": 30, "column": 15, "value": 10, "answer": 12, "picture": 92,
    "raw": 11, "meaning": 9, "confidence": 11, "found": 9, "read": 9, "alternatives": 20, "checks": 50, "open": 7,
    "sha256": 8, "key": 30,
}  # fmt: skip
STYLES = {"answer": "answer", "confidence": "share", "found": "share", "read": "share"}
HIDDEN = ("sha256", "key")
PICTURE_WIDTH, PICTURE_HEIGHT = 640, 120  # the most that a picture takes on the sheet, in pixels
MOST_PICTURES = 3_000  # a sheet with more opens too slowly; the rest have their row as text
POINTS_A_PIXEL = 0.75
HEAD_HEIGHT, ROW_HEIGHT = 32.0, 46.0  # points
ANSWER_TITLE = "正确值 right value"
ANSWER_HELP = (
    "填写数字，或：空白  /  -  无  不适用  看不清；留空即未核对。\n"
    "A number or one of these marks; empty: not looked at."
)


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The doubts of one report, kept until all reports are known."""

    name: str
    title: str
    sha256: str
    kind: Kind
    form: Form | None
    doubts: tuple[Doubt, ...]


@contextmanager
def export_review(order: Order) -> Iterator[Add]:
    """Write the sheet: the document with the worst figure first, figures of a document together."""
    sheaves: list[Sheaf] = []

    def add(name: str, report: Report) -> None:
        form = order.forms.get(report.form)
        found = doubts(report, form)
        if found:
            sheaves.append(sheaf_of(name, report, form, found))

    with whole_file(order.out / "review.xlsx") as path:
        yield add
        from openpyxl import Workbook

        with Pictures(order.locations) as pictures:
            workbook = Workbook()
            ReviewSheet(workbook, pictures, COLUMNS).fill(
                sorted(sheaves, key=lambda sheaf: (sheaf.doubts[0].rank, sheaf.name))
            )
            workbook.save(path)


def sheaf_of(name: str, report: Report, form: Form | None, found: tuple[Doubt, ...]) -> Sheaf:
    """The figures `found` of one report, under its title."""
    said = (report.agency.value, report.year.value)
    title = "\n".join([" ".join(str(part) for part in said if part), report.source.path])
    return Sheaf(name, title, report.source.sha256, report.source.kind, form, found)


class ReviewSheet:
    """A sheet of figures to look at while it is written, with the columns that are asked for.

    Without a column for the value nothing on it says what was read from pixels.
    """

    def __init__(self, workbook: Any, pictures: Pictures, columns: Mapping[str, int]) -> None:
        self.sheet = workbook.active
        self.sheet.title = SHEET
        self.cells, self.pictures, self.drawn = Cells(workbook), pictures, 0
        self.widths = columns
        self.columns = {name: number for number, name in enumerate(columns, 1)}
        self.blind = "value" not in columns

    def fill(self, sheaves: Sequence[Sheaf]) -> None:
        """All rows, and what stands round them."""
        from openpyxl.utils import get_column_letter

        letters = {name: get_column_letter(number) for name, number in self.columns.items()}
        for name, width in self.widths.items():
            self.sheet.column_dimensions[letters[name]].width = width
            self.sheet.column_dimensions[letters[name]].hidden = name in HIDDEN
            self._put(1, name, str(words(name)), "head")
        self.sheet.row_dimensions[1].height = HEAD_HEIGHT
        row = 1
        for sheaf in sheaves:
            for doubt in sheaf.doubts:
                row += 1
                self._write(row, sheaf, doubt)
        self.sheet.freeze_panes = "B2"
        self.sheet.auto_filter.ref = f"A1:{letters['key']}{row}"
        if row > 1:
            self._ask_for_answers(f"{letters['answer']}2:{letters['answer']}{row}")

    def _write(self, row: int, sheaf: Sheaf, doubt: Doubt) -> None:
        style = "broken" if doubt.rank[0] == 0 else "review"
        content = _content(sheaf, doubt)
        for name in self.columns:
            self._put(row, name, content.get(name), STYLES.get(name) or (style if name == "value" else "wrapped"))
        if "open" in self.columns:
            link = self.sheet.cell(row, self.columns["open"])
            link.hyperlink = f"html/{quote(sheaf.name)}.html#{quote(doubt.key)}"
        self.sheet.row_dimensions[row].height = ROW_HEIGHT
        drawn = self._draw(row, sheaf, doubt)
        if not drawn and not (self.blind and doubt.field.origin not in ("text", "prose")):
            self._put(row, "picture", doubt.row_text, "wrapped")

    def _draw(self, row: int, sheaf: Sheaf, doubt: Doubt) -> bool:
        if doubt.crop is None or self.drawn >= MOST_PICTURES:
            return False
        crop = doubt.crop
        drawn = self.pictures.part(sheaf.name, sheaf.kind, crop.page, clip=crop.clip, mark=crop.mark)
        if drawn is None:
            return False
        from openpyxl.drawing.image import Image
        from openpyxl.utils import get_column_letter

        image = Image(io.BytesIO(drawn.octets))
        scale = min(PICTURE_WIDTH / image.width, PICTURE_HEIGHT / image.height, 1.0)
        image.width, image.height = round(image.width * scale), round(image.height * scale)
        self.sheet.add_image(image, f"{get_column_letter(self.columns['picture'])}{row}")
        self.sheet.row_dimensions[row].height = max(ROW_HEIGHT, image.height * POINTS_A_PIXEL + 3)
        self.drawn += 1
        return True

    def _put(self, row: int, name: str, content: str | float | None, style: str | None = None) -> None:
        self.cells.put(self.sheet, row, self.columns[name], content, style)

    def _ask_for_answers(self, cells: str) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        note = DataValidation(showInputMessage=True, promptTitle=ANSWER_TITLE, prompt=ANSWER_HELP)
        note.add(cells)
        self.sheet.add_data_validation(note)


def _content(sheaf: Sheaf, doubt: Doubt) -> dict[str, str | float | None]:
    one, spec = doubt.field, doubt.spec
    value: str | float | None = one.value if one.value is not None else meaning_mark(one.meaning)
    return {
        "document": sheaf.title,
        "place": _place(one.place),
        "section": words(doubt.section).zh if doubt.section else None,
        "row": spec.row_label if spec else None,
        "column": spec.column_label if spec else None,
        "value": value,
        "raw": one.raw,
        "meaning": words(one.meaning).zh if one.meaning else None,
        "confidence": one.confidence,
        "found": one.found,
        "read": one.read,
        "alternatives": "; ".join(f"{other.raw} ({other.confidence:.0%})" for other in one.alternatives),
        "checks": "\n".join(_said(check, sheaf.form) for check in (*doubt.broken, *_unbroken(doubt))),
        "open": words("open").zh,
        "sha256": sheaf.sha256,
        "key": doubt.key,
    }


def _unbroken(doubt: Doubt) -> list[Check]:
    return [check for check in doubt.checks if check.verdict != "broken"]


def _said(check: Check, form: Form | None) -> str:
    at = at_label(form, check) if form is not None else check.at
    return f"{words(check.verdict).zh}: {words(check.id).zh}{f'（{at}）' if at else ''}: {check.explanation}"


def _place(place: Place | None) -> str:
    if isinstance(place, PagePlace):
        return f"第{place.page}页"
    if isinstance(place, CellPlace):
        return f"表{place.table + 1} 第{place.row + 1}行"
    return f"第{place.paragraph + 1}段" if isinstance(place, TextPlace) else ""
