"""Paragraphs out of printed lines, over page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pipeline.schema import Box, PagePlace, Place, TextPlace
from pipeline.text.normalise import squeeze
from pipeline.types.grid import Grid
from pipeline.types.page import Block, Line

STOPS = "。！？!?；;"
ENDS = "。！？!?；;：:"
FIRST_LINE_INDENT = 1.4  # in sizes of the type; Chinese prose indents a paragraph by two characters
SHORT_OF_MARGIN = 2.2  # a line that ends earlier, in sizes of the type, ends its paragraph
OTHER_SIZE = 1.15
WIDER_GAP = 1.4  # times the usual distance of lines: a wider one parts paragraphs
LATIN_WIDTH = 0.55  # of the size of the type
FULL_LINE = 0.75  # of the longest lines: shorter ones end a paragraph of hard-wrapped text
WRAPPED_AT_LEAST = 24  # characters of a line before text can be taken for hard-wrapped
MANY = 0.5
NEW_POINT = re.compile(r"^\s*(?:[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)")
UNBROKEN = re.compile(r"^[!-~]+")
WEB_ADDRESS = re.compile(r"(?:https?:|www\.|@)[!-~]*$")


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


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the prose of a document is set: its edges and the distance of its lines in points, or where it is wrapped."""

    left: float = 0.0
    right: float = 0.0
    pitch: float = 0.0
    wrapped_at: int | None = None


def rebuild(blocks: Iterable[Block], is_heading: Callable[[str], bool]) -> list[Piece]:
    """The paragraphs of a document in reading order. A line that `is_heading` never joins its neighbours."""
    blocks = list(blocks)
    setting = _setting([block for block in blocks if isinstance(block, Line)])
    pieces: list[Piece] = []
    grids, last, below_grid = 0, None, False
    for block in blocks:
        if isinstance(block, Grid):
            grids, last, below_grid = grids + 1, None, True
        if not isinstance(block, Line) or not squeeze(block.text):
            continue
        if last is not None and _continues(last, block, setting) and _may_join(pieces[-1], block, is_heading):
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
    above, below = piece.text.rstrip(), line.text.strip()
    words = above[-1:].isascii() and above[-1:].isalpha() and below[:1].isascii() and below[:1].isalpha()
    between = " " if words and not WEB_ADDRESS.search(above) else ""
    return replace(piece, text=above + between + below, place=place)


def _continues(last: Line, line: Line, setting: _Setting) -> bool:
    if last.whole or line.whole or last.trusted != line.trusted:
        return False
    if last.text.rstrip()[-1:] in ENDS and NEW_POINT.match(line.text):
        return False
    if isinstance(last.place, PagePlace) and isinstance(line.place, PagePlace):
        return _continues_on_page(last, line, setting)
    if isinstance(last.place, TextPlace) and isinstance(line.place, TextPlace) and setting.wrapped_at is not None:
        next_line = line.place.paragraph == last.place.paragraph + 1
        indented = line.text[:1].isspace()
        return next_line and not indented and len(last.text.strip()) >= FULL_LINE * setting.wrapped_at
    return False


def _continues_on_page(last: Line, line: Line, setting: _Setting) -> bool:
    """Whether a line goes on with the paragraph of the line above it, or of the last line of the page before."""
    if not isinstance(last.place, PagePlace) or not isinstance(line.place, PagePlace):
        return False
    above, below = last.place.box, line.place.box
    size = max(last.size, line.size, 1.0)
    if size > OTHER_SIZE * max(min(last.size, line.size), 1.0) and min(last.size, line.size) > 0:
        return False
    if last.place.page == line.place.page and setting.pitch and below.top - above.top > WIDER_GAP * setting.pitch:
        return False
    word = UNBROKEN.match(line.text.strip())  # a number or an address that did not fit goes to the next line whole
    needs = len(word.group()) * LATIN_WIDTH * size if word else 0.0
    reaches_margin = above.x1 + needs >= setting.right - SHORT_OF_MARGIN * size
    return reaches_margin and below.x0 < setting.left + FIRST_LINE_INDENT * size


def _setting(lines: Sequence[Line]) -> _Setting:
    left, right = _margins(lines)
    return _Setting(left, right, _pitch(lines), _wrapped_at(lines))


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of the prose: where many long lines begin and end, in points."""
    boxes = [line.place.box for line in lines if isinstance(line.place, PagePlace) and len(line.text.strip()) > 1]
    if not boxes:
        return 0.0, 0.0
    widest = sorted(boxes, key=lambda box: box.x1 - box.x0, reverse=True)[: max(1, int(len(boxes) * MANY))]
    return min(box.x0 for box in widest), max(box.x1 for box in widest)


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance from line to line of the type that is used most, in points; 0 where it cannot be told."""
    sizes = Counter(round(line.size) for line in lines if isinstance(line.place, PagePlace))
    if not sizes:
        return 0.0
    usual = sizes.most_common(1)[0][0]
    steps = []
    for last, line in pairwise(lines):
        if isinstance(last.place, PagePlace) and isinstance(line.place, PagePlace):
            step = line.place.box.top - last.place.box.top
            same = last.place.page == line.place.page and round(last.size) == round(line.size) == usual
            if same and 0 < step < 4 * max(usual, 1):
                steps.append(step)
    return float(median(steps)) if len(steps) >= 3 else 0.0


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
