"""Crops of cells: what is inside the rules, trimmed to its ink, one crop a line of print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.imaging.dashtraces import CLEAR_OF_RULES, MIDDLE, holds_dash_trace
from pipeline.imaging.openings import runs_of
from pipeline.imaging.seals import Marks
from pipeline.types.raster import PixelBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INSIDE = 0.012  # inches inside a cell's edges where its rules may reach
SPECK = 0.0003  # square inches; less ink in one piece is dust, unless it is dash-shaped
DOT = 0.035  # inches of the side of dust that is no line of its own
TWO_DOTS, SMALL = 0.06, 0.45  # inches of the side of two specks together, and its share of a line of print beside
GAP = 1.3  # of the height of a line; figures stand closer, but for a minus sign
FAINT = 212  # of white 255: a blurred minus sign is hardly darker
MARGIN = 0.02  # inches of paper left round the ink
STRIP = 0.02  # inches from the edge of a crop that the remnant of a rule may reach
DASH = 0.03  # inches of the shortest dash that stands alone in a cell
LEAST_INK = 0.0003  # square inches of ink in all; less is dust
SIGN_HEIGHT = (0.2, 0.8)  # of the height of the print, between which a minus sign lies
SIGN_REACH, LEAST_SIGN = 0.12, 0.00012  # inches before the print that it begins at most, and its least square inches
CHARACTER = 0.1  # inches about a character
CRUMBS = 0.0002  # square inches of dust within them that may be one
FAINT_PRINT = 3.6  # grey levels by which the place of a character is darker than the paper round it
FAINT_STROKE = (0.015, 0.065)  # inches of the width and the height of a 1
FAINT_LINE, OVER_GRAIN = 8.5, 2.5  # grey levels, and deviations of its cell, by which it is darker; grain is by 5.6, 2
HALO = 0.02  # inches round ink that its blur darkens
UPRIGHT_STROKE, HIDDEN_HEIGHT = 0.03, 0.7  # inches of a mark's width, and share of the height, under which a 1 may lie
TOUCHING = 0.015  # inches between print and a mark that are one, where the rim of the mark was taken out
BESIDE_RULE = 0.05  # inches from the upper or lower edge of a crop, within which a dash may be what a double rule left
FLAT = 2.5  # times as wide as high: a dash


@dataclass(frozen=True, slots=True)
class CellInk:
    """The lines of print of a cell, top to bottom, and the share of its inside that is inked.

    `torn` says that print touches the rules, so that something may have been cut off, that the paper beside is darker
    as where print has faded, or, where none is seen, that dust lies together like a character; `covered` that a seal
    or another mark touches the print or may hide a sign of it, or lies anywhere if there is none; `gapped` that one
    short line of print has a gap as wide as it is high: it may be two figures; `traced` that where no print is seen
    dots lie as of a dash. `inside` is the cell without its rules, and `print_mask` where its print is (255).
    """

    lines: tuple[NDArray[np.uint8], ...]
    ink: float
    torn: bool
    gapped: bool = False
    covered: bool = False
    traced: bool = False
    inside: NDArray[np.uint8] | None = None
    print_mask: NDArray[np.uint8] | None = None


def crop_cell(
    evened: NDArray[np.uint8], rules: NDArray[np.uint8], box: PixelBox, *, dpi: float, marks: Marks | None
) -> CellInk:
    """The ink of a cell. `evened` is the picture with white paper, `rules` the mask of its ruling lines.

    `marks` says what lies over the print, such as a seal; where colour told it from print, it is no ink.
    Rules are erased by their own pixels, never by a box round them: remnants are L-shaped and lie round digits.
    """
    import cv2
    import numpy as np

    edge = max(2, round(INSIDE * dpi))
    down, across = slice(box.top + edge, box.bottom - edge), slice(box.x0 + edge, box.x1 - edge)
    part, lines = evened[down, across], rules[down, across]
    if part.size == 0:
        return CellInk((), 0.0, torn=False)
    bare = part.copy()
    bare[cv2.dilate(lines, np.ones((3, 3), np.uint8)) > 0] = 255
    here = marks.within(down, across) if marks is not None else Marks(bare * 0, bare * 0)
    all_ink = np.where(bare < FAINT, 255, 0).astype(np.uint8)
    ink = _with_sign(_without_specks(all_ink, dpi), all_ink, dpi)
    whole, ink = ink, _without_strips(ink, dpi)
    cleaned = bare.copy()
    cleaned[cv2.dilate(whole - ink, np.ones((3, 3), np.uint8)) > ink] = 255  # a speck may be a point: it stays
    share = float((ink > 0).mean())
    if (ink > 0).sum() < LEAST_INK * dpi * dpi and not _holds_dash(ink, dpi):
        crumbs = _holds_crumbs(all_ink, dpi)
        share = float((all_ink > 0).mean()) if crumbs else share
        faint = crumbs or bool(ink.any()) or _holds_sign(all_ink, dpi)  # a piece like a dash may be of a pale one
        faint = faint or _holds_faint_print(bare, all_ink | _with_rim(here.lifted, dpi), whole, dpi)
        traced = crumbs or holds_dash_trace(all_ink, dpi)
        return CellInk((), share, torn=faint, covered=bool(here.over.any()), traced=traced)
    torn = bool(ink[0].any() or ink[-1].any() or ink[:, 0].any() or ink[:, -1].any())
    crops = tuple(_line_crops(cleaned, ink, dpi))
    faint = len(crops) == 1 and _holds_faint_print(bare, all_ink | _with_rim(here.lifted, dpi), whole, dpi)
    torn = torn or _lies_along_rule(ink, dpi) or faint
    covered = _lies_over(here.over, ink, dpi)
    gapped = len(crops) == 1 and _is_gapped(crops[0])
    return CellInk(crops, share, torn, gapped=gapped, covered=covered, inside=bare, print_mask=ink)


def inked_lines(ink: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The numbers of the rows and of the columns of a mask in which there is ink."""
    import numpy as np

    return np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))


