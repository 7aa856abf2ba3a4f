"""Dashed and dotted rules: rows of thin pieces of ink; where they cross rules, and runs that are whole, belong to them.

So do the rules of black and white pages that crumbled into pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median
from typing import TYPE_CHECKING

from pipeline.imaging.components import Components, components
from pipeline.imaging.openings import closed, opened, opened_both, opened_rows, runs_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORTEST_LEVEL, SHORTEST_UPRIGHT = 0.35, 0.13  # inches of a rule
GAP = 0.06  # inches
DASH, DASH_THICK = 0.3, 0.035  # inches: the longest dash of a dashed rule, and how thick it may be
LEAST_DASH = 0.015  # inches
JUNCTION = 0.075  # inches across and down of what dashes make where they cross; type is larger
FRAGMENT, CROSSING = 0.1, 0.13  # inches of a row of dashes, and between two in a line where a dash is that crosses
CROWDED = 0.2  # share of ink on both sides of a line that goes through type
DASHED, LEAST_DASHED = 0.45, 0.3  # share of a dashed rule that is dash, between crossings and with them
ANCHOR = 0.03  # inches from a rule within which a row of dashes ends
TWO_LINES = 0.3  # inches of an upright row of dashes: no shorter one is told from a stroke of type
LONGER_THAN_WORDS = 1.2  # inches; a row of strokes of type that ends in the open is shorter
ALIKE = 1.35  # times as long as another is a dash of the same rules at most
BLURRED = 2  # pixels by which the shortest dashes of a rule differ; those of a screen are enlarged by as much
APART = 1.25  # times as far from each other as those of another row are dashes of the same rules at most
FEWEST_SEEN = 3  # dashes that a part of a row has room for of which anything is said
MOSTLY = 0.8  # of a row that is one stroke
STEADY = 0.65  # of the dashes of a row that are a step from the next one
FREE = 0.1  # of the distance of two level rules that is white above and below what stands between them
FEWEST_LINES, MOSTLY_FREE = 4, 0.9  # lines of type under each other, and the share of them that stand free
FEWEST, REGULAR = 12, 0.75  # dashes of a rule, and the share of these that are as long as is usual
LONGER = 1.5  # times as long as a whole rule is a dashed one at least


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """The strokes of one direction: which run on as rules do, which may be dashes, and where dashes may cross.

    `ink` (255) is as it was; `whole` and `dashes`, thin pieces with white above or below, are thickened.
    """

    ink: NDArray[np.uint8]
    whole: NDArray[np.uint8]
    dashes: NDArray[np.uint8]
    pieces: Components
    blob: NDArray[np.bool_]
    dpi: float
    level: bool

    def blobs(self) -> NDArray[np.uint8]:
        """Small pieces as where dashes cross (255), thickened."""
        return thickened(self.pieces.painted(self.blob), level=self.level)


def strokes_of(ink: NDArray[np.uint8], *, dpi: float, level: bool) -> Strokes:
    """What of a mask of strokes of one direction may belong to rules."""
    import numpy as np

    shortest = (SHORTEST_LEVEL if level else SHORTEST_UPRIGHT) * dpi
    some, whole = opened_both(ink, LEAST_DASH * dpi, shortest, level=level)
    pieces, dashes = _dashes_of(some, ink, dpi, level=level)
    small = np.maximum(pieces.widths, pieces.heights) <= JUNCTION * dpi
    return Strokes(ink, whole, dashes, pieces, small, dpi, level)


def _dashes_of(
    some: NDArray[np.uint8], ink: NDArray[np.uint8], dpi: float, *, level: bool
) -> tuple[Components, NDArray[np.uint8]]:
    """The pieces of what is not too short of strokes of one direction, and which may be dashes, thickened."""
    shortest = (SHORTEST_LEVEL if level else SHORTEST_UPRIGHT) * dpi
    pieces = components(some)
    length, across = (pieces.widths, pieces.heights) if level else (pieces.heights, pieces.widths)
    dash = (across <= max(2, round(DASH_THICK * dpi))) & (length <= max(DASH * dpi, shortest))
    dashes = pieces.painted(dash)
    if dashes.any():
        dashes = thickened(_without_crowded(dashes, ink, dpi, level=level), level=level)
    return pieces, dashes


def find_dashed(strokes: Strokes) -> NDArray[np.uint8]:
    """The rows of dashes among strokes (255), their gaps filled: those that no other rule crosses."""
    return _rows(strokes.dashes, strokes.dashes, strokes.dpi, level=strokes.level)


def find_crossing_dashes(level: Strokes, upright: Strokes) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
    """The level and the upright rows of dashes of a table all of whose rules are dashed, their gaps filled.

    Dashes that cross make one piece, and a rule that crosses hides the dash that would stand there. Strokes of type
    make such rows too: those are left out that end in the open. None where there are no rows of both directions.
    """
    dpi = level.dpi
    level_ink, upright_ink = level.dashes | level.whole, upright.dashes | upright.whole
    bridges = _bridges(level, level_ink), _bridges(upright, upright_ink)
    level_crossed = level_ink | level.blobs() | _met(*bridges)
    level_rows = _rows(level_ink, level_crossed, dpi, level=True)
    if not level_rows.any():
        return None
    upright_crossed = upright_ink | upright.blobs() | _met(*bridges[::-1])
    upright_rows = _rows(upright_ink, upright_crossed, dpi, level=False)
    if not upright_rows.any():
        return None
    level_ink, upright_ink = level_ink | _apart(level, upright_rows), upright_ink | _apart(upright, level_rows)
    across = _rows(level_ink, level_ink | level_crossed | upright_rows | upright.whole, dpi, level=True)
    down = _rows(upright_ink, upright_ink | upright_crossed | level_rows | level.whole, dpi, level=False)
    ruled = across | level.whole
    down = _without_lines_of_type(_alike(*_held(down, ruled, dpi, level=False), upright, ruled), upright, ruled)
    across = _held(across, down | upright.whole, dpi, level=True)[0]
    network = _network(across | down | level.whole | upright.whole, dpi)
    return across & network, down & network


def _bridges(strokes: Strokes, inked: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The ink between two rows of dashes in a line."""
    rows = opened_rows(inked, GAP * strokes.dpi, FRAGMENT * strokes.dpi, level=strokes.level)
    between = closed(rows, CROSSING * strokes.dpi, level=strokes.level) & ~rows
    return between & thickened(strokes.ink, level=strokes.level)


