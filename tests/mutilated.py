"""Good tables torn, merged and misread as pictures are, to see whether a figure is taken for another without doubt."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.stages.locate import locate
from pipeline.types.grid import Cell, Glimpse, Grid
from pipeline.types.layout import Layout
from tests.grids import NO_OUTLINE, disputes_rows, forms, grid

Rows = list[list[str]]  # texts of cells; a figure is printed once in the whole report
Change = Callable[[Rows, random.Random], Rows]
ACCEPTED = 0.9  # `found` from which a figure may be accepted
STRANGE = "口曰巳末千夭兀丫乂凵囗卩攵犭钅饣"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Figures of mutilated tables: all, accepted rightly, and keys accepted with another cell's figure."""

    figures: int
    accepted: int
    silent: tuple[str, ...]


@cache
def tables(form: str) -> tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], ...], ...]]:
    """The keys of a form's figures, and its tables with the figures 1000, 1001, ... in the order of the keys."""
    chosen = forms()[form]
    numbers = {key: str(1000 + number) for number, key in enumerate(chosen.specs)}
    drawn: list[Rows] = []
    for table in chosen.tables:
        keys = [key for key, spec in chosen.specs.items() if spec.table == table.id and not spec.optional]
        if table.single_data_row:
            drawn.append(disputes_rows([numbers[key] for key in keys]))
            continue
        columns = list(table.columns)
        rows: Rows = []
        if table.caption is not None:
            rows.append([table.caption])
        rows.append([table.header[0] if table.header else "", *(column.label for column in columns)])
        if not columns:
            rows = [["统计指标", "单位", "统计数"]]
        for row in table.rows:
            if row.optional:
                continue
            own = [key for key in keys if chosen.specs[key].row == row]
            unit = [row.unit or ""] if not columns else []
            rows.append([row.label, *unit, *(numbers[key] for key in own)])
        drawn.append(rows)
    return tuple(numbers), tuple(tuple(tuple(row) for row in rows) for rows in drawn)


def seen(rows: Rows, number: int, *, quality: float = 1.0) -> Grid:
    """The rows as a grid that two readers read from pixels, without any doubt about its lines."""
    plain = grid([row or [""] for row in rows], engine="pixels")
    cells = [seen_cell(cell) for cell in plain.cells]
    return replace(plain, cells=tuple(cells), quality=quality, pages=(number + 1,))


def seen_cell(cell: Cell) -> Cell:
    """The cell as two readers saw it."""
    if not cell.text:
        return replace(cell, ink=0.0)
    readers = ("one",) if "\n" in cell.text else ("one", "other")  # a cell of several lines is read once
    glimpses = tuple(Glimpse(cell.text, -0.0001, reader) for reader in readers)
    return replace(cell, glimpses=glimpses, ink=0.1)


def outcome(form: str, changed: Sequence[Rows]) -> Outcome:
    """What becomes of the figures of the changed tables of a form."""
    return outcome_of(form, [seen(rows, number) for number, rows in enumerate(changed)])


def outcome_of(form: str, grids: Sequence[Grid]) -> Outcome:
    """What becomes of the figures of these tables of a form."""
    keys, _ = tables(form)
    truth = {key: str(1000 + number) for number, key in enumerate(keys)}
    found = locate(Layout(tuple(grids), pages=len(grids)), forms(), NO_OUTLINE, year=None)
    printed = {cell.text for grid in grids for cell in grid.cells}
    accepted, silent = 0, []
    for reading in found.readings:
        if reading.found < ACCEPTED or not reading.candidates or not reading.trusted:
            continue
        if found.form == form and reading.candidates[0].raw.strip() == truth.get(reading.key):
            accepted += 1
        elif reading.candidates[0].meaning != "unparseable":
            silent.append(f"{reading.key}: {reading.candidates[0].raw!r} for {truth.get(reading.key)!r}")
    return Outcome(sum(text in printed for text in truth.values()), accepted, tuple(silent))


def misread(rows: Rows, rng: random.Random, *, rate: float) -> Rows:
    """The rows with characters of labels lost or taken for others."""
    return [[text if text.isdigit() else _misread(text, rng, rate) for text in row] for row in rows]


def _misread(text: str, rng: random.Random, rate: float) -> str:
    return "".join(
        char if rng.random() > rate else rng.choice(["", rng.choice(STRANGE), rng.choice(STRANGE)]) for char in text
    )


