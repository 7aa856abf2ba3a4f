"""Level rules of a worn table of which pieces are gone: the rows that its labels have go on through its figures."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.imaging.edges import Edges
from pipeline.imaging.lattice import Lattice
from pipeline.imaging.parting import RESTORED, Parting

WIDER = 1.5  # times as wide as usual is the column of labels


def with_lost_rules(parting: Parting, lattice: Lattice, edges: Edges) -> Parting:
    """The parting with edges below figures where a rule parts their labels, and white the figures of both rows.

    Each costs as much as one that neighbours settled, and the cells on both sides are doubtful. Only in worn
    tables, whose rules leave nothing of some pieces; headers are parted where the labels of rows are not.
    """
    widths = [after - before for before, after in pairwise(lattice.xs)]
    labels = max(range(len(widths)), key=widths.__getitem__)
    if not edges.dashed or widths[labels] < WIDER * median(widths):
        return parting
    turned = edges.turned()
    lost = {
        (r, c)
        for r, line in enumerate(parting.below)
        if line[labels]
        for c in range(labels + 1, lattice.columns)
        if not line[c] and _is_narrow(parting, r, c) and _are_two_lines(turned, lattice, r, c)
    }
    if not lost:
        return parting
    below = [[parts or (r, c) in lost for c, parts in enumerate(line)] for r, line in enumerate(parting.below)]
    beside = {(r + down, c) for r, c in lost for down in (0, 1)}
    quality = round(parting.quality * RESTORED ** len(lost), 4)
    return replace(parting, below=below, unsettled=parting.unsettled | beside, quality=quality)


def _is_narrow(parting: Parting, row: int, column: int) -> bool:
    """Whether both places beside the edge lie in one column: a cell of several columns is a label."""
    sides = [parting.right[r][column - 1] for r in (row, row + 1)]
    sides += [parting.right[r][column] for r in (row, row + 1) if column < len(parting.right[r])]
    return all(sides)


def _are_two_lines(turned: Edges, lattice: Lattice, row: int, column: int) -> bool:
    above, cut, below = lattice.ys[row : row + 3]
    columns = lattice.xs[column], lattice.xs[column + 1]
    return turned.is_gutter(cut, (above, below), columns, dotted=True)
