"""Paragraphs out of printed lines, over page breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.schema import Box, PagePlace, Place, TextPlace
from pipeline.text.normalise import squeeze
from pipeline.types.grid import Grid
from pipeline.types.page import Block, Line

STOPS = "。！？!?；;"
FIRST_LINE_INDENT = 1.4  # in sizes of the type; Chinese prose indents a paragraph by two characters
SHORT_OF_MARGIN = 2.2  # a line that ends earlier, in sizes of the type, ends its paragraph
OTHER_SIZE = 1.15
FULL_LINE = 0.75  # of the longest lines: shorter ones end a paragraph of hard-wrapped text
WRAPPED_AT_LEAST = 24  # characters of a line before text can be taken for hard-wrapped
MANY = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a line that stands alone; `grid` tables stand before it, `after_grid` one is right above."""

    text: str
    place: Place
    size: float = 0.0
    bold: bool = False
    grid: int = 0
    after_grid: bool = False
    trusted: bool = True


def rebuild(blocks: Iterable[Block], is_heading: Callable[[str], bool]) -> list[Piece]:
    """The paragraphs of a document in reading order. A line that `is_heading` never joins its neighbours."""
    blocks = list(blocks)
    lines = [block for block in blocks if isinstance(block, Line)]
    margins = _margins(lines)
    wrapped_at = _wrapped_at(lines)
    pieces: list[Piece] = []
    grids, last, below_grid = 0, None, False
    for block in blocks:
        if isinstance(block, Grid):
            grids, last, below_grid = grids + 1, None, True
        if not isinstance(block, Line) or not squeeze(block.text):
            continue
        if (
            last is not None
            and _continues(last, block, margins, wrapped_at)
            and _may_join(pieces[-1], block, is_heading)
        ):
            pieces[-1] = _join(pieces[-1], block)
        else:
            pieces.append(
                Piece(block.text, block.place, block.size, block.bold, grids, below_grid, trusted=block.trusted)
            )
        last, below_grid = block, False
    return pieces


def _may_join(piece: Piece, line: Line, is_heading: Callable[[str], bool]) -> bool:
    """A heading joins nothing, unless it goes on over the line: then both together are one."""
    if is_heading(line.text):
        return False
    return not is_heading(piece.text) or is_heading(piece.text.rstrip() + line.text.strip())


def _join(piece: Piece, line: Line) -> Piece:
    place = piece.place
    if isinstance(place, PagePlace) and isinstance(line.place, PagePlace) and place.page == line.place.page:
        one, two = place.box, line.place.box
        union = Box(min(one.x0, two.x0), min(one.top, two.top), max(one.x1, two.x1), max(one.bottom, two.bottom))
        place = PagePlace(page=place.page, box=union)
    text = piece.text.rstrip() + line.text.strip()
    return Piece(
        text, place, piece.size, piece.bold, piece.grid, piece.after_grid, trusted=piece.trusted and line.trusted
    )


def _continues(last: Line, line: Line, margins: tuple[float, float], wrapped_at: int | None) -> bool:
    if last.whole or line.whole:
        return False
    if isinstance(last.place, PagePlace) and isinstance(line.place, PagePlace):
        return _continues_on_page(last, line, (last.place.box, line.place.box), margins)
    if isinstance(last.place, TextPlace) and isinstance(line.place, TextPlace) and wrapped_at is not None:
        next_line = line.place.paragraph == last.place.paragraph + 1
        indented = line.text[:1].isspace()
        return next_line and not indented and len(last.text.strip()) >= FULL_LINE * wrapped_at
    return False


def _continues_on_page(last: Line, line: Line, boxes: tuple[Box, Box], margins: tuple[float, float]) -> bool:
    above, below = boxes
    left, right = margins
    size = max(last.size, line.size, 1.0)
    if max(last.size, line.size) > OTHER_SIZE * max(min(last.size, line.size), 1.0) or last.bold != line.bold:
        return False
    reaches_margin = above.x1 >= right - SHORT_OF_MARGIN * size
    indented = below.x0 >= left + FIRST_LINE_INDENT * size
    return reaches_margin and not indented


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of the prose: where many long lines begin and end, in points."""
    boxes = [line.place.box for line in lines if isinstance(line.place, PagePlace) and len(line.text.strip()) > 1]
    if not boxes:
        return 0.0, 0.0
    widest = sorted(boxes, key=lambda box: box.x1 - box.x0, reverse=True)[: max(1, int(len(boxes) * MANY))]
    return min(box.x0 for box in widest), max(box.x1 for box in widest)


def _wrapped_at(lines: Sequence[Line]) -> int | None:
    """The line length of hard-wrapped text in characters; None where a line is a paragraph."""
    lengths = sorted(len(line.text.strip()) for line in lines if isinstance(line.place, TextPlace) and not line.whole)
    lengths = [length for length in lengths if length >= WRAPPED_AT_LEAST]
    if len(lengths) < 8 or lengths[-1] > 1.6 * lengths[len(lengths) // 2]:
        return None
    unfinished = [
        line for line in lines if len(line.text.strip()) >= WRAPPED_AT_LEAST and line.text.strip()[-1] not in STOPS
    ]
    return lengths[-1] if len(unfinished) > MANY * len(lengths) else None


def one_line(text: str) -> str:
    """The text without line breaks."""
    return re.sub(r"\s*\n\s*", "", text)
