"""Rows of figures whose header nobody can read, named by the shape of what they stand in: for a person to look at.

The deep header of such a table has groups of columns, each as wide as the form's, and no other table of the form is
like it. Where its groups have tables of their own, these are told by their order between those that are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from pipeline.forms import Column, TableForm
from pipeline.stages.location.lines import TableLine, is_blank, is_figure, is_scrawl

Shaped = tuple[Sequence[Column], TableLine]

DEEPEST = 4  # rows of a header


def name_by_shape(lines: Sequence[TableLine], table: TableForm, named: Mapping[int, Sequence[Column]]) -> list[Shaped]:
    """Rows of figures, with their columns, of grids that are not `named` (by their number, with the columns of each).

    The whole table where nothing of it is named and one grid alone has its shape, or the tables of its groups.
    """
    alone = list(_lone_rows([line for line in lines if line.grid not in named]))
    whole = [(line, above) for line, above in alone if _has_groups(line, above, table)]
    if not named and whole:
        return [(table.columns, whole[0][0])] if len(whole) == 1 else []
    groups = groups_of(table)
    known = {grid: next((at for at, own in enumerate(groups) if own == list(of)), None) for grid, of in named.items()}
    if None in known.values() or len(groups) < 2:
        return []
    return _between(groups, known, [line for line, _ in alone])


def groups_of(table: TableForm) -> list[list[Column]]:
    """The neighbouring columns that have the same groups over them."""
    return [list(columns) for _, columns in groupby(table.columns, key=lambda column: column.group)]


def _between(
    groups: Sequence[list[Column]], known: Mapping[int, int | None], alone: Sequence[TableLine]
) -> list[Shaped]:
    """Rows as many as the groups that are missing between two that are named, each as wide as its group."""
    anchors = sorted((grid, at) for grid, at in known.items() if at is not None)
    placed: list[Shaped] = []
    for (grid, at), (next_grid, next_at) in pairwise([(-1, -1), *anchors, (1 << 30, len(groups))]):
        missing = groups[at + 1 : next_at]
        widths = {len(own) for own in missing}
        rows = [line for line in alone if grid < line.grid < next_grid and len(line.cells) in widths]
        if len(rows) == len(missing) and all(len(r.cells) == len(own) for r, own in zip(rows, missing, strict=True)):
            placed += list(zip(missing, rows, strict=True))
    return placed


def _lone_rows(lines: Sequence[TableLine]) -> Iterator[tuple[TableLine, list[TableLine]]]:
    """The last row of each grid seen in a picture that has a header and one row, all of figures; with the header."""
    for _, group in groupby(lines, key=lambda line: line.grid):
        *above, last = group
        if 1 <= len(above) <= DEEPEST and _is_bare(last) and not any(_is_bare(line) for line in above):
            yield last, above


def _is_bare(line: TableLine) -> bool:
    """Whether a row between rules prints figures alone."""
    seen = line.ruled and all(cell.ink is not None and cell.colspan == 1 for cell in line.cells)
    printed = all(is_figure(cell) or is_scrawl(cell) for cell in line.cells)
    return seen and printed and not all(is_blank(cell) for cell in line.cells)


def _has_groups(line: TableLine, above: Sequence[TableLine], table: TableForm) -> bool:
    """Whether the row is as wide as the table, and over it stands a cell as wide as each of the form's groups."""
    if len(line.cells) != len(table.columns):
        return False
    left = line.cells[0].column
    spans = {(cell.column - left, cell.colspan) for one in above for cell in one.cells}
    return all(span in spans for span in _spans(table))


def _spans(table: TableForm) -> set[tuple[int, int]]:
    """Where the groups of columns begin, at any level, and how many columns each has."""
    paths = [column.group for column in table.columns]
    spans = set()
    for depth in range(max(map(len, paths), default=0)):
        first = 0
        for path, run in groupby(paths, key=lambda path: path[: depth + 1]):
            size = len(list(run))
            if len(path) > depth:
                spans.add((first, size))
            first += size
    return spans
