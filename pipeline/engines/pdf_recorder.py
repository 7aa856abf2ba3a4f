"""The device that pages are drawn on: it writes down what is drawn, and why some of it cannot be seen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.engines.pdf_ink import OBLIQUE, Fill, FontUse, Glyph, Image, Ink, Paint, Rule, path_box
from pipeline.schema import Box

if TYPE_CHECKING:
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState, PDFTextState
    from pdfminer.pdftypes import PDFStream
    from pdfminer.utils import Matrix

UNDEFINED = "\N{REPLACEMENT CHARACTER}"
NO_CODE = -1  # stands for bytes that the font's CMap has no code for
THICKEST_RULE = 4.0  # points; what is filled and thicker is a background
DOT = 2.0
BLOT = 45.0  # points; filled outlines up to this height may be letters
SMALLEST_TEXT = 1.0  # points; nobody reads smaller
UNSEEN_MODES = {3: "invisible", 7: "invisible"}
STROKED_MODES = {1, 2, 5, 6}  # text that is outlined is seen whatever fills it
FAINTEST = 0.06  # alpha; below it nothing is seen
OPAQUE = 0.95
STRAIGHT = 0.05  # tangent; a line that leans less is along the axis
DEFAULT_DESCENT = -0.14
PLAIN_SPACES = {"DeviceGray", "CalGray", "DeviceRGB", "CalRGB", "DeviceCMYK", "ICCBased"}


class TooLarge(Exception):  # noqa: N818  a limit, not an error of ours
    """A page asks for more than the limits allow: `what` is what there is too much of."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class InkRecorder:
    """A device in pdfminer's sense. Fonts are kept over the pages of a document, `ink` is that of one page."""

    def __init__(self, *, most_glyphs: int) -> None:
        self.fonts: list[FontUse] = []
        self.ink = Ink(0, 0)
        self._numbers: dict[int, int] = {}
        self._left = most_glyphs
        self._order = 0
        self._ctm: Matrix = (1, 0, 0, 1, 0, 0)

    def start(self, width: float, height: float) -> None:
        """Begin a page."""
        self.ink = Ink(width, height)
        self._order = 0

    def set_ctm(self, ctm: Matrix) -> None:
        """The interpreter changed the coordinate system."""
        self._ctm = ctm

    def begin_tag(self, tag: object, props: object = None) -> None:
        """Marked content is of no use here."""

    def end_tag(self) -> None:
        """Marked content is of no use here."""

    def do_tag(self, tag: object, props: object = None) -> None:
        """Marked content is of no use here."""

    # --- text -----------------------------------------------------------------------------------------------------

    def draw_text(self, state: PDFTextState, seq: Sequence[Any], paint: Paint, colours: PDFGraphicState) -> None:
        """Record the glyphs of a string, and move the pen past them (ISO 32000-1, 9.4.4)."""
        font = state.font
        assert font is not None
        number = self._numbers.get(id(font))
        if number is None:
            number = self._add_font(font)
        self._order += 1
        pen = _Pen(state, self._ctm, paint, self.fonts[number])
        light = None if state.render in STROKED_MODES else _light(colours)
        place = Glyph("", 0, 0, 0, 0, 0, pen.em, number, pen.turn, self._order, light, "")
        start = len(self.ink.glyphs)
        pen.write(seq, place, self.ink.glyphs)
        state.linematrix = (pen.x, pen.y)
        self._left -= len(self.ink.glyphs) - start
        if self._left < 0:
            raise TooLarge("characters")

    def _add_font(self, font: PDFFont) -> int:
        number = self._numbers[id(font)] = len(self.fonts)
        descent = font.get_descent()
        scale = 1.0
        if type(font).__name__ == "PDFType3Font":
            scale, descent = _type3_scale(font), DEFAULT_DESCENT
        self.fonts.append(FontUse(font, scale, descent if -0.5 < descent < -0.02 else DEFAULT_DESCENT))
        return number

    # --- paths and pictures ---------------------------------------------------------------------------------------

    def draw_path(
        self, path: Sequence[Any], paint: Paint, colours: PDFGraphicState, *, stroke: bool, fill: bool
    ) -> None:
        """Record rules, backgrounds and small outlines of a path."""
        self._order += 1
        fill = fill and paint.fill_alpha > FAINTEST
        stroke = stroke and paint.stroke_alpha > FAINTEST
        for points, straight, closed in _subpaths(path, self._ctm):
            box = _within(_round(points), paint.clip)
            if box is None:
                continue
            if fill:
                self._fill(box, paint, colours, straight=straight and len(points) <= 5)
            if stroke and (straight or max(box.x1 - box.x0, box.bottom - box.top) > BLOT):
                self._stroke(points, paint.clip, closed=closed)

    def _fill(self, box: Box, paint: Paint, colours: PDFGraphicState, *, straight: bool) -> None:
        width, height = box.x1 - box.x0, box.bottom - box.top
        thin, long = sorted((width, height))
        if straight and thin <= THICKEST_RULE and (long > 2 * thin or long <= DOT):
            self.ink.rules.append(Rule(*box))
        elif not straight and height <= BLOT and width <= BLOT:
            self.ink.blots.append(Rule(*box))
        else:
            covers = straight and paint.plain and paint.fill_alpha >= OPAQUE and colours.ncs.name != "Pattern"
            self.ink.fills.append(Fill(*box, self._order, _light(colours), covers))

    def _stroke(self, points: list[tuple[float, float]], clip: Box | None, *, closed: bool) -> None:
        ends = [*points[1:], points[0]] if closed else points[1:]
        for (x0, y0), (x1, y1) in zip(points, ends, strict=False):
            if abs(y1 - y0) <= STRAIGHT * abs(x1 - x0) or abs(x1 - x0) <= STRAIGHT * abs(y1 - y0):
                box = _within(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), clip)
                if box is not None and (box.x1 > box.x0 or box.bottom > box.top):
                    self.ink.rules.append(Rule(*box))

    def draw_picture(self, stream: PDFStream, paint: Paint) -> None:
        """Record a picture: its box and size, not its content. A thin one is a rule."""
        self._order += 1
        box = path_box([("m", 0, 0), ("l", 1, 0), ("l", 1, 1), ("l", 0, 1)], self._ctm)
        seen = _within(box, paint.clip)
        if seen is None or paint.fill_alpha <= FAINTEST:
            return
        if min(seen.x1 - seen.x0, seen.bottom - seen.top) <= THICKEST_RULE:
            self.ink.rules.append(Rule(*seen))
            return
        masked = any(name in stream for name in ("SMask", "Mask", "ImageMask", "IM"))
        covers = not masked and paint.plain and paint.fill_alpha >= OPAQUE
        width, height = (stream.get_any(names, 0) for names in (("W", "Width"), ("H", "Height")))
        sizes = [size if isinstance(size, int) else 0 for size in (width, height)]
        self.ink.images.append(Image(*seen, self._order, sizes[0], sizes[1], covers))


