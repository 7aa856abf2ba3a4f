"""pdfminer's page interpreter, taught what it leaves out and what hides text.

pdfplumber runs the same interpreter, but its chars carry neither render mode nor font, and pdfminer keeps no clipping
path and no transparency. This module is imported by the reader when it reads, never before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer.pdffont import PDFFont  # noqa: TID253  base classes; see the module's docstring
from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter, PDFResourceManager  # noqa: TID253
from pdfminer.pdftypes import PDFStream, list_value, resolve1  # noqa: TID253
from pdfminer.psexceptions import PSEOF  # noqa: TID253
from pdfminer.psparser import LIT, PSKeyword, PSLiteral, literal_name  # noqa: TID253
from pdfminer.utils import MATRIX_IDENTITY, Matrix, mult_matrix  # noqa: TID253

from pipeline.engines.pdf_errors import PDF_ERRORS
from pipeline.engines.pdf_ink import Paint, path_box
from pipeline.engines.pdf_recorder import InkRecorder, TooLarge
from pipeline.engines.pdf_streams import unpack

FORM, IMAGE = LIT("Form"), LIT("Image")
DEEPEST_FORM = 20
HIDDEN_ANNOTATION, NO_VIEW = 2, 32  # bits of an annotation's flags
DRAWN_ANNOTATIONS = {"Widget", "FreeText", "Stamp"}


class FontStore(PDFResourceManager):
    """Keeps with every font what the file says of it; a font that cannot be parsed is a font without characters."""

    def __init__(self) -> None:
        super().__init__()
        self.specs: dict[int, Mapping[str, Any]] = {}
        self.broken: set[int] = set()

    def get_font(self, objid: object, spec: Mapping[str, Any]) -> PDFFont:
        """The font of `spec`, made once an object."""
        try:
            font = super().get_font(objid, spec)
        except PDF_ERRORS:
            font = super().get_font(None, {})
            self.broken.add(id(font))
            if objid:
                self._cached_fonts[objid] = font
        self.specs[id(font)] = spec
        return font


@dataclass(slots=True)
class Budget:
    """What is left of the operators that a document may run, how many bytes a stream may have; what was `lost`."""

    operators: int
    unpacked: int
    lost: bool = False


class InkInterpreter(PDFPageInterpreter):
    """Draws a page on an `InkRecorder`: text with its render mode, paths, pictures, each under its clip and alpha."""

    _operators: dict[bytes | str, tuple[str, int] | None] = {}

    def __init__(self, rsrcmgr: FontStore, device: Any, budget: Budget) -> None:
        super().__init__(rsrcmgr, device)
        self.recorder: InkRecorder = device
        self.budget = budget
        self.paint = Paint()
        self.depth = 0
        self._pending_clip = False
        self._paints: list[Paint] = []

    def dup(self) -> InkInterpreter:
        """An interpreter for a form: same device, same budget."""
        assert isinstance(self.rsrcmgr, FontStore)
        inner = InkInterpreter(self.rsrcmgr, self.recorder, self.budget)
        inner.depth, inner.paint = self.depth + 1, self.paint
        return inner

    def init_state(self, ctm: Matrix) -> None:
        """Start a page or a form."""
        super().init_state(ctm)
        self._paints.clear()

    def execute(self, streams: Sequence[object]) -> None:
        """Run content streams; pdfminer's loop with the look-up of operators kept."""
        own = self._own_streams(streams)
        try:
            parser = PDFContentParser(own)
        except PSEOF:
            return
        while True:
            try:
                _, token = parser.nextobject()
            except PSEOF:
                return
            if isinstance(token, PSKeyword):
                self._run(token)
            else:
                self.argstack.append(token)

    def _own_streams(self, streams: Sequence[object]) -> list[PDFStream]:
        """The streams that no interpreter round this one is running already (a form that draws itself)."""
        self.stream_ids.clear()
        own = []
        for item in streams:
            stream = resolve1(item)
            if not isinstance(stream, PDFStream) or stream.objid in self.parent_stream_ids:
                continue
            if not unpack(stream, most=self.budget.unpacked):
                self.budget.lost = True
            own.append(stream)
            if stream.objid is not None:
                self.stream_ids.add(stream.objid)
        return own

    def _run(self, token: PSKeyword) -> None:
        self.budget.operators -= 1
        if self.budget.operators < 0:
            raise TooLarge("operators")
        name = token.name
        if name not in self._operators:
            self._operators[name] = self._look_up(name)
        found = self._operators[name]
        if found is None:
            self.argstack.clear()
            return
        method, count = found
        run: Callable[..., None] = getattr(self, method)
        if not count:
            run()
            return
        arguments = self.argstack[-count:]
        del self.argstack[-count:]
        if len(arguments) == count:
            run(*arguments)

    def _look_up(self, name: bytes | str) -> tuple[str, int] | None:
        text = name.decode("latin-1") if isinstance(name, bytes) else name
        method = "do_" + text.replace("*", "_a").replace('"', "_w").replace("'", "_q")
        function = getattr(type(self), method, None)
        return None if function is None else (method, function.__code__.co_argcount - 1)

    # --- graphics state -------------------------------------------------------------------------------------------

    def do_q(self) -> None:
        """Save the graphics state."""
        super().do_q()
        self._paints.append(self.paint)

    def do_Q(self) -> None:  # noqa: N802  named after the operator, as pdfminer does
        """Restore the graphics state."""
        super().do_Q()
        if self._paints:
            self.paint = self._paints.pop()

    def do_gs(self, name: Any) -> None:
        """Take alpha, blend mode and mask of a graphics state dictionary."""
        states = resolve1(self.resources.get("ExtGState")) or {}
        state = resolve1(states.get(literal_name(name)))
        if isinstance(state, dict):
            self.paint = self.paint.with_state({key: resolve1(value) for key, value in state.items()})

    def do_sh(self, name: Any) -> None:
        """A shading fills the clip: it may cover text, but how is not known."""

    # --- paths ----------------------------------------------------------------------------------------------------

    def do_W(self) -> None:  # noqa: N802
        """Clip to the path that the next operator paints."""
        self._pending_clip = True

    def do_W_a(self) -> None:  # noqa: N802
        """Clip to the path that the next operator paints."""
        self._pending_clip = True

    def do_n(self) -> None:
        """End the path without painting."""
        self._finish(stroke=False, fill=False)

    def do_S(self) -> None:  # noqa: N802
        """Stroke."""
        self._finish(stroke=True, fill=False)

    def do_f(self) -> None:
        """Fill."""
        self._finish(stroke=False, fill=True)

    def do_F(self) -> None:  # noqa: N802
        """Fill, the old name."""
        self._finish(stroke=False, fill=True)

    def do_f_a(self) -> None:
        """Fill by the even-odd rule."""
        self._finish(stroke=False, fill=True)

    def do_B(self) -> None:  # noqa: N802
        """Fill and stroke."""
        self._finish(stroke=True, fill=True)

    def do_B_a(self) -> None:  # noqa: N802
        """Fill and stroke by the even-odd rule."""
        self._finish(stroke=True, fill=True)

    def _finish(self, *, stroke: bool, fill: bool) -> None:
        path, self.curpath = self.curpath, []
        if not path:
            self._pending_clip = False
            return
        if stroke or fill:
            self.recorder.draw_path(path, self.paint, self.graphicstate, stroke=stroke, fill=fill)
        if self._pending_clip:
            self._pending_clip = False
            self.paint = self.paint.clipped(path_box(path, self.ctm))

    # --- text and objects -----------------------------------------------------------------------------------------

    def do_TJ(self, seq: Any) -> None:  # noqa: N802
        """Show text."""
        if self.textstate.font is not None and isinstance(seq, list):
            self.recorder.draw_text(self.textstate, seq, self.paint, self.graphicstate)

    def do_EI(self, obj: Any) -> None:  # noqa: N802
        """An inline picture."""
        if isinstance(obj, PDFStream) and "W" in obj and "H" in obj:
            self.recorder.draw_picture(obj, self.paint)

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Draw a form or a picture."""
        reference = self.xobjmap.get(literal_name(xobjid_arg))
        stream = resolve1(reference)
        if not isinstance(stream, PDFStream):
            return
        subtype = stream.get("Subtype")
        if subtype is FORM:
            self.draw_form(stream, self.ctm)
        elif subtype is IMAGE and "Width" in stream and "Height" in stream:
            self.recorder.draw_picture(stream, self.paint)

    def draw_form(self, form: PDFStream, ctm: Matrix) -> None:
        """Draw a form's content: with the state round it, clipped to its box."""
        if self.depth >= DEEPEST_FORM:
            raise TooLarge("forms within forms")
        inner = self.subinterp()
        assert isinstance(inner, InkInterpreter)
        matrix = _matrix(form.get("Matrix"))
        own = resolve1(form.get("Resources"))
        box = _numbers(form.get("BBox"), 4)
        inner.paint = self.paint
        inner.graphicstate = self.graphicstate.copy()
        ctm = mult_matrix(matrix, ctm)
        if box is not None:
            inner.paint = inner.paint.clipped(path_box(_corners(box), ctm))
        inner.render_contents(own if isinstance(own, dict) else self.resources, [form], ctm=ctm)
        self.device.set_ctm(self.ctm)

    def render_contents(
        self, resources: dict[object, object], streams: Sequence[object], ctm: Matrix = MATRIX_IDENTITY
    ) -> None:
        """Run the streams of a page or form."""
        outer = self.graphicstate if hasattr(self, "graphicstate") else None
        self.init_resources(resources)
        self.init_state(ctm)
        if outer is not None:
            self.graphicstate = outer.copy()
        self.execute(list_value(streams))

    def draw_annotations(self, annotations: object, ctm: Matrix) -> None:
        """Draw what fields, notes on the page and stamps show; pdfplumber leaves them out, a reader sees them."""
        for reference in resolve1(annotations) or ():
            annotation = resolve1(reference)
            if not isinstance(annotation, dict) or _name(annotation.get("Subtype")) not in DRAWN_ANNOTATIONS:
                continue
            flags = resolve1(annotation.get("F", 0))
            form = _appearance(annotation)
            rect = _numbers(annotation.get("Rect"), 4)
            box = None if form is None else _numbers(form.get("BBox"), 4)
            hidden = isinstance(flags, int) and flags & (HIDDEN_ANNOTATION | NO_VIEW)
            if hidden or form is None or rect is None or box is None:
                continue
            self.init_resources({})
            self.init_state(ctm)
            self.draw_form(form, mult_matrix(_onto(box, _matrix(form.get("Matrix")), rect), ctm))


