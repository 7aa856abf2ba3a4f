"""What a page break cut in two: cells that go on, and rows of which each page has a half."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.stages.tabulation.labels import FormLabels
from pipeline.text.normalise import has_ideograph, label_key, squeeze
from pipeline.text.numerals import parse_cell
from pipeline.types.grid import Cell

A_LABEL = 0.5  # score from which a text is a label by itself
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Torn:
    """What goes on over a page break: pairs of a cell above and below, and whether the row itself was cut."""

    pairs: tuple[tuple[Cell, Cell], ...]
    row: bool


def torn(above: Sequence[Cell], below: Sequence[Cell], labels: FormLabels) -> Torn:
    """What of the bottom cells of one part goes on in the top cells of the next; both on common columns."""
    by_columns = {(cell.column, cell.colspan): cell for cell in above}
    pairs = [
        (by_columns[cell.column, cell.colspan], cell)
        for cell in sorted(below, key=lambda cell: cell.column)
        if (cell.column, cell.colspan) in by_columns
    ]
    label = _label_pair(pairs)
    left, figures = pairs[: label + 1], pairs[label + 1 :]
    if len(pairs) < max(len(below), len(above)):  # cells beside a merged one: a header that spans rows may be cut
        paired = {id(cell) for pair in pairs for cell in pair}
        last = max((cell.column for cell in below if id(cell) not in paired and is_label(cell)), default=-1)
        groups = [pair for pair in left if pair is not left[-1] or pair[1].column < last]
        going_on = [pair for pair in groups if figures and _goes_on(pair, labels)]
        going_on += [pair for pair in pairs if pair not in going_on and _is_cut_label(pair, labels)]
        return Torn(tuple(going_on), row=False)
    if not figures:  # a header above figures, or nothing but labels: whole rows
        return Torn((), row=False)
    if _is_cut_row(left, figures, labels):
        return Torn(tuple(pairs), row=True)
    return Torn(tuple(pair for pair in left[:-1] if _goes_on(pair, labels)), row=False)


def joined_text(above: str, below: str) -> str:
    """The text of a cell of which each page has a part; a label repeated on the second page counts once."""
    if label_key(above) == label_key(below):
        return above
    return "\n".join(part for part in (above, below) if part.strip())


def is_blank(cell: Cell) -> bool:
    """Whether nothing is printed in the cell."""
    return not squeeze(cell.text)


def is_figure(cell: Cell) -> bool:
    """Whether the cell prints a figure or what stands for one."""
    return not is_blank(cell) and (not cell.trusted or parse_cell(cell.text, money=True).meaning != "unparseable")


def is_label(cell: Cell) -> bool:
    """Whether the cell prints text that is no figure; signs that were seen in a picture are one that was misread."""
    return not is_blank(cell) and not is_figure(cell) and (cell.ink is None or has_ideograph(cell.text))


def _label_pair(pairs: Sequence[tuple[Cell, Cell]]) -> int:
    """The rightmost pair with text that is no figure, -1 if there is none."""
    for number in range(len(pairs) - 1, -1, -1):
        if any(is_label(cell) for cell in pairs[number]):
            return number
    return -1


def _is_cut_row(left: Sequence[tuple[Cell, Cell]], figures: Sequence[tuple[Cell, Cell]], labels: FormLabels) -> bool:
    """Whether the row was cut: figures on one side at most, and labels that make one."""
    inked = [any(not is_blank(pair[side]) for pair in figures) for side in (0, 1)]
    if all(inked) or not left or not all(_goes_on(pair, labels) for pair in left):
        return False
    label = left[-1]
    if not any(is_blank(cell) for cell in label):
        return _is_cut_label(label, labels)
    return True  # an empty half, or the label on one page and the figures on the other


def _is_cut_label(pair: tuple[Cell, Cell], labels: FormLabels) -> bool:
    """Whether two texts are the halves of one label: together they fit a form's label as neither does alone."""
    above, below = pair
    if is_blank(above) or is_blank(below) or is_figure(above) or is_figure(below):
        return False
    whole, first, second = (labels.any(text) for text in (joined_text(above.text, below.text), above.text, below.text))
    if whole >= SURE and whole > max(first, second):
        return True
    # "(2) granted in part (of which only" + "this case counts)": the first half is a label already, the second is none
    return whole >= A_LABEL and ((whole >= first and second < A_LABEL) or (whole >= second and first < A_LABEL))


def _goes_on(pair: tuple[Cell, Cell], labels: FormLabels) -> bool:
    """Whether a merged label left of the rows goes on: its text stands on one page, on both, or was cut."""
    above, below = pair
    if is_blank(above) or is_blank(below):
        return True
    return label_key(above.text) == label_key(below.text) or _is_cut_label(pair, labels)


def merged(above: Cell, below: Cell, *, rows: int) -> Cell:
    """The two cells as one over `rows` rows; it stands where most of its text does."""
    larger = above if len(above.text) >= len(below.text) else below
    return replace(
        above,
        text=joined_text(above.text, below.text),
        place=larger.place,
        rowspan=rows,
        trusted=above.trusted and below.trusted,
    )
