"""Ruling lines: thin strokes, level or upright, darker than what lies on both sides of them; gaps bridged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.imaging.components import Components, components
from pipeline.imaging.dashes import (
    GAP,
    LONGER_THAN_WORDS,
    SHORTEST_LEVEL,
    Strokes,
    find_crossing_dashes,
    find_dashed,
    strokes_of,
)
from pipeline.imaging.edges import BRIDGED, Edges
from pipeline.imaging.openings import closed, opened_rows
from pipeline.imaging.wornrules import find_worn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

THICKEST = 0.06  # inches
LONGER_THAN_TYPE = 0.4  # inches; no stroke of type is
ANCHOR = 0.02  # inches that a rule may end short of one that crosses it
STRICT, LOOSE, PALE, FAINT = 56, 26, 18, 12  # of 255 by which a rule is darker than its sides


@dataclass(frozen=True, slots=True)
class Rules:
    """Masks (255 where a rule is) of level and of upright rules."""

    level: NDArray[np.uint8]
    upright: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """By how much each pixel of a thin stroke is darker than both of its sides: of level strokes, of upright ones.

    `veiled` is the mask (255) of what lay under a seal, where none is a sign that there is no stroke; None without one.
    `crumbled` says that black and white may have left crumbs of its rules.
    What was found at a contrast is kept in `seen`: it is asked more than once.
    """

    level: NDArray[np.uint8]
    upright: NDArray[np.uint8]
    veiled: NDArray[np.uint8] | None = None
    crumbled: bool = False
    seen: dict[int, tuple[Strokes, Strokes]] = field(default_factory=dict, repr=False)
    found: dict[int, tuple[Rules, Edges]] = field(default_factory=dict, repr=False)

    def strokes(self, contrast: int, dpi: float) -> tuple[Strokes, Strokes]:
        """The level and the upright strokes of at least that contrast."""
        if contrast not in self.seen:
            masks = at_least(contrast, self.level), at_least(contrast, self.upright)
            level, upright = (strokes_of(mask, dpi=dpi, level=mask is masks[0]) for mask in masks)
            self.seen[contrast] = level, upright
        return self.seen[contrast]


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
    `dashed` says that all rules may be dashed, also where they cross, or worn: of pages without rows of dashes or long
    strokes it finds none.
    """
    strokes = contrast_of(evened, dpi=dpi) if strokes is None else strokes
    if dashed:
        return _dashed_rules(evened, strokes, contrast, dpi)
    if contrast not in strokes.found:
        own = strokes.strokes(contrast, dpi)
        masks = own[0].ink, own[1].ink
        rules = _rules(own, (find_dashed(own[0]), find_dashed(own[1])), contrast, strokes.veiled)
        strokes.found[contrast] = rules, Edges(*masks, _ink(evened, contrast), dpi, False, strokes.veiled)
    return strokes.found[contrast]


def _dashed_rules(evened: NDArray[np.uint8], strokes: Contrast, contrast: int, dpi: float) -> tuple[Rules, Edges]:
    """The rules of a table of dashes or of worn rules; none where no pieces are found that make a row."""
    level, upright = strokes.strokes(contrast, dpi)
    ink = _ink(evened, contrast)
    rows = _with_worn(level, upright, ink if strokes.crumbled else None)
    if rows is None:
        nothing = evened * 0
        return Rules(nothing, nothing), Edges(level.ink, upright.ink, nothing, dpi, True, strokes.veiled)
    bridged = _bridged(level.ink, rows[0]), _bridged(upright.ink, rows[1])
    edges = Edges(*bridged, ink, dpi, True, strokes.veiled)
    return _rules((level, upright), rows, contrast, strokes.veiled), edges


