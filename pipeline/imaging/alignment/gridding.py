"""Parts as grids: rows of labels and figures, empty cells where a row prints nothing in a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.imaging.alignment.headers import grown, header_cells
from pipeline.imaging.alignment.labels import LEADING, Label, Labels, around, bare_units, sort_labels
from pipeline.imaging.alignment.parts import Part, find_parts
from pipeline.imaging.alignment.pieces import Piece
from pipeline.imaging.alignment.rows import Span
from pipeline.imaging.alignment.widths import join_wide_digits
from pipeline.types.raster import PixelBox, PixelCell, PixelGrid, hull

ENGINE = "alignment"
MARGIN = 0.022  # inches round what is read, more than crops lose at their edges
REACH = 0.85  # em over the first and under the last row of figures
CLEAR_GAP = 0.6  # em between two columns of figures that are surely two
NARROW = 0.55  # quality where two columns touch
LONE_COLUMN = 0.98  # quality where a column has one figure in many rows
CROWDED = 0.5  # quality where a row has two figures in one column
ILL_FITTING, ASLANT = 0.45, 0.5  # cost above which labels and figures are not level, and the quality where they are not
LEANING = 0.25  # of the distance of two rows, by which labels fall or rise as far as the figures
FEW = 5  # lines of print that tell how a page leans; of one or two it is the shape of their characters that leans
UNLABELLED = 0.15  # what a table loses of its quality for all its rows having no label


def find_aligned(
    pieces: Sequence[Piece], rules: Sequence[PixelBox], size: tuple[int, int], *, dpi: float
) -> list[PixelGrid]:
    """The tables without upright rules among the pieces of a level picture, top to bottom.

    Args:
        pieces: words of the picture outside ruled tables, figures marked.
        rules: level rules, which part rows.
        size: height and width of the picture in pixels.
        dpi: its resolution.
    """
    parts = find_parts(join_wide_digits(pieces), rules)
    found = [_grid(part, rules, size, dpi) for part in parts]
    # the page leans: a label may stand level with the next figures
    if any(cost > ILL_FITTING for _, cost in found) or any(_leans(part, pieces) for part in parts):
        return [replace(grid, quality=round(ASLANT * grid.quality, 4), leans=True) for grid, _ in found]
    return [grid for grid, _ in found]


def _grid(part: Part, rules: Sequence[PixelBox], size: tuple[int, int], dpi: float) -> tuple[PixelGrid, float]:
    """The grid of a part, and how ill its labels fit its figures."""
    columns = part.columns
    across = columns[0].x0, columns[-1].x1
    cuts = [
        (rule.top + rule.bottom) / 2
        for rule in rules
        if min(rule.x1, across[1]) - max(rule.x0, across[0]) > 0.5 * (across[1] - across[0])
    ]
    top = _header_bottom(part)
    corner = _lowest_label([piece for piece in part.left if piece.middle < top], part.em)
    body = [piece for piece in part.left if piece.middle >= top]
    middles = [row.middle for row in part.rows]
    middles = sorted([*middles, *bare_units(body, middles, part.em, part.high)])
    labels = sort_labels(body, middles, cuts, part.em)
    left = (1 if labels.groups else 0) + 1 + (1 if labels.units else 0)
    cells, header_rows = header_cells(part.header, columns, left, part.em)
    if corner:
        header_rows = max(header_rows, 1)
        cells.append(PixelCell(around(corner), header_rows - 1, left - 1 if not labels.units else left - 2))
    lines = _rows(middles, labels, part.low, has_header=bool(part.header))
    bands = _bands([middle for middle, _, _ in lines], part, cuts)
    places = {row: number for number, (_, row, _) in enumerate(lines) if row is not None}
    label_column = 1 if labels.groups else 0
    for number, (_, row, label) in enumerate(lines):
        at = header_rows + number
        if label is not None:
            cells.append(PixelCell(label.box, at, label_column))
        unit = next((unit for unit in labels.units if unit.row == row and row is not None), None)
        if unit is not None:
            cells.append(PixelCell(unit.box, at, label_column + 1))
        for column, (x0, x1) in enumerate(_across(columns, part.em)):
            cells.append(PixelCell(PixelBox(x0, bands[number][0], x1, bands[number][1]), at, left + column))
    for group in labels.groups:
        first, last = _covered(group, lines)
        cells.append(PixelCell(group.box, header_rows + first, 0, last - first + 1))
    margin = max(2, round(MARGIN * dpi))
    figures = {(cell.row, cell.column) for cell in cells if cell.row >= header_rows and cell.column >= left}
    grown_cells = [
        cell
        if (cell.row, cell.column) in figures
        else PixelCell(grown(cell.box, margin, *size), cell.row, cell.column, cell.rowspan, cell.colspan)
        for cell in cells
    ]
    unique = {(cell.row, cell.column): cell for cell in sorted(grown_cells, key=lambda cell: cell.rowspan)}
    ordered = tuple(unique[key] for key in sorted(unique))
    edge = hull([cell.box for cell in ordered])
    rows = header_rows + len(lines)
    grid = PixelGrid(edge, ordered, rows, left + len(columns), ENGINE, _quality(part, labels, len(places)))
    return grid, labels.cost if len(places) > 1 else 0.0


def _leans(part: Part, pieces: Sequence[Piece]) -> bool:
    """Whether the print of labels, gone on with as far as the figures, comes out at another height than it began.

    Where it falls by a whole row, all labels stand level with figures, and none with its own. Of a table with few
    labels that are long enough the nearest lines of the page tell it, which bends smoothly.
    """
    pitch = min((below.middle - above.middle for above, below in pairwise(part.rows)), default=0.0)
    first, middle = part.columns[0].x0, (part.rows[0].middle + part.rows[-1].middle) / 2
    labels = [piece for piece in part.left if piece.lean is not None]
    lines = labels
    if len(labels) < FEW:
        long = [piece for piece in pieces if piece.lean is not None and not piece.figure]
        lines = sorted(long, key=lambda piece: abs(piece.middle - middle))[:FEW]
    if not lines or not part.left:
        return False
    lean = median(piece.lean for piece in lines if piece.lean is not None)
    fall = lean * median(first - piece.centre for piece in labels or part.left)
    limit = LEANING if len(lines) >= FEW else LEANING * (1 + 1 / len(lines))
    return abs(fall) > limit * max(pitch, part.em)


def _header_bottom(part: Part) -> float:
    """Where the labels of rows begin: under the header, but over the label of the first row."""
    first = part.rows[0].middle - 0.5 * part.em
    if not part.header:
        return 0.0
    bottom = max(piece.box.bottom for piece in part.header)
    return min(bottom, first)


def _lowest_label(pieces: Sequence[Piece], em: float) -> list[Piece]:
    """The lowest of the labels over the labels of rows: a caption above it is none of the table's cells."""
    lowest: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.box.bottom):
        if lowest and min(own.box.top for own in lowest) - piece.box.bottom > LEADING * em:
            break
        lowest.append(piece)
    return lowest


