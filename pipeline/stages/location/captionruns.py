"""Small tables of the form whose captions and labels nobody can read: named by their order, for a person to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, pairwise

from pipeline.forms import Row, TableForm
from pipeline.stages.location.lines import TableLine, is_blank, is_figure

Named = tuple[TableForm, Row]

FEWEST_TABLES = 3  # of a form of which no row is named: fewer runs of rows are as long as another table's by chance


def name_runs(
    lines: Sequence[TableLine], tables: Sequence[TableForm], name: Callable[[TableLine], Named | None]
) -> dict[int, Named]:
    """By their number the lines of tables none of whose rows bears a label that can be read, with their rows.

    Rows of figures on end are a table. Where between two whose rows are named there are as many others as the form has
    tables there, each as wide and as long as the form's, they are these; so before the first and after the last. Where
    none is named they are the form's tables if all of them are there. Where all of them are, so are the rows that are
    named. Of figures of which nothing can be read the rules alone say where the rows are.
    """
    widths = {len(table.columns) + 1 for table in tables}
    placed, whole = _place(_runs(lines, widths), lines, tables, name)
    if whole:
        return placed
    by_rules, whole = _place(_ruled_runs(lines, widths), lines, tables, name)
    return by_rules if whole else placed


def _place(
    runs: Sequence[Sequence[int]],
    lines: Sequence[TableLine],
    tables: Sequence[TableForm],
    name: Callable[[TableLine], Named | None],
) -> tuple[dict[int, Named], bool]:
    """The rows of these runs that their order names, and whether that leaves no table of the form."""
    names = {at: named for run in runs for at in run if (named := name(lines[at])) is not None}
    owners = [owner_of([names[at][0].id for at in run if at in names]) for run in runs]
    order = [table.id for table in tables]
    anchors = [(number, order.index(owner)) for number, owner in enumerate(owners) if owner is not None]
    placed: dict[int, Named] = {}
    whole = True
    for (before, table0), (after, table1) in pairwise([(-1, -1), *anchors, (len(runs), len(tables))]):
        missing = tables[table0 + 1 : table1]
        unread = [run for run in runs[before + 1 : after] if any(_rows(run, table, lines, names) for table in missing)]
        own = [_rows(run, table, lines, names) for run, table in zip(unread, missing, strict=False)]
        fits = len(unread) == len(missing) and all(own) and table0 < table1
        if fits and (anchors or len(own) >= FEWEST_TABLES):
            for run, table, rows in zip(unread, missing, own, strict=True):
                placed |= {at: (table, row) for at, row in zip(run, rows, strict=True)}
        whole = whole and fits and bool(placed or anchors)
    if whole and len(tables) >= FEWEST_TABLES:
        for number, at_table in anchors:
            rows = _rows(runs[number], tables[at_table], lines, names)
            placed |= {at: (tables[at_table], row) for at, row in zip(runs[number], rows, strict=False)}
            whole = whole and bool(rows)
    return placed, whole


def _ruled_runs(lines: Sequence[TableLine], widths: set[int]) -> list[list[int]]:
    """The numbers of lines on end, equally wide, of small tables seen in a picture, below a caption and a header.

    A caption is a cell as wide as the table; a header is the row below it, or the first of its grid.
    """
    runs: list[list[int]] = []
    for _, group in groupby(enumerate(lines), key=lambda pair: pair[1].grid):
        own = list(group)
        small = max(len(line.cells) for _, line in own) <= max(widths)
        if not small or any(cell.ink is None for _, line in own for cell in line.cells):
            continue
        under_caption, width = True, 0
        for number, line in own:
            if len(line.cells) == 1 or under_caption:
                under_caption, width = len(line.cells) == 1, 0
            elif len(line.cells) in widths:
                if len(line.cells) != width:
                    runs.append([])
                runs[-1].append(number)
                width = len(line.cells)
    return runs


def is_seen_row(line: TableLine) -> bool:
    """Whether a line was seen in a picture and prints a label, which may be misread, and a figure."""
    return (
        len(line.cells) > 1
        and all(cell.ink is not None for cell in line.cells)
        and not is_blank(line.cells[0])
        and any(is_figure(cell) and not is_blank(cell) for cell in line.cells[1:])
    )


def _runs(lines: Sequence[TableLine], widths: set[int]) -> list[list[int]]:
    """The numbers of lines on end that are rows of one grid, equally wide."""
    runs: list[list[int]] = []
    before: tuple[int, int, int] | None = None  # the number of the line before, if it is a row, its grid and its width
    for number, line in enumerate(lines):
        if not is_seen_row(line) or len(line.cells) not in widths:
            before = None
            continue
        if before != (number - 1, line.grid, len(line.cells)):
            runs.append([])
        runs[-1].append(number)
        before = (number, line.grid, len(line.cells))
    return runs


def owner_of(tables: Sequence[str]) -> str | None:
    """The id of the one table that rows were named to be of; None where there is none, or more than one."""
    return tables[0] if tables and len(set(tables)) == 1 else None


def _rows(
    run: Sequence[int], table: TableForm, lines: Sequence[TableLine], names: Mapping[int, Named]
) -> Sequence[Row]:
    """The rows of the table where it is as wide and as long as the run, with or without optional rows; else none.

    Nor where a label names another row than the one that stands at its place: then one was torn, or is lost.
    """
    if len(lines[run[0]].cells) != len(table.columns) + 1:
        return ()
    orders = [row for row in table.rows if not row.optional], table.rows
    return next((rows for rows in orders if _agree(run, table, rows, names)), ())


def _agree(run: Sequence[int], table: TableForm, rows: Sequence[Row], names: Mapping[int, Named]) -> bool:
    """Whether there are as many lines as rows, and none that is named is another."""
    alike = all(names.get(at, (table, row)) == (table, row) for at, row in zip(run, rows, strict=False))
    return len(rows) == len(run) and alike