def _with_worn(
    level: Strokes, upright: Strokes, ink: NDArray[np.uint8] | None
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
    """The level and the upright rows of dashes and rules of which pieces are missing; None without level ones."""
    rows = find_crossing_dashes(level, upright)
    across, down = rows if rows is not None else (level.ink * 0, upright.ink * 0)
    worn = find_worn(level, down | upright.whole, ink)
    if rows is None and not worn.any():
        return None
    return across | worn, down | find_worn(upright, across | level.whole, ink)


def _rules(
    own: tuple[Strokes, Strokes],
    rows: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    contrast: int,
    veiled: NDArray[np.uint8] | None,
) -> Rules:
    dpi = own[0].dpi
    across, down = (
        _thin(_joined(strokes, row), dpi, level=strokes.level) for strokes, row in zip(own, rows, strict=True)
    )
    level = across[0].painted(across[1])
    near = _near(level, dpi)
    upright = _anchored(*down, (near, near if veiled is None else near | _near(veiled, dpi)), dpi)
    if contrast < LOOSE:  # the blur between the strokes of a line of type is as dark as a faint rule
        level = _meeting(*across, upright, dpi)
    return Rules(level, upright)


def _ink(evened: NDArray[np.uint8], contrast: int) -> NDArray[np.uint8]:
    """What is darker than paper by as much as pale rules are, or by that contrast."""
    import cv2

    return cv2.threshold(evened, 254 - max(contrast, LOOSE), 255, cv2.THRESH_BINARY_INV)[1].astype("uint8", copy=False)


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
        shortest = SHORTEST_LEVEL if level else LONGER_THAN_TYPE
        gap = 0.0 if level else GAP  # level rules cut upright ones into pieces as short as type
        pale = opened_rows(at_least(LOOSE, own), gap * dpi, shortest * dpi, level=level, thick=True)
        if pale.any() and cv2.subtract(pale, cv2.dilate(known, near)).any():
            return True
    return False


def at_least(contrast: int, strokes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """255 where strokes have at least this contrast."""
    import cv2

    return cv2.threshold(strokes, contrast - 1, 255, cv2.THRESH_BINARY)[1].astype("uint8", copy=False)


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
    pieces: Components, thin: NDArray[np.bool_], near: tuple[NDArray[np.uint8], NDArray[np.uint8]], dpi: float
) -> NDArray[np.uint8]:
    """The upright rules that end at level rules above and below; strokes of type end in the open.

    `near` is where a rule ends at a level one, and where at one or under the ink of a seal, as one of the two may.
    """
    keep = thin.copy()
    level, either = near
    for number, (x, y, width, height) in pieces.boxes():
        if not thin[number] or height >= LONGER_THAN_TYPE * dpi:
            continue
        ends = (y, slice(x, x + width)), (y + height - 1, slice(x, x + width))
        keep[number] = all(either[end].any() for end in ends) and any(level[end].any() for end in ends)
    return pieces.painted(keep)


def _near(rules: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """Where a rule that ends there meets one of these."""
    import cv2
    import numpy as np

    reach = max(3, round(ANCHOR * dpi))
    return cv2.dilate(rules, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)).astype(np.uint8)


def _meeting(pieces: Components, thin: NDArray[np.bool_], upright: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The level rules that an upright one meets, and those longer than words; words touch no rule of their cell."""
    met = pieces.pixels_in(_near(upright, dpi)) > 0
    return pieces.painted(thin & (met | (pieces.widths >= LONGER_THAN_WORDS * dpi)))


def _joined(strokes: Strokes, dashed: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The whole strokes and the rows of dashes, gaps bridged."""
    found = strokes.whole | dashed
    return closed(found, max(3.0, GAP * strokes.dpi), level=strokes.level) if found.any() else found


def _bridged(darker: NDArray[np.uint8], dashed: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The strokes with the gaps of dashed rules filled."""
    import cv2
    import numpy as np

    gaps = np.full_like(darker, BRIDGED)
    return cv2.max(darker, cv2.min(dashed, gaps)).astype(np.uint8)


def _thin(found: NDArray[np.uint8], dpi: float, *, level: bool) -> tuple[Components, NDArray[np.bool_]]:
    """The pieces of what was found, and which are as thin as rules: filled areas and strokes of type are not."""
    import numpy as np

    pieces = components(found)
    length = np.maximum(pieces.widths if level else pieces.heights, 1)
    thin: NDArray[np.bool_] = pieces.areas / length <= max(3, round(THICKEST * dpi)) + 2  # they were thickened
    return pieces, thin
