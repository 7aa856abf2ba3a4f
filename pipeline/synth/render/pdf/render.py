"""A draft as a PDF."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.synth.document import Draft, Passage, Picture, PrintedTable
from pipeline.synth.render.pdf.fonts import choose_font, choose_latin, misleading_font
from pipeline.synth.render.pdf.lettering import Lettering, draw_line
from pipeline.synth.render.pdf.look import PdfLook

Box = tuple[float, float, float, float]
LARGE = 8  # columns from which a table is large enough for a page of its own
HEAD_ROOM = 34


@dataclass(frozen=True, slots=True)
class Setting:
    """What the pages share: fonts, look, what is printed in their margins, and how many there are."""

    draft: Draft
    look: PdfLook
    font: str
    pages: int = 0

    def lettering(self, size: float, *, bold: bool = False) -> Lettering:
        """The report's letters at that size."""
        whole = self.look.codes not in ("true", "swapped")
        font, latin = (self.misleading, None) if whole else (self.font, self.look.latin)
        return Lettering(font, size, latin, self.look.bold if bold else "none")

    @property
    def table_lettering(self) -> Lettering:
        """The letters of tables; where digits are swapped their figures have a font of their own."""
        letters = self.lettering(self.look.table_size)
        return replace(letters, latin=self.misleading) if self.look.codes == "swapped" else letters

    @property
    def misleading(self) -> str:
        """The font whose text layer says something else."""
        return misleading_font(self.font, self.look.codes, self.look.swaps)


def render_pdf(draft: Draft, look: PdfLook, rng: random.Random) -> tuple[bytes, Mapping[str, tuple[int, Box]]]:
    """The bytes of the PDF, and for each key the page and box (points, displayed, origin top left) of its cell.

    Raises:
        SetupError: reportlab or a font with Chinese characters is missing.
    """
    font = choose_font(look.font, draft.text, rng)
    setting = Setting(draft, replace(look, latin=choose_latin(look.latin, rng)), font)
    if look.number == "total":  # the last page's number is known only once it is drawn
        setting = replace(setting, pages=_build(setting).pages)
    built = _build(setting)
    return built.content, built.places


@dataclass(frozen=True, slots=True)
class _Built:
    content: bytes
    pages: int
    places: dict[str, tuple[int, Box]]


def _build(setting: Setting) -> _Built:
    from reportlab.platypus import BaseDocTemplate

    places: dict[str, tuple[int, Box]] = {}

    def mark(canvas: Any, key: str, box: Box) -> None:
        corners = [canvas.absolutePosition(*corner) for corner in (box[:2], box[2:])]
        turned = setting.look.turned if canvas.getPageNumber() in turned_pages else 0
        places[key] = (canvas.getPageNumber(), _displayed(corners, canvas._pagesize, turned))

    turned_pages: set[int] = set()
    target = io.BytesIO()
    document = BaseDocTemplate(target, invariant=1, pageCompression=1, title=setting.draft.title, author="")
    document.addPageTemplates(_templates(setting, turned_pages))
    document.build(_flow(setting, mark))
    return _Built(target.getvalue(), document.page, places)


