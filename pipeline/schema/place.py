"""Where something stands in its document."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from pipeline.schema.model import Noun


class Box(NamedTuple):
    """Points of the page as displayed (after rotation and crop box), origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float


class PagePlace(Noun):
    """A box on a page; pages start at 1."""

    kind: Literal["page"] = "page"
    page: int
    box: Box


class CellPlace(Noun):
    """A cell of a table in a document without pages; table, row and column start at 0."""

    kind: Literal["cell"] = "cell"
    table: int
    row: int
    column: int


class TextPlace(Noun):
    """Characters `start` to `end` of a paragraph (docx, html) or a line (txt), both from 0."""

    kind: Literal["text"] = "text"
    paragraph: int
    start: int
    end: int


Place = Annotated[PagePlace | CellPlace | TextPlace, Field(discriminator="kind")]
