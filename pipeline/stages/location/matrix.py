"""Tables with many labelled rows and the same columns throughout: the requests table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.forms import Form, TableForm
from pipeline.forms.form import field_key
from pipeline.stages.location.align import align
from pipeline.stages.location.cellfinding import CONTRADICTED, FoundCell, Header, assign, find_header
from pipeline.stages.location.lines import TableLine, is_blank, is_figure, is_scrawl
from pipeline.stages.location.twovotes import AGAINST_LABEL, by_place, is_whole, printed_rows, sureness_by_votes
from pipeline.text.matching import EXACT, LabelIndex
from pipeline.types.grid import Cell

BY_LABEL, BY_LIKENESS = 0.9995, 0.98
BETWEEN_NEIGHBOURS = 0.995  # a label like the form's, between the form's neighbours: typo or lost character
BY_ORDER, BY_ORDER_AGAINST_LABEL = 0.93, 0.75  # no label at all, or one that is not the form's
OUT_OF_ORDER = 0.85
UNPLACED = 0.85  # seen in a picture, with a label that is not quite the form's, and rows lost or added near it
SUBTOTAL = 0.85
TWICE = 0.5  # another table of this kind prints other figures: which is meant is not ours to say
FEWEST_TWICE = 3
TORN = 0.5
FEWEST_ALIKE = 3  # rows of a grid that tell where the figures of another begin
FEWEST_ROWS = 0.2  # of the form's rows; fewer are another table that shares a label


@dataclass(frozen=True, slots=True)
class _Row:
    """A table line cut into the label left of its figures and the figures, and the form's row that it is."""

    line: TableLine
    label: str
    figures: tuple[Cell, ...]
    joined: str = ""  # the label with the cell left of it, of which a false rule may have cut it
    figured: bool = False  # whether what was taken for the label was read as a figure
    name: str | None = None
    sure: float = 0.0


def find_matrix(lines: Sequence[TableLine], form: Form, table: TableForm) -> list[FoundCell]:
    """The cells of a matrix table among the lines of all grids, in document order."""
    labels = form.row_labels[table.id]
    cut = [_cut(line, len(table.columns), labels) for line in lines]
    rows = _name_rows(_cut_alike(cut, len(table.columns)), form, table)
    if sum(row.name is not None for row in rows) < max(2, FEWEST_ROWS * len(table.rows)):
        return []
    forms = {row.key: row for row in table.rows}
    columns = {column.key: column for column in table.columns}
    headers: dict[int, Header] = {}
    found: list[FoundCell] = []
    for index, row in enumerate(rows):
        if row.name is None:
            continue
        number = row.line.grid
        if number not in headers:
            headers[number] = _header_above(lines[:index], number, form, table)
        assigned = assign(row.figures, table.columns, headers[number], ruled=row.line.ruled)
        contradicted = min((certainty for _, certainty in assigned.values()), default=0.0) <= CONTRADICTED
        shifted = row.figured and contradicted  # a part of a cell may lie under the cell's header all the same
        for key, (cell, certainty) in assigned.items():
            sure = (CONTRADICTED if shifted else certainty) * row.sure * row.line.quality
            unit_text = f"{row.label} {headers[number].text(key)}"
            found.append(FoundCell(field_key(table, forms[row.name], columns[key]), cell, sure, row.line, unit_text))
    return found


def _name_rows(rows: list[_Row], form: Form, table: TableForm) -> list[_Row]:
    labels = form.row_labels[table.id]
    scores = [_label_scores(row, labels) for row in rows]
    names = align(scores, [row.key for row in table.rows])
    named = [
        replace(row, name=name, sure=_certainty(score.get(name, 0.0))) if name is not None else row
        for row, name, score in zip(rows, names, scores, strict=True)
    ]
    present = {name for name in names if name is not None}
    orders = [
        [row.key for row in printed_rows(table, {*present, *others})] for others in _unread_instead(table, present)
    ]
    order = max(orders, key=lambda keys: sum(row.name is not None for row in _fill_by_order(named, keys)))
    settled = _settle_by_place(_settle_typos(_fill_by_order(named, order), order), order, labels)
    settled = _doubt_subtotals(settled, table)
    return _doubt_torn(_doubt_second_table(_add_out_of_order(settled, scores), scores))


def _unread_instead(table: TableForm, present: Set[str]) -> list[tuple[str, ...]]:
    """No further row, and each that may stand instead of others where the labels of it and of these were not read."""
    return [
        (),
        *((row.key,) for row in table.rows if row.instead_of and present.isdisjoint({row.key, *row.instead_of})),
    ]


def _header_above(lines: Sequence[TableLine], grid: int, form: Form, table: TableForm) -> Header:
    above = [line for line in lines if line.grid == grid]
    header = find_header(above, table.columns, form.column_labels[table.id])
    return header if len(header.cells) * 2 > len(table.columns) else Header({})


