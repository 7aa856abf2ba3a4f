"""Optional rows that a table seen in a picture may print although no row of it was named so.

That a record leaves an optional row out is a claim: the table does not print it. It is made only where every row of the
table was named, every row that the form always has was found, and no label beside them is an optional row's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pipeline.forms import FieldSpec, Form, TableForm
from pipeline.forms.form import field_key
from pipeline.stages.location.cellfinding import FoundCell
from pipeline.stages.location.lines import TableLine, is_blank, is_figure
from pipeline.stages.location.seendoubts import stray_rows
from pipeline.text.matching import PATTERN
from pipeline.text.normalise import label_key

FEWEST = 2  # cells of a row with a label and a value
SHORT = 60  # characters; a longer line is prose, which may name labels


def hidden_rows(
    found: Sequence[FoundCell], lines: Sequence[TableLine], prose: Iterable[str], form: Form
) -> tuple[str, ...]:
    """The keys of optional and of replaced rows that may be printed where nothing was named, in the order of the form.

    `prose` are the lines outside the grids: a row at the edge of a table may have been read as one of them.
    """
    seen = [cell for cell in found if cell.cell.ink is not None]
    present = {cell.key for cell in found}
    texts = [text for text in prose if len(text) < SHORT]
    hidden: list[str] = []
    for table in form.tables:
        grids = {cell.line.grid for cell in seen if form.specs[cell.key].table == table.id}
        rest = [spec for spec in form.specs.values() if spec.table == table.id and spec.optional]
        lost = any(key not in present for key in form.expected(present) if form.specs[key].table == table.id)
        rest = [spec for spec in rest if spec.key not in present and not _is_replaced(spec, table, present)]
        instead = _replaced(form, table, present)
        if not grids or not (rest or instead):
            continue
        own = [line for line in lines if line.grid in grids | _between(grids, lines, found)]
        if (
            lost
            or any(stray_rows(lines, grid, found, form) for grid in grids)
            or any(_is_nameless(line, found, form, table) for line in own)
        ):
            doubted = {spec.key for spec in rest} | instead
            hidden += [key for key in form.specs if key in doubted]
            continue
        labels = [part for line in own for cell in line.cells for part in _parts(cell.text)] + texts
        named = {key for label in labels for key, fit in form.row_labels[table.id].scores(label).items() if fit > 0}
        hidden += [spec.key for spec in rest if spec.row is not None and spec.row.key in named]
    return tuple(hidden)


def _between(grids: Collection[int], lines: Sequence[TableLine], found: Sequence[FoundCell]) -> set[int]:
    """The grids between those of a table of which nothing was named: badly read ones may be parts of it."""
    named = {cell.line.grid for cell in found}
    return {line.grid for line in lines if min(grids) < line.grid < max(grids)} - named


def _is_replaced(spec: FieldSpec, table: TableForm, present: set[str]) -> bool:
    """Whether what the row would stand instead of is there: the form has either."""
    if spec.row is None:
        return False
    others = {row.key: row for row in table.rows if row.key in spec.row.instead_of}
    return any(field_key(table, row, spec.column) in present for row in others.values())


def _replaced(form: Form, table: TableForm, present: Collection[str]) -> set[str]:
    """The keys of rows that another seems to stand for: it may be one of them, named by the caption of them all."""
    names = {form.specs[key].row for key in present if form.specs[key].table == table.id}
    replaced = {key for row in names if row is not None for key in row.instead_of}
    own = [spec for spec in form.specs.values() if spec.table == table.id and spec.key not in present]
    return {spec.key for spec in own if spec.row is not None and spec.row.key in replaced}


def _is_nameless(line: TableLine, found: Sequence[FoundCell], form: Form, table: TableForm) -> bool:
    """Whether a line among the rows of the table has their width and a label of which nothing can be made.

    The rows may stand in several grids: what rules part, or pages, is one table.
    """
    rows = [cell.line for cell in found if form.specs[cell.key].table == table.id]
    places = {(row.grid, row.row) for row in rows}
    inside = bool(rows) and min(places) < (line.grid, line.row) < max(places) and (line.grid, line.row) not in places
    if not inside or len(line.cells) < max((len(row.cells) for row in rows if row.grid == line.grid), default=FEWEST):
        return False
    heads = {label_key(text) for text in (*table.header, *(column.label for column in table.columns))}
    known = [form.row_labels[table.id], form.column_labels[table.id]] if table.columns else [form.row_labels[table.id]]
    return not any(
        label_key(cell.text) in heads or any(labels.best(cell.text)[1] >= PATTERN for labels in known)
        for cell in line.cells
        if not is_blank(cell) and not is_figure(cell)
    )


def _parts(text: str) -> list[str]:
    """A label and each of its lines: two rows may have been taken for one."""
    return [text, *text.split("\n")] if "\n" in text else [text]
