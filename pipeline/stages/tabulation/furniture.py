"""Page numbers and running heads: what stands at the edge of every page and belongs to none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.schema import Box, PagePlace
from pipeline.text.normalise import clean
from pipeline.types.page import Block, Line, Page

EDGE = 0.12  # share of the page's height at top and bottom
SAME_PLACE = 4.0  # points that a running head may move by
NUMBER = re.compile(
    r"[-—–―‒−~·•\s第(（]*(\d{1,4})[-—–―‒−~·•\s页)）]*(?:(?:[/／,，]|of|共)\s*共?\s*\d{1,4}\s*页?)?", re.IGNORECASE
)
DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[Page]) -> list[tuple[Page, list[Block]]]:
    """The blocks of each page without page numbers and running heads."""
    candidates = {page.number: _edge_lines(page) for page in pages}
    repeated = _repeated(candidates, pages)
    numbered = _numbered(candidates)
    kept = []
    for page in pages:
        drop = {
            id(line)
            for line in candidates[page.number]
            if _head_key(line) in repeated or (_number(line) is not None and _number(line) == numbered.get(page.number))
        }
        kept.append((page, [block for block in page.blocks if id(block) not in drop]))
    return kept


def _edge_lines(page: Page) -> list[Line]:
    """Lines in the page's margins, alone at their height, with nothing but such lines between them and the edge."""
    if page.height <= 0:
        return []
    lines: list[Line] = []
    for blocks in (page.blocks, page.blocks[::-1]):
        for block in blocks:
            box = line_box(block)
            if box is None or not isinstance(block, Line):
                break
            if box.bottom > EDGE * page.height and box.top < (1 - EDGE) * page.height:
                break
            if all(block is not line for line in lines):
                lines.append(block)
    return lines


def line_box(block: Block) -> Box | None:
    """The box of a line that stands on a page, else None."""
    if isinstance(block, Line) and isinstance(block.place, PagePlace):
        return block.place.box
    return None


def _repeated(candidates: dict[int, list[Line]], pages: Sequence[Page]) -> set[tuple[str, int]]:
    """Texts that stand at one place of two pages or more, and of half the pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines in candidates.values():
        seen.update({_head_key(line) for line in lines})
    fewest = max(2, len(pages) / 2)
    return {key for key, count in seen.items() if count >= fewest and key[0]}


def _head_key(line: Line) -> tuple[str, int]:
    box = line_box(line)
    text = DIGITS.sub("#", clean(line.text).strip())
    return text, round((box.top if box is not None else 0.0) / SAME_PLACE)


def _number(line: Line) -> int | None:
    match = NUMBER.fullmatch(clean(line.text).strip())
    return int(match.group(1)) if match is not None else None


def _numbered(candidates: dict[int, list[Line]]) -> dict[int, int]:
    """The number that each page bears: those that keep step with the pages."""
    steps: dict[int, list[int]] = defaultdict(list)
    for page, lines in candidates.items():
        for line in lines:
            number = _number(line)
            if number is not None:
                steps[number - page].append(page)
    if not steps:
        return {}
    step = max(steps, key=lambda step: (len(set(steps[step])), -abs(step)))
    if step != 0 and len(set(steps[step])) < 2:
        return {}
    return {page: page + step for page in steps[step]}
