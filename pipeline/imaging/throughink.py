"""How much of a rule is seen where it runs under the ink of a seal: what the ink leaves of it, it leaves of print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.imaging.openings import closed, opened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN, HIDDEN = 0.2, 0.3  # inches of a rule on both sides of the ink at least, longer than strokes of type, and under it
STROKE = 0.22  # the least darkness of a rule
SIDE, LEAN, ALONG = 5, 5, 5  # pixels: the rim of ink, how far a rule may lean under it, what is taken together along it
FEWEST = 60  # pixels of rules under the ink that can be compared
FULLEST = 25  # percentile: where the ink is full and takes most


def share_through(dark: NDArray[np.float32], under: NDArray[np.bool_]) -> float | None:
    """The share of their darkness that rules keep where most of it is taken, of those that are seen on both sides.

    None where too few run under the ink (`under`) to say. `dark` is by what share a place is darker than the paper.
    """
    import numpy as np

    level = _shares(dark, under)
    upright = _shares(np.ascontiguousarray(dark.T), np.ascontiguousarray(under.T))
    shares = np.concatenate([level, upright])
    return float(np.percentile(shares, FULLEST)) if len(shares) >= FEWEST else None


def _shares(dark: NDArray[np.float32], under: NDArray[np.bool_], dpi: float = 200.0) -> NDArray[np.float32]:
    """Of each place under ink where a level rule must run the share of the rule's darkness beside it."""
    import cv2
    import numpy as np

    across, run, reach = np.ones((3, 1), np.uint8), round(RUN * dpi), round(HIDDEN * dpi) | 1
    rim = cv2.dilate(under.astype(np.uint8), np.ones((SIDE, SIDE), np.uint8)) > 0
    bare = np.where((dark > STROKE) & ~rim, 255, 0).astype(np.uint8)
    thick = np.where(rim, 0, cv2.dilate(bare, across)).astype(np.uint8)
    rules = cv2.dilate(opened(thick, run, level=True) & bare, across).astype(np.uint8)
    hidden = under & (rules == 0) & (closed(rules, reach, level=True) > 0)
    smooth = cv2.blur(dark, (ALONG, 1))
    window = (2 * reach + 1, 1)
    ruled = (rules > 0).astype(np.float32)
    length = cv2.boxFilter(ruled, -1, window, normalize=False, borderType=cv2.BORDER_CONSTANT)
    beside = cv2.boxFilter(
        ruled * cv2.dilate(smooth * (bare > 0), across), -1, window, normalize=False, borderType=cv2.BORDER_CONSTANT
    )
    seen = cv2.dilate(smooth, np.ones((LEAN, 1), np.uint8))
    there = hidden & (length > 0)
    shares: NDArray[np.float32] = seen[there] * length[there] / np.maximum(beside[there], 1e-6)
    return shares