_Line = tuple[float, int | None, Label | None]


def _rows(middles: Sequence[float], labels: Labels, low: float, *, has_header: bool) -> list[_Line]:
    """All rows as (middle, row, label): labels without figures and a unit are rows that print nothing."""
    named = {label.row: label for label in labels.rows if label.row is not None}
    lines: list[_Line] = [(middle, number, named.get(number)) for number, middle in enumerate(middles)]
    first, last = middles[0], max(middles[-1], low)
    for label in labels.rows:
        middle = (label.box.top + label.box.bottom) / 2
        if label.row is None and middle < last and (has_header or middle > first):
            lines.append((middle, None, label))
    return sorted(lines, key=lambda line: line[0])


def _bands(middles: Sequence[float], part: Part, cuts: Sequence[float]) -> list[tuple[int, int]]:
    """The top and bottom of each row, half way to its neighbours or at the rule between them."""
    inner = []
    for above, below in pairwise(middles):
        between = [cut for cut in cuts if above < cut < below]
        inner.append(between[0] if len(between) == 1 else (above + below) / 2)
    bottom = max((piece.box.bottom for piece in part.header), default=0)
    reach = REACH * part.em
    over = [cut for cut in cuts if middles[0] - reach < cut < middles[0]]
    under = [cut for cut in cuts if middles[-1] < cut < middles[-1] + reach]
    first = max([middles[0] - reach, min(bottom, middles[0] - 0.45 * part.em), *over])
    last = min([middles[-1] + reach, *under])
    tops = [first, *(max(cut, middle - 1.6 * part.em) for cut, middle in zip(inner, middles[1:], strict=True))]
    bottoms = [*(min(cut, middle + 1.6 * part.em) for cut, middle in zip(inner, middles, strict=False)), last]
    return [(round(top), round(bottom)) for top, bottom in zip(tops, bottoms, strict=True)]


def _across(columns: Sequence[Span], em: float) -> list[tuple[int, int]]:
    """Left and right of each column, half way to its neighbours."""
    cuts = [(left.x1 + right.x0) / 2 for left, right in pairwise(columns)]
    return [
        (round(x0), round(x1)) for x0, x1 in zip([columns[0].x0 - em, *cuts], [*cuts, columns[-1].x1 + em], strict=True)
    ]


def _covered(group: Label, lines: Sequence[_Line]) -> tuple[int, int]:
    """The first and last row that a label of several rows stands at."""
    inside = [number for number, line in enumerate(lines) if group.box.top <= line[0] <= group.box.bottom]
    if inside:
        return inside[0], inside[-1]
    middle = (group.box.top + group.box.bottom) / 2
    nearest = min(range(len(lines)), key=lambda number: abs(lines[number][0] - middle))
    return nearest, nearest


def _quality(part: Part, labels: Labels, rows: int) -> float:
    """How sure it is that figures stand in the rows and columns that they were given."""
    quality = 1.0
    gaps = [(right.x0 - left.x1) / part.em for left, right in pairwise(part.columns)]
    narrowest = min(gaps, default=CLEAR_GAP)
    if narrowest < CLEAR_GAP:
        quality *= NARROW + (1 - NARROW) * max(narrowest, 0.0) / CLEAR_GAP
    for column in part.columns:
        own = [piece for row in part.rows for piece in row.pieces if column.overlap(piece) > 0]
        if len(own) == 1 and rows > 3:
            quality *= LONE_COLUMN
        at = [sum(column.overlap(piece) > 0 for piece in row.pieces) for row in part.rows]
        if max(at, default=0) > 1:
            quality *= CROWDED
    labelled = sum(label.row is not None for label in labels.rows)
    if rows > 1:
        quality *= 1 - UNLABELLED * (1 - labelled / rows)
    return round(quality, 4)
