"""What a table read from a picture says against the names that its rows and columns were given.

A row that is shifted is read with certainty, and its label with it. What gives it away is what is left over: figures
in a row that no label claims, a row whose label stands there without figures, a column where there is nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.forms import Form, TableForm
from pipeline.stages.location.cellfinding import CONFIRMED, FoundCell
from pipeline.stages.location.lines import TableLine, is_blank, is_figure
from pipeline.stages.location.misfits import misfits
from pipeline.stages.location.twovotes import is_whole, printed_rows
from pipeline.text.matching import PATTERN, LabelIndex
from pipeline.types.grid import Cell

SLIPPED, TORN, TWICE, SIDEWAYS, FADED, MISFIT = 0.5, 0.5, 0.5, 0.6, 0.5, 0.5
LABELLED = 0.99  # the least sureness, apart from its grid's, of a cell whose row and column both bear their labels
FEWEST_BLANK = 3  # rows of a column in which nothing is printed
STROKE = "1"  # what a dash or a speck of a rule is read as
FEWEST_FADED = 3  # blanks outside columns that were left empty
LEFT_EMPTY = 0.75  # share of its cells above which the blanks of a column are no sign of fading
FEWEST_BESIDE, SHARE_BESIDE = 3, 0.1  # rows of a list whose figure stands beside a blank value
LEFT_EMPTY_ALONE = 0.5  # the same of the only column with blanks
FEWEST_FIGURES = 0.1  # share of a list's rows that print a figure


def doubt_seen(found: Sequence[FoundCell], lines: Sequence[TableLine], form: Form) -> list[FoundCell]:
    """The cells, those of pictures less sure where their table does not hang together."""
    grids = {cell.line.grid for cell in found if cell.cell.ink is not None}
    if not grids:
        return list(found)
    doubted = list(found)
    for table in form.tables:
        for grid in sorted(grids):
            own = {
                number: cell
                for number, cell in enumerate(found)
                if cell.line.grid == grid and form.specs[cell.key].table == table.id
            }
            if not own:
                continue
            printed = [line for line in lines if line.grid == grid]
            rows = _rows(own.values())
            strays = stray_rows(lines, grid, found, form)
            limits = dict.fromkeys(rows, 1.0)
            if not table.single_data_row:
                named = {row.key for cell in own.values() if (row := form.specs[cell.key].row)}
                keys = [row.key for row in printed_rows(table, named) if not row.heading]
                bare = _bare_labels(printed, rows, form.row_labels[table.id])
                _doubt_slipped(limits, rows, {*strays, *_gaps(rows, keys, form)}, bare)
                _doubt_repeated(limits, rows, strays, form.row_labels[table.id])
                _doubt_beside(limits, rows, strays, form.row_labels[table.id])
            sideways = _doubt_columns(own.values(), form, table) if table.columns else _doubt_list(rows)
            misfit = misfits(own.values(), printed, form)
            faded = FADED if _is_faded(own.values()) else 1.0
            for number, cell in own.items():
                limit = min(faded, limits[cell.line.row], sideways.get(cell.cell.column, sideways.get(-1, 1.0)))
                if (cell.line.row, cell.cell.column) in misfit:
                    limit = min(limit, MISFIT)
                doubted[number] = replace(cell, found=min(cell.found, limit))
    return doubted


_Rows = Mapping[int, list[FoundCell]]


def _rows(found: Iterable[FoundCell]) -> dict[int, list[FoundCell]]:
    rows: dict[int, list[FoundCell]] = defaultdict(list)
    for cell in found:
        rows[cell.line.row].append(cell)
    return dict(rows)


def stray_rows(lines: Sequence[TableLine], grid: int, found: Sequence[FoundCell], form: Form) -> dict[int, TableLine]:
    """The rows of a grid that print figures and were not named; a dash of a heading may be read as a stroke."""
    named = {cell.line.row for cell in found if cell.line.grid == grid}
    tables = [table for table in form.tables if any(row.heading for row in table.rows)]
    return {
        line.row: line
        for line in lines
        if line.grid == grid
        and line.row not in named
        and _figures(line)
        and not any(_is_heading(line, table, form.row_labels[table.id]) for table in tables)
    }


def _is_heading(line: TableLine, table: TableForm, labels: LabelIndex) -> bool:
    """Whether a row that was seen is surely one that prints no figures, and its value is no more than a stroke."""
    headings = {row.key for row in table.rows if row.heading}
    named = any(
        (name := labels.best(cell.text)[0]) in headings and is_whole(cell.text, name, labels) for cell in line.cells
    )
    value = line.cells[-1]
    return named and all(
        cell.ink is not None and (cell is not value or cell.text.strip() == STROKE) for cell in _figures(line)
    )


def _figures(line: TableLine) -> list[Cell]:
    """The cells of a row that print a number."""
    return [cell for cell in line.cells if is_figure(cell) and any(char.isdigit() for char in cell.text)]


def _is_empty(row: Sequence[FoundCell]) -> bool:
    return all(is_blank(cell.cell) for cell in row)


def _gaps(rows: _Rows, keys: Sequence[str], form: Form) -> set[int]:
    """The rows before which one of the form's rows is not there."""
    places = []
    for number in sorted(rows):
        row = form.specs[rows[number][0].key].row
        if row is not None and row.key in keys:
            places.append((number, keys.index(row.key)))
    return {number for (_, before), (number, key) in pairwise(places) if key > before + 1}


