"""Labels that were cut into several cells where only the order of cells is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.stages.location.lines import TableLine, is_blank, is_figure
from pipeline.text.normalise import label_key
from pipeline.types.grid import Cell

MOST_PARTS = 3


def join_cut_labels(line: TableLine, known: frozenset[str]) -> TableLine:
    """The line with neighbouring cells joined that are one of the `known` labels together, and none apart."""
    if line.ruled:
        return line
    cells: list[Cell] = []
    number = 0
    while number < len(line.cells):
        size = _size(line.cells[number : number + MOST_PARTS], known)
        parts = line.cells[number : number + size]
        cells.append(parts[0] if size == 1 else replace(parts[0], text="".join(part.text for part in parts)))
        number += size
    return replace(line, cells=tuple(cells))


def _size(cells: Sequence[Cell], known: frozenset[str]) -> int:
    for size in range(len(cells), 1, -1):
        parts = cells[:size]
        if any(is_blank(part) or is_figure(part) or label_key(part.text) in known for part in parts):
            continue
        if label_key("".join(part.text for part in parts)) in known:
            return size
    return 1
