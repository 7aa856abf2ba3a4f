"""A form's table as it is printed: labels with their spans, and for each place the key of its figure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.forms import Form, Row, TableForm
from pipeline.forms.form import field_key
from pipeline.schema import Check


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the labels that start in it, and the keys of its figures. A heading has no figures."""

    labels: tuple[Label, ...]
    keys: tuple[str, ...]
    unit: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table to draw: rows of column labels over `stub` columns of row labels, then the lines."""

    id: str
    caption: str
    stub: int
    head: tuple[tuple[Label, ...], ...]
    lines: tuple[Line, ...]
    units: bool


def form_tables(form: Form, present: Collection[str]) -> tuple[FormTable, ...]:
    """The form's tables with the rows that have a figure in `present`, in printed order."""
    drawn = (_drawn(table, frozenset(present)) for table in form.tables)
    return tuple(table for table in drawn if any(line.keys for line in table.lines))


def sides(form: Form, check: Check) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys left and right of an identity; a rule that the form does not have has all on the left."""
    identity = next((one for one in form.identities if one.id == check.id), None)
    if identity is None:
        return check.keys, ()
    names = {name for name in identity.right if isinstance(name, str)}
    names |= {name for term in identity.right if not isinstance(term, str) for group in term.any_of for name in group}
    right = tuple(key for key in check.keys if _term(form, key, over=identity.over) in names)
    return tuple(key for key in check.keys if key not in right), right


def at_label(form: Form, check: Check) -> str:
    """The row or column that an identity was checked at, as printed."""
    spec = next((form.specs[key] for key in check.keys if key in form.specs), None)
    if check.at is None or spec is None:
        return ""
    if spec.column is not None and spec.column.key == check.at:
        return spec.column.label
    return spec.row.label if spec.row is not None and spec.row.key == check.at else check.at


def _term(form: Form, key: str, *, over: str | None) -> str:
    spec = form.specs.get(key)
    if spec is None:
        return key
    by_column = over == "rows" or spec.row is None
    part = spec.column if by_column else spec.row
    return part.key if part is not None else key


def _drawn(table: TableForm, present: frozenset[str]) -> FormTable:
    rows = [row for row in table.rows if _is_shown(table, row, present)]
    depth = max((len(row.group) + 1 for row in rows), default=0)
    columns = table.columns
    head = _spread([(*column.group, column.label) for column in columns]) if columns else ()
    is_list = not columns
    return FormTable(
        id=table.id,
        caption=table.caption or "",
        stub=depth,
        head=tuple(tuple(Label(text, down, across) for text, down, across in level) for level in head),
        lines=_list(table, rows, present) if is_list else _matrix(table, rows, depth, present),
        units=is_list,
    )


def _is_shown(table: TableForm, row: Row, present: frozenset[str]) -> bool:
    if row.heading:
        return True
    return any(key in present for key in _keys(table, row))


def _keys(table: TableForm, row: Row | None) -> tuple[str, ...]:
    return tuple(field_key(table, row, column) for column in table.columns) or (field_key(table, row, None),)


def _matrix(table: TableForm, rows: Sequence[Row], depth: int, present: frozenset[str]) -> tuple[Line, ...]:
    if table.single_data_row:
        keys = _keys(table, None)
        return (Line((), keys),) if any(key in present for key in keys) else ()
    lines = []
    for number, row in enumerate(rows):
        labels = []
        for level in range(len(row.group)):
            prefix = row.group[: level + 1]
            if number == 0 or rows[number - 1].group[: level + 1] != prefix:
                labels.append(Label(prefix[-1], rowspan=_run(rows, number, prefix)))
        labels.append(Label(row.label, colspan=depth - len(row.group)))
        lines.append(Line(tuple(labels), _keys(table, row)))
    return tuple(lines)


def _run(rows: Sequence[Row], start: int, prefix: tuple[str, ...]) -> int:
    """How many rows from `start` on stand under the same merged label."""
    end = start
    while end < len(rows) and rows[end].group[: len(prefix)] == prefix:
        end += 1
    return end - start


def _list(table: TableForm, rows: Sequence[Row], present: frozenset[str]) -> tuple[Line, ...]:
    by_key = {row.key: row for row in table.rows}
    parents = {row.parent for row in rows if not row.heading}
    lines = []
    for row in rows:
        depth, above = 0, row.parent
        while above is not None and above in by_key:
            depth, above = depth + 1, by_key[above].parent
        keys = () if row.heading else _keys(table, row)
        if row.heading and row.key not in parents and not any(other.parent == row.key for other in rows):
            continue
        lines.append(Line((Label(row.label, indent=min(depth, 3)),), keys, unit=row.unit or "", heading=row.heading))
    return tuple(lines) if any(set(line.keys) & present for line in lines) else ()


def _spread(paths: Sequence[tuple[str, ...]]) -> tuple[tuple[tuple[str, int, int], ...], ...]:
    """Column labels as rows of (text, rowspan, colspan); a label without a group reaches over all rows."""
    depth = max(len(path) for path in paths)
    levels: list[list[tuple[str, int, int]]] = [[] for _ in range(depth)]
    for number, path in enumerate(paths):
        for level, text in enumerate(path):
            last = level == len(path) - 1
            if last:
                levels[level].append((text, depth - level, 1))
            elif number == 0 or paths[number - 1][: level + 1] != path[: level + 1]:
                across = 0
                while number + across < len(paths) and paths[number + across][: level + 1] == path[: level + 1]:
                    across += 1
                levels[level].append((text, 1, across))
    return tuple(tuple(level) for level in levels)
