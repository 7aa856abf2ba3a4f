"""Streaks: dust on a scanner's glass draws lines down the whole page, through margins, print and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.imaging.openings import runs_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK = 8  # rows that are taken together: grain is evened out
BESIDE = 0.02  # inches to both sides at which the paper is lighter
DARKER = 8.0  # grey levels of 255 at least
ALONG = 0.8  # share of the height at which a streak shows; print and level rules hide it
AT_ENDS = 0.5  # share of the upper and of the lower margin
MARGIN = 0.03  # share of the height above and below, where nothing but streaks is
BLANK, INK = 0.004, 40.0  # share of such a margin that specks may fill, and levels below white that are no paper
WIDEST = 0.025  # inches
MOST = 8  # of a page; what has more is a table that was cut out of its page
LEVEL = 0.5  # inches of the shortest level rule
LEAST_HEIGHT = 6.0  # inches of a page; a picture of a table is mostly lower


def without_streaks(evened: NDArray[np.uint8], *, dpi: float) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The grey picture without its streaks, and 255 where they were: a 1 may lie under one.

    A streak goes from the upper edge to the lower one, as upright as the scanner drew it, through margins that are
    empty beside it; rules of a table end before. A picture without streaks is returned as it is.
    """
    import numpy as np

    found = _streaks(evened, dpi)
    where = np.zeros_like(evened)
    if not found:
        return evened, where
    cleaned = evened.copy()
    reach = max(1, round(BESIDE * dpi / 2))
    for first, last in found:
        x0, x1 = max(0, first - reach), min(evened.shape[1] - 1, last + reach)
        left, right = (evened[:, at].astype(np.float32) for at in (x0, x1))
        share = np.linspace(0, 1, x1 - x0 + 1, dtype=np.float32)
        between = left[:, np.newaxis] * (1 - share) + right[:, np.newaxis] * share
        cleaned[:, x0 : x1 + 1] = np.maximum(evened[:, x0 : x1 + 1], between).astype(np.uint8)
        where[:, x0 : x1 + 1] = 255
    return cleaned, where


def _streaks(evened: NDArray[np.uint8], dpi: float) -> list[tuple[int, int]]:
    """The first and the last column of each streak."""
    import cv2
    import numpy as np

    height, width = evened.shape
    beside = max(2, round(BESIDE * dpi))
    if height < LEAST_HEIGHT * dpi or width <= 2 * beside:
        return []
    rows = cv2.resize(evened, (width, height // BLOCK), interpolation=cv2.INTER_AREA).astype(np.float32)
    lighter = np.minimum(rows[:, : -2 * beside], rows[:, 2 * beside :]) - rows[:, beside:-beside]
    shown = np.zeros(width, bool)
    darker = lighter >= DARKER
    edge = max(1, round(MARGIN * len(darker)))
    at_ends = [part.mean(axis=0) >= AT_ENDS for part in (darker[:edge], darker[-edge:])]
    shown[beside:-beside] = (darker.mean(axis=0) >= ALONG) & at_ends[0] & at_ends[1]
    found = [(first, end - 1) for first, end in runs_of(shown) if end - first <= WIDEST * dpi]
    if not found or len(found) > MOST or not _are_margins_empty(evened, found, beside):
        return []
    return [] if _are_rules(evened, found, beside, round(LEVEL * dpi)) else found


def _are_margins_empty(evened: NDArray[np.uint8], found: list[tuple[int, int]], beside: int) -> bool:
    """Whether nothing lies beside the streaks at the upper and at the lower edge."""
    import numpy as np

    paper = np.ones(evened.shape[1], bool)
    for first, last in found:
        paper[max(0, first - beside) : last + 1 + beside] = False
    deep = max(1, round(MARGIN * len(evened)))
    return all(float((edge[:, paper] < 255 - INK).mean()) <= BLANK for edge in (evened[:deep], evened[-deep:]))


def _are_rules(evened: NDArray[np.uint8], found: list[tuple[int, int]], beside: int, level: int) -> bool:
    """Whether level rules end at any of them: then all may be rules of a table that was cut out of its page."""
    import cv2
    import numpy as np

    ink = (evened < 255 - INK).astype(np.uint8)
    rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, level), np.uint8)) > 0
    for first, last in found:
        before = rules[:, max(0, first - 2 * beside) : max(0, first - beside) + 1].any(axis=1)
        behind = rules[:, last + beside : last + 2 * beside + 1].any(axis=1)
        if (before ^ behind).sum() > (before & behind).sum():
            return True
    return False