def _holds_dash(ink: NDArray[np.uint8], dpi: float) -> bool:
    """Whether a piece of little ink is shaped like a dash, which says something else than an empty cell."""
    rows, columns = inked_lines(ink)
    return len(rows) > 0 and len(columns) >= max(DASH * dpi, FLAT * (rows[-1] - rows[0] + 1))


def _lies_along_rule(ink: NDArray[np.uint8], dpi: float) -> bool:
    """Whether all ink is flat and lies beside the upper or the lower rule; print of a cell stands away from both."""
    rows, columns = inked_lines(ink)
    near = BESIDE_RULE * dpi
    beside = rows[-1] < near or rows[0] >= ink.shape[0] - near
    return bool(beside and columns[-1] + 1 - columns[0] >= FLAT * (rows[-1] + 1 - rows[0]))


def _holds_crumbs(ink: NDArray[np.uint8], dpi: float) -> bool:
    """Whether dust lies so near together that it may be a character of thin strokes that black and white crumbled."""
    import cv2
    import numpy as np

    edge, side = round(CLEAR_OF_RULES * dpi), max(3, round(CHARACTER * dpi))
    inside = (ink[edge : ink.shape[0] - edge, edge : ink.shape[1] - edge] > 0).astype(np.float32)
    if inside.size == 0:
        return False
    near = cv2.boxFilter(inside, -1, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT)
    return float(near.max()) >= CRUMBS * dpi * dpi


def _holds_sign(ink: NDArray[np.uint8], dpi: float) -> bool:
    """Whether dust at half the height of a cell is no higher than wide, and as large as a hyphen of 110 dpi."""
    import cv2

    edge, middle, reach = round(CLEAR_OF_RULES * dpi), ink.shape[0] / 2, MIDDLE * dpi
    band = ink[max(0, round(middle - reach)) : round(middle + reach) + 1, edge : ink.shape[1] - edge]
    if not band.any():
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(band, connectivity=8)
    return any(width >= height and area >= LEAST_SIGN * dpi * dpi for _, _, width, height, area in stats[1:].tolist())


