"""What the shape of ink says that recognisers get wrong: a slash is no 1, a minus sign is no dust."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Stroke = Literal["slash", "dash", "figure"]
DARK = 205
SLANTED, LEAST_SLANT = -0.9, 0.3  # correlation of a slash's ink, and its width over its height
LEAST_ROWS = 8  # pixels; a lower stroke shows no direction
LEAST_STEP = 0.15  # pixels that a slash goes to the left from one row to the next
STRAIGHT, EVEN, THIN = 0.05, 1.5, 0.34  # heights off its line, widest over usual width, usual width over height
FLAT = 2.2  # width over height of a dash
LONGER, LEVEL = 1.2, 1  # width over height of each of a row of dashes, and pixels by which these differ in height
SINGLE = 0.8  # share of its columns that a dash crosses once; a word whose characters run together has strokes below
LOW = 0.4  # a minus sign is lower than this share of the digits beside it
NARROWEST = 0.22  # width of a minus sign over the height of the digits; a speck is as wide as high
MIDDLE = (0.25, 0.8)  # where it lies in their height
UPRIGHT, BAR = 0.4, 0.65  # width of a stroke of that height that may be one of a 4, and where the bar of a 4 begins


def stroke_of(crop: NDArray[np.uint8]) -> Stroke:
    """Whether the whole of a trimmed crop is one slash, one dash or a row of dashes."""
    import numpy as np

    boxes = _pieces(crop)
    if not boxes:
        return "figure"
    x0, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    width, height = x1 - x0, bottom - top
    whole = crop[top:bottom, x0:x1]
    if len(boxes) <= 2 and _is_flat(whole) and _is_single(whole) and not _turns_up(whole):
        return "dash"
    if len(boxes) > 2 and width >= 2 * FLAT * height and _are_dashes(boxes) and _is_single(whole):
        return "dash"
    ys, xs = np.nonzero(whole < DARK)
    if len(boxes) == 1 and height > 0 and width >= LEAST_SLANT * height and len(xs) > 8:
        filled = len(xs) / (width * height)
        if float(np.corrcoef(xs, ys)[0, 1]) <= SLANTED and filled < 0.5:
            return "slash"
    return "slash" if len(boxes) == 1 and _leans_evenly(whole) else "figure"


def _are_dashes(boxes: list[tuple[int, int, int, int]]) -> bool:
    """Whether all pieces are flat, and as high as each other: "----", which recognisers take for small print."""
    tops, bottoms = [box[1] for box in boxes], [box[3] for box in boxes]
    flat = all(x1 - x0 >= LONGER * (bottom - top) for x0, top, x1, bottom in boxes)
    return flat and max(tops) - min(tops) <= LEVEL and max(bottoms) - min(bottoms) <= LEVEL


def _leans_evenly(ink: NDArray[np.uint8]) -> bool:
    """Whether it is one stroke, as wide in all rows, whose middles lie on a line that leans as a slash does.

    Blur makes the slash of small print so wide that its ink as a whole says little of its direction. A 1 has a flag
    or a foot, a 7 a bar: their rows are not of one width.
    """
    import numpy as np

    dark = ink < DARK
    number = dark.sum(axis=1)
    first, last = dark.argmax(axis=1), dark.shape[1] - 1 - dark[:, ::-1].argmax(axis=1)
    if len(number) < LEAST_ROWS or (number == 0).any() or (last - first + 1 != number).any():
        return False
    rows, middles = np.arange(len(number)), (first + last) / 2
    step, start = np.polyfit(rows, middles, 1)
    off = float(np.abs(middles - (step * rows + start)).max())
    usual = float(np.median(number))
    return bool(
        -step >= LEAST_STEP
        and off <= STRAIGHT * len(number)
        and number.max() <= EVEN * usual
        and usual <= THIN * len(number)
    )


def _is_flat(ink: NDArray[np.uint8]) -> bool:
    """Whether the ink is much wider than high, where it is at least half as dark as at its darkest.

    Blur adds as much to the height of a short hyphen as to its width.
    """
    import numpy as np

    ys, xs = np.nonzero(ink < _half_dark(ink))
    return len(xs) > 0 and bool(np.ptp(xs) + 1 >= FLAT * (np.ptp(ys) + 1))


def _half_dark(ink: NDArray[np.uint8]) -> float:
    return min((int(ink.min()) + 255) / 2, DARK)


def _turns_up(crop: NDArray[np.uint8]) -> bool:
    """Whether both ends of a stroke reach higher than its middle: the foot of a 2 that lost everything above it."""
    import numpy as np

    ink = crop < _half_dark(crop)
    tops = np.where(ink.any(axis=0), ink.argmax(axis=0), len(ink))
    third = max(1, len(tops) // 3)
    return bool(max(tops[:third].min(), tops[-third:].min()) < tops[third:-third].min(initial=len(ink)))


def _is_single(crop: NDArray[np.uint8]) -> bool:
    """Whether the columns with dark ink hold one run of it each, but for a few; pale blur runs strokes together."""
    import numpy as np

    ink = np.pad(crop < _half_dark(crop), ((1, 0), (0, 0))).astype(np.int8)
    runs = (np.diff(ink, axis=0) == 1).sum(axis=0)
    return bool((runs[runs > 0] == 1).mean() >= SINGLE)


def has_leading_minus(crop: NDArray[np.uint8]) -> bool:
    """Whether the leftmost piece of ink is a short level stroke half way up the digits right of it.

    Lower than that, before an upright stroke, it may be what is left of the bar of a 4.
    """
    boxes = sorted(_pieces(crop))
    if len(boxes) < 2:
        return False
    first, rest = boxes[0], boxes[1:]
    top, bottom = min(box[1] for box in rest), max(box[3] for box in rest)
    tall = bottom - top
    width, height = first[2] - first[0], first[3] - first[1]
    if tall <= 0 or height > LOW * tall or width < 1.2 * height or width < NARROWEST * tall:
        return False
    centre = ((first[1] + first[3]) / 2 - top) / tall
    following = min(rest)
    upright = following[2] - following[0] < UPRIGHT * tall
    lowest = BAR if upright else MIDDLE[1]
    return MIDDLE[0] <= centre <= lowest and first[2] <= following[0] + 1


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
