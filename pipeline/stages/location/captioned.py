"""Small tables under captions, often all in one grid: the disclosure tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.forms import Form, Row, TableForm
from pipeline.forms.form import field_key
from pipeline.stages.location.captionruns import is_seen_row, name_runs, owner_of
from pipeline.stages.location.cellfinding import TORN, FoundCell, Header, assign, find_header
from pipeline.stages.location.lines import TableLine, is_blank, is_figure, is_torn
from pipeline.stages.location.twovotes import AGAINST_LABEL, sureness_by_votes
from pipeline.text.matching import likeness
from pipeline.text.normalise import caption_key

BY_LABEL_AND_CAPTION, BY_LABEL, BY_LIKENESS = 0.9995, 0.985, 0.96
LIKE_ENOUGH = 0.8
LIKE_CAPTION, CLEARLY_CAPTION = 0.7, 0.1  # likeness of a misread caption, and by how much others are less like it

HEADING = 2  # rows of a caption and the header under it


@dataclass(slots=True)
class _State:
    """What the rows read so far say of the next one."""

    grid: int = -1
    caption: str | None = None
    heading: list[TableLine] = field(default_factory=list)
    headers: dict[str, tuple[int, Header]] = field(default_factory=dict)


def find_captioned(
    lines: Sequence[TableLine], captions: Mapping[int, str], form: Form, tables: Sequence[TableForm]
) -> list[FoundCell]:
    """The cells of captioned tables. `captions[grid]` is the caption printed above that grid, if any."""
    known = {caption_key(table.caption): table.id for table in tables if table.caption is not None}
    by_order = name_runs(lines, tables, lambda line: named[:2] if (named := _name(line, form, tables, None)) else None)
    state = _State()
    found: list[FoundCell] = []
    for number, line in enumerate(lines):
        caption = _said_caption(line, known) or _caption_by_place(lines, number, known, state.caption)
        if line.grid != state.grid:  # a table that goes on keeps its caption and header
            state.grid = line.grid
            caption = caption or _caption_in(captions.get(line.grid, ""), known)
        if caption is not None:
            state.caption, state.heading, state.headers = caption, [], {}
        named = _name(line, form, tables, state.caption) or _by_place(lines, number, (form, tables), state.caption)
        placed = by_order.get(number)
        if named is None and placed is not None:
            named = (*placed, 0, AGAINST_LABEL)
            state.caption = placed[0].id
        if named is None:
            if not any(is_figure(cell) and not is_blank(cell) for cell in line.cells):
                state.heading.append(line)
            continue
        table, row, position, sure = named
        sure = min(sure, TORN) if is_torn(lines, number) else sure
        # In a stream the header's labels stand in the same line, left of the row label.
        own = replace(line, cells=line.cells[:position])
        header = find_header([*state.heading, own], table.columns, form.column_labels[table.id])
        at, header = (line.grid, header) if header.cells else state.headers.get(table.id, (line.grid, header))
        state.headers[table.id] = (at, header)
        if sure >= BY_LABEL and _is_only_figure(line, position, table) and _has_caption(lines, number, known):
            state.caption = table.id
        if not header.cells and state.caption != table.id and placed is not None and (table, row) == placed:
            sure, state.caption = min(sure, AGAINST_LABEL), table.id  # all tables of the form are there, in its order
        if header.cells or state.caption == table.id:
            # a header on the page before names the columns in order; its geometry is of another grid
            ruled = line.ruled and at == line.grid
            found += _figures(replace(own, cells=line.cells[position + 1 :], ruled=ruled), table, row, header, sure)
    return found


def _is_only_figure(line: TableLine, position: int, table: TableForm) -> bool:
    """Whether a row seen in a picture prints its label and one figure, as all rows of the table do."""
    seen = all(cell.ink is not None for cell in line.cells)
    return seen and len(table.columns) == 1 and position == 0 and len(line.cells) == len(table.columns) + 1


def _has_caption(lines: Sequence[TableLine], number: int, known: Mapping[str, str]) -> bool:
    """Whether right above a row or its header a caption is printed that nobody can read: a label in full says which."""
    above = [one for one in lines[max(0, number - HEADING) : number] if one.grid == lines[number].grid]
    return any(_likeness_to(one, known) >= LIKE_CAPTION and _said_caption(one, known) is None for one in above)


def _caption_in(text: str, known: Mapping[str, str]) -> str | None:
    key = caption_key(text)
    return next((name for caption, name in known.items() if caption in key), None) if len(key) < 60 else None


def _misread_caption(line: TableLine, known: Mapping[str, str]) -> str | None:
    """The caption that the only words of a row seen in a picture are clearly most like."""
    printed = [cell for cell in line.cells if not is_blank(cell)]
    if len(printed) != 1 or printed[0].ink is None:
        return None
    alike = {name: likeness(caption_key(printed[0].text), caption) for caption, name in known.items()}
    first, *others = sorted(alike, key=lambda name: -alike[name])
    clearly = all(alike[first] >= alike[other] + CLEARLY_CAPTION for other in others)
    return first if clearly and alike[first] >= LIKE_CAPTION else None


def _caption_by_place(
    lines: Sequence[TableLine], number: int, known: Mapping[str, str], before: str | None
) -> str | None:
    """The caption of a row that prints one nobody can read, where those round it leave one of the form for it."""
    line, order = lines[number], list(known.values())
    if _likeness_to(line, known) < LIKE_CAPTION:
        return None
    at = order.index(before) + 1 if before in order else 0
    rest = [one for one in lines[number + 1 :] if one.grid == line.grid]
    after = next((name for one in rest if (name := _said_caption(one, known)) is not None), None)
    return order[at] if after is not None and order.index(after) == at + 1 else None


def _said_caption(line: TableLine, known: Mapping[str, str]) -> str | None:
    said = (name for cell in line.cells if (name := _caption_in(cell.text, known)) is not None)
    return next(said, None) or _misread_caption(line, known)


def _likeness_to(line: TableLine, known: Mapping[str, str]) -> float:
    """How like a caption the only words of a row seen in a picture are."""
    printed = [cell for cell in line.cells if not is_blank(cell)]
    if len(printed) != 1 or printed[0].ink is None:
        return 0.0
    return max(likeness(caption_key(printed[0].text), caption) for caption in known)


def _name(
    line: TableLine, form: Form, tables: Sequence[TableForm], caption: str | None
) -> tuple[TableForm, Row, int, float] | None:
    """The table and row that the line's label names, the label's position, and how sure that is."""
    best: tuple[float, TableForm, Row, int] | None = None
    for position, cell in enumerate(line.cells[:-1]):
        if is_blank(cell) or not cell.trusted:
            continue
        for table in tables:
            key, score = form.row_labels[table.id].best(cell.text)
            score += 0.01 if table.id == caption else 0.0
            if key is not None and score >= LIKE_ENOUGH and (best is None or score >= best[0]):
                best = (score, table, next(row for row in table.rows if row.key == key), position)
    if best is None:
        return None
    score, table, row, position = best
    sure = BY_LIKENESS if score < 0.95 else BY_LABEL_AND_CAPTION if caption == table.id else BY_LABEL
    return table, row, position, sure


def _by_place(
    lines: Sequence[TableLine], number: int, form_and_tables: tuple[Form, Sequence[TableForm]], caption: str | None
) -> tuple[TableForm, Row, int, float] | None:
    """The row that a line seen in a picture is by its place among all rows of the table under the caption.

    Where the caption cannot be read, of the table that the other rows are of. A person looks at what is named so,
    unless caption and label speak for it.
    """
    form, tables = form_and_tables
    line = lines[number]
    if not is_seen_row(line):
        return None
    first = last = number
    while first > 0 and _is_row_of(line.grid, lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _is_row_of(line.grid, lines[last + 1]):
        last += 1
    known = {table.id: table for table in tables}
    owner = caption
    if caption not in known:
        named = (_name(lines[at], form, tables, None) for at in range(first, last + 1))
        owner = owner_of([one[0].id for one in named if one is not None])
    table = known.get(owner) if owner is not None else None
    if table is None or len(line.cells) != len(table.columns) + 1:
        return None
    names = [_name(lines[at], form, [table], caption) for at in range(first, last + 1)]
    present = {named[1].key for named in names if named is not None}
    rows = [row for row in table.rows if not row.optional or row.key in present]
    if len(rows) != len(names) or any(n is not None and n[1] != row for n, row in zip(names, rows, strict=True)):
        return None
    row, label = rows[number - first], line.cells[0]
    sure = min(sureness_by_votes(label.text, row.key, form.row_labels[table.id]), BY_LIKENESS)
    if sure <= AGAINST_LABEL and not present:
        return None
    return table, row, 0, max(sure, AGAINST_LABEL) if caption == table.id else AGAINST_LABEL


def _is_row_of(grid: int, line: TableLine) -> bool:
    return line.grid == grid and is_seen_row(line)


def _figures(figures: TableLine, table: TableForm, row: Row, header: Header, sure: float) -> list[FoundCell]:
    columns = {column.key: column for column in table.columns}
    assigned = assign(figures.cells, table.columns, header, ruled=figures.ruled)
    return [
        FoundCell(
            field_key(table, row, columns[key]), cell, certainty * sure * figures.quality, figures, header.text(key)
        )
        for key, (cell, certainty) in assigned.items()
    ]
