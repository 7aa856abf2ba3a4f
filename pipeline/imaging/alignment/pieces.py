"""Pieces of print: the ink of a picture as boxes of words, so near that they are read together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.imaging.components import components
from pipeline.imaging.openings import closed
from pipeline.types.raster import PixelBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPECK = 0.00012  # square inches; less ink in one piece is dust, unless it is dash-shaped
TALLEST = 0.6  # inches; higher ink is no print
SOLID, LEAST_SOLID = 0.7, 0.15  # share of its box that ink fills, and inches, of what is a hole of a punch and no print
CLOSE = 0.04  # inches; the parts of a character stand nearer
APART = 0.5  # heights of the taller piece between two words
STACKED = 0.35  # widths between strokes of one character, one under the other
STACKED_IN_EM = 0.6  # the same, of strokes no wider than an em: two may be a whole character
WIDEST_CHARACTER = 0.3  # inches; wider boxes are no strokes of one character
ONE_LINE = 1.45  # heights of the taller piece that two pieces of one line have together
LOW = 0.06  # inches; words are higher
IN_EM, IN_HALF_EM = 1.25, 2.0  # heights of a digit and of the half of a character that an em is taken to have at most
ONE_CHARACTER = 1.05  # em that parts of one character, one over the other, have together
LONG = 5.0  # heights of print whose lean is measured: in shorter words it is that of their strokes
MOST = 6000  # boxes; a picture with more is no print but texture
LEAST_ROOM = 100  # square pixels of the picture for each box; less is texture too
AT_A_TIME = 256  # boxes that are compared with others


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a line of print in pixels; `figure` says that it prints a figure or what stands for one.

    `lean` is by how many pixels its print falls a pixel from left to right; None where it is too short to tell.
    """

    box: PixelBox
    figure: bool = False
    lean: float | None = None

    @property
    def middle(self) -> float:
        """Half way between its top and its bottom."""
        return (self.box.top + self.box.bottom) / 2

    @property
    def centre(self) -> float:
        """Half way between its left and its right end."""
        return (self.box.x0 + self.box.x1) / 2

    @property
    def height(self) -> int:
        """Its height in pixels."""
        return self.box.bottom - self.box.top


def find_pieces(ink: NDArray[np.uint8], *, dpi: float) -> list[PixelBox]:
    """The boxes of the words in a mask of ink (255) without rules and ruled tables, top to bottom."""
    import numpy as np

    inked = components(ink)
    width, height, area = inked.widths, inked.heights, inked.areas
    dash = (width >= 2.5 * height) & (width >= 0.02 * dpi)
    solid = (np.minimum(width, height) >= LEAST_SOLID * dpi) & (area >= SOLID * width * height)
    keep = (dash | (area >= max(3.0, SPECK * dpi * dpi))) & (height <= TALLEST * dpi) & ~solid
    near = max(2, round(CLOSE * dpi)) | 1
    words = components(closed(inked.painted(keep), near, level=True))
    if words.count > min(MOST, ink.size / LEAST_ROOM):
        return []
    x0, top = words.lefts[1:], words.tops[1:]
    boxes = np.column_stack([x0, top, x0 + words.widths[1:], top + words.heights[1:]])
    widest = round(WIDEST_CHARACTER * dpi)
    boxes = _joined(boxes.astype(np.int64), widest)
    boxes = _joined(boxes, widest, _size(boxes, dpi))
    found = [PixelBox(*(int(value) for value in box)) for box in boxes]
    return sorted(found, key=lambda box: (box.top, box.x0))


def lean_of(ink: NDArray[np.uint8], box: PixelBox) -> float | None:
    """By how many pixels a line of print falls a pixel from left to right; None of one that is too short to tell."""
    import numpy as np

    if box.x1 - box.x0 < LONG * (box.bottom - box.top):
        return None
    ys, xs = np.nonzero(ink[box.top : box.bottom, box.x0 : box.x1])
    if not len(xs):
        return None
    aside = xs - xs.mean()
    return float((aside * ys).sum() / max(float((aside * aside).sum()), 1.0))


def _size(boxes: NDArray[np.int64], dpi: float) -> float:
    """The size of the print in pixels: the usual height of words of two characters or more; 0 where there are none."""
    import numpy as np

    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    words = height[(width >= 2 * height) & (height > LOW * dpi)]
    return float(np.median(words)) if len(words) else 0.0