def _cut(line: TableLine, columns: int, labels: LabelIndex) -> _Row:
    """The label left of the figures, and the figures: the last cells of the row."""
    cells = line.cells
    if not line.ruled:
        while len(cells) > columns + 1 and is_blank(cells[-1]) and is_figure(cells[-columns - 1]):
            cells = cells[:-1]  # an empty cell after the last separator
    if len(cells) > columns:
        label, figures = cells[-columns - 1], cells[-columns:]
        labelled = is_blank(label) or not is_figure(label) or (label.ink is not None and label.colspan > 1)
        complete = is_figure(figures[0]) or not labels.scores(figures[0].text)  # else the row has a column less
        if labelled and complete and sum(is_figure(cell) or is_scrawl(cell) for cell in figures) * 2 > columns:
            figured = is_figure(label) and not is_blank(label)
            return _Row(line, _label_text(cells[:-columns]), figures, _joined_text(cells[:-columns]), figured)
    last = max((number for number, cell in enumerate(cells) if not is_figure(cell)), default=-1)
    figures = cells[last + 1 :]
    return _Row(line, cells[last].text if last >= 0 else "", figures if len(figures) > 1 else ())


def _cut_alike(rows: list[_Row], columns: int) -> list[_Row]:
    """The rows, those seen in a picture of which little can be read cut where most rows of their grid are."""
    starts: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.line.ruled and len(row.figures) == columns:
            starts[row.line.grid].append(row.figures[0].column)
    usual = {grid: max(set(own), key=own.count) for grid, own in starts.items() if len(own) >= FEWEST_ALIKE}
    return [
        _cut_before(row, columns) if _is_cut_elsewhere(row, columns, usual.get(row.line.grid)) else row for row in rows
    ]


def _is_cut_elsewhere(row: _Row, columns: int, usual: int | None) -> bool:
    """Whether a row has a label and as many cells right of where the figures of others begin, and was cut elsewhere."""
    own = row.line.cells[-columns:]
    if len(row.line.cells) <= columns or len(row.figures) == columns or own[0].column != usual:
        return False
    mostly = 2 * sum(is_figure(cell) or is_scrawl(cell) for cell in own) > columns
    return mostly and all(cell.ink is not None for cell in row.line.cells)


def _cut_before(row: _Row, columns: int) -> _Row:
    left = row.line.cells[:-columns]
    figured = is_figure(left[-1]) and not is_blank(left[-1])
    return _Row(row.line, _label_text(left), row.line.cells[-columns:], _joined_text(left), figured)


def _label_text(left: Sequence[Cell]) -> str:
    """The text of the innermost label; a merged one may leave empty cells between it and the figures.

    A cell of several columns that was read as a figure in a picture is a label too, of which nothing was read.
    """
    inked = [cell for cell in left if not is_blank(cell)]
    return inked[-1].text if inked and inked[-1].trusted else ""


def _joined_text(left: Sequence[Cell]) -> str:
    """The last two label cells as one, where they were seen in a picture."""
    inked = [cell for cell in left if not is_blank(cell)]
    seen = len(inked) > 1 and inked[-1].ink is not None and inked[-2].rowspan == 1
    return inked[-2].text + inked[-1].text if seen else ""


def _label_scores(row: _Row, labels: LabelIndex) -> Mapping[str, float]:
    if not row.figures:
        return {}
    return labels.scores(row.label) or labels.scores(row.joined)


def _certainty(score: float) -> float:
    return BY_LABEL if score >= 0.95 else BY_LIKENESS * score / 0.9


def _fill_by_order(rows: list[_Row], keys: list[str]) -> list[_Row]:
    """Name rows without a readable label where exactly as many of the form's rows are missing there."""
    filled = list(rows)
    anchors = [(number, keys.index(row.name)) for number, row in enumerate(rows) if row.name in keys]
    for (row0, key0), (row1, key1) in pairwise(anchors):
        nameless = [number for number in range(row0 + 1, row1) if rows[number].figures]
        missing = keys[key0 + 1 : key1]
        if nameless and len(nameless) == len(missing):
            for number, key in zip(nameless, missing, strict=True):
                sure = BY_ORDER_AGAINST_LABEL if rows[number].label.strip() else BY_ORDER
                filled[number] = replace(rows[number], name=key, sure=sure)
    return filled


