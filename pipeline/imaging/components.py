"""Pieces of ink that hang together, kept as runs along rows: what is asked of them costs as much as there is ink.

OpenCV names and measures them pixel by pixel and the paper too, which takes several times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Wanted = NDArray[np.bool_]

WORD = 64  # pixels that are looked at together


@dataclass(frozen=True, slots=True, eq=False)
class Components:
    """The pieces of a mask, numbered from 1 in the order of reading; 0 is the paper, which has no size here.

    The boxes are in pixels, one of each piece; the runs are in the order of reading.
    """

    shape: tuple[int, ...]
    lefts: Numbers
    tops: Numbers
    widths: Numbers
    heights: Numbers
    areas: Numbers
    starts: Numbers  # of each run: its place in the picture as one row
    lengths: Numbers
    names: Numbers  # of the piece that each run belongs to

    @property
    def count(self) -> int:
        """How many pieces there are, with the paper."""
        return len(self.areas)

    def boxes(self) -> Iterator[tuple[int, tuple[int, int, int, int]]]:
        """The number of each piece with its x, y, width and height."""
        sides = (self.lefts, self.tops, self.widths, self.heights)
        found = enumerate(zip(*(side.tolist() for side in sides), strict=True))
        next(found)
        return found

    def middles(self) -> NDArray[np.float64]:
        """How far down the middle of each piece is, in pixels."""
        import numpy as np

        below = np.bincount(self.names, self.starts // self.shape[1] * self.lengths, self.count)
        middles: NDArray[np.float64] = below / np.maximum(self.areas, 1)
        return middles

    def centres(self) -> NDArray[np.float64]:
        """How far to the right the middle of each piece is, in pixels."""
        import numpy as np

        x = self.starts % self.shape[1]
        twice = np.bincount(self.names, (2 * x + self.lengths - 1) * self.lengths, self.count)
        centres: NDArray[np.float64] = twice / 2 / np.maximum(self.areas, 1)
        return centres

    def painted(self, wanted: Wanted) -> NDArray[np.uint8]:
        """255 where the piece is wanted, else 0."""
        import numpy as np

        mask = np.zeros(self.shape[0] * self.shape[1], np.uint8)
        own = wanted[self.names]
        mask[_places(self.starts[own], self.lengths[own])] = 255
        return mask.reshape(self.shape)

    def alone(self, number: int) -> NDArray[np.uint8]:
        """255 where a piece is, else 0, in its own box."""
        import numpy as np

        own, (height, width) = self.names == number, (int(self.heights[number]), int(self.widths[number]))
        y, x = np.divmod(self.starts[own], self.shape[1])
        mask = np.zeros(height * width, np.uint8)
        mask[_places((y - self.tops[number]) * width + x - self.lefts[number], self.lengths[own])] = 255
        return mask.reshape(height, width)

    def pixels_in(self, mask: NDArray[np.uint8]) -> Numbers:
        """How many pixels of each piece lie in a mask of the same size (not 0)."""
        import numpy as np

        inside = mask.ravel()[_places(self.starts, self.lengths)] > 0
        return np.bincount(np.repeat(self.names, self.lengths)[inside], minlength=self.count)


def components(mask: NDArray[np.uint8]) -> Components:
    """The pieces of a mask (255, else 0): pixels that touch at a side or at a corner."""
    import numpy as np

    wide = WORD * (mask.shape[1] // WORD + 1)
    first, end = _runs(mask, wide)
    names = _names(first, end, wide)
    count = int(names.max(initial=0)) + 1
    tops, lefts = np.divmod(first, wide)
    top, bottom = np.zeros(count, np.intp), np.zeros(count, np.intp)
    top[names[::-1]] = tops[::-1]  # of those written to one place the last stays
    bottom[names] = tops + 1
    left, right = np.full(count, wide), np.full(count, wide)
    np.minimum.at(left, names, lefts)
    np.minimum.at(right, names, wide - lefts - (end - first))
    widths = wide - right - left
    widths[0] = left[0] = 0
    areas = np.bincount(names, end - first, count).astype(np.intp)
    return Components(
        mask.shape, left, top, widths, bottom - top, areas, first - tops * (wide - mask.shape[1]), end - first, names
    )


def _runs(mask: NDArray[np.uint8], wide: int) -> tuple[Numbers, Numbers]:
    """Where each run of ink along a row begins and ends, in the picture as one row.

    Rows are filled up with paper to whole words, `wide` pixels in all: it ends the runs that reach the edge.
    """
    import numpy as np

    bits = np.packbits(mask, axis=1, bitorder="little")
    rows = np.zeros((len(mask), wide // 8), np.uint8)
    rows[:, : bits.shape[1]] = bits
    words = rows.view("<u8").ravel()
    changes = words ^ (words << np.uint64(1))
    changes[1:] ^= words[:-1] >> np.uint64(WORD - 1)
    some = changes.view(np.uint8)
    at = np.flatnonzero(some != 0)
    found = np.flatnonzero(np.unpackbits(some[at], bitorder="little").view(np.bool_))
    places = at[found >> 3] * 8 + (found & 7)
    return places[::2], places[1::2]


def _names(first: Numbers, end: Numbers, wide: int) -> Numbers:
    """The number of the piece of each run, from 1 on; runs of one piece touch in neighbouring rows."""
    import numpy as np

    above, beyond = np.searchsorted(end, first - wide), np.searchsorted(first, end - wide, side="right")
    own = np.arange(len(first))
    roots = _followed(np.where(above < beyond, above, own))
    more = np.maximum(beyond - above - 1, 0)  # runs above besides the first
    ups, owns = _places(above + 1, more), np.repeat(own, more)
    while True:
        a, b = roots[ups], roots[owns]
        apart = a != b
        if not apart.any():
            break
        ups, owns, a, b = ups[apart], owns[apart], a[apart], b[apart]
        np.minimum.at(roots, np.maximum(a, b), np.minimum(a, b))
        roots = _followed(roots)
    numbers = np.cumsum(roots == own)
    names: Numbers = numbers[roots]
    return names


def _followed(parents: Numbers) -> Numbers:
    """Each run's first ancestor."""
    while True:
        further: Numbers = parents[parents]
        if (further == parents).all():
            return further
        parents = further


def _places(starts: Numbers, lengths: Numbers) -> Numbers:
    """The places of all pixels of runs."""
    import numpy as np

    before = np.cumsum(lengths) - lengths
    places: Numbers = np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))
    return places