def _appearance(annotation: dict[str, Any]) -> PDFStream | None:
    """What an annotation normally shows; of a field with states the one that it is in."""
    normal = resolve1((resolve1(annotation.get("AP")) or {}).get("N"))
    if isinstance(normal, dict):
        normal = resolve1(normal.get(_name(annotation.get("AS"))))
    return normal if isinstance(normal, PDFStream) else None


def _onto(box: Sequence[float], matrix: Matrix, rect: Sequence[float]) -> Matrix:
    """The matrix that puts a form's box, turned by its own matrix, onto the rectangle (ISO 32000-1, 12.5.5)."""
    x0, y0, x1, y1 = path_box(_corners(box), matrix)
    left, right = sorted((rect[0], rect[2]))
    low, high = sorted((rect[1], rect[3]))
    across = (right - left) / (x1 - x0) if x1 > x0 else 1.0
    up = (high - low) / (y1 - y0) if y1 > y0 else 1.0
    return (across, 0, 0, up, left - x0 * across, low - y0 * up)


def _corners(box: Sequence[float]) -> list[tuple[str, float, float]]:
    return [("m", box[0], box[1]), ("l", box[2], box[1]), ("l", box[2], box[3]), ("l", box[0], box[3])]


def _matrix(value: object) -> Matrix:
    numbers = _numbers(value, 6)
    if numbers is None:
        return MATRIX_IDENTITY
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def _numbers(value: object, count: int) -> list[float] | None:
    items = resolve1(value)
    if not isinstance(items, list) or len(items) != count:
        return None
    numbers = [resolve1(item) for item in items]
    return [float(number) for number in numbers] if all(isinstance(number, int | float) for number in numbers) else None


def _name(value: object) -> str | None:
    literal = resolve1(value)
    return str(literal_name(literal)) if isinstance(literal, PSLiteral) else None
