"""What styles say of paragraphs and runs: size, weight, whether text is hidden, which list numbers it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.engines.word.elements import child, children, is_on, name, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_CHAIN = 20  # styles based on styles; more is a loop
LIFTED = 4  # half-points above the line from which a run is the number of a note
CONTENTS = "toc "  # names of the styles of a table of contents


class Styles:
    """The styles of a document; each question is answered by the element itself, its styles, then the defaults."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._default: str | None = None
        for style in children(root, "style"):
            style_id = value(style, "styleId") or ""
            self._styles[style_id] = style
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true"):
                self._default = style_id
        self._defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")

    def paragraph_style(self, properties: _Element | None) -> str | None:
        """The id of the style of a paragraph with these properties."""
        return value(child(properties, "pStyle")) or self._default

    def is_contents(self, style: str | None) -> bool:
        """Whether paragraphs of this style are lines of a table of contents."""
        element = self._styles.get(style or "")
        return (value(child(element, "name")) or "").lower().startswith(CONTENTS)

    def numbered_by(self, style: str | None) -> tuple[str | None, int | None, str | None]:
        """List and level that the style gives its paragraphs, and the id of the style that says so."""
        for one in self._chain(style):
            properties = child(child(one, "pPr"), "numPr")
            if properties is not None:
                level = number(child(properties, "ilvl"))
                return value(child(properties, "numId")), level, value(one, "styleId")
        return None, None, None

    def is_hidden(self, run: _Element | None, style: str | None) -> bool:
        """Whether a run with these properties, in a paragraph of this style, is hidden."""
        return bool(
            next((on for rpr in self._sources(run, style) if (on := is_on(child(rpr, "vanish"))) is not None), False)
        )

    def is_bold(self, run: _Element | None, style: str | None) -> bool:
        """Whether such a run is bold."""
        return bool(
            next((on for rpr in self._sources(run, style) if (on := is_on(child(rpr, "b"))) is not None), False)
        )

    def is_struck(self, run: _Element | None, style: str | None) -> bool:
        """Whether such a run is struck out."""
        return self._switch("strike", run, style) or self._switch("dstrike", run, style)

    def is_raised(self, run: _Element | None) -> bool:
        """Whether the run itself, or its character style, is superscript or lifted off the line."""
        styles = [] if run is None else [run, *self._own_styles(run)]
        aligns = (value(child(properties, "vertAlign")) for properties in styles)
        lifts = (number(child(properties, "position")) for properties in styles)
        lifted = next((lift for lift in lifts if lift is not None), 0) >= LIFTED
        return lifted or next((align for align in aligns if align is not None), "") == "superscript"

    def size(self, run: _Element | None, style: str | None) -> float:
        """The size of such a run in points; 0 where nothing says so."""
        halves = (number(child(rpr, "sz")) for rpr in self._sources(run, style))
        return next((half / 2 for half in halves if half is not None and half > 0), 0.0)

    def _switch(self, wanted: str, run: _Element | None, style: str | None) -> bool:
        found = (is_on(child(properties, wanted)) for properties in self._sources(run, style))
        return next((on for on in found if on is not None), False)

    def _sources(self, run: _Element | None, style: str | None) -> Iterator[_Element]:
        """Run properties in the order in which they count."""
        if run is not None:
            yield run
            yield from self._own_styles(run)
        for one in self._chain(style):
            yield from children(one, "rPr")
        if self._defaults is not None:
            yield self._defaults

    def _own_styles(self, run: _Element) -> Iterator[_Element]:
        for one in self._chain(value(child(run, "rStyle"))):
            yield from children(one, "rPr")

    def _chain(self, style: str | None) -> Iterator[_Element]:
        for _ in range(LONGEST_CHAIN):
            element = self._styles.get(style) if style is not None else None
            if element is None:
                return
            yield element
            style = value(child(element, "basedOn"))


def is_deleted_row(row: _Element) -> bool:
    """Whether the row was deleted in a tracked change, or is hidden."""
    properties = child(row, "trPr")
    if properties is None:
        return False
    return any(name(one) == "del" or (name(one) == "hidden" and is_on(one)) for one in properties)
