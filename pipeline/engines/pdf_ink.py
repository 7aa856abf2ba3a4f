"""What is drawn on a page: glyphs, fills, rules and pictures, in points of the page as displayed, origin top left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.schema import Box

if TYPE_CHECKING:
    from pdfminer.pdffont import PDFFont
    from pdfminer.utils import Matrix

OBLIQUE = -1  # a turn that is no quarter turn


class Glyph(NamedTuple):
    """A character as drawn.

    `baseline` is the y that it stands on, `size` the em in points, `font` the index in the recorder's fonts, `turn`
    the number of quarter turns clockwise (OBLIQUE for any other angle), `order` when it was drawn, `light` how light
    its colour is (0 black to 1 white, None unknown), `hidden` why it cannot be seen ("" where nothing says so).
    `crossed` says that something is drawn over it that may hide it or not.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    font: int
    turn: int
    order: int
    light: float | None
    hidden: str
    crossed: bool = False


class Rule(NamedTuple):
    """A piece of a straight line along an axis, or the box of a small filled outline."""

    x0: float
    top: float
    x1: float
    bottom: float


class Fill(NamedTuple):
    """A filled box; `covers` says that nothing shows through."""

    x0: float
    top: float
    x1: float
    bottom: float
    order: int
    light: float | None
    covers: bool


class Image(NamedTuple):
    """A picture of `width` x `height` pixels; `covers` says that nothing shows through."""

    x0: float
    top: float
    x1: float
    bottom: float
    order: int
    width: int
    height: int
    covers: bool


@dataclass(slots=True)
class FontUse:
    """A font of the document with the characters it was used for, by code; `undefined` codes have no character."""

    font: PDFFont
    scale: float
    descent: float
    texts: dict[int, str] = field(default_factory=dict)
    advances: dict[int, float] = field(default_factory=dict)
    undefined: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Ink:
    """All that is drawn on one page of `width` x `height` points; `blots` are small filled outlines."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    blots: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paint:
    """What applies to all that is drawn: the box of the clip, alpha, and whether paint simply covers what is there."""

    clip: Box | None = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    plain: bool = True

    def clipped(self, box: Box) -> Paint:
        """The paint within `box` too."""
        if self.clip is not None:
            box = Box(
                max(box.x0, self.clip.x0),
                max(box.top, self.clip.top),
                min(box.x1, self.clip.x1),
                min(box.bottom, self.clip.bottom),
            )
        return replace(self, clip=box)

    def with_state(self, state: Mapping[str, Any]) -> Paint:
        """The paint after a graphics state dictionary: `ca`, `CA`, `BM` and `SMask` are heeded."""
        fill, stroke = state.get("ca"), state.get("CA")
        mode = str(getattr(state.get("BM"), "name", "Normal"))
        plain = mode in ("Normal", "Compatible") if "BM" in state else self.plain
        return replace(
            self,
            fill_alpha=float(fill) if isinstance(fill, int | float) else self.fill_alpha,
            stroke_alpha=float(stroke) if isinstance(stroke, int | float) else self.stroke_alpha,
            plain=plain and not isinstance(state.get("SMask"), dict),
        )


def path_box(path: Sequence[Sequence[Any]], matrix: Matrix) -> Box:
    """The box round all points of a path, control points included."""
    a, b, c, d, e, f = matrix
    xs, ys = [], []
    for segment in path:
        for x, y in zip(segment[1::2], segment[2::2], strict=False):
            xs.append(a * x + c * y + e)
            ys.append(b * x + d * y + f)
    return Box(min(xs), min(ys), max(xs), max(ys)) if xs else Box(0, 0, 0, 0)