def _settle_by_place(rows: list[_Row], keys: list[str], labels: LabelIndex) -> list[_Row]:
    """Rows seen in a picture, named by their place where the rows round them leave no other, and by their label."""
    grids = {row.line.grid for row in rows if row.name is not None} or _as_long_as(rows, len(keys))
    figured = [
        number
        for number, row in enumerate(rows)
        if row.figures and row.figures[0].ink is not None and row.line.grid in grids
    ]
    if not figured:
        return rows
    settled = list(rows)
    own = [rows[number] for number in figured]
    sure = [row.sure >= BY_LABEL and is_whole(_innermost(row, labels), row.name, labels) for row in own]
    placed = by_place([row.name for row in own], sure, keys, begun=True)
    for number, row, name, is_sure in zip(figured, own, placed, sure, strict=True):
        if is_sure and name in (None, row.name):
            continue
        if name is None:
            settled[number] = replace(row, sure=min(row.sure, UNPLACED))
        elif row.name in (None, name):
            settled[number] = replace(row, name=name, sure=sureness_by_votes(_innermost(row, labels), name, labels))
        else:
            settled[number] = replace(row, sure=min(row.sure, AGAINST_LABEL))
    return settled


def _as_long_as(rows: Sequence[_Row], length: int) -> set[int]:
    """The one grid that has as many rows of figures as the form, where nothing names a row of any."""
    count = Counter(row.line.grid for row in rows if row.figures)
    alike = {grid for grid, own in count.items() if own == length}
    return alike if len(alike) == 1 else set()


def _innermost(row: _Row, labels: LabelIndex) -> str:
    return row.label if labels.scores(row.label) or not labels.scores(row.joined) else row.joined


def _doubt_subtotals(rows: list[_Row], table: TableForm) -> list[_Row]:
    """A row that stands instead of others may be their subtotal where these stand there too."""
    named = {row.name for row in rows}
    subtotals = {row.key for row in table.rows if not named.isdisjoint(row.instead_of)}
    return [replace(row, sure=min(row.sure, SUBTOTAL)) if row.name in subtotals else row for row in rows]


def _settle_typos(rows: list[_Row], keys: list[str]) -> list[_Row]:
    """A label that is like the form's and stands between rows named by their labels is that row."""
    settled = list(rows)
    figures = [number for number, row in enumerate(rows) if row.figures]
    for before, number, after in zip(figures, figures[1:], figures[2:], strict=False):
        names = [rows[at].name for at in (before, number, after)]
        neighbours = min(rows[before].sure, rows[after].sure) >= BY_LABEL
        if neighbours and rows[number].sure > BY_ORDER_AGAINST_LABEL * 0.9 and all(name in keys for name in names):
            first, own, last = (keys.index(name or "") for name in names)
            if own == first + 1 == last - 1 and rows[number].sure not in (BY_ORDER, BY_ORDER_AGAINST_LABEL):
                settled[number] = replace(rows[number], sure=max(rows[number].sure, BETWEEN_NEIGHBOURS))
    return settled


def _add_out_of_order(rows: list[_Row], scores: Sequence[Mapping[str, float]]) -> list[_Row]:
    """Rows with a form's label in a place where the form does not have it: named, but for a person to look at."""
    taken = {row.name for row in rows}
    added = list(rows)
    for number, (row, score) in enumerate(zip(rows, scores, strict=True)):
        free = [key for key, fit in score.items() if fit == EXACT and key not in taken]
        if row.name is None and len(free) == 1:
            taken.add(free[0])
            added[number] = replace(row, name=free[0], sure=OUT_OF_ORDER)
    return added


def _doubt_second_table(rows: list[_Row], scores: Sequence[Mapping[str, float]]) -> list[_Row]:
    """Where rows of a second table of this kind print other figures, no row of the first is sure."""
    printed = {row.name: _texts(row) for row in rows if row.name is not None}
    other = [
        row
        for row, score in zip(rows, scores, strict=True)
        if row.name is None and any(fit == EXACT and _differs(row, printed.get(key)) for key, fit in score.items())
    ]
    if len(other) < FEWEST_TWICE:
        return rows
    return [replace(row, sure=min(row.sure, TWICE)) for row in rows]


def _doubt_torn(rows: list[_Row]) -> list[_Row]:
    """An empty row beside a nameless one with figures may be one row that a page break tore."""
    doubted = list(rows)
    figures = [number for number, row in enumerate(rows) if row.figures]
    for one, other in pairwise(figures):
        for empty, inked in ((one, other), (other, one)):
            named = rows[empty].name is not None and rows[inked].name is None
            alike = len(rows[empty].figures) == len(rows[inked].figures)
            if named and alike and any(_texts(rows[inked])) and not any(_texts(rows[empty])):
                doubted[empty] = replace(rows[empty], sure=min(rows[empty].sure, TORN))
    return doubted


def _differs(row: _Row, printed: list[str] | None) -> bool:
    return printed is not None and printed != _texts(row)


def _texts(row: _Row) -> list[str]:
    return [cell.text.strip() for cell in row.figures]