def _bare_labels(lines: Sequence[TableLine], rows: _Rows, labels: LabelIndex) -> set[int]:
    """The rows with a label that the form does not have and nothing else, as many cells as the rows of figures."""
    width = max(len(cells[0].line.cells) for cells in rows.values())
    return {
        line.row
        for line in lines
        if line.row not in rows
        and len(line.cells) == width
        and not is_blank(line.cells[0])
        and not is_figure(line.cells[0])
        and all(is_blank(cell) for cell in line.cells[1:])
        and labels.best(line.cells[0].text)[1] < PATTERN
    }


def _doubt_slipped(limits: dict[int, float], rows: _Rows, strays: Collection[int], bare: Collection[int]) -> None:
    """Figures without a name or a row missing here, a name without figures there: what is between may have slipped."""
    empty = [*bare, *(row for row, cells in rows.items() if _is_empty(cells))]
    for stray in strays:
        for blank in empty:
            for row in rows:
                if min(stray, blank) <= row <= max(stray, blank):
                    limits[row] = min(limits[row], SLIPPED)


def _doubt_repeated(limits: dict[int, float], rows: _Rows, strays: Mapping[int, TableLine], labels: LabelIndex) -> None:
    """A label that stands at another row too, with other figures: which of them is meant is not ours to say."""
    for row, cells in rows.items():
        keys = {key for cell in cells[0].line.cells for key, fit in labels.scores(cell.text).items() if fit > 0}
        for stray in strays.values():
            texts = [cell.text for cell in stray.cells if not is_figure(cell)]
            other = {key for text in (*texts, "".join(texts)) for key in labels.scores(text)}
            if keys & other and len(other) == 1:
                limits[row] = min(limits[row], TWICE)


def _doubt_beside(limits: dict[int, float], rows: _Rows, strays: Mapping[int, TableLine], labels: LabelIndex) -> None:
    """A row beside nameless figures, with gaps that these fill or a label that may be both rows': one was torn."""
    for row, cells in rows.items():
        line = cells[0].line
        below = row + max(cell.cell.rowspan for cell in cells)
        near = [strays[at] for at in (row - 1, row + 1, below) if at in strays]
        if not near:
            continue
        exact = any(is_whole(cell.text, labels.best(cell.text)[0], labels) for cell in line.cells)
        gaps = {cell.cell.column for cell in cells if is_blank(cell.cell)}
        filled = any(cell.column in gaps for stray in near for cell in _figures(stray))
        nameless = any(is_blank(stray.cells[0]) for stray in near)
        if filled or nameless or not exact:
            limits[row] = min(limits[row], TORN)