def _body(rows: Rows, rng: random.Random) -> int:
    """A row that prints figures."""
    figured = [number for number, row in enumerate(rows) if any(text.isdigit() for text in row)]
    return rng.choice(figured)


def _labelled(rows: Rows) -> bool:
    """Whether rows of figures have labels left of them."""
    return any(any(text.isdigit() for text in row) and not row[0].isdigit() for row in rows)


def lose_row(rows: Rows, rng: random.Random) -> Rows:
    """One row is not there: a page break took it."""
    lost = _body(rows, rng)
    return [row for number, row in enumerate(rows) if number != lost]


def lose_rows(rows: Rows, rng: random.Random) -> Rows:
    """Two or three rows one after another are not there."""
    lost = _body(rows, rng)
    return [*rows[:lost], *rows[lost + rng.choice([2, 3]) :]]


def add_row(rows: Rows, rng: random.Random) -> Rows:
    """A row more, without a label that the form has."""
    at = _body(rows, rng)
    extra = [rng.choice(["", "其中：网上申请", "备注"]), *(str(rng.randrange(5000, 9000)) for _ in rows[at][1:])]
    return [*rows[:at], extra, *rows[at:]]


def repeat_row(rows: Rows, rng: random.Random) -> Rows:
    """A row is there twice, the second time with other figures."""
    at = _body(rows, rng)
    again = [rows[at][0], *(str(rng.randrange(5000, 9000)) for _ in rows[at][1:])]
    return [*rows[: at + 1], again, *rows[at + 1 :]]


def repeat_header(rows: Rows, rng: random.Random) -> Rows:
    """The header stands in the middle again, as after a page break."""
    at = _body(rows, rng)
    header = [row for row in rows if not any(text.isdigit() for text in row)]
    return [*rows[:at], *header, *rows[at:]]


def lose_header(rows: Rows, rng: random.Random) -> Rows:
    """The rows begin in the middle, without a header."""
    return [list(row) for row in rows[_body(rows, rng) :]]


def tear_row(rows: Rows, rng: random.Random) -> Rows:
    """A row falls into two: label and figures, or half of the figures, or half of the label."""
    if not _labelled(rows):
        return rows
    at = _body(rows, rng)
    row = rows[at]
    cut = rng.choice(["label", "figures", "halves"])
    if cut == "label":
        halves = [[row[0], *[""] * (len(row) - 1)], ["", *row[1:]]]
    elif cut == "figures":
        middle = rng.randrange(1, len(row))
        halves = [[*row[:middle], *[""] * (len(row) - middle)], ["", *[""] * (middle - 1), *row[middle:]]]
    else:
        half = len(row[0]) // 2
        blank = [""] * (len(row) - 1)
        halves = [[row[0][:half], *blank], [row[0][half:], *row[1:]]]
        if rng.random() < 0.5:
            halves = [[row[0][:half], *row[1:]], [row[0][half:], *blank]]
    return [*rows[:at], *halves, *rows[at + 1 :]]


def merge_rows(rows: Rows, rng: random.Random) -> Rows:
    """Two rows are one: the rule between them was lost."""
    at = _body(rows, rng)
    if at + 1 >= len(rows) or len(rows[at]) != len(rows[at + 1]):
        return rows
    both = [f"{above}\n{below}" for above, below in zip(rows[at], rows[at + 1], strict=True)]
    return [*rows[:at], both, *rows[at + 2 :]]


def merge_labels(rows: Rows, rng: random.Random) -> Rows:
    """The label of one row was read into the next, so that the row has none."""
    if not _labelled(rows):
        return rows
    at = _body(rows, rng)
    if at + 1 >= len(rows):
        return rows
    first, second = list(rows[at]), list(rows[at + 1])
    if rng.random() < 0.5:
        first[0], second[0] = "", f"{first[0]}\n{second[0]}"
    else:
        first[0], second[0] = f"{first[0]}\n{second[0]}", ""
    return [*rows[:at], first, second, *rows[at + 2 :]]


def lose_column(rows: Rows, rng: random.Random) -> Rows:
    """A column of figures is not there, in the header neither."""
    width = max(map(len, rows))
    lost = rng.randrange(1, width)
    return [[text for column, text in enumerate(row) if column != lost or len(row) < width] for row in rows]