class _Pen:
    """Where glyphs of one string go."""

    def __init__(self, state: PDFTextState, ctm: Matrix, paint: Paint, use: FontUse) -> None:
        a, b, c, d, e, f = state.matrix
        A, B, C, D, E, F = ctm  # noqa: N806
        self.matrix = (
            A * a + C * b,
            B * a + D * b,
            A * c + C * d,
            B * c + D * d,
            A * e + C * f + E,
            B * e + D * f + F,
        )
        self.use = use
        self.size = state.fontsize
        self.scaling = state.scaling * 0.01
        self.charspace = state.charspace * self.scaling
        self.wordspace = 0.0 if use.font.is_multibyte() else state.wordspace * self.scaling
        self.rise = state.rise
        self.x, self.y = state.linematrix
        self.em = math.hypot(self.matrix[2], self.matrix[3]) * abs(self.size) * use.scale
        self.turn = _turn(self.matrix[0] * self.size * self.scaling, self.matrix[1] * self.size * self.scaling)
        self.clip = paint.clip
        self.hidden = UNSEEN_MODES.get(state.render, "")
        if not self.hidden and paint.fill_alpha <= FAINTEST:
            self.hidden = "transparent"
        if not self.hidden and self.em < SMALLEST_TEXT:
            self.hidden = "tiny"

    def write(self, seq: Sequence[Any], place: Glyph, glyphs: list[Glyph]) -> None:
        """Add the glyphs of the string; `place` holds what they have in common."""
        use, vertical = self.use, self.use.font.is_vertical()
        box = self._vertical_box if vertical else self._turned_box if self.turn else self._upright_box
        spaced = False
        for item in seq:
            if isinstance(item, int | float):
                self._move(-item * 0.001 * self.size * (1.0 if vertical else self.scaling), vertical=vertical)
                spaced = True
            elif isinstance(item, bytes):
                for cid in _codes(use, item):
                    if spaced and self.charspace:
                        self._move(self.charspace, vertical=vertical)
                    spaced = True
                    advance = use.advances[cid] * self.size * self.scaling
                    x0, top, x1, bottom, baseline = box(cid, advance)
                    hidden = self.hidden or self._clipped(x0, top, x1, bottom)
                    glyphs.append(
                        Glyph(
                            use.texts[cid], x0, top, x1, bottom, baseline, self.em,
                            place.font, place.turn, place.order, place.light, hidden,
                        )
                    )  # fmt: skip
                    self._move(advance + (self.wordspace if cid == 32 else 0.0), vertical=vertical)

    def _move(self, step: float, *, vertical: bool) -> None:
        if vertical:
            self.y += step
        else:
            self.x += step

    def _upright_box(self, cid: int, advance: float) -> tuple[float, float, float, float, float]:
        a, _, c, d, e, f = self.matrix
        y = self.y + self.rise
        x0 = a * self.x + c * y + e
        baseline = self.matrix[1] * self.x + d * y + f
        x1 = x0 + a * advance
        bottom = baseline - self.use.descent * self.em
        return x0, bottom - self.em, x1, bottom, baseline

    def _turned_box(self, cid: int, advance: float) -> tuple[float, float, float, float, float]:
        low = self.use.descent * self.size * self.use.scale
        return self._box_of(0.0, low, advance, low + self.size * self.use.scale)

    def _vertical_box(self, cid: int, advance: float) -> tuple[float, float, float, float, float]:
        place = self.use.font.char_disp(cid)
        shift, drop = place if isinstance(place, tuple) else (None, 880)
        left = -(self.size * 0.5 if shift is None else shift * self.size * 0.001)
        high = (1000 - drop) * self.size * 0.001
        return self._box_of(left, high + advance, left + self.size, high)

    def _box_of(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float, float]:
        a, b, c, d, e, f = self.matrix
        low, high = self.y + self.rise + y0, self.y + self.rise + y1
        xs = [a * (self.x + x) + c * y + e for x, y in ((x0, low), (x1, high), (x0, high), (x1, low))]
        ys = [b * (self.x + x) + d * y + f for x, y in ((x0, low), (x1, high), (x0, high), (x1, low))]
        return min(xs), min(ys), max(xs), max(ys), max(ys) + self.use.descent * self.em

    def _clipped(self, x0: float, top: float, x1: float, bottom: float) -> str:
        clip = self.clip
        if clip is None:
            return ""
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        inside = clip.x0 - 1 <= x <= clip.x1 + 1 and clip.top - 1 <= y <= clip.bottom + 1
        return "" if inside else "clipped"


