"""Ruling lines of black and white pages, whose dots step up and down, and the dust beside them: none of it is print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.imaging.components import components
from pipeline.imaging.crops import FAINT, SIGN_HEIGHT, SIGN_REACH
from pipeline.imaging.dust import RIM, largest_speck, without_dust

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ASIDE = 0.015  # inches of white beside a speck; the crumbs of a character lie nearer to what is left of it
MOST = 2  # specks on one side; more may be a character that crumbled


def without_ragged_rules(
    evened: NDArray[np.uint8], rules: NDArray[np.uint8], *, dpi: float, dots: float
) -> NDArray[np.uint8]:
    """The grey picture of a black and white table without its rules, what stands out of them, and dust.

    `rules` is their mask, `dots` are the page's own dots an inch. A rule that is not quite level goes on a dot higher
    or lower, and a step may be shorter than anything that passes for a rule. Print stands further away than a step.
    """
    import cv2
    import numpy as np

    dot = max(1, round(dpi / dots))
    bare = evened.copy()
    bare[cv2.dilate(rules, np.ones((2 * dot + 1,) * 2, np.uint8)) > 0] = 255
    near = cv2.dilate(rules, np.ones((2 * (2 * dot + 1) + 1,) * 2, np.uint8)) > 0
    count, labels, _, _ = cv2.connectedComponentsWithStats(np.where(bare < FAINT, 255, 0).astype(np.uint8))
    away = np.bincount(labels[~near], minlength=count) > 0
    away[0] = True
    rest = np.where(away[labels], 0, 255).astype(np.uint8)
    bare[cv2.dilate(rest, np.ones((3, 3), np.uint8)) > 0] = 255
    return without_dust(bare, dpi=dpi, dots=dots)


def without_specks_aside(crop: NDArray[np.uint8], *, dpi: float, dots: float) -> NDArray[np.uint8]:
    """The grey crop of a figure without specks before and behind it, above and below: points stand between digits.

    What is left of a minus sign may be as small: a speck that lies where one would stays.
    """
    import cv2
    import numpy as np

    found = components(np.where(crop < FAINT, 255, 0).astype(np.uint8))
    left, top = found.lefts, found.tops
    right, bottom = left + found.widths, top + found.heights
    small = np.maximum(found.widths, found.heights) <= largest_speck(dpi, dots)
    small[0] = True
    if small.all():
        return crop
    x0, y0, x1, y1 = left[~small].min(), top[~small].min(), right[~small].max(), bottom[~small].max()
    aside, dot = ASIDE * dpi, dpi / dots
    before, behind = right + aside <= x0, left >= x1 + aside
    upper, lower = y0 + SIGN_HEIGHT[0] * (y1 - y0), y0 + SIGN_HEIGHT[1] * (y1 - y0)
    sign = before & (top >= upper) & (bottom <= lower) & (left >= x0 - SIGN_REACH * dpi) & (found.heights <= dot + RIM)
    over = (bottom + aside + dot <= y0) | (top >= y1 + aside + dot)
    small[0] = False
    wanted = np.zeros_like(small)
    for side in (before & ~sign, behind, over & ~before & ~behind):
        if (small & side).sum() <= MOST:
            wanted |= small & side
    if not wanted.any():
        return crop
    cleaned = crop.copy()
    cleaned[cv2.dilate(found.painted(wanted), np.ones((3, 3), np.uint8)) > 0] = 255
    return cleaned
