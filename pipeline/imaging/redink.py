"""Red ink over print: how much light it takes is given back, so that what is black under a seal stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.imaging.components import components
from pipeline.imaging.fills import filled_cells
from pipeline.imaging.ink import grey
from pipeline.imaging.throughink import Veil, veil_over

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Part = tuple[slice, slice]

SATURATION, VALUE = 70, 60
LEAST_RED = 0.0005  # share of the picture
RIM = 7  # pixels: the colour of a JPEG is coarser than its light, the rim of a stroke is neither red nor black
ROUND_ABOUT = 25  # pixels of one seal's parts and of the paper round them
PAPER = 70  # percentile of the light round a seal; print and rules are less than what is left
FULL = 0.6  # share of its strongest colour from which on ink is full
DOT = 4  # pixels of a mask that are no ink of a seal
LARGE = 0.2  # inches of the largest piece of a seal at least; noise colours smaller ones along print
FEWEST = 200  # pixels of red that say by themselves how much light the ink takes
STEEPEST = 1.5  # light taken for each step of colour; what takes more is no red ink
STROKE = 27  # pixels; what is darker and wider is shade
NOISE, PRINT = 0.3, 0.5  # of the darkness of print: below is the grain of ink that was taken out, above is print
SEEN = 0.5  # of these where print is seen through the ink; it may be paler than what is darkest
STROKES, FEWEST_STROKES = 0.22, 50  # darkness of strokes of print, and pixels of them that can be compared
DARK = 90  # percentile of the darkness of strokes; rims are paler
RULE, PALE = 70, 0.08  # pixels; no straight stroke of a seal is so long. The darkness of pale rules, of that of print
USUAL = 0.6  # darkness of print where none is seen beside the ink
PLAIN = 0.4  # darkness of strokes beside a seal that tell how much shines through it
OUTLINED = 0.65  # of the darkness of print: outlines that the colour of a JPEG leaves of the ink look like strokes
OTHER_INK = 0.15  # light taken for each step of colour by which the ink of a piece is another's
# Where no rules say it: under a seal that hides none the darkest strokes and most of them are about as dark as those
# that it leaves bare, and dark ones about as many: where ink is worn, a few are seen through an opaque seal too.
THROUGH, MOSTLY_THROUGH, AS_MANY, STRONG = 0.85, 0.8, 0.6, 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Unsealed:
    """A grey picture without its red ink; masks (255) of where the ink was, and of where it may hide print."""

    lit: NDArray[np.uint8]
    ink: NDArray[np.uint8]
    hiding: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class _Seal:
    """A piece of red ink: light, and how much redder than grey it is; where it is red, and the paper beside it."""

    light: NDArray[np.float32]
    colour: NDArray[np.float32]
    red: NDArray[np.bool_]
    beside: NDArray[np.bool_]


def without_red(pixels: NDArray[np.uint8], *, dpi: float = 200.0) -> Unsealed:
    """The grey picture without red ink; what is black under a seal stays.

    Red ink, stamped through print or laid over it, takes light in proportion to its colour. What it took is given back
    seal by seal, each with its own proportion: paper is as bright as before, and print as dark as the ink let through.
    A seal under which strokes are as dark as those beside it hides nothing, unless another of the page does: one office
    puts on all of them in one way. Cells that are filled with red stay as they are.
    """
    import cv2
    import numpy as np

    nothing = np.zeros(pixels.shape[:2], np.uint8)
    if pixels.ndim == 2:
        return Unsealed(pixels, nothing, nothing)
    hue, saturation, value = cv2.split(cv2.cvtColor(pixels, cv2.COLOR_BGR2HSV))
    red = ((hue < 12) | (hue > 165)) & (saturation > SATURATION) & (value > VALUE)
    lit = grey(pixels).copy()
    if red.mean() < LEAST_RED:
        return Unsealed(lit, nothing, nothing)
    red &= cv2.dilate(filled_cells(red.astype(np.uint8) * 255, dpi=dpi), np.ones((RIM, RIM), np.uint8)) == 0
    red &= _of_seals(red, dpi)
    mask = cv2.dilate(red.astype(np.uint8) * 255, np.ones((RIM, RIM), np.uint8)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(_seals(mask), connectivity=8)
    usual, hiding = 0.0, cv2.dilate(red.astype(np.uint8) * 255, np.ones((3, 3), np.uint8)).astype(np.uint8)
    seen: list[tuple[_Part, NDArray[np.bool_], bool | None, Veil | None]] = []
    for number in sorted(range(1, count), key=lambda one: -int(stats[one, cv2.CC_STAT_AREA])):
        x, y, width, height = (int(side) for side in stats[number, :4])
        part = slice(y, y + height), slice(x, x + width)
        own, inked = labels[part] == number, mask[part] > 0
        seal = _seal(pixels[part], red[part] & own, own & ~inked)
        if seal.red.sum() >= FEWEST:
            usual = _light_of_colour(seal, seal.red)
        bare = np.minimum(seal.light + _taken(seal, usual) * seal.colour, 255)
        paper, dark = _darkness(bare)
        bared = _bared(seal)
        dark, shows, veil = _seen_through(seal, dark, bared)
        seen.append((part, own, shows, veil))
        long = _long(dark / USUAL)
        like_print = dark / (SEEN * _of_print(dark[bared & ~long]) if shows else _of_print(dark[bared]))
        sure = np.clip((like_print - NOISE) / (PRINT - NOISE), 0, 1)
        without_grain = paper * (1 - dark * np.where(long, 1, sure))
        given = np.where(inked, without_grain, bare) * _grey_of_light(seal, lit[part])
        lit[part] = np.where(own, given, lit[part]).astype(np.uint8)
    opaque = any(shows is False for _, _, shows, _ in seen)
    for part, own, shows, veil in seen:
        if veil is not None and veil.clear is not None:
            hiding[part][own & ~veil.hides] = 0
        elif shows and not opaque:
            hiding[part][own] = 0
    return Unsealed(lit, mask, _without_dots(hiding))


def _without_dots(hiding: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The mask without pieces that hide no sign: the rim of black print has a colour of its own here and there."""
    import cv2
    import numpy as np

    count, labels, stats, _ = cv2.connectedComponentsWithStats(hiding, connectivity=8)
    large = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) > DOT
    large[0] = False
    return np.where(large[labels], 255, 0).astype(np.uint8) if count > 1 else hiding


