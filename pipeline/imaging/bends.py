"""Rules that are bent or converge: traced, laid level and upright again, with the way back as a mesh.

A sheet of paper bends smoothly. So one smooth field is fitted to all long rules of a page at once, each of which has a
level of its own that is not known: where few rules are found, or one is found wrongly, the others hold the field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.imaging.components import components
from pipeline.imaging.dashes import LONGER_THAN_WORDS
from pipeline.imaging.openings import closed, opened
from pipeline.imaging.rules import LOOSE, STRICT, Contrast, at_least, contrast_of, find_rules
from pipeline.types.raster import Mesh

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

PIECE = 0.18  # inches of a stroke that is straight enough to be seen as level
LONG = 0.8  # inches of a rule that says how the page is bent
THICKEST = 0.05  # inches
EVERY = 0.08  # inches between two points of a rule
STEP = 32  # pixels between two points of a mesh
TERMS = ((1, 0), (2, 0), (3, 0), (4, 0), (1, 1), (2, 1), (3, 1), (1, 2), (2, 2))  # powers along and across
STIFF = 0.0003  # how much the higher terms are held back
FAR = 3.0  # pixels off the field at which a point of a rule counts for half
MORE = 2.0  # times as much of pale rules
STEEP = 8.0  # pixels: of a sheet that bends so much rules lean on beyond where they are seen
FARTHEST = 0.15  # of the width of the page, by which they do
WORTH = 1.2  # pixels: less is left as it is
FEWEST = 3  # rules
RAGGED = 0.8  # pixels; no rule of a scan or photograph, grainy as it may be, has so much
MOST = 0.15  # of the side of the page; a field that moves more is not believed


def mesh_of(evened: NDArray[np.uint8], *, dpi: float, strokes: Contrast | None = None) -> Mesh | None:
    """The mesh that lays the rules of a page level and upright; None where they are so or say nothing.

    Pale and dashed rules are asked where there are no others. `strokes` are those of the picture, if known.
    """
    height, width = evened.shape
    strokes = contrast_of(evened, dpi=dpi) if strokes is None else strokes
    traces = _without_words(_traces(strokes.level, dpi), _traces(strokes.upright.T, dpi), dpi)
    level, upright = _field_of(traces[0], (width, height)), _field_of(traces[1], (height, width))
    if level is None and upright is None:
        rules, _ = find_rules(evened, dpi=dpi, contrast=LOOSE, strokes=strokes)
        level = _field_of(_followed(rules.level, rules.level, dpi), (width, height))
        upright = _field_of(_followed(rules.upright.T.copy(), rules.upright.T, dpi), (height, width))
    if level is None and upright is None:
        return None
    mesh, moved = _mesh(level, upright, (width, height))
    if moved < WORTH or moved > MOST * max(width, height):
        return None
    if level is not None and moved >= STEEP:
        leaning, moved = _mesh(replace(level, farthest=FARTHEST * width), upright, (width, height))
        mesh = leaning if moved <= MOST * max(width, height) else mesh
    return mesh


def _mesh(level: _Field | None, upright: _Field | None, sides: tuple[int, int]) -> tuple[Mesh, float]:
    """The mesh of the fields, and by how many pixels it moves a point at most."""
    import numpy as np

    xs, ys = np.meshgrid(*(np.arange(0, side + STEP, STEP, dtype=np.float64) for side in sides))
    x, y = xs.copy(), ys.copy()
    for _ in range(6):  # the fields say where a point goes; the mesh says where one came from
        dy = 0.0 if level is None else level.shift(x, y)
        dx = 0.0 if upright is None else upright.shift(y, x)
        x, y = xs - dx, ys - dy
    moved = max(float(np.abs(x - xs).max()), float(np.abs(y - ys).max()))
    return Mesh(np.stack([x, y], axis=2).astype(np.float32), STEP), moved


def joined(first: Mesh, second: Mesh) -> Mesh:
    """The mesh of both: `second` was made of what `first` laid flat."""
    import cv2
    import numpy as np

    at = (second.points / first.step).astype(np.float32)
    inside = np.clip(at, 0, np.array(first.points.shape[1::-1], np.float32) - 1)
    before = cv2.remap(first.points, inside[..., 0], inside[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return Mesh((before + (at - inside) * first.step).astype(np.float32), second.step)


def lay_flat(pixels: NDArray[np.uint8], mesh: Mesh) -> NDArray[np.uint8]:
    """The picture with each pixel taken from where the mesh says it was."""
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    scale = np.array([[1 / mesh.step, 0, 0], [0, 1 / mesh.step, 0]], np.float64)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    fine = [
        cv2.warpAffine(np.ascontiguousarray(mesh.points[..., axis]), scale, (width, height), flags=flags)
        for axis in (0, 1)
    ]
    flat = cv2.remap(pixels, fine[0], fine[1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return flat.astype(np.uint8)


def _traces(darker: NDArray[np.uint8], dpi: float) -> list[Points]:
    """The long level rules as points (along, across), in pixels; pale ones too where they are more.

    A few pieces of pale rules that look dark say nothing of the rest of the page.
    """
    import numpy as np

    darker = np.ascontiguousarray(darker)
    dark, pale = (_traced(darker, contrast, dpi) for contrast in (STRICT, LOOSE))
    return pale if _length(pale) > MORE * _length(dark) else dark


def _without_words(level: list[Points], upright: list[Points], dpi: float) -> tuple[list[Points], list[Points]]:
    """The traces of both directions without ragged ones; none where no trace is longer than words are."""
    level, upright = ([trace for trace in traces if _raggedness(trace) <= RAGGED] for traces in (level, upright))
    longest = max((float(trace[-1, 0] - trace[0, 0]) for trace in (*level, *upright)), default=0.0)
    return (level, upright) if longest >= LONGER_THAN_WORDS * dpi else ([], [])


def _raggedness(trace: Points) -> float:
    """By how many pixels, in the mean, the points of a trace lie off a bow: those of strokes of type lie anyhow."""
    import numpy as np

    along = (trace[:, 0] - trace[:, 0].mean()) / max(1.0, float(np.ptp(trace[:, 0])))
    bow = np.polyval(np.polyfit(along, trace[:, 1], 3), along)
    return float(np.sqrt(((bow - trace[:, 1]) ** 2).mean()))


def _length(traces: Sequence[Points]) -> float:
    return sum(float(trace[-1, 0] - trace[0, 0]) for trace in traces)


def _traced(darker: NDArray[np.uint8], contrast: int, dpi: float) -> list[Points]:
    import cv2
    import numpy as np

    ink = at_least(contrast, darker)
    # a thin rule that leans is a stair: thicken across before looking along
    stair = cv2.dilate(ink, np.ones((5, 1), np.uint8)).astype(np.uint8, copy=False)
    whole = opened(stair, PIECE * dpi, level=True)
    if not whole.any():
        return []
    pieces = cv2.dilate(whole, across := np.ones((3, 1), np.uint8))
    pieces = cv2.erode(closed(pieces.astype(np.uint8, copy=False), PIECE * dpi, level=True), across)
    return _followed(pieces.astype(np.uint8, copy=False), ink, dpi)


def _followed(pieces: NDArray[np.uint8], ink: NDArray[np.uint8], dpi: float) -> list[Points]:
    """The long ones of level pieces as points (along, across), in the middle of the ink within them."""
    import numpy as np

    found = components(pieces)
    traces = []
    for number, (x, y, width, height) in found.boxes():
        if width < LONG * dpi or found.areas[number] / width > THICKEST * dpi + 4:
            continue
        part = found.alone(number)[:, :: max(1, round(EVERY * dpi))] > 0
        inked = part & (ink[y : y + height, x : x + width : max(1, round(EVERY * dpi))] > 0)
        weight = inked.sum(axis=0)
        seen = weight > 0
        across = (inked * np.arange(height)[:, np.newaxis]).sum(axis=0)[seen] / weight[seen]
        along = (np.arange(part.shape[1]) * max(1, round(EVERY * dpi)))[seen]
        if len(along) >= 6:
            traces.append(np.stack([along + x, across + y], axis=1).astype(np.float64))
    return traces


@dataclass(frozen=True, slots=True, eq=False)
class _Field:
    """By how much points move across, as a polynomial; beyond the rules that it was fitted to as at their ends.

    Level rules go on as these lean there, `farthest` pixels: where a sheet bends up steeply they are not seen as level.
    """

    terms: Points
    sides: tuple[int, int]
    reach: tuple[float, float, float, float]
    farthest: float = 0.0

    def shift(self, along: Points, across: Points) -> Points:
        import numpy as np

        first, last, top, bottom = self.reach
        inside, level = np.clip(along, first, last), np.clip(across, top, bottom)
        beyond = np.clip(along - inside, -self.farthest, self.farthest)
        back = inside - np.sign(beyond) * STEP
        at_end = _terms(inside, level, self.sides) @ self.terms
        lean = np.sign(beyond) * (at_end - _terms(back, level, self.sides) @ self.terms) / STEP
        shift: Points = at_end + beyond * lean
        return shift


def _field_of(traces: Sequence[Points], sides: tuple[int, int]) -> _Field | None:
    """What moves the points of every trace to one level; None where too few traces say it, or do not agree."""
    import numpy as np

    if len(traces) < FEWEST:
        return None
    rows, levels = [], []
    for trace in traces:
        terms = _terms(trace[:, 0], trace[:, 1], sides)
        rows.append(terms - terms.mean(axis=0))  # a trace's own level drops out
        levels.append(trace[:, 1] - trace[:, 1].mean())
    matrix, wanted = np.concatenate(rows), -np.concatenate(levels)
    stiff = STIFF * np.diag([(p + q - 1.0) ** 2 * (1 + 2 * q) for p, q in TERMS]) * len(wanted)
    weights = np.ones(len(wanted))
    field = np.zeros(len(TERMS))
    for _ in range(8):
        weighted = matrix * weights[:, np.newaxis]
        field = np.linalg.solve(weighted.T @ matrix + stiff + 1e-6 * np.eye(len(TERMS)), weighted.T @ wanted)
        weights = 1 / (1 + ((matrix @ field - wanted) / FAR) ** 2)
    points = np.concatenate(traces)
    (first, top), (last, bottom) = points.min(axis=0), points.max(axis=0)
    return _Field(field, sides, (float(first), float(last), float(top), float(bottom)))


def _terms(along: Points, across: Points, sides: tuple[int, int]) -> Points:
    import numpy as np

    u, v = 2 * along / sides[0] - 1, 2 * across / sides[1] - 1
    return np.stack([u**p * v**q for p, q in TERMS], axis=-1)
