"""Drawing the pages of a document on a recorder, within limits, one broken page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pdfminer.pdfpage import PDFPage  # noqa: TID253  see pdf_errors

from pipeline.engines.library_log import LibraryLog
from pipeline.engines.pdf_document import displayed_box
from pipeline.engines.pdf_errors import PDF_ERRORS
from pipeline.engines.pdf_fonts import Verdict, judge_font
from pipeline.engines.pdf_ink import Ink
from pipeline.engines.pdf_interpreter import Budget, FontStore, InkInterpreter
from pipeline.engines.pdf_limits import Limits
from pipeline.engines.pdf_recorder import InkRecorder, TooLarge
from pipeline.errors import DocumentError

DATA_LOSS = "Data-loss"  # pdfminer's word for a stream of which only a part could be unpacked
BROKEN, PARTLY = "the page's content is damaged", "a part of the page's content is damaged"


@dataclass(slots=True)
class Drawing:
    """What was drawn of a document; `broken` says of a page (from 1) why it is not all there."""

    inks: list[Ink] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    broken: dict[int, str] = field(default_factory=dict)


def draw_pages(pages: Sequence[PDFPage], limits: Limits, log: LibraryLog) -> Drawing:
    """The ink of all pages, and the verdicts on their fonts.

    Raises:
        DocumentError: too_large.
    """
    recorder, store = InkRecorder(most_glyphs=limits.glyphs), FontStore()
    budget = Budget(limits.operators, limits.unpacked)
    interpreter = InkInterpreter(store, recorder, budget)
    drawing = Drawing()
    for number, page in enumerate(pages, 1):
        lost, budget.lost = log.count(DATA_LOSS), False
        try:
            _draw(page, interpreter, recorder)
        except TooLarge as error:
            message = f"page {number} has too many {error.what} to be read"
            raise DocumentError("too_large", message, page=number) from error
        except PDF_ERRORS:
            drawing.broken[number] = BROKEN
        if budget.lost or log.count(DATA_LOSS) > lost:
            drawing.broken.setdefault(number, PARTLY)
        drawing.inks.append(recorder.ink)
    for use in recorder.fonts:
        key = id(use.font)
        drawing.verdicts.append(judge_font(use, store.specs.get(key), broken=key in store.broken))
    return drawing


def _draw(page: PDFPage, interpreter: InkInterpreter, recorder: InkRecorder) -> None:
    recorder.start(612, 792)
    box, matrix = displayed_box(page)
    recorder.start(box.x1, box.bottom)
    interpreter.render_contents(page.resources, page.contents, ctm=matrix)
    if page.annots:
        interpreter.draw_annotations(page.annots, matrix)