def _doubt_columns(found: Collection[FoundCell], form: Form, table: TableForm) -> dict[int, float]:
    """By column how sure it is: one that prints nothing may be false, and the last of them a sign of a shift.

    Those under a label of their own are not, nor is the last where its whole group is empty and every other group
    prints its last column, which a shift would have emptied: agencies leave columns empty that they have no figures
    for.
    """
    by_column: dict[int, list[Cell]] = defaultdict(list)
    labelled: dict[int, bool] = defaultdict(lambda: False)
    for cell in found:
        by_column[cell.cell.column].append(cell.cell)
        labelled[cell.cell.column] |= cell.found >= LABELLED * max(cell.line.quality, CONFIRMED)
    empty = [column for column, cells in by_column.items() if all(is_blank(cell) for cell in cells)]
    if not empty or len(empty) == len(by_column):
        return {}
    rows = max(len(cells) for cells in by_column.values())
    if max(empty) == max(by_column) and len(table.columns) > 1 and not _is_group_empty(found, form):
        return dict.fromkeys(by_column, SIDEWAYS)
    return {column: SIDEWAYS for column in empty if rows >= FEWEST_BLANK and not labelled[column]}


def _is_group_empty(found: Iterable[FoundCell], form: Form) -> bool:
    """Whether the last group of columns prints nothing, and the others nothing at all or their last column too."""
    by_group: dict[tuple[str, ...], list[FoundCell]] = defaultdict(list)
    for cell in found:
        column = form.specs[cell.key].column
        by_group[column.group if column is not None else ()].append(cell)
    groups = sorted(by_group.values(), key=lambda cells: max(cell.cell.column for cell in cells))
    printed = [[not is_blank(cell.cell) for cell in sorted(cells, key=lambda one: one.cell.column)] for cells in groups]
    return len(groups[-1]) > 1 and not any(printed[-1]) and all(own[-1] or not any(own) for own in printed)


def _is_faded(found: Iterable[FoundCell]) -> bool:
    """Whether blanks are scattered over a table that prints its zeros: what was printed there may have faded away.

    A column in which next to nothing is printed was left empty, and so was more than half of the only one with blanks:
    what fades does not keep to a column. What a seal lies over is no blank that anybody saw.
    """
    by_column: dict[int, list[Cell]] = defaultdict(list)
    for cell in found:
        by_column[cell.cell.column].append(cell.cell)
    seen = [[cell for cell in cells if cell.clear or not is_blank(cell)] for cells in by_column.values()]
    counts = [(sum(is_blank(cell) for cell in cells), len(cells)) for cells in seen]
    alone = sum(blanks > 0 for blanks, _ in counts) == 1
    left_empty = LEFT_EMPTY_ALONE if alone else LEFT_EMPTY
    scattered = sum(blanks for blanks, cells in counts if blanks <= left_empty * cells)
    zeros = sum(cell.text.strip() == "0" for cells in by_column.values() for cell in cells)
    return FEWEST_FADED <= scattered < zeros


def _doubt_list(rows: _Rows) -> dict[int, float]:
    """Under -1 how sure the values of a list are: two figures in a row, or hardly any in all, are another column's."""
    values = [cell for cells in rows.values() for cell in cells]
    crowded = sum(len(_figures(cell.line)) > 1 for cell in values)
    figures = sum(any(char.isdigit() for char in cell.cell.text) for cell in values)
    printed = sum(not is_blank(cell.cell) for cell in values)
    beside = sum(len(_figures(cell.line)) == 1 and is_blank(cell.cell) for cell in values)
    false = 2 * crowded > len(values) or beside >= max(FEWEST_BESIDE, SHARE_BESIDE * len(values))
    bare = len(values) >= FEWEST_BLANK and figures < FEWEST_FIGURES * len(values) and printed < len(values)
    return {-1: SIDEWAYS} if false or bare else {}