def _joined(boxes: NDArray[np.int64], widest: int, em: float = 0.0) -> NDArray[np.int64]:
    """Boxes (x0, top, x1, bottom) of one word as one, again and again until none are left to join."""
    import numpy as np

    while len(boxes) > 1:
        order, word = np.unique(_names(_belonging(boxes, widest, em), len(boxes)), return_inverse=True)
        if len(order) == len(boxes):
            break
        joined = boxes[order]  # a word's name is the index of one of its boxes
        np.minimum.at(joined[:, :2], word, boxes[:, :2])
        np.maximum.at(joined[:, 2:], word, boxes[:, 2:])
        boxes = joined
    return boxes


def _belonging(boxes: NDArray[np.int64], widest: int, em: float) -> NDArray[np.int64]:
    """The pairs of boxes that belong together, by their indices: an array of two rows.

    Only those so near in height that they may are compared, some at a time: all with all need gigabytes where the
    picture is full of specks.
    """
    import numpy as np

    downwards = np.argsort(boxes[:, 1], kind="stable")
    tops, bottoms = boxes[downwards, 1], boxes[downwards, 3]
    reach = max(STACKED_IN_EM * widest, ONE_CHARACTER * IN_HALF_EM * int((bottoms - tops).max()))
    pairs = []
    for start in range(0, len(boxes), AT_A_TIME):
        some = downwards[start : start + AT_A_TIME]
        end = int(np.searchsorted(tops, bottoms[start : start + AT_A_TIME].max() + reach, side="right"))
        rest = downwards[start:end]  # what stands higher was compared with these
        one, other = np.nonzero(_belong(boxes[some], boxes[rest], widest, em))
        pairs.append((some[one], rest[other]))
    return np.concatenate(pairs, axis=1)


def _belong(some: NDArray[np.int64], rest: NDArray[np.int64], widest: int, em: float) -> NDArray[np.bool_]:
    """Which boxes belong together: side by side in one line, or strokes and parts of one character under each other.

    `em` is the size of the print: gaps beside low pieces are as wide as those beside high ones.
    """
    import numpy as np

    x0, top, x1, bottom = (some[:, None, number] for number in range(4))
    left, upper, right, lower = (rest[None, :, number] for number in range(4))
    across = np.minimum(x1, right) - np.maximum(x0, left)  # negative: a gap
    along = np.minimum(bottom, lower) - np.maximum(top, upper)
    tall, low = np.maximum(bottom - top, lower - upper), np.minimum(bottom - top, lower - upper)
    wide, narrow = np.maximum(x1 - x0, right - left), np.minimum(x1 - x0, right - left)
    together = np.maximum(bottom, lower) - np.minimum(top, upper)
    apart = APART * np.maximum(tall, np.minimum(em, IN_EM * tall))
    beside = (along > 0.4 * low) & (-across < apart) & (together < ONE_LINE * tall)
    thin = _are_strokes(some, widest)[:, None] & _are_strokes(rest, widest)
    near = np.maximum(STACKED * wide, STACKED_IN_EM * np.minimum(em, wide))
    under = thin & (across > 0.6 * narrow) & (-along < near) & (wide < 2.5 * narrow)
    inside = (across >= 0.9 * narrow) & (along >= 0.9 * low)
    parts = (across > 0.6 * narrow) & (together <= ONE_CHARACTER * np.minimum(em, IN_HALF_EM * tall))
    belong: NDArray[np.bool_] = beside | under | inside | parts
    return belong


def _are_strokes(boxes: NDArray[np.int64], widest: int) -> NDArray[np.bool_]:
    """Which are low for their width, and no wider than a character."""
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    strokes: NDArray[np.bool_] = (height < 0.35 * width) & (width <= widest)
    return strokes


def _names(pairs: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """For each of `count` boxes the smallest index among those it hangs together with."""
    import numpy as np

    one, other = np.concatenate([pairs, pairs[::-1]], axis=1)
    names = np.arange(count)
    while True:
        least = names.copy()
        np.minimum.at(least, one, names[other])
        if (least == names).all():
            return names
        names = least[least]
