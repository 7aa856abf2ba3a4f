"""Glyphs as rows of text: grouped by baseline, fake bold taken once, spaces where the gap is wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.engines.pdf_fonts import MISSING_GLYPH, Verdict
from pipeline.engines.pdf_frame import Frame
from pipeline.engines.pdf_ink import Glyph
from pipeline.schema import Box, PagePlace
from pipeline.types.page import Print

SAME_ROW = 0.4  # em between baselines; superscripts stay in their row
SPACE = 0.35  # em of a gap that is a space
LATIN_SPACE = 0.18
NO_GAP = 0.05
NARROW = 0.12  # em of a gap between figures drawn apart
WIDE = 0.9  # em of a gap that may part the columns of a table without rules
STRUCK_TWICE, STRUCK_SHARE = 0.2, 0.4  # em, and share of the width, between two strikes of fake bold
OVER, OVER_SHARE = 0.28, 0.55  # em, and share of the width, between glyphs printed one over the other
FIGURES = "0123456789.,-+%−—–―/／０１２３４５６７８９"


@dataclass(frozen=True, slots=True)
class Row:
    """Text on one baseline: `size` in points; `trusted` says that it can be believed; `why` not, if not.

    `fonts` are the numbers of its fonts, `turn` its quarter turns clockwise; `crossed`: something is drawn over it.
    """

    text: str
    box: Box
    size: float
    bold: bool
    why: str | None
    fonts: tuple[int, ...] = ()
    crossed: bool = False
    turn: int = 0

    @property
    def trusted(self) -> bool:
        """Whether figures may be taken from it."""
        return self.why is None

    def moved(self, box: Box, turn: int) -> Row:
        """The row in another frame, in which it is turned."""
        return replace(self, box=box, turn=turn)


def group_rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baseline, top to bottom, each row left to right."""
    rows: list[list[Glyph]] = []
    first = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if not rows or glyph.baseline - first > SAME_ROW * min(glyph.size, rows[-1][0].size):
            rows.append([])
            first = glyph.baseline
        rows[-1].append(glyph)
    for row in rows:
        row.sort(key=lambda glyph: (glyph.x0, glyph.order))
    return rows


def split_row(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """A row cut where the gap between what is printed is wide; before and after figures a narrower one is."""
    parts: list[list[Glyph]] = []
    end, last = float("-inf"), None
    for glyph in row:
        if glyph.text.isspace():
            if parts:
                parts[-1].append(glyph)
            continue
        if last is None or glyph.x0 - end > _wide(last, glyph) * glyph.size:
            parts.append([])
        parts[-1].append(glyph)
        end, last = max(end, glyph.x1), glyph
    return parts


def _wide(left: Glyph, right: Glyph) -> float:
    """The gap, in em, that parts two glyphs; what one string draws stands closer together than two cells do."""
    figures = (left.text in FIGURES) + (right.text in FIGURES)
    if figures == 2:
        return SPACE if left.order == right.order else NARROW
    return SPACE if figures and left.order != right.order else WIDE


def write_row(row: Sequence[Glyph], verdicts: Sequence[Verdict]) -> Row | None:
    """The text of a row that is sorted from left to right; None where nothing is printed."""
    kept, twice, over = _strike_once(row)
    if not kept:
        return None
    fonts = {glyph.font for glyph in kept}
    doubted = (verdicts[font] for font in sorted(fonts))
    why = next((verdict.why for verdict in doubted if verdict.why and not verdict.ornament), None)
    if why is None and any(glyph.text == MISSING_GLYPH for glyph in kept):
        why = "its font lacks a glyph"
    if why is None and over:
        why = "figures are printed over others"
    bold = twice * 2 > len(kept) or all(verdicts[font].bold for font in fonts)
    box = Box(
        min(glyph.x0 for glyph in kept),
        min(glyph.top for glyph in kept),
        max(glyph.x1 for glyph in kept),
        max(glyph.bottom for glyph in kept),
    )
    crossed = any(glyph.crossed for glyph in kept)
    size = _middle([glyph.size for glyph in kept])
    return Row(_join(kept, row, verdicts), box, size, bold, why, tuple(sorted(fonts)), crossed)


def to_print(row: Row, frame: Frame, page: int) -> Print:
    """The row as a print of page `page`."""
    place = PagePlace(page=page, box=frame.outward(row.box))
    return Print(row.text, place, row.fonts, (row.turn + frame.turn) % 4, row.crossed)


def _strike_once(row: Sequence[Glyph]) -> tuple[list[Glyph], int, bool]:
    """The printed glyphs once each, how many were struck twice, and whether figures stand on each other."""
    kept: list[Glyph] = []
    twice, over = 0, False
    for glyph in row:
        if glyph.text.isspace():
            continue
        near = min(STRUCK_TWICE * glyph.size, STRUCK_SHARE * (glyph.x1 - glyph.x0))
        if any(
            other.text == glyph.text and glyph.x0 - other.x0 <= near and abs(glyph.baseline - other.baseline) <= near
            for other in kept[-3:]
        ):
            twice += 1
            continue
        if kept and (glyph.text in FIGURES or kept[-1].text in FIGURES):
            step = glyph.x0 - kept[-1].x0
            over = over or step < min(OVER * glyph.size, OVER_SHARE * (kept[-1].x1 - kept[-1].x0))
        kept.append(glyph)
    return kept, twice, over


def _join(kept: Sequence[Glyph], row: Sequence[Glyph], verdicts: Sequence[Verdict]) -> str:
    spaces = [(glyph.x0 + glyph.x1) / 2 for glyph in row if glyph.text.isspace()]
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in kept:
        text = "\N{BULLET}" if verdicts[glyph.font].ornament else glyph.text
        if last is not None and _is_parted(last, glyph, spaces):
            parts.append(" ")
        parts.append(text)
        last = glyph
    return "".join(parts).strip()


def _is_parted(left: Glyph, right: Glyph, spaces: Sequence[float]) -> bool:
    """Whether a space stands between two glyphs: a wide gap, or a space that is printed in one."""
    gap = right.x0 - left.x1
    ascii_text = left.text[-1:].isascii() and right.text[:1].isascii()
    latin = ascii_text and (left.text[-1:].isalpha() or right.text[:1].isalpha())
    if gap > (LATIN_SPACE if latin else SPACE) * right.size:
        return True
    return gap > NO_GAP * right.size and any(left.x0 < place < right.x1 for place in spaces)


def _middle(values: list[float]) -> float:
    return round(sorted(values)[len(values) // 2], 2)
