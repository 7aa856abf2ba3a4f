"""Lists: a label, a unit and one value a row, as in the 2014 statistics table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.forms import Form, TableForm
from pipeline.forms.form import field_key
from pipeline.stages.location.align import align
from pipeline.stages.location.cellfinding import TORN, FoundCell
from pipeline.stages.location.lines import TableLine, is_blank, is_torn
from pipeline.stages.location.twovotes import CLEARLY, by_place, is_whole, sureness_by_votes
from pipeline.text.matching import EXACT, LIKE, PATTERN, KnownLabel, LabelIndex
from pipeline.text.normalise import label_key
from pipeline.text.numerals import parse_cell
from pipeline.types.grid import Cell

BY_LABEL, BY_LIKENESS, BETWEEN_NEIGHBOURS = 0.9995, 0.97, 0.99
UNPLACED = 0.85  # seen in a picture, with a label that is not quite the form's, and rows lost or added near it
FEWEST_ROWS = 0.15
LIKE_OPTIONAL = 0.6  # likeness of the misread label of a row that need not be there
LIKE_HEADER, LIKE_ONE = 0.5, 0.7  # likeness of misread labels of columns, and of the only one that can be read


@dataclass(frozen=True, slots=True)
class _Item:
    """A label with what stands right of it: units and codes first, the value last."""

    line: TableLine
    label: Cell
    rest: tuple[Cell, ...]


def find_listing(lines: Sequence[TableLine], form: Form, table: TableForm) -> list[FoundCell]:
    """The values of a list among the lines of all grids, in document order."""
    labels = form.row_labels[table.id]
    unfolded = _unfold(lines, table)
    items = [item for line in unfolded if (item := _item(line, labels, table)) is not None]
    torn = {id(line) for number, line in enumerate(unfolded) if is_torn(unfolded, number)}
    scores = [labels.scores(item.label.text) for item in items]
    names = align(scores, [row.key for row in table.rows])
    if sum(name is not None for name in names) < max(2, FEWEST_ROWS * len(table.rows)):
        return []
    rows = {row.key: row for row in table.rows}
    sureness = _sureness(names, scores, list(rows))
    votes = _placed(items, names, labels, table, begun=_is_under_header(items[0].line, unfolded, table))
    names, sureness = _by_two_votes(items, names, sureness, labels, votes)
    usual = Counter(len(item.rest) for item in items).most_common(1)[0][0]
    found = []
    for item, name, sure in zip(items, names, sureness, strict=True):
        if name is None or rows[name].heading or not item.rest:
            continue
        unit_text = " ".join([item.label.text, *(cell.text for cell in item.rest[:-1])])
        key = field_key(table, rows[name], None)
        # what a stroke of a seal parts in two is one cell too many, and its last part says nothing
        parted = item.label.ink is not None and len(item.rest) > usual
        whole = min(sure, TORN) if parted or id(item.line) in torn else sure
        found.append(FoundCell(key, item.rest[-1], whole * item.line.quality, item.line, unit_text))
    return found


def _sureness(names: Sequence[str | None], scores: Sequence[Mapping[str, float]], keys: Sequence[str]) -> list[float]:
    """How sure each row is: by its label, or by a label like it between the neighbours that the form has there."""
    present = {name for name in names if name is not None}
    order = [key for key in keys if key in present]
    fits = [score.get(name, 0.0) if name is not None else 0.0 for name, score in zip(names, scores, strict=True)]
    sure = [BY_LABEL if fit >= PATTERN else BY_LIKENESS * fit / LIKE for fit in fits]
    for number, name in enumerate(names):
        around = [at for at in (number - 1, number + 1) if 0 <= at < len(names)]
        settled = all(names[at] is not None and fits[at] >= PATTERN for at in around)
        if name is not None and settled and fits[number] > 0:
            at = order.index(name)
            if all(names[near] == order[at + near - number] for near in around if 0 <= at + near - number < len(order)):
                sure[number] = max(sure[number], BETWEEN_NEIGHBOURS)
    return sure


def _placed(
    items: Sequence[_Item], names: Sequence[str | None], labels: LabelIndex, table: TableForm, *, begun: bool
) -> tuple[list[str | None], list[bool]]:
    """The row that the place of each item leaves for it, and whether its own label says surely which one it is.

    An optional row may be there whose label was misread, if it is clearly most like it.
    """
    present = {name for name in names if name is not None}
    optional = {row.key for row in table.rows if row.optional} - present
    unnamed = [item for item, name in zip(items, names, strict=True) if name is None and item.label.ink is not None]
    present |= {key for item in unnamed if (key := _likest(item.label.text, labels)) in optional and key is not None}
    keys = [row.key for row in table.rows if not row.optional or row.key in present]
    sure = [is_whole(item.label.text, name, labels) for item, name in zip(items, names, strict=True)]
    return by_place(names, sure, keys, begun=begun), sure


def _likest(text: str, labels: LabelIndex) -> str | None:
    """The row whose label a misread one is clearly most like."""
    alike = labels.likeness(text)
    key = max(alike, key=lambda name: alike[name])
    others = max((fit for name, fit in alike.items() if name != key), default=0.0)
    return key if alike[key] >= max(LIKE_OPTIONAL, others + CLEARLY) else None


def _is_under_header(line: TableLine, lines: Sequence[TableLine], table: TableForm) -> bool:
    """Whether a line stands right below the labels of the columns."""
    above = (one for one in lines if one.grid == line.grid and one.row == line.row - 1)
    return any(len(one.cells) == len(table.header) and _is_header(one, table) for one in above)


def _by_two_votes(
    items: Sequence[_Item],
    names: Sequence[str | None],
    sureness: Sequence[float],
    labels: LabelIndex,
    placed: tuple[Sequence[str | None], Sequence[bool]],
) -> tuple[list[str | None], list[float]]:
    """Names and how sure they are, rows seen in a picture by their place too where their label was misread."""
    named, certain = list(names), list(sureness)
    for number, (item, name, sure) in enumerate(zip(items, *placed, strict=True)):
        if item.label.ink is None or (sure and name in (None, names[number])):
            continue
        if name is not None and names[number] in (None, name):
            named[number], certain[number] = name, sureness_by_votes(item.label.text, name, labels)
        else:
            certain[number] = min(certain[number], UNPLACED)
    return named, certain


def _item(line: TableLine, labels: LabelIndex, table: TableForm) -> _Item | None:
    best: tuple[float, int] | None = None
    for number, cell in enumerate(line.cells):
        if is_blank(cell) or not cell.trusted:
            continue
        score = labels.best(cell.text)[1]
        if score > 0 and (best is None or score >= best[0]):
            best = (score, number)
    if best is None:
        return _unreadable(line, table)
    rest = line.cells[best[1] + 1 :]
    return _Item(line, line.cells[best[1]], rest)


def _unreadable(line: TableLine, table: TableForm) -> _Item | None:
    """A row seen in a picture with as many cells as the list, of whose label nothing can be made.

    Or with all cells but the label, where no rule was seen between this and the one above.
    """
    first = line.cells[0]
    if first.ink is None or not table.header:
        return None
    if line.ruled and first.column > 0 and len(line.cells) == len(table.header) - 1:
        return _Item(line, replace(first, text=""), line.cells)
    if len(line.cells) != len(table.header) or _is_header(line, table):
        return None
    return _Item(line, first, line.cells[1:])


def _is_header(line: TableLine, table: TableForm) -> bool:
    """Whether a row bears the labels of the columns, which may be misread: one will do where no figure stands."""
    known = zip(table.header, *table.header_aliases, strict=True)
    index = LabelIndex([KnownLabel(texts[0], texts) for texts in known])
    alike = [index.likeness(cell.text)[text] for cell, text in zip(line.cells, table.header, strict=True)]
    if max(alike) == EXACT or 2 * sum(likeness >= LIKE_HEADER for likeness in alike) > len(alike):
        return True
    return max(alike) >= LIKE_ONE and parse_cell(line.cells[-1].text, money=True).meaning == "unparseable"


def _unfold(lines: Sequence[TableLine], table: TableForm) -> list[TableLine]:
    """Lines of a list printed in two halves side by side become two runs of lines."""
    first = label_key(table.header[0]) if table.header else ""
    unfolded: list[TableLine] = []
    for grid in dict.fromkeys(line.grid for line in lines):
        own = [line for line in lines if line.grid == grid]
        starts = next(
            (at for line in own if len(at := [c.column for c in line.cells if label_key(c.text) == first]) > 1), None
        )
        if first and starts is not None and own[0].ruled:
            for start, end in zip(starts, [*starts[1:], 10**6], strict=True):
                unfolded += [_slice(line, start, end) for line in own]
        else:
            unfolded += own
    return [line for line in unfolded if line.cells]


def _slice(line: TableLine, start: int, end: int) -> TableLine:
    return replace(line, cells=tuple(cell for cell in line.cells if start <= cell.column < end))