def _displayed(corners: list[tuple[float, float]], size: tuple[float, float], turned: int) -> Box:
    """The box of two corners in the media's space as the page of that size is displayed."""
    width, height = size
    if turned == 90:
        corners = [(y, height - x) for x, y in corners]
    elif turned == 270:
        corners = [(width - y, x) for x, y in corners]
    xs, ys = [x for x, _ in corners], [height - y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _templates(setting: Setting, turned_pages: set[int]) -> list[Any]:
    """The pages: upright ones, and wide ones for large tables; either may be turned by /Rotate."""
    look = setting.look
    wide = (max(look.page), min(look.page))
    turn_all = look.turned if not look.wide_tables else 0
    return [
        _template("upright", look.page, turn_all, setting, turned_pages),
        _template("wide", wide, look.turned if look.wide_tables else 0, setting, turned_pages),
    ]


def _template(name: str, size: tuple[float, float], turned: int, setting: Setting, turned_pages: set[int]) -> Any:
    from reportlab.platypus import Frame, PageTemplate

    width, height = size
    margin = setting.look.margin
    frame = Frame(margin, margin, width - 2 * margin, height - 2 * margin, 0, 0, 0, 0)

    def decorate(canvas: Any, _document: Any) -> None:
        if turned:
            turned_pages.add(canvas.getPageNumber())
            canvas.transform(*((0, 1, -1, 0, height, 0) if turned == 90 else (0, -1, 1, 0, 0, width)))
        _margins(canvas, setting, size)

    template = PageTemplate(name, [frame], onPage=decorate, pagesize=size)
    template.rotation = turned  # reportlab swaps the sides of the media box by itself
    return template


def _margins(canvas: Any, setting: Setting, size: tuple[float, float]) -> None:
    """Running head, page number and watermark."""
    look, page = setting.look, canvas.getPageNumber()
    letters = setting.lettering(9)
    if look.running_head:
        head = setting.draft.title
        draw_line(canvas, (size[0] - letters.width(head)) / 2, size[1] - HEAD_ROOM, head, letters)
        canvas.setLineWidth(0.5)
        canvas.line(look.margin, size[1] - HEAD_ROOM - 4, size[0] - look.margin, size[1] - HEAD_ROOM - 4)
    number = {
        "dash": f"- {page} -", "chinese": f"第 {page} 页", "total": f"第 {page} 页 共 {setting.pages} 页"
    }.get(look.number)  # fmt: skip
    if number is not None:
        draw_line(canvas, (size[0] - letters.width(number)) / 2, HEAD_ROOM, number, letters)
    if look.watermark:
        canvas.saveState()
        canvas.translate(size[0] / 2, size[1] / 2)
        canvas.rotate(45)
        canvas.setFillGray(0.9)
        draw_line(canvas, -150, 0, setting.draft.place + "信息公开", setting.lettering(48))
        canvas.restoreState()


def _flow(setting: Setting, mark: Any) -> list[Any]:
    from reportlab.platypus import NextPageTemplate, PageBreak

    from pipeline.synth.render.pdf.flow import PictureFlow, TextFlow, table_flow

    look = setting.look
    flow: list[Any] = []
    is_wide = False
    for block in setting.draft.blocks:
        large = isinstance(block, PrintedTable) and block.columns >= LARGE
        stays = isinstance(block, Passage) and block.role in ("note", "heading")
        if look.wide_tables and large != is_wide and not (is_wide and stays):
            flow += [NextPageTemplate("wide" if large else "upright"), PageBreak()]
            is_wide = large
        if isinstance(block, Passage):
            flow.append(TextFlow(block, _style(block, setting)))
        elif isinstance(block, Picture):
            flow.append(PictureFlow(block, (look.page[0] - 2 * look.margin, look.page[1] - 2 * look.margin), mark))
        else:
            page = (max(look.page), min(look.page)) if is_wide else look.page
            table = block if look.repeat_header else replace(block, header_rows=0)
            flow.append(table_flow(table, page[0] - 2 * look.margin, setting.table_lettering, look, mark))
    return flow


def _style(passage: Passage, setting: Setting) -> Any:
    from pipeline.synth.render.pdf.flow import TextStyle

    size = setting.look.body_size
    match passage.role:
        case "title":
            return TextStyle(setting.lettering(size + 6, bold=True), "center", space=0.4)
        case "subtitle":
            return TextStyle(setting.lettering(size), "center")
        case "heading" | "subheading":
            return TextStyle(setting.lettering(size, bold=True), indent=2, space=0.5)
        case "signature" | "date":
            return TextStyle(setting.lettering(size), "right", space=0.3)
        case "note" | "caption":
            return TextStyle(setting.lettering(min(size, 10.5)))
        case "body":
            return TextStyle(setting.lettering(size), indent=2)
