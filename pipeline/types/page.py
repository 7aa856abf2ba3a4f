"""What a reader saw: pages with lines, grids and pictures in reading order.

A document without pages (docx, html, txt) is one page whose `width` and `height` are 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Box, PagePlace, Place, Remark
from pipeline.types.grid import Grid


@dataclass(frozen=True, slots=True)
class Line:
    """A line of prose, or a whole paragraph (`whole`) where the format says so.

    `size` is the font size in points (0 unknown). A line that is not `trusted` shows what the text layer
    says, but no figure may be taken from it. `seen` is the probability that its characters were read rightly, where
    it was read from pixels.
    """

    text: str
    place: Place
    size: float = 0.0
    bold: bool = False
    whole: bool = False
    trusted: bool = True
    seen: float | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the document, kept for OCR. `content` is its encoded bytes where it was taken out of the file.

    `place` is the box on the page, or the paragraph that it stands in.
    """

    place: Place
    width: int
    height: int
    content: bytes | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that is not read: its text cannot be trusted, or it is a picture."""

    page: int
    box: Box
    why: str


@dataclass(frozen=True, slots=True)
class Print:
    """A row of print of a text layer: what it says, the box of its type on the page, and the fonts it is set in.

    `fonts` are numbers of the document's own. `turn` is by how many quarter turns clockwise it reads. `crossed` says
    that something is drawn over it, or a picture lies under it, that may show another figure.
    """

    text: str
    place: PagePlace
    fonts: tuple[int, ...]
    turn: int = 0
    crossed: bool = False


Block = Line | Grid | Picture


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen in a picture, in reading order, and in words what clean-up did to it before."""

    blocks: tuple[Block, ...]
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page, `number` from 1; blocks in reading order; `unread` names what only OCR can read.

    `prints` are the rows of print whose text is believed, with the fonts that say so.
    """

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]
    unread: tuple[Region, ...] = ()
    prints: tuple[Print, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """All pages of a document, and what the reader had to say."""

    pages: tuple[Page, ...]
    remarks: tuple[Remark, ...] = ()
    encoding: str | None = None
    site: tuple[tuple[str, str], ...] = ()  # what the page round the report says of it: title, publisher, date
