"""How much of print is seen through the ink of a seal, by the rules that run under it, and how it was without the ink.

Ink that is pasted over print covers as much of it as there is ink, which its colour says; what is left is brought back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.imaging.openings import closed, opened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN, HIDDEN = 0.2, 0.3  # inches of a rule on both sides of the ink at least, longer than strokes of type, and under it
DARK, PALE = 0.22, 0.12  # the least darkness of a rule, and of one where there are no darker ones
DASH, THICK = 0.065, 0.03  # inches of the gap of a dashed rule, and of its thickness; type has upright strokes
LONGER = 1.5  # times as long as a gap is what ink hides of a dashed rule
SIDE, LEAN, ALONG = 5, 5, 5  # pixels: the rim of ink, how far a rule may lean under it, what is taken together along it
FEWEST = 60  # pixels of rules under the ink that can be compared
FULLEST, ALL = 25, 5  # percentiles of what is left of rules: where the ink is full, and next to everywhere
MOST = 75  # percentile of what is taken of dashes, of which some lie beside the ink
CLEAR = 0.68  # share that is left where nothing is covered; translucent ink keeps .77 and more, a pasted seal up to .59
BACK = 0.6  # share of its darkness that print must have again
LEAST = 0.3  # share of print below which the grain of the ink is as dark


@dataclass(frozen=True, slots=True)
class _Rules:
    """Rules of a kind: how dark they are at least, and whether of dashes."""

    darkness: float
    dashed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Veil:
    """What the ink of a seal leaves of print.

    `clear` says that it covers nothing, None where dashes leave that open. `left` is the share of print that it leaves,
    place by place; `back` that print of which it leaves enough is seen once the rest is brought back.
    """

    clear: bool | None
    left: NDArray[np.float32]
    back: bool

    def brought_back(self, dark: NDArray[np.float32]) -> NDArray[np.float32]:
        """How dark the places of a picture would be without the ink."""
        return _back(dark, self.left)

    @property
    def hides(self) -> NDArray[np.bool_]:
        """Where too little is left of print to be brought back."""
        import numpy as np

        hidden: NDArray[np.bool_] = np.full(self.left.shape, not self.clear) & (not self.back or self.left < LEAST)
        return hidden


def veil_over(dark: NDArray[np.float32], under: NDArray[np.bool_], colour: NDArray[np.float32]) -> Veil | None:
    """What ink leaves of print, measured on rules that are seen on both sides of it and must run on under it.

    None where too few run under the ink (`under`) to say. `dark` is by what share a place is darker than the paper,
    `colour` how much redder it is.
    """
    import numpy as np

    for kind in (_Rules(DARK), _Rules(PALE), _Rules(DARK, dashed=True)):
        shares, inks = _compared(dark, (under, colour), kind)
        if len(shares) >= FEWEST:
            break
    else:
        return None
    taken = (1 - shares[inks > 0]) / inks[inks > 0]
    usual = float(np.percentile(taken, MOST if kind.dashed else 50)) if len(taken) else 0.0
    left = np.clip(1 - usual * colour, 0, 1).astype(np.float32)
    if kind.dashed:
        return Veil(None, left, back=False)
    again, _ = _compared(np.where(under, _back(dark, left), dark), (under, colour), kind)
    back = len(again) > 0 and float(np.percentile(again, ALL)) >= BACK
    return Veil(float(np.percentile(shares, FULLEST)) >= CLEAR, left, back)


def _back(dark: NDArray[np.float32], left: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    back: NDArray[np.float32] = np.minimum(dark / np.maximum(left, LEAST), 1).astype(np.float32)
    return back


def _compared(
    dark: NDArray[np.float32], ink: tuple[NDArray[np.bool_], NDArray[np.float32]], kind: _Rules
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Of each place under ink where a rule must run the share of its darkness beside the ink, and the ink's colour.

    `ink` says where it lies and how red it is.
    """
    import numpy as np

    (under, colour), shares, inks = ink, [], []
    for one, over, red in ((dark, under, colour), (dark.T, under.T, colour.T)):
        share, there = _level(np.ascontiguousarray(one), np.ascontiguousarray(over), kind)
        shares.append(share)
        inks.append(red[there])
    return np.concatenate(shares), np.concatenate(inks)


def _level(
    dark: NDArray[np.float32], under: NDArray[np.bool_], kind: _Rules, dpi: float = 200.0
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The shares of level rules, and where these run under ink."""
    import cv2
    import numpy as np

    across, reach, dash = np.ones((3, 1), np.uint8), round(HIDDEN * dpi) | 1, round(DASH * dpi) | 1
    rim = cv2.dilate(under.astype(np.uint8), np.ones((SIDE, SIDE), np.uint8)) > 0
    bare = np.where((dark > kind.darkness) & ~rim, 255, 0).astype(np.uint8)
    if kind.dashed:
        bare = bare & ~opened(bare, round(THICK * dpi) | 1, level=False)
    lines = cv2.dilate(bare, across).astype(np.uint8)
    if kind.dashed:
        lines = closed(lines, dash, level=True)
    lines = opened(np.where(rim, 0, lines).astype(np.uint8), round(RUN * dpi), level=True)
    rules = cv2.dilate(lines if kind.dashed else lines & bare, across).astype(np.uint8)
    hidden = np.where(under & (rules == 0), closed(rules, reach, level=True), 0).astype(np.uint8)
    if kind.dashed:  # between two strokes of ink there may be no dash
        hidden = opened(hidden, LONGER * dash, level=True)
    parts = (np.where(part, dark, 0).astype(np.float32) if kind.dashed else dark for part in (under, bare > 0))
    seen, plain = (_darkest(part, kind, dash) for part in parts)
    length, beside = (
        cv2.boxFilter(part.astype(np.float32), -1, (2 * reach + 1, 1), normalize=False, borderType=cv2.BORDER_CONSTANT)
        for part in (rules > 0, cv2.dilate(plain, across) * (rules > 0))
    )
    there: NDArray[np.bool_] = (hidden > 0) & (beside > 0)
    shares: NDArray[np.float32] = cv2.dilate(seen, np.ones((LEAN, 1), np.uint8))[there] * length[there] / beside[there]
    return shares, there


def _darkest(dark: NDArray[np.float32], kind: _Rules, dash: int) -> NDArray[np.float32]:
    """How dark a rule is that runs through a place; a dashed one as its nearest dash is."""
    import cv2
    import numpy as np

    if not kind.dashed:
        return cv2.blur(dark, (ALONG, 1)).astype(np.float32)
    return cv2.dilate(cv2.blur(dark, (3, 1)), np.ones((1, 2 * dash + 1), np.uint8)).astype(np.float32)
