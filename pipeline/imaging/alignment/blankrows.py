"""Rows that print a label and no figure: over the first row of figures, and under the last where level rules go on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.imaging.alignment.pieces import Piece
from pipeline.imaging.alignment.rows import FigureRow, Span
from pipeline.types.raster import PixelBox

COVERED = 0.5  # of the width of the columns that a rule of their rows covers at least
HIGHER, LINE = 1.4, 1.3  # times as high as rows with figures usually are, and em for each further line of its label
LEADING = 0.6  # of their height between two lines of one label
SAME_CUT = 0.3  # em between the strokes of one rule
BESIDE = 0.5  # em by which the middles of a label and of what stands in its row differ


def cuts_across(columns: Sequence[Span], rules: Sequence[PixelBox], em: float) -> list[float]:
    """The heights of the level rules that part the rows of these columns, top to bottom."""
    x0, x1 = columns[0].x0, columns[-1].x1
    across = [rule for rule in rules if min(rule.x1, x1) - max(rule.x0, x0) > COVERED * (x1 - x0)]
    cuts: list[float] = []
    for height in sorted((rule.top + rule.bottom) / 2 for rule in across):
        if not cuts or height - cuts[-1] > SAME_CUT * em:
            cuts.append(height)
    return cuts


def widest_step(start: float, end: float, cuts: Sequence[float]) -> float:
    """The widest distance between two heights that nothing parts: a rule or a label."""
    heights = sorted([start, *(cut for cut in cuts if start < cut < end), end])
    return max(below - above for above, below in pairwise(heights))


def over_blank_rows(first: FigureRow, start: float, texts: Sequence[Piece], widest: float) -> float:
    """Where the header may end: over the first row of figures and over labels above it that no figure stands beside.

    Labels of columns begin at `start`; none stands between these labels, nor is one of them farther than `widest` from
    the next. Lines of the label of the first row itself are no rows.
    """
    height = first.middle - 0.5 * first.height
    own = first.middle
    inside = [text for text in texts if text.box.x1 > start and text.middle < height]
    lowest = max((text.middle + BESIDE * text.height for text in inside), default=0.0)
    for text in sorted((one for one in texts if one.box.x1 <= start), key=lambda text: -text.box.bottom):
        if text.middle >= height or own - text.box.bottom < LEADING * text.height:
            own = min(own, text.box.top)
            continue
        if min(height, own) - text.box.bottom > widest or text.box.top < lowest:
            break
        height = own = float(text.box.top)
    return height


def ruled_down(
    rows: Sequence[FigureRow], start: float, texts: Sequence[Piece], cuts: Sequence[float], limits: tuple[float, float]
) -> float:
    """How far the rules go on under the last row of figures, in each row a label and nothing in the columns.

    Labels of columns begin at `start`; `limits` are the size of the print, and where the next table begins. A row is
    about as high as those with figures, or higher by the lines of its label: a caption has more room. It is the
    middle of the last row itself where no further row follows.
    """
    em, floor = limits
    last = low = rows[-1].middle
    bands = [cut - above for above, cut in pairwise(cuts) if any(above < row.middle < cut for row in rows)]
    below = [cut for cut in cuts if last < cut < floor]
    if not bands or not below or below[0] - last > max(bands):
        return last
    for above, cut in pairwise(below):
        own = sorted(text.middle for text in texts if above < text.middle < cut)
        lines = sum(not number or middle - own[number - 1] > BESIDE * em for number, middle in enumerate(own))
        most = HIGHER * median(bands) + (lines - 1) * LINE * em
        if not own or cut - above > most or any(text.box.x1 > start for text in texts if above < text.middle < cut):
            break
        low = cut
    return low