def _holds_faint_print(bare: NDArray[np.uint8], dust: NDArray[np.uint8], ink: NDArray[np.uint8], dpi: float) -> bool:
    """Whether a place as large as a character, beside the ink and apart from `dust`, is darker than what is round it.

    Print may have faded there, or lies a dash of hair's breadth. The paper of empty cells differs by 3.2 grey levels
    at most from place to place, with grain and in bad light; print that fades below the threshold of ink leaves 4.
    """
    import cv2
    import numpy as np

    edge, side = round(CLEAR_OF_RULES * dpi), max(3, round(CHARACTER * dpi))
    dark, paper = 255 - bare.astype(np.float32), dust == 0
    rows, columns = inked_lines(ink)
    if len(rows):
        halo = round(HALO * dpi)
        across = slice(max(0, columns[0] - halo), columns[-1] + 1 + halo)
        paper[max(0, rows[0] - halo) : rows[-1] + 1 + halo, across] = False
    inside = slice(edge, dark.shape[0] - edge), slice(edge, dark.shape[1] - edge)
    dark, paper = dark[inside], paper[inside]
    if min(dark.shape) <= side // 2 or not paper.any():
        return False
    dark = np.where(paper, dark, np.median(dark[paper])).astype(np.float32)
    if not len(rows) and _holds_faint_stroke(dark, dpi):
        return True
    here = cv2.boxFilter(dark, -1, (side, side), borderType=cv2.BORDER_REFLECT)
    round_about = cv2.boxFilter(dark, -1, (3 * side, 3 * side), borderType=cv2.BORDER_REFLECT)
    return float((here - round_about).max()) >= FAINT_PRINT


def _holds_faint_stroke(dark: NDArray[np.float32], dpi: float) -> bool:
    """Whether a narrow upright stroke is darker than what is beside it: a 1 that faded is not much of a character."""
    import cv2

    width, height = max(2, round(FAINT_STROKE[0] * dpi)), round(FAINT_STROKE[1] * dpi)
    stroke = cv2.boxFilter(dark, -1, (width, height), borderType=cv2.BORDER_REFLECT)
    beside = cv2.boxFilter(dark, -1, (5 * width, height), borderType=cv2.BORDER_REFLECT)
    return float((stroke - beside).max()) >= max(FAINT_LINE, OVER_GRAIN * float(dark.std()))


