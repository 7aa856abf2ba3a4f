"""What the shape of ink says that recognisers get wrong: a slash is no 1, a minus sign is no dust."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Stroke = Literal["slash", "dash", "figure"]
DARK = 205
SLANTED, LEAST_SLANT = -0.9, 0.3  # correlation of a slash's ink, and its width over its height
FLAT = 2.2  # width over height of a dash
SINGLE = 0.8  # share of its columns that a dash crosses once; a word whose characters run together has strokes below
LOW = 0.4  # a minus sign is lower than this share of the digits beside it
MIDDLE = (0.25, 0.8)  # where it lies in their height


def stroke_of(crop: NDArray[np.uint8]) -> Stroke:
    """Whether the whole of a trimmed crop is one slash or one dash."""
    import numpy as np

    boxes = _pieces(crop)
    if not boxes:
        return "figure"
    x0, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    width, height = x1 - x0, bottom - top
    if width >= FLAT * height and len(boxes) <= 2 and _is_single(crop[top:bottom, x0:x1]):
        return "dash"
    ys, xs = np.nonzero(crop[top:bottom, x0:x1] < DARK)
    if len(boxes) == 1 and height > 0 and width >= LEAST_SLANT * height and len(xs) > 8:
        filled = len(xs) / (width * height)
        if float(np.corrcoef(xs, ys)[0, 1]) <= SLANTED and filled < 0.5:
            return "slash"
    return "figure"


def _is_single(crop: NDArray[np.uint8]) -> bool:
    """Whether the columns with dark ink hold one run of it each, but for a few; pale blur runs strokes together."""
    import numpy as np

    dark = (int(crop.min()) + 255) / 2
    ink = np.pad(crop < min(dark, DARK), ((1, 0), (0, 0))).astype(np.int8)
    runs = (np.diff(ink, axis=0) == 1).sum(axis=0)
    return bool((runs[runs > 0] == 1).mean() >= SINGLE)


def has_leading_minus(crop: NDArray[np.uint8]) -> bool:
    """Whether the leftmost piece of ink is a short level stroke half way up the digits right of it."""
    boxes = sorted(_pieces(crop))
    if len(boxes) < 2:
        return False
    first, rest = boxes[0], boxes[1:]
    top, bottom = min(box[1] for box in rest), max(box[3] for box in rest)
    tall = bottom - top
    width, height = first[2] - first[0], first[3] - first[1]
    if tall <= 0 or height > LOW * tall or width < 1.2 * height or width < 0.15 * tall:
        return False
    centre = ((first[1] + first[3]) / 2 - top) / tall
    return MIDDLE[0] <= centre <= MIDDLE[1] and first[2] <= min(box[0] for box in rest) + 1


def _pieces(crop: NDArray[np.uint8]) -> list[tuple[int, int, int, int]]:
    """The boxes (x0, top, x1, bottom) of the connected pieces of ink that are no dust."""
    import cv2
    import numpy as np

    ink = np.where(crop < DARK, 255, 0).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = []
    for number in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[number])
        if area >= 4:
            boxes.append((x, y, x + width, y + height))
    return boxes
