"""Ruling lines: thin strokes, level or upright, darker than what lies on both sides of them; gaps bridged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.imaging.dashes import (
    GAP,
    LONGER_THAN_WORDS,
    SHORTEST_LEVEL,
    SHORTEST_UPRIGHT,
    along,
    find_crossing_dashes,
    find_dashed,
    painted,
    thickened,
    whole_runs,
)
from pipeline.imaging.edges import BRIDGED, Edges

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

THICKEST = 0.06  # inches
LONGER_THAN_TYPE = 0.4  # inches; no stroke of type is
ANCHOR = 0.02  # inches that a rule may end short of one that crosses it
STRICT, LOOSE, FAINT = 56, 26, 12  # of 255 by which a rule is darker than its sides


@dataclass(frozen=True, slots=True)
class Rules:
    """Masks (255 where a rule is) of level and of upright rules."""

    level: NDArray[np.uint8]
    upright: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """By how much each pixel of a thin stroke is darker than both of its sides: of level strokes, of upright ones.

    `veiled` is the mask (255) of what lay under a seal, where none is a sign that there is no stroke; None without one.
    """

    level: NDArray[np.uint8]
    upright: NDArray[np.uint8]
    veiled: NDArray[np.uint8] | None = None


def contrast_of(evened: NDArray[np.uint8], *, dpi: float, grain: float = 0.0) -> Contrast:
    """The contrast of all strokes of a grey picture whose light is even.

    `grain` is how many inches along them are taken together, so that the grain of the picture evens out and rules stay.
    """
    level, upright = (
        darker_than_sides(_evened_along(evened, grain * dpi, level=level), dpi=dpi, level=level)
        for level in (True, False)
    )
    return Contrast(level, upright)


def find_rules(
    evened: NDArray[np.uint8],
    *,
    dpi: float,
    contrast: int = STRICT,
    strokes: Contrast | None = None,
    dashed: bool = False,
) -> tuple[Rules, Edges]:
    """The ruling lines of a grey picture whose light is even and whose print is level, and what lies along any edge.

    `contrast` is by how much of 255 a rule is darker than its two sides; `strokes` are those of the picture, if known;
    `dashed` says that all rules may be dashed, also where they cross.
    """
    import numpy as np

    strokes = contrast_of(evened, dpi=dpi) if strokes is None else strokes
    darker = [_at_least(contrast, one) for one in (strokes.level, strokes.upright)]
    if dashed:
        rows = find_crossing_dashes(darker[0], darker[1], dpi=dpi)
    else:
        rows = find_dashed(darker[0], dpi=dpi, level=True), find_dashed(darker[1], dpi=dpi, level=False)
    level = _strokes(darker[0], rows[0], SHORTEST_LEVEL, dpi, level=True)
    upright = _strokes(darker[1], rows[1], SHORTEST_UPRIGHT, dpi, level=False)
    ink = np.where(evened < 255 - max(contrast, LOOSE), 255, 0).astype(np.uint8)
    if dashed:
        darker = [_bridged(own, gaps) for own, gaps in zip(darker, rows, strict=True)]
    edges = Edges(darker[0], darker[1], ink, dpi, dashed, strokes.veiled)
    upright = _anchored(upright, level, strokes.veiled, dpi)
    if contrast < LOOSE:  # the blur between the strokes of a line of type is as dark as a faint rule
        level = _meeting(level, upright, dpi)
    return Rules(level, upright), edges


def _evened_along(evened: NDArray[np.uint8], length: float, *, level: bool) -> NDArray[np.uint8]:
    """The picture with each pixel as the mean of those along its row or its column; `length` is in pixels."""
    import cv2
    import numpy as np

    pixels = round(length) | 1
    return evened if pixels <= 1 else cv2.blur(evened, (pixels, 1) if level else (1, pixels)).astype(np.uint8)


def has_paler_rules(strokes: Contrast, found: Rules, *, dpi: float) -> bool:
    """Whether there are pale strokes as long as rules where `found` has none."""
    import cv2
    import numpy as np

    near = np.ones((2 * max(3, round(THICKEST * dpi)) + 1,) * 2, np.uint8)
    for own, known, level in ((strokes.level, found.level, True), (strokes.upright, found.upright, False)):
        across = thickened(_at_least(LOOSE, own), level=level)
        if not level:  # level rules cut upright ones into pieces as short as type
            across = cv2.morphologyEx(across, cv2.MORPH_CLOSE, along(GAP * dpi, level=False)).astype("uint8")
        shortest = SHORTEST_LEVEL if level else LONGER_THAN_TYPE
        pale = cv2.morphologyEx(across, cv2.MORPH_OPEN, along(shortest * dpi, level=level))
        if np.logical_and(pale > 0, cv2.dilate(known, near) == 0).any():
            return True
    return False


def _at_least(contrast: int, strokes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    import numpy as np

    return np.where(strokes >= contrast, 255, 0).astype(np.uint8)


def darker_than_sides(evened: NDArray[np.uint8], *, dpi: float, level: bool) -> NDArray[np.uint8]:
    """By how much each pixel of a stroke thinner than a rule may be is darker than what lies across the stroke.

    The edges of shaded cells are no strokes: they are bright on one side only.
    """
    import cv2
    import numpy as np

    across = max(3, round(THICKEST * dpi) + 2)
    kernel = np.ones((across, 1) if level else (1, across), np.uint8)
    return cv2.morphologyEx(evened, cv2.MORPH_BLACKHAT, kernel).astype(np.uint8)


def _anchored(
    upright: NDArray[np.uint8], level: NDArray[np.uint8], veiled: NDArray[np.uint8] | None, dpi: float
) -> NDArray[np.uint8]:
    """The upright rules that end at level rules above and below; strokes of type end in the open.

    One end may lie under the ink of a seal instead.
    """
    import cv2
    import numpy as np

    near = _near(level, dpi)
    closed = near if veiled is None else near | _near(veiled, dpi)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(upright, connectivity=8)
    keep = np.zeros(count, bool)
    for number in range(1, count):
        x, y, width, height = (int(value) for value in stats[number, :4])
        ends = [(mask[y, x : x + width].any(), mask[y + height - 1, x : x + width].any()) for mask in (near, closed)]
        keep[number] = (any(ends[0]) and all(ends[1])) or height >= LONGER_THAN_TYPE * dpi
    return painted(keep, labels)


def _near(rules: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """Where a rule that ends there meets one of these."""
    import cv2
    import numpy as np

    reach = max(3, round(ANCHOR * dpi))
    return cv2.dilate(rules, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)).astype(np.uint8)


def _meeting(level: NDArray[np.uint8], upright: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The level rules that an upright one meets, and those longer than words; words touch no rule of their cell."""
    import cv2
    import numpy as np

    near = _near(upright, dpi)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(level, connectivity=8)
    met = np.bincount(labels[near > 0], minlength=count) > 0
    return painted(np.logical_and(np.arange(count) > 0, met | (stats[:, 2] >= LONGER_THAN_WORDS * dpi)), labels)


def _strokes(
    ink: NDArray[np.uint8], dashed: NDArray[np.uint8], shortest: float, dpi: float, *, level: bool
) -> NDArray[np.uint8]:
    import cv2

    found = cv2.bitwise_or(whole_runs(ink, shortest * dpi, level=level), dashed)
    found = cv2.morphologyEx(found, cv2.MORPH_CLOSE, along(max(3.0, GAP * dpi), level=level))
    return _thin(found.astype("uint8"), max(3, round(THICKEST * dpi)), level=level)


def _bridged(darker: NDArray[np.uint8], dashed: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The strokes with the gaps of dashed rules filled."""
    import numpy as np

    return np.where((darker == 0) & (dashed > 0), BRIDGED, darker).astype(np.uint8)


def _thin(found: NDArray[np.uint8], thick: int, *, level: bool) -> NDArray[np.uint8]:
    import cv2
    import numpy as np

    _count, labels, stats, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    length = stats[:, 2] if level else stats[:, 3]
    keep = stats[:, 4] / np.maximum(length, 1) <= thick  # mean thickness: filled areas and strokes of type are none
    keep[0] = False
    return painted(keep, labels)