def _of_seals(red: NDArray[np.bool_], dpi: float) -> NDArray[np.bool_]:
    """Where red may be of a seal: round about a piece larger than what noise colours along black print."""
    import cv2
    import numpy as np

    side = np.ones((3, 3), np.uint8)
    pieces = components(cv2.morphologyEx(red.astype(np.uint8) * 255, cv2.MORPH_CLOSE, side).astype(np.uint8))
    large = np.maximum(pieces.widths, pieces.heights) >= LARGE * dpi
    large[0] = False
    areas = components(_seals(cv2.dilate(red.astype(np.uint8) * 255, np.ones((RIM, RIM), np.uint8)).astype(np.uint8)))
    return areas.painted(areas.pixels_in(pieces.painted(large)) > 0) > 0


def _seals(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """255 where a seal is or round about it, all of what it encloses too: the star belongs to the ring."""
    import cv2
    import numpy as np

    areas = cv2.dilate(mask, np.ones((ROUND_ABOUT, ROUND_ABOUT), np.uint8)).astype(np.uint8)
    rims, _ = cv2.findContours(areas, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for rim in rims:
        cv2.fillConvexPoly(areas, cv2.convexHull(rim), (255,))
    return areas


def _seal(pixels: NDArray[np.uint8], red: NDArray[np.bool_], beside: NDArray[np.bool_]) -> _Seal:
    """The seal, its colour over that of the paper."""
    import numpy as np

    blue, green, light = (pixels[..., at].astype(np.float32) for at in range(3))
    colour = light - (green + blue) / 2
    paper = beside & (light >= np.percentile(light[beside], PAPER)) if beside.any() else ~red
    tint = float(np.median(colour[paper])) if paper.any() else 0.0
    return _Seal(light, np.maximum(colour - tint, 0), red, beside)


def _paper(light: NDArray[np.float32], beside: NDArray[np.bool_]) -> float:
    import numpy as np

    return max(1.0, float(np.percentile(light[beside], PAPER))) if beside.any() else 255.0


def _taken(seal: _Seal, usual: float) -> NDArray[np.float32]:
    """How much light a step of colour takes, place by place: two seals that touch may be of different inks."""
    import cv2
    import numpy as np

    taken = np.full(seal.red.shape, usual, np.float32)
    red = cv2.dilate(seal.red.astype(np.uint8), np.ones((RIM, RIM), np.uint8)).astype(np.uint8)
    count, labels, _, _ = cv2.connectedComponentsWithStats(red, connectivity=8)
    for number in range(1, count):
        piece = labels == number
        inked = piece & seal.red
        if inked.sum() >= FEWEST and abs((own := _light_of_colour(seal, inked)) - usual) > OTHER_INK:
            taken[piece] = own
    return taken


def _light_of_colour(seal: _Seal, inked: NDArray[np.bool_]) -> float:
    """How much light a step of colour takes: what most of the full ink took, which lies on paper."""
    import numpy as np

    full = inked & (seal.colour >= FULL * np.percentile(seal.colour[inked], 95)) & (seal.colour > 0)
    if not full.any():
        return 0.0
    taken = (_paper(seal.light, seal.beside) - seal.light[full]) / seal.colour[full]
    return float(np.clip(np.median(taken), 0, STEEPEST))


def _darkness(bare: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The light of paper and shade round about each place, and by what share of it the place is darker."""
    import cv2
    import numpy as np

    smooth = cv2.blur(bare, (5, 5))
    paper = np.maximum(cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((STROKE, STROKE), np.uint8)), 1)
    return paper, np.clip(1 - bare / paper, 0, 1)


def _long(like_print: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Where straight strokes lie that are longer than any of a seal: pale rules."""
    import cv2
    import numpy as np

    dark = np.where(like_print > PALE, 255, 0).astype(np.uint8)
    level = cv2.morphologyEx(cv2.dilate(dark, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, RULE), np.uint8))
    upright = cv2.morphologyEx(
        cv2.dilate(dark, np.ones((1, 3), np.uint8)), cv2.MORPH_OPEN, np.ones((RULE, 1), np.uint8)
    )
    return (level > 0) | (upright > 0)


def _bared(seal: _Seal) -> NDArray[np.bool_]:
    """What a seal leaves bare within it."""
    import cv2
    import numpy as np

    inside = np.zeros(seal.red.shape, np.uint8)
    if seal.red.any():
        cv2.fillConvexPoly(inside, cv2.convexHull(cv2.findNonZero(seal.red.astype(np.uint8))), (1,))
    return (inside > 0) & seal.beside


def _of_print(bare: NDArray[np.float32]) -> float:
    """How dark print is, by the strokes that a seal leaves bare; rules among them may be much darker."""
    import numpy as np

    strokes = bare[bare > STROKES]
    return float(np.percentile(strokes, DARK)) if len(strokes) >= FEWEST_STROKES else USUAL


def _under(seal: _Seal) -> NDArray[np.bool_]:
    """Where the ink of a seal lies; black under red is not red."""
    import cv2
    import numpy as np

    under: NDArray[np.bool_] = (
        cv2.morphologyEx(seal.red.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((RIM, RIM), np.uint8)) > 0
    )
    return under


def _seen_through(
    seal: _Seal, dark: NDArray[np.float32], bared: NDArray[np.bool_]
) -> tuple[NDArray[np.float32], bool | None, Veil | None]:
    """How dark places are once what ink took of print is brought back, whether print shows through, what rules say.

    Where outlines of the ink are most of what is seen under it, nothing is believed that rules say.
    """
    import numpy as np

    under = _under(seal)
    veil = veil_over(dark, under, seal.colour)
    shows = _shines_through(dark, under, bared) if veil is None or veil.clear is None else veil.clear
    if veil is None:
        return dark, shows, None
    brought = dark if shows else np.where(seal.beside, dark, veil.brought_back(dark)).astype(np.float32)
    if veil.clear is not None and _is_outlined(brought, under, bared):
        return dark, False, None
    return brought, shows, veil


def _is_outlined(dark: NDArray[np.float32], under: NDArray[np.bool_], bared: NDArray[np.bool_]) -> bool:
    """Whether most of what is dark under the ink is so much paler than print beside it that it is left of the ink."""
    import numpy as np

    covered, plain = dark[under & (dark > STROKES)], dark[bared & (dark > STROKES)]
    enough = min(len(covered), len(plain)) >= FEWEST_STROKES
    return enough and float(np.median(covered)) < OUTLINED * float(np.median(plain))


def _shines_through(dark: NDArray[np.float32], under: NDArray[np.bool_], bared: NDArray[np.bool_]) -> bool | None:
    """Whether strokes under the ink of a seal are about as dark and as many as those that it leaves bare.

    None where there are too few of either to say.
    """
    import numpy as np

    covered, plain = dark[under & (dark > STROKES)], dark[bared & (dark > STROKES)]
    darkest = float(np.percentile(plain, DARK)) if len(plain) >= FEWEST_STROKES else 0.0
    if darkest < PLAIN:
        return None
    strong = dark > STRONG * darkest
    area = int(under.sum())
    expected = float(strong[bared].mean()) * area
    if int(strong[under].sum()) < AS_MANY * expected:
        return False if expected >= FEWEST_STROKES else None
    if len(covered) < FEWEST_STROKES:
        return None
    most = float(np.median(covered)) >= MOSTLY_THROUGH * float(np.median(plain))
    return most and float(np.percentile(covered, DARK)) >= THROUGH * darkest


def _grey_of_light(seal: _Seal, lit: NDArray[np.uint8]) -> float:
    """How bright the paper is in grey, of its red light: paper may be tinted."""
    return min(1.0, _paper(lit.astype("float32"), seal.beside) / _paper(seal.light, seal.beside))