def _met(bridges: NDArray[np.uint8], others: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Those bridges of one direction that one of the other goes through: dashes cross there.

    The plus of dashes that cross touches its neighbours where they are short and as close as they are thick.
    """
    pieces = components(bridges)
    return pieces.painted(pieces.pixels_in(others) > 0)


def _apart(strokes: Strokes, crossing: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The dashes that come apart where rows cross them: those before and behind one may be one piece with it."""
    import cv2

    apart = cv2.subtract(strokes.ink, crossing).astype("uint8", copy=False)
    some = opened(apart, LEAST_DASH * strokes.dpi, level=strokes.level)
    return _dashes_of(some, apart, strokes.dpi, level=strokes.level)[1]


def thickened(ink: NDArray[np.uint8], *, level: bool) -> NDArray[np.uint8]:
    """Strokes of one direction, a pixel thicker on both sides: one that leans by a pixel must not fall apart."""
    import cv2
    import numpy as np

    return cv2.dilate(ink, np.ones((3, 1) if level else (1, 3), np.uint8)).astype(np.uint8)


def _rows(inked: NDArray[np.uint8], crossed: NDArray[np.uint8], dpi: float, *, level: bool) -> NDArray[np.uint8]:
    """Long rows of what is `crossed`, gaps filled, most of which is `inked`."""
    import cv2

    shortest = LONGER * (SHORTEST_LEVEL if level else SHORTEST_UPRIGHT) * dpi
    rows = opened_rows(crossed, GAP * dpi, shortest, level=level)
    if not rows.any():
        return rows
    pieces = components(rows)
    dashes = pieces.pixels_in(inked)
    crossings = pieces.pixels_in(cv2.subtract(crossed, inked).astype("uint8"))
    keep = (dashes >= DASHED * (pieces.areas - crossings)) & (dashes >= LEAST_DASHED * pieces.areas)
    return pieces.painted(keep)


def _held(
    rows: NDArray[np.uint8], others: NDArray[np.uint8], dpi: float, *, level: bool
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The rows that meet rules at both ends, long upright ones at one of these, and long level ones.

    Strokes of type end in the open, or are as short as a line of it is high. The edge of a picture cuts rules off, and
    an upright row may run on beyond a rule at one end, into a stroke of type that touches it. Those that run on further
    are given apart, without what lies beyond.
    """
    import cv2
    import numpy as np

    reach = max(3, round(ANCHOR * dpi))
    near = cv2.dilate(others, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)).astype(np.uint8)
    for edge in (near, near.T):
        edge[:reach] = edge[-reach:] = 255
    pieces = components(rows)
    keep = np.zeros(pieces.count, bool)
    beyond = np.zeros_like(rows)
    for number, (x, y, width, height) in pieces.boxes():
        part = near[y : y + height, x : x + width] if not level else near[y : y + height, x : x + width].T
        first, last = _free(part), _free(part[::-1])
        if level:
            keep[number] = first == last == 0 or width >= LONGER_THAN_WORDS * dpi
        elif min(first, last) == 0:
            held = max(first, last) <= JUNCTION * dpi and height >= TWO_LINES * dpi
            keep[number] = held or height >= LONGER_THAN_WORDS * dpi
            if not keep[number] and height - max(first, last) >= TWO_LINES * dpi:
                inside = slice(first, height - last), slice(None)
                beyond[y : y + height, x : x + width][inside] |= pieces.alone(number)[inside]
    return pieces.painted(keep), beyond


def _free(near: NDArray[np.uint8]) -> int:
    """How many pixels of a row there are before it first comes near a rule that crosses."""
    import numpy as np

    met = np.flatnonzero(near.any(axis=1))
    return int(met[0]) if len(met) else len(near)


def _alike(
    held: NDArray[np.uint8], beyond: NDArray[np.uint8], upright: Strokes, level: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """The upright rows whose dashes are as long and as close as those of the tall ones: a table is dashed alike.

    Strokes of type in lines close above each other are held by level rules too. Where no row of most dashes is
    regular rules are worn, and their pieces of any length: then only rows that are `held` are some, and none that ran
    on `beyond` a rule. A row that is mostly one stroke, or has one as long as two lines of type are high, is no type:
    where two rows of dashes lie upon each other they fill each other's gaps. Such rows are left without what is type
    between the first of the rules of `level` that they cross, or the last ones.
    """
    import numpy as np

    pieces = components(held | beyond)
    own = {number: (slice(y, y + height), slice(x, x + width)) for number, (x, y, width, height) in pieces.boxes()}
    runs = {number: _runs_along(upright.dashes[box] & pieces.alone(number)) for number, box in own.items()}
    many = sorted((number for number, some in runs.items() if len(some) >= FEWEST), key=lambda one: -len(runs[one]))
    steps = {number: _step(some) for number, some in runs.items()}
    for most in many:
        close = [run for number, some in runs.items() if 0 < steps[number] <= steps[most] * APART for run in some]
        usual = median(last - first for first, last in close)
        if 2 * len(runs[most]) >= len(runs[many[0]]) and _is_regular(runs[most], usual):
            break
    else:
        return held
    tall = {
        number
        for number, some in runs.items()
        if some and 2 * pieces.heights[number] >= pieces.heights[most] and _is_regular(some, usual)
    }
    steady = [steps[number] for number in tall if steps[number]]
    least, two_lines = int(pieces.heights[most]), TWO_LINES * upright.dpi
    filled = {
        number
        for number, box in own.items()
        if 2 * pieces.heights[number] >= least
        and _widest((upright.ink[box] & pieces.alone(number)) | level[box]) <= median(steady) - usual + BLURRED
    }
    keep = np.ones(pieces.count, bool)
    for number, some in runs.items():
        height, lengths = int(pieces.heights[number]), _runs_along(upright.whole[own[number]] & pieces.alone(number))
        longest = max((last - first for first, last in lengths), default=0)
        stroke = longest >= min(two_lines, MOSTLY * height)
        as_close = [step for step in steady if _is_steady(some, step) and 2 * len(some) * step >= height]
        like = any(_is_regular(some, usual, step) for step in as_close)
        keep[number] = number in tall or stroke or like or number in filled
    kept = pieces.painted(keep)
    step = median(steady)
    for number in tall:
        box, alone = own[number], pieces.alone(number)
        crossed = [(0, 0), *_runs_along(level[box]), (int(pieces.heights[number]),) * 2]
        between = [(before, after) for (_, before), (after, _) in pairwise(crossed)]
        ink = _runs_along(upright.ink[box] & alone)
        for ends in (between, between[::-1]):
            for first, last in _type_in(ends, runs[number], ink, (usual, step)):
                kept[box][first:last][alone[first:last] > 0] = 0
    return kept


def _without_lines_of_type(rows: NDArray[np.uint8], upright: Strokes, level: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The upright rows without those whose strokes stand free between the rules of `level` they cross, all the way.

    One character under the other, as units have it: dashes of a rule now and then reach a level one.
    """
    import numpy as np

    pieces = components(rows)
    keep = np.ones(pieces.count, bool)
    for number, (x, y, width, height) in pieces.boxes():
        box = slice(y, y + height), slice(x, x + width)
        crossed = _runs_along(level[box])
        between = [(before, after) for (_, before), (after, _) in pairwise(crossed)]
        ink = np.asarray((upright.ink[box] & pieces.alone(number) & ~level[box]).any(axis=1))
        strokes = [(first, last, np.flatnonzero(ink[first:last])) for first, last in between]
        whites = [min(own[0], last - first - 1 - own[-1]) / (last - first) for first, last, own in strokes if len(own)]
        free = sum(white >= FREE for white in whites)
        keep[number] = len(whites) < FEWEST_LINES or free < MOSTLY_FREE * len(whites)
    return pieces.painted(keep)


def _type_in(
    parts: Sequence[tuple[int, int]],
    dashes: Sequence[tuple[int, int]],
    ink: Sequence[tuple[int, int]],
    alike: tuple[float, float],
) -> Sequence[tuple[int, int]]:
    """The first parts of a row, up to the last of which strokes are no dashes; of short ones nothing is said.

    Type has white above and below, more than is between dashes. `alike` is how long these are, and how far it is from
    one to the next.
    """
    usual, step = alike
    ends = 0
    for number, (first, last) in enumerate(parts, 1):
        own = [run for run in dashes if first <= sum(run) / 2 < last]
        inside = [(max(start, first), min(end, last)) for start, end in ink if start < last and end > first]
        white = max(after - before for (_, before), (after, _) in pairwise([(first,) * 2, *inside, (last,) * 2]))
        many = (last - first) / step
        if many < FEWEST_SEEN:
            continue
        regular = _is_regular(own, usual) and (len(own) < 2 or abs(_step(own) - step) <= 2 * BLURRED)
        if (regular and len(own) >= many / 2) or white <= step - usual + BLURRED:
            break
        ends = number
    return parts[:ends]


def _runs_along(ink: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Where each piece that lies along an upright row begins and has ended, in pixels."""
    import numpy as np

    return runs_of(np.asarray(ink.any(axis=1)))


def _widest(ink: NDArray[np.uint8]) -> int:
    """The widest gap along an upright row."""
    return max((after - before for (_, before), (after, _) in pairwise(_runs_along(ink))), default=0)


def _step(runs: Sequence[tuple[int, int]]) -> float:
    """How far it is usually from one dash to the next; nothing where there is no next one."""
    steps = [after - before for (before, _), (after, _) in pairwise(runs)]
    return median(steps) if steps else 0.0


def _is_steady(runs: Sequence[tuple[int, int]], step: float) -> bool:
    """Whether most dashes are a step from the next one, or some steps where those between are lost."""
    steps = [after - before for (before, _), (after, _) in pairwise(runs)]
    return sum(abs(one - step * max(1, round(one / step))) <= BLURRED for one in steps) >= STEADY * len(steps)


def _is_regular(runs: Sequence[tuple[int, int]], usual: float, step: float = inf) -> bool:
    """Whether most dashes are about as long as is usual, or as two of them a `step` apart that have run together.

    Of these there are no more than of single ones, of which there are some.
    """
    lengths = [last - first for first, last in runs]
    one = [max(run, usual) <= max(ALIKE * min(run, usual), min(run, usual) + BLURRED) for run in lengths]
    two = [abs(run - usual - step) <= BLURRED for run in lengths]
    if sum(one) < max(FEWEST_SEEN, sum(two)):
        two = []
    return sum(one) + sum(two) >= REGULAR * len(runs)


def _network(rules: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """Those that hang together further than strokes of type do."""
    import numpy as np

    pieces = components(rules)
    return pieces.painted(np.maximum(pieces.widths, pieces.heights) >= LONGER_THAN_WORDS * dpi)


def _without_crowded(found: NDArray[np.uint8], ink: NDArray[np.uint8], dpi: float, *, level: bool) -> NDArray[np.uint8]:
    """What was found, but where ink lies on both sides of a line, as in the middle of a line of type."""
    import cv2

    long, wide, off = round(0.3 * dpi), max(1, round(0.025 * dpi)), max(2, round(0.0325 * dpi))
    density = cv2.blur(ink, (long, wide) if level else (wide, long))
    sides = cv2.min(*beside(density.astype("uint8", copy=False), off, level=level))
    crowded = cv2.threshold(sides, int(CROWDED * 255), 255, cv2.THRESH_BINARY)[1]
    return cv2.subtract(found, crowded).astype("uint8", copy=False)


def beside(picture: NDArray[np.uint8], off: int, *, level: bool) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Of each pixel what lies `off` pixels from it on either side of a line; the other edge lies beyond an edge."""
    import cv2

    height, width = picture.shape
    down, aside = (off, 0) if level else (0, off)
    wider = cv2.copyMakeBorder(picture, down, down, aside, aside, cv2.BORDER_WRAP).astype("uint8", copy=False)
    return wider[:height, :width], wider[2 * down :, 2 * aside :]
