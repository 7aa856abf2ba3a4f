"""Tables that page breaks cut, put together again, also where pictures of two pages stand on one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.stages.tabulation.edges import (
    NEAR_EDGE,
    SAME_EDGE,
    common_cuts,
    cut_lines,
    fitted,
    on_cuts,
    recounted,
    sides_of,
)
from pipeline.stages.tabulation.halves import is_blank, is_figure, merged, torn
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.text.matching import likeness
from pipeline.text.normalise import clean, simplify, squeeze
from pipeline.types.grid import PIXELS, Cell, Grid
from pipeline.types.page import Block, Line

A_LABEL = 0.9
ALIKE = 0.7  # of two readings of one label
CONTINUED = re.compile(r"[(（]?(续表|续上表|接上表|续前表|续)[)）]?[一二三四五六七八九十\d]*[:：]?")


@dataclass(frozen=True, slots=True)
class _Part:
    """A grid that may go on over the next page, with all its cut lines as they stand on its last page."""

    grid: Grid
    cuts: tuple[float, ...]


def join_tables(pages: Sequence[Sequence[Block]], labels: FormLabels) -> list[Block]:
    """The blocks of all pages one after the other, the parts of a table that breaks between two pages as one."""
    joined: list[Block] = []
    open_part: _Part | None = None
    for blocks in pages:
        rest = _join_pictures(blocks, labels)
        skipped = _skip_continued(rest)
        first = rest[skipped] if skipped < len(rest) else None
        whole = _join(open_part, first, labels) if open_part is not None and isinstance(first, Grid) else None
        if whole is not None:
            joined[-1] = whole.grid
            rest = rest[skipped + 1 :]
        joined += rest
        if rest:
            last = rest[-1]
            open_part = _part(last) if isinstance(last, Grid) else None
        else:
            open_part = whole or open_part
    return joined


def _join_pictures(blocks: Sequence[Block], labels: FormLabels) -> list[Block]:
    """The blocks of a page, parts of a table in pictures one under the other as one: none begins with figures."""
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else None
        if isinstance(above, Grid) and isinstance(block, Grid) and _begins_with_figures(block):
            part = _part(above)
            whole = None if part is None else _join(part, block, labels)
            if whole is not None:
                joined[-1] = whole.grid
                continue
        joined.append(block)
    return joined


def _begins_with_figures(grid: Grid) -> bool:
    first = [cell for cell in grid.cells if cell.row == 0]
    return grid.engine == PIXELS and any(is_figure(cell) for cell in first)


def _part(grid: Grid) -> _Part | None:
    sides = sides_of(grid)
    if sides is None:
        return None
    cuts = cut_lines(sides)
    cells = on_cuts(grid, sides, cuts)
    return _Part(replace(grid, cells=tuple(cells), columns=max(1, len(cuts) - 1)), tuple(cuts))


def _skip_continued(blocks: Sequence[Block]) -> int:
    """How many lines at the start say only that the table goes on."""
    count = 0
    for block in blocks:
        if not isinstance(block, Line) or CONTINUED.fullmatch(squeeze(clean(block.text))) is None:
            break
        count += 1
    return count


def _join(part: _Part, below: Grid, labels: FormLabels) -> _Part | None:
    """Two parts as one, None where they are two tables."""
    above = part.grid
    sides = sides_of(below)
    if sides is None or above.shape != below.shape:
        return None
    seen, near = above.engine == below.engine == PIXELS, SAME_EDGE
    if seen:
        sides, near = fitted(sides, part.cuts), max(near, NEAR_EDGE * (part.cuts[-1] - part.cuts[0]))
    cuts = common_cuts(part.cuts, cut_lines(sides), near=near)
    if cuts is None or _has_own_title(below, labels):
        return None
    everything, shift = cuts
    upper = recounted(above.cells, part.cuts, everything)
    lower = on_cuts(below, sides, everything, shift)
    lower, rows = _without_header(upper, lower, below.rows, seen=seen)
    cells, rows = _stack(upper, above.rows, lower, rows, labels)
    pages = tuple(dict.fromkeys((*above.pages, *below.pages)))
    grid = replace(
        above, cells=tuple(cells), rows=above.rows + rows, columns=len(everything) - 1, pages=pages,
        quality=min(above.quality, below.quality), confirmable=above.confirmable and below.confirmable,
    )  # fmt: skip
    return _Part(grid, tuple(cut + shift for cut in everything))


def _has_own_title(grid: Grid, labels: FormLabels) -> bool:
    """Whether a grid starts with the label of a group of columns right across: a table of its own."""
    first = grid.cells[0]
    return first.colspan >= grid.columns and labels.group(first.text) >= A_LABEL


def _without_header(upper: Sequence[Cell], lower: list[Cell], rows: int, *, seen: bool) -> tuple[list[Cell], int]:
    """The lower part without rows at its top that repeat the upper part's; rows with figures are no header.

    Where both were `seen` in pictures, no two of which are read alike, they need but be like these.
    """
    repeated = 0
    for row in range(rows - 1):
        own, first = _texts(lower, row), _texts(upper, row)
        if own is None or own != first:
            break
        repeated += 1
    if seen and not repeated:
        repeated = _rows_alike(upper, lower, rows)
    if not any(not is_blank(cell) for cell in lower if cell.row < repeated):
        repeated = 0
    kept = [replace(cell, row=cell.row - repeated) for cell in lower if cell.row >= repeated]
    return kept, rows - repeated


def _rows_alike(upper: Sequence[Cell], lower: Sequence[Cell], rows: int) -> int:
    """How many rows at the top of the lower part hold labels like those at the upper's top, most of these, and no more.

    How many rows a label spans is not always seen.
    """
    first = min((cell.row for cell in lower if is_figure(cell)), default=rows)
    for repeated in range(min(first, rows - 1), 0, -1):
        heads = [cell for cell in upper if cell.row <= repeated and not is_blank(cell) and not is_figure(cell)]
        labels = [cell for cell in lower if cell.row < repeated and not is_blank(cell)]
        whole = all(cell.row + cell.rowspan <= repeated for cell in labels) and 2 * len(labels) > len(heads)
        if whole and all(any(_is_alike(one, head) for head in heads) for one in labels):
            return repeated
    return 0


def _is_alike(one: Cell, other: Cell) -> bool:
    texts = [squeeze(simplify(cell.text)) for cell in (one, other)]
    return one.column == other.column and likeness(*texts) >= ALIKE


def _texts(cells: Sequence[Cell], row: int) -> list[tuple[int, str]] | None:
    """Columns and texts of a row, None where it holds a figure."""
    own = sorted((cell for cell in cells if cell.row == row), key=lambda cell: cell.column)
    return None if any(is_figure(cell) for cell in own) else [(cell.column, squeeze(clean(cell.text))) for cell in own]


def _stack(upper: list[Cell], above: int, lower: list[Cell], below: int, labels: FormLabels) -> tuple[list[Cell], int]:
    """The lower part under the upper, cells that go on as one; and how many rows it adds."""
    bottom = [cell for cell in upper if cell.row + cell.rowspan == above]
    top = [cell for cell in lower if cell.row == 0]
    tear = torn(bottom, top, labels)
    shared = 1 if tear.row else 0
    gone = {id(cell) for pair in tear.pairs for cell in pair}
    cells = [cell for cell in upper if id(cell) not in gone]
    for one, other in tear.pairs:
        cells.append(merged(one, other, rows=one.rowspan + other.rowspan - shared))
    cells += [replace(cell, row=cell.row + above - shared) for cell in lower if id(cell) not in gone]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return cells, below - shared