def _with_rim(lifted: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """Where ink was taken out, and its rim, that is paler than what was taken out."""
    import cv2
    import numpy as np

    if not lifted.any():
        return lifted
    return cv2.dilate(lifted, np.ones((2 * round(HALO * dpi) + 1,) * 2, np.uint8)).astype(np.uint8)


def _lies_over(marks: NDArray[np.uint8], ink: NDArray[np.uint8], dpi: float) -> bool:
    """Whether a mark touches the print, or lies within or beside it where a whole sign may be hidden.

    A stroke that runs on under a mark ends at it: print that a mark leaves free on all sides is whole.
    """
    import cv2
    import numpy as np

    if not marks.any():
        return False
    near = 2 * round(TOUCHING * dpi) + 1
    if marks[cv2.dilate(ink, np.ones((near, near), np.uint8)) > 0].any():
        return True
    rows, columns = inked_lines(ink)
    line = marks[rows[0] : rows[-1] + 1] > 0
    first, last = columns[0], columns[-1] + 1
    if line[:, first:last][:, ~ink[:, first:last].any(axis=0)].any():  # a point between digits
        return True
    reach, stroke = round(CHARACTER * dpi), max(2, round(UPRIGHT_STROKE * dpi))
    hidden = line[:, max(0, first - reach) : last + reach].mean(axis=0) >= HIDDEN_HEIGHT
    return any(end - start >= stroke for start, end in runs_of(hidden))


def _without_strips(ink: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """Without what is left of rules: pieces at the edge that reach no further in than a rule is thick.

    They may go round corners. A digit that touches the edge reaches further.
    """
    import cv2
    import numpy as np

    deep = max(2, round(STRIP * dpi))
    count, labels, _, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    keep = np.zeros(count, bool)
    keep[labels[deep:-deep, deep:-deep]] = True
    at_edge = np.zeros(count, bool)
    for side in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        at_edge[side] = True
    keep |= ~at_edge
    keep[0] = False
    kept: NDArray[np.uint8] = (keep[labels] * 255).astype(np.uint8)
    return kept


def _is_gapped(crop: NDArray[np.uint8]) -> bool:
    import numpy as np

    inked = np.flatnonzero((crop < FAINT).any(axis=0))
    rows = np.flatnonzero((crop < FAINT).any(axis=1))
    if len(inked) == 0:
        return False
    return bool(np.diff(inked).max(initial=0) > GAP * (rows[-1] - rows[0] + 1))


def _without_specks(ink: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    import cv2
    import numpy as np

    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    keep = np.zeros(count, bool)
    least = max(3.0, SPECK * dpi * dpi)
    for number in range(1, count):
        width, height = int(stats[number, cv2.CC_STAT_WIDTH]), int(stats[number, cv2.CC_STAT_HEIGHT])
        dash = width >= FLAT * height and width >= 0.02 * dpi
        keep[number] = dash or stats[number, cv2.CC_STAT_AREA] >= least
    kept: NDArray[np.uint8] = (keep[labels] * 255).astype(np.uint8)
    return kept


def _with_sign(ink: NDArray[np.uint8], all_ink: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """With the speck right before the print at half its height, if there is one: at 110 dpi a minus sign is no more."""
    import cv2
    import numpy as np

    rows, columns = inked_lines(ink)
    if not len(rows):
        return ink
    tall, first = rows[-1] + 1 - rows[0], int(columns[0])
    if tall > CHARACTER * 2 * dpi:  # several lines
        return ink
    band = slice(rows[0] + round(SIGN_HEIGHT[0] * tall), rows[0] + round(SIGN_HEIGHT[1] * tall))
    near = slice(max(0, first - round(SIGN_REACH * dpi)), first)
    if not all_ink[band, near].any():
        return ink
    _, labels, stats, _ = cv2.connectedComponentsWithStats(all_ink, connectivity=8)
    kept = ink.copy()
    for number in {int(one) for one in np.unique(labels[band, near]) if one}:
        x, y, width, height, area = (int(value) for value in stats[number])
        inside = band.start <= y and y + height <= band.stop and near.start < x and x + width <= first
        if inside and width >= height and area >= LEAST_SIGN * dpi * dpi:
            kept[labels == number] = 255
    return kept


def _line_crops(cleaned: NDArray[np.uint8], ink: NDArray[np.uint8], dpi: float) -> list[NDArray[np.uint8]]:
    """One crop a line of print: runs of inked rows; a run too thin to be a line belongs to its neighbour."""
    import numpy as np

    inked = np.flatnonzero(ink.any(axis=1))
    gap = max(2, round(0.012 * dpi))
    breaks = np.flatnonzero(np.diff(inked) > gap)
    runs = [(int(run[0]), int(run[-1]) + 1) for run in np.split(inked, breaks + 1)]
    runs = _joined(runs, thin=round(0.06 * dpi), near=round(0.05 * dpi))
    tallest = max(bottom - top for top, bottom in runs)
    runs = [run for run in runs if not _is_dot(ink[slice(*run)], dpi, beside=tallest)] or runs
    margin = max(1, round(MARGIN * dpi))
    crops = []
    for top, bottom in runs:
        columns = _without_far_dots(ink[top:bottom], dpi)
        x0, x1 = max(0, int(columns[0]) - margin), int(columns[-1]) + 1 + margin
        crops.append(np.ascontiguousarray(cleaned[max(0, top - margin) : bottom + margin, x0:x1]))
    return crops


def _without_far_dots(ink: NDArray[np.uint8], dpi: float) -> NDArray[np.intp]:
    """The inked columns of a line, without dust that stands further from its print than the line is high.

    What is wider than high before the print may be a sign.
    """
    import numpy as np

    columns = np.flatnonzero(ink.any(axis=0))
    parts = np.split(columns, np.flatnonzero(np.diff(columns) > GAP * ink.shape[0]) + 1)

    def is_dust(part: NDArray[np.intp]) -> bool:
        return max(_extent_of(ink[:, part])) <= DOT * dpi

    def is_wide(part: NDArray[np.intp]) -> bool:
        width, height = _extent_of(ink[:, part])
        return width > height

    while len(parts) > 1 and is_dust(parts[-1]):
        parts.pop()
    while len(parts) > 1 and is_dust(parts[0]) and not is_wide(parts[0]):
        parts.pop(0)
    return np.concatenate(parts)


def _extent_of(ink: NDArray[np.uint8]) -> tuple[int, int]:
    """How wide and how high the ink of a mask is, in pixels."""
    rows, columns = inked_lines(ink)
    return int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1


def _is_dot(ink: NDArray[np.uint8], dpi: float, *, beside: int) -> bool:
    """Whether the ink of a line is no larger than dust may be, or two specks `beside` a line of so many pixels.

    No character stands alone that is so small.
    """
    side = max(_extent_of(ink))
    return side <= DOT * dpi or side <= min(TWO_DOTS * dpi, SMALL * beside)


def _joined(runs: list[tuple[int, int]], *, thin: int, near: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for top, bottom in runs:
        if joined:
            before = joined[-1]
            if (bottom - top < thin or before[1] - before[0] < thin) and top - before[1] <= near:
                joined[-1] = (before[0], bottom)
                continue
        joined.append((top, bottom))
    return joined
