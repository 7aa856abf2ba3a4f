"""Page numbers and running heads: what stands at the edge of every page and belongs to none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from pipeline.schema import Box, PagePlace
from pipeline.text.normalise import clean
from pipeline.types.page import Block, Line, Page

EDGE = 0.12  # share of the page's height at top and bottom
SAME_PLACE = 4.0  # points that a running head may move by
NUMBER = re.compile(
    r"[-—–―‒−~·•\s第(（]*(\d{1,4})[-—–―‒−~·•\s页)）]*(?:(?:[/／,，]|of|共)\s*共?\s*\d{1,4}\s*页?)?", re.IGNORECASE
)
Edges = Sequence[Sequence[Sequence[Line]]]  # of one page: rows of lines at its top, rows at its bottom
DIGITS = re.compile(r"\d+")
PAGE_WORD = re.compile(r"页|頁|of|第", re.IGNORECASE)


def without_furniture(pages: Sequence[Page]) -> list[tuple[Page, list[Block]]]:
    """The blocks of each page without page numbers and running heads."""
    # text that stands on no page has no edges, and pages between which it stands follow each other
    sheets = [page for page in pages if page.height > 0]
    rows = {at: [_edge_rows(page, page.blocks), _edge_rows(page, page.blocks[::-1])] for at, page in enumerate(sheets)}
    repeated = _repeated(rows)
    numbered = _numbered(rows, repeated, alone=len(sheets) == len(pages))  # a lone picture is hardly a page
    places = {page.number: at for at, page in enumerate(sheets)}
    kept = []
    for page in pages:
        at = places.get(page.number, -1)
        edges = rows.get(at, [])
        drop = {id(line) for edge in edges for row in edge for line in row if _head_key(line) in repeated}
        drop |= {id(line) for number, own in _numbers(edges, repeated) if number == numbered.get(at) for line in own}
        kept.append((page, [block for block in page.blocks if id(block) not in drop]))
    return kept


def _edge_rows(page: Page, blocks: Sequence[Block]) -> list[list[Line]]:
    """Rows of lines in the margin at which `blocks` start, from the edge inward."""
    rows: list[list[Line]] = []
    top = 0.0
    for block in blocks:
        box = line_box(block)
        if box is None or not isinstance(block, Line):
            break
        if box.bottom > EDGE * page.height and box.top < (1 - EDGE) * page.height:
            break
        if rows and abs(box.top - top) < SAME_PLACE:
            rows[-1].append(block)
        else:
            rows.append([block])
        top = box.top
    return rows


def line_box(block: Block) -> Box | None:
    """The box of a line that stands on a page, else None."""
    if isinstance(block, Line) and isinstance(block.place, PagePlace):
        return block.place.box
    return None


def _repeated(rows: Mapping[int, Edges]) -> set[tuple[str, int]]:
    """Texts that stand at one place of two pages or more, and of half the pages; figures are none."""
    seen: Counter[tuple[str, int]] = Counter()
    for edges in rows.values():
        seen.update({_head_key(line) for edge in edges for row in edge for line in row if _number(line) is None})
    fewest = max(2, len(rows) / 2)
    return {key for key, count in seen.items() if count >= fewest and key[0]}


def _head_key(line: Line) -> tuple[str, int]:
    box = line_box(line)
    text = DIGITS.sub("#", clean(line.text).strip())
    return text, round((box.top if box is not None else 0.0) / SAME_PLACE)


def _number(line: Line) -> int | None:
    match = NUMBER.fullmatch(clean(line.text).strip())
    return int(match.group(1)) if match is not None else None


def _numbers(edges: Edges, repeated: Collection[tuple[str, int]]) -> list[tuple[int, Sequence[Line]]]:
    """Numbers in the outermost rows, alone there but for running heads, with the lines that print them.

    A number whose words stand apart is one too, since figures of another font are other lines; the figures of a table
    are none.
    """
    found: list[tuple[int, Sequence[Line]]] = []
    for edge in edges:
        lines: Sequence[Line] = edge[0] if edge else []
        number = _spelt_number(lines)
        if number is None:
            rests = ([line for line in row if _head_key(line) not in repeated] for row in edge)
            lines = next(filter(None, rests), [])
            number = _number(lines[0]) if len(lines) == 1 else None
        if number is not None:
            found.append((number, lines))
    return found


def _spelt_number(row: Sequence[Line]) -> int | None:
    """The number of a page in a row of pieces that together say that it is one."""
    pieces = sorted(row, key=lambda line: box.x0 if (box := line_box(line)) is not None else 0.0)
    text = "".join(clean(line.text).strip() for line in pieces)
    match = NUMBER.fullmatch(text) if len(row) > 1 and PAGE_WORD.search(text) else None
    return int(match.group(1)) if match is not None else None


def _numbered(rows: Mapping[int, Edges], repeated: Collection[tuple[str, int]], *, alone: bool) -> dict[int, int]:
    """The number that each page bears, by its place from 0: those that keep step with the pages.

    `alone` lets one number do that is the place of its page.
    """
    steps: dict[int, set[int]] = defaultdict(set)
    for page, edges in rows.items():
        for number, _ in _numbers(edges, repeated):
            steps[number - page].add(page)
    if not steps:
        return {}
    step = max(steps, key=lambda step: (len(steps[step]), -abs(step - 1)))
    if len(steps[step]) < (1 if alone and step == 1 else 2):
        return {}
    return {page: page + step for page in steps[step]}
