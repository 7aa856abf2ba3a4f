"""Rules that are worn: long strokes in a line with pieces missing between them.

A pale rule askew that black and white took where it lies between two rows of dots, a torn one; and one of which not
even these are left but crumbs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.imaging.components import components
from pipeline.imaging.dashes import LONGER_THAN_WORDS, Strokes, beside, thickened
from pipeline.imaging.openings import closed, opened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PIECE, UPRIGHT_PIECE = 0.4, 0.2  # inches of one of its pieces at least: no stroke of type is as long, no dash
LOST = 0.6  # inches that are missing at most, between two pieces or before a rule that crosses
MET = 0.04  # inches from a rule that crosses within which a piece ends there
LEAST = 0.6  # share of a worn rule that is left
CRUMBS, CRUMBLED = 0.04, 0.2  # inches between crumbs of a rule, and of a row of them at least
ASIDE, ALONG, ACROSS = 0.035, 0.3, 0.025  # inches from a row of crumbs to its sides, and of these along it and across
WHITE = 0.06  # share of ink beside a rule at most; there is more beside strokes of type


def find_worn(strokes: Strokes, crossing: NDArray[np.uint8], ink: NDArray[np.uint8] | None = None) -> NDArray[np.uint8]:
    """The strokes of one direction (255) that are in a line with others, the gaps between them filled.

    So are those before a rule that crosses (`crossing`). What lies between two of these is no gap: a cell may reach
    over several rows or columns. `ink` is all ink of the picture, where crumbs may be left of rules.
    """
    dpi, level = strokes.dpi, strokes.level
    least = round((PIECE if level else UPRIGHT_PIECE) * dpi) | 1
    runs = opened(strokes.ink, least, level=level, thick=True)
    if ink is not None:
        runs = runs | _crumbs(strokes, crossing, ink)
    if not runs.any():
        return runs
    rules = _joined(runs, runs | strokes.dashes, crossing, strokes)
    if ink is not None:  # type near a rule hangs together with it by its own strokes: runs alone are looked at too
        rules = rules | _joined(runs, runs, crossing, strokes)
    return _with_ends(rules, crossing, dpi, level=level)


def _joined(
    runs: NDArray[np.uint8], there: NDArray[np.uint8], crossing: NDArray[np.uint8], strokes: Strokes
) -> NDArray[np.uint8]:
    """What is `there` (255) with its gaps filled, where most of a long piece is left, `runs` among it."""
    dpi, level = strokes.dpi, strokes.level
    joined = closed(there, round(LOST * dpi) | 1, level=level)
    found = components(joined)
    if max((found.widths if level else found.heights).tolist()) < LONGER_THAN_WORDS * dpi:
        return joined * 0  # without the gaps that are none they are shorter still
    joined = joined & ~_between(joined & ~there, crossing, dpi, level=level)
    pieces = components(joined)
    left, whole = pieces.pixels_in(there), pieces.pixels_in(runs)
    length = pieces.widths if level else pieces.heights
    keep = (length >= LONGER_THAN_WORDS * dpi) & (whole > 0) & (left >= LEAST * pieces.areas)
    keep[0] = False
    return pieces.painted(keep)


def _crumbs(strokes: Strokes, crossing: NDArray[np.uint8], ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Rows of crumbs in a line (255), on both sides of which is paper: beside strokes of type there are others."""
    import cv2
    import numpy as np

    dpi, level = strokes.dpi, strokes.level
    rows = closed(thickened(strokes.ink, level=level), round(CRUMBS * dpi) | 1, level=level)
    rows = opened(rows, round(CRUMBLED * dpi) | 1, level=level)
    if not rows.any():
        return rows
    print_only = cv2.subtract(ink, np.asarray(cv2.dilate(crossing, np.ones((3, 3), np.uint8))))
    along, across, aside = round(ALONG * dpi), max(1, round(ACROSS * dpi)), max(2, round(ASIDE * dpi))
    density = cv2.blur(print_only, (along, across) if level else (across, along))
    sides = cv2.max(*beside(density.astype(np.uint8, copy=False), aside, level=level))
    paper = cv2.threshold(sides, int(WHITE * 255), 255, cv2.THRESH_BINARY_INV)[1]
    return opened(cv2.bitwise_and(rows, paper).astype(np.uint8), round(CRUMBLED * dpi) | 1, level=level)


def _with_ends(rules: NDArray[np.uint8], crossing: NDArray[np.uint8], dpi: float, *, level: bool) -> NDArray[np.uint8]:
    """The rules, those that end before one that crosses drawn out to it."""
    import numpy as np

    whole, across = (rules, crossing) if level else (np.ascontiguousarray(rules.T), crossing.T)
    reach, met = round(LOST * dpi), round(MET * dpi)
    for _, (x0, y, width, height) in components(whole).boxes():
        rows, x1 = slice(y, y + height), x0 + width
        after = np.flatnonzero(across[rows, max(0, x1 - met) : x1 + reach].any(axis=0)) - min(met, x1)
        before = min(met, width) - np.flatnonzero(np.flip(across[rows, max(0, x0 - reach) : x0 + met].any(axis=0)))
        if len(after) and after[0] > 0:
            whole[rows, x1 : x1 + int(after[0])] = 255
        if len(before) and before[0] < 0:
            whole[rows, x0 + int(before[0]) : x0] = 255
    return whole if level else np.ascontiguousarray(whole.T)


def _between(gaps: NDArray[np.uint8], crossing: NDArray[np.uint8], dpi: float, *, level: bool) -> NDArray[np.uint8]:
    """The gaps that begin and end at rules that cross, or at the edge of the picture, where nothing closes them."""
    import cv2
    import numpy as np

    reach = 2 * round(MET * dpi) + 1
    near = np.asarray(cv2.dilate(crossing, np.ones((reach, reach), np.uint8)))
    pieces = components(gaps)
    held = np.zeros(pieces.count, bool)
    for number, (x, y, width, height) in pieces.boxes():
        if (width if level else height) <= reach:
            continue  # it lies under the rule that crosses
        part = near[y : y + height, x : x + width]
        first, last = (part[:, 0], part[:, -1]) if level else (part[0], part[-1])
        open_ended = x == 0 or x + width == gaps.shape[1] if level else y == 0 or y + height == gaps.shape[0]
        held[number] = open_ended or bool(first.any() and last.any())
    return pieces.painted(held)