def lose_column_of_figures(rows: Rows, rng: random.Random) -> Rows:
    """The figures of a column were lost, and those right of it moved up; the header is whole."""
    width = max(map(len, rows))
    if sum(text.isdigit() for text in rows[_body(rows, rng)]) < 2:
        return rows
    lost = rng.randrange(1, width)
    kept = []
    for row in rows:
        figured = any(text.isdigit() for text in row) and len(row) == width
        kept.append([*row[:lost], *row[lost + 1 :], ""] if figured else row)
    return kept


def false_column(rows: Rows, rng: random.Random) -> Rows:
    """A border was read as a column of ones, or of nothing."""
    width = max(map(len, rows))
    at = rng.randrange(1, width + 1)
    sign = rng.choice(["1", "", "|"])
    widened = []
    for row in rows:
        figured = any(text.isdigit() for text in row)
        widened.append([*row[:at], sign if figured else "", *row[at:]] if len(row) == width else row)
    return widened


def merge_columns(rows: Rows, rng: random.Random) -> Rows:
    """Two columns are one: the rule between them was lost."""
    width = max(map(len, rows))
    if width < 3:
        return rows
    at = rng.randrange(1, width - 1)
    return [
        [*row[:at], f"{row[at]} {row[at + 1]}".strip(), *row[at + 2 :]] if len(row) == width else row for row in rows
    ]


def split_label(rows: Rows, rng: random.Random) -> Rows:
    """The label of a row was cut into two cells, so that the row is one cell longer."""
    if not _labelled(rows):
        return rows
    at = _body(rows, rng)
    row = rows[at]
    half = max(1, len(row[0]) // 2)
    return [*rows[:at], [row[0][:half], row[0][half:], *row[1:]], *rows[at + 1 :]]


def lose_label(rows: Rows, rng: random.Random) -> Rows:
    """The label of a row cannot be read at all, or reads as nonsense."""
    if not _labelled(rows):
        return rows
    at = _body(rows, rng)
    label = rng.choice(["", "".join(rng.choice(STRANGE) for _ in rows[at][0])])
    return [*rows[:at], [label, *rows[at][1:]], *rows[at + 1 :]]


def lose_labels(rows: Rows, rng: random.Random) -> Rows:
    """The labels from one row on cannot be read."""
    if not _labelled(rows):
        return rows
    at = _body(rows, rng)
    until = at + rng.choice([2, 4, 99])
    return [["", *row[1:]] if at <= number < until else row for number, row in enumerate(rows)]


def slip_labels(rows: Rows, rng: random.Random) -> Rows:
    """Labels stand one row too low from one row on; the last has no figures."""
    if not _labelled(rows):
        return rows
    at = _body(rows, rng)
    labels = ["", *(row[0] for row in rows[at:])]
    figures = [*(row[1:] for row in rows[at:]), [""] * len(rows[at][1:])]
    return [*rows[:at], *([label, *own] for label, own in zip(labels, figures, strict=True))]


def words_for_a_figure(rows: Rows, rng: random.Random) -> Rows:
    """A text was read where a figure stands."""
    at = _body(rows, rng)
    column = rng.randrange(1, len(rows[at]))
    return [[*row[:column], "政府信息", *row[column + 1 :]] if number == at else row for number, row in enumerate(rows)]


CHANGES: tuple[Change, ...] = (
    lose_row, lose_rows, add_row, repeat_row, repeat_header, lose_header, tear_row, merge_rows, merge_labels,
    lose_column, lose_column_of_figures, false_column, merge_columns, split_label, lose_label, lose_labels,
    slip_labels, words_for_a_figure,
)  # fmt: skip


def mutilated(form: str, changes: Sequence[Change], rng: random.Random, *, rate: float) -> list[Rows]:
    """The tables of a form, each change made to one of them, characters of labels misread at a rate."""
    changed = [[list(row) for row in rows] for rows in tables(form)[1]]
    for change in changes:
        weights = [max(1, len(rows)) for rows in changed]
        at = rng.choices(range(len(changed)), weights)[0]
        if any(any(text.isdigit() for text in row) for row in changed[at]):
            changed[at] = change(changed[at], rng)
    return [misread(rows, rng, rate=rate) for rows in changed if rows]