def _type3_scale(font: PDFFont) -> float:
    """The em of a Type 3 font by its font size: glyph space is any, but a thousandth by custom."""
    unit = abs(font.vscale) * 1000
    if 0.5 <= unit <= 2:
        return float(unit)
    height = abs((font.bbox[3] - font.bbox[1]) * font.vscale)
    return height if 0.3 <= height <= 3 else 1.0


def _codes(use: FontUse, item: bytes) -> Sequence[int]:
    """The codes of a string; bytes that the CMap knows no code for are NO_CODE, so that no glyph gets lost."""
    codes: Sequence[int] = tuple(use.font.decode(item))
    if not codes and item.strip(b"\0 "):
        codes = (NO_CODE,) * ((len(item) + 1) // 2)
    for cid in codes:
        if cid not in use.texts:
            _learn(use, cid)
    return codes


def _learn(use: FontUse, cid: int) -> None:
    from pipeline.engines.pdf_errors import PDF_ERRORS

    try:
        text = use.font.to_unichr(cid)
    except PDF_ERRORS:
        text = ""
    if not text:
        text = UNDEFINED
        use.undefined.add(cid)
    try:
        advance = float(use.font.char_width(cid))
    except PDF_ERRORS:
        advance = 0.5
    use.texts[cid], use.advances[cid] = text, advance


def _turn(across: float, down: float) -> int:
    """The quarter turns clockwise of a direction."""
    if abs(down) <= STRAIGHT * abs(across):
        return 0 if across >= 0 else 2
    if abs(across) <= STRAIGHT * abs(down):
        return 1 if down > 0 else 3
    return OBLIQUE


def _light(colours: PDFGraphicState) -> float | None:
    """How light the fill colour is, from 0 black to 1 white; None where the colour space does not say."""
    colour, space = colours.ncolor, colours.ncs.name
    if space not in PLAIN_SPACES:
        return None
    if isinstance(colour, int | float):
        return float(colour)
    if isinstance(colour, tuple) and all(isinstance(part, int | float) for part in colour):
        if len(colour) == 3:
            return 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]
        if len(colour) == 4:
            return 1.0 - min(1.0, colour[3] + max(colour[:3]))
    return None


def _subpaths(path: Sequence[Any], matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool, bool]]:
    """Points of each subpath in page coordinates, whether it has no curve, and whether it is closed."""
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    straight, closed = True, False
    for segment in path:
        kind = segment[0]
        if kind == "m":
            if len(points) > 1:
                yield points, straight, closed
            points, straight, closed = [], True, False
        elif kind == "h":
            closed = True
            continue
        elif kind != "l":
            straight = False
        for x, y in zip(segment[1::2], segment[2::2], strict=False):
            points.append((a * x + c * y + e, b * x + d * y + f))
    if len(points) > 1:
        yield points, straight, closed


def _round(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _within(box: Box, clip: Box | None) -> Box | None:
    """The part of the box that the clip lets through, None if nothing."""
    if clip is None:
        return box
    x0, top = max(box.x0, clip.x0), max(box.top, clip.top)
    x1, bottom = min(box.x1, clip.x1), min(box.bottom, clip.bottom)
    return Box(x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None
