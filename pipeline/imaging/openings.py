"""Opening and closing of masks along a line, 64 pixels at a time, in as many steps as doubling the length takes.

OpenCV takes a step for each pixel of the line, one pixel at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bits = NDArray[np.uint64]  # the rows of a mask, a bit for each pixel

WORD = 64


def opened(mask: NDArray[np.uint8], length: float, *, level: bool, thick: bool = False) -> NDArray[np.uint8]:
    """What of a mask (255, else 0) runs on for `length` pixels in a direction; at the picture's edge for half of them.

    An even length moves what it opens by a pixel, as in OpenCV. With `thick` strokes are first made a pixel thicker on
    both sides.
    """
    bits = _packed(mask, level=level)
    return _unpacked(_opened(_thick(bits) if thick else bits, _pixels(length)), mask.shape, level=level)


def opened_both(
    mask: NDArray[np.uint8], least: float, length: float, *, level: bool
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The mask opened by `least` as it is, and by `length` made thicker."""
    bits = _packed(mask, level=level)
    found = _opened(bits, _pixels(least)), _opened(_thick(bits), _pixels(length))
    return _unpacked(found[0], mask.shape, level=level), _unpacked(found[1], mask.shape, level=level)


def closed(mask: NDArray[np.uint8], length: float, *, level: bool) -> NDArray[np.uint8]:
    """The mask (255, else 0) with gaps of fewer than `length` pixels in a direction filled."""
    return _unpacked(_closed(_packed(mask, level=level), _pixels(length)), mask.shape, level=level)


def opened_rows(
    mask: NDArray[np.uint8], gap: float, length: float, *, level: bool, thick: bool = False
) -> NDArray[np.uint8]:
    """What is `opened` of the mask, made thicker if wanted, once it is `closed` over gaps, in one go."""
    bits = _packed(mask, level=level)
    bits = _opened(_closed(_thick(bits) if thick else bits, _pixels(gap)), _pixels(length))
    return _unpacked(bits, mask.shape, level=level)


def runs_of(line: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where each run of a line begins, and where it has ended."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate([[False], line, [False]]).astype(np.int8))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def along(length: float, *, level: bool) -> NDArray[np.uint8]:
    """A kernel of that many pixels in a direction."""
    import numpy as np

    return np.ones((1, _pixels(length)) if level else (_pixels(length), 1), np.uint8)


def _pixels(length: float) -> int:
    return max(1, round(length))


def _opened(bits: Bits, pixels: int) -> Bits:
    import numpy as np

    found = _taken(bits, pixels, np.bitwise_and)
    return _taken(found, pixels, np.bitwise_or) if found.any() else np.zeros_like(bits)


def _closed(bits: Bits, pixels: int) -> Bits:
    import numpy as np

    return _taken(_taken(bits, pixels, np.bitwise_or), pixels, np.bitwise_and)


def _taken(bits: Bits, pixels: int, take: np.ufunc) -> Bits:
    """Of each bit what `take` makes of it and of so many round it, down the columns; beyond the edge none counts."""
    import numpy as np

    if pixels == 1:
        return bits
    before, after = pixels // 2, (pixels - 1) // 2
    found = np.full((before + len(bits) + after, bits.shape[1]), 0 if take is np.bitwise_or else ~np.uint64(0))
    found[before : before + len(bits)] = bits
    seen = 1
    while seen < pixels:
        step = min(seen, pixels - seen)
        found = take(found[:-step], found[step:])
        seen += step
    return found


def _thick(bits: Bits) -> Bits:
    """Each bit with its neighbours across the direction."""
    import numpy as np

    one, last = np.uint64(1), np.uint64(WORD - 1)
    found: Bits = bits | bits << one | bits >> one
    found[:, 1:] |= bits[:, :-1] >> last
    found[:, :-1] |= bits[:, 1:] << last
    return found


def _packed(mask: NDArray[np.uint8], *, level: bool) -> Bits:
    """The mask so that its direction runs down the columns, a bit for each pixel."""
    import cv2
    import numpy as np

    turned = cv2.transpose(mask).astype(np.uint8, copy=False) if level else mask
    rows = np.packbits(turned, axis=1, bitorder="little")
    words = np.zeros((len(rows), -(-rows.shape[1] * 8 // WORD) * 8), np.uint8)
    words[:, : rows.shape[1]] = rows
    return words.view("<u8")


def _unpacked(bits: Bits, shape: tuple[int, ...], *, level: bool) -> NDArray[np.uint8]:
    import cv2
    import numpy as np

    if not bits.any():
        return np.zeros(shape[:2], np.uint8)
    rows = np.unpackbits(
        np.ascontiguousarray(bits).view(np.uint8), axis=1, count=shape[0] if level else shape[1], bitorder="little"
    )
    mask = np.negative(rows, out=rows)  # 1 becomes 255
    return cv2.transpose(mask).astype(np.uint8, copy=False) if level else mask
