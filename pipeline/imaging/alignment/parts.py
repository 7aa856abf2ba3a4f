"""Parts of a page that are tables: rows of figures under the same columns, with what stands above and beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import median

from pipeline.imaging.alignment.blankrows import cuts_across, over_blank_rows, ruled_down, widest_step
from pipeline.imaging.alignment.headercolumns import with_even_columns, with_header_columns, without_corner
from pipeline.imaging.alignment.pieces import Piece
from pipeline.imaging.alignment.rows import FigureRow, Span, figure_columns, is_dash, without_strays
from pipeline.imaging.alignment.units import has_unit, rows_below, units_above, without_unit_dashes
from pipeline.types.raster import PixelBox, hull

LEAST = 0.6  # of the height of figures; lower ones are commas, where they are not dashes
MOST = 1.8  # of the height of figures and of print; higher ones are holes of a punch, rings of a binder
SAME_ROW = 0.55  # heights of a figure by which middles of one row may differ
IN_TEXT = 1.3  # em; a figure nearer than this to words on both its sides stands in a sentence
WORDS = 2.6  # heights of the line; a unit is no wider
FEWEST, BARE = 3, 5  # columns of a table whose rows have no label, with a header and without
CLEAR = 1.5  # em right of the labels where no label is
FAR = 3.5  # em between two rows of figures of which the lower has no label: a page number
REACH = 14.0  # em between two rows of figures of one table, without a label or a rule
LEADING = 0.6  # em between lines of one label
IN_LINE = 0.85  # em between words of one line of prose
ONE_LABEL = 1.15  # em between words of one label of a header
NARROWEST = 0.5  # em; a narrower word in a header is a mark of a sentence
HEADER_GAP = 2.3  # em between the lines of a header
WIDEST_ROW = 5.0  # em between rows; where they are farther apart, text between them is not seldom prose
LARGER = 1.4  # times the size of the table's print: a heading


@dataclass(frozen=True, slots=True)
class Part:
    """One table: its columns of figures, its rows of figures, its header, and the pieces left of the figures.

    `em` is the size of its print in pixels; `words` are texts that stand in the columns at the height of a row; `high`
    and `low` are where its rows begin and end, those that print a figure or those above and below which print none.
    """

    columns: tuple[Span, ...]
    rows: tuple[FigureRow, ...]
    header: tuple[Piece, ...]
    left: tuple[Piece, ...]
    words: tuple[Piece, ...]
    em: float
    high: float
    low: float

    @property
    def is_lone(self) -> bool:
        """Whether it is a single figure without a header."""
        return len(self.columns) == 1 and len(self.rows) == 1 and not self.header


def find_parts(pieces: Sequence[Piece], rules: Sequence[PixelBox] = ()) -> list[Part]:
    """The tables among the pieces of a page, top to bottom; level `rules` part rows, blank ones too."""
    texts = [piece for piece in pieces if not piece.figure]
    if not texts:
        return []
    em = float(median(piece.height for piece in texts))
    tall = [piece.height for piece in pieces if piece.figure and piece.height > 0.4 * em]
    usual = float(median(tall)) if tall else 0.0
    print_like = [piece for piece in pieces if piece.height <= MOST * max(usual, em) or not piece.figure]
    figures = [
        piece
        for piece in print_like
        if piece.figure and (piece.height >= LEAST * usual or is_dash(piece)) and not _is_in_text(piece, texts)
    ]
    texts += [Piece(piece.box) for piece in print_like if piece.figure and not any(piece is own for own in figures)]
    rows = without_strays([row for row in _figure_rows(figures, em) if not _is_wordy(row, texts)], FEWEST, FAR * em)
    runs = _runs(rows, texts, rules, em)
    parts, apart = [], _apart(runs)
    ceiling = 0.0
    for number, run in enumerate(runs):
        floor = runs[number + 1][0].middle if number + 1 < len(runs) else float("inf")
        part = _part(run, texts, rules, (ceiling, floor), max(apart, _apart([run])))
        if part is not None and (not part.is_lone or has_unit(part.rows[0], part.left, part.em)):
            parts.append(part)
            ceiling = max(run[-1].middle + run[-1].height / 2, part.low)
    return [part for part in parts if not part.is_lone or _goes_with(part, parts)]


def _goes_with(lone: Part, parts: Sequence[Part]) -> bool:
    """Whether a single figure stands in the column of another table's: a row of its own between two.

    Alone it may be anything, a stroke of a rule or the end of a sentence.
    """
    figure = lone.rows[0].pieces[0]
    return any(part.columns[-1].overlap(figure) > 0 for part in parts if not part.is_lone)


def _is_in_text(figure: Piece, texts: Sequence[Piece]) -> bool:
    """Whether a figure stands in a sentence, or is the number before a label: words go on right of it."""
    near = IN_TEXT * max(figure.height, 1) * 1.4
    beside = [text for text in texts if text.box.top < figure.middle < text.box.bottom]
    if any(text.box.x0 >= figure.box.x1 and text.box.x1 - text.box.x0 > WORDS * text.height for text in beside):
        return True
    left = any(-0.5 * near < figure.box.x0 - text.box.x1 < near for text in beside)
    right = any(-0.5 * near < text.box.x0 - figure.box.x1 < near for text in beside)
    return left and right


def _is_wordy(row: FigureRow, texts: Sequence[Piece]) -> bool:
    """Whether more words than figures stand from the first figure on: signs in a header were taken for figures."""
    start = row.pieces[0].box.x0
    top, bottom = row.middle - 0.4 * row.height, row.middle + 0.4 * row.height
    beside = [text for text in texts if text.box.x0 > start and text.box.top < bottom and text.box.bottom > top]
    return len(beside) > len(row.pieces)


def _figure_rows(figures: Sequence[Piece], em: float) -> list[FigureRow]:
    rows: list[list[Piece]] = []
    for piece in sorted(figures, key=lambda piece: piece.middle):
        if rows and abs(FigureRow(tuple(rows[-1])).middle - piece.middle) < SAME_ROW * em:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [FigureRow(tuple(sorted(row, key=lambda piece: piece.box.x0))) for row in rows]


def _runs(
    rows: Sequence[FigureRow], texts: Sequence[Piece], rules: Sequence[PixelBox], em: float
) -> list[list[FigureRow]]:
    """Rows under the same columns without anything but labels between them."""
    runs: list[list[FigureRow]] = []
    for row in rows:
        if runs and _goes_on(runs[-1], row, texts, rules, em):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _goes_on(
    run: Sequence[FigureRow], row: FigureRow, texts: Sequence[Piece], rules: Sequence[PixelBox], em: float
) -> bool:
    above = run[-1]
    columns = figure_columns(run, em)
    labels = [text.middle for text in texts if text.box.x1 < columns[0].x0]
    if widest_step(above.middle, row.middle, [*labels, *cuts_across(columns, rules, em)]) > REACH * em:
        return False
    labelled = any(abs(text.middle - row.middle) < 1.2 * em and text.box.x1 < row.pieces[0].box.x0 for text in texts)
    if not labelled and row.middle - above.middle > FAR * em:
        return False
    before, after = columns, figure_columns([*run, row], em)
    shared = any(column.overlap(piece) > 0 for column in before for piece in row.pieces)
    if not shared or len(after) < len(before) or _is_sentence(row, texts, before[0].x0, em):
        return False
    x0, x1 = after[0].x0, after[-1].x1
    between = [text for text in texts if above.middle + 0.5 * em < text.middle < row.middle - 0.5 * em]
    end = _labels_end([*run, row], texts, em) + CLEAR * em
    if any(text.box.x0 > end and text.box.x1 - text.box.x0 > WORDS * em and text.box.x0 < x1 for text in between):
        return False  # right of all labels: a header
    inside = [text for text in between if text.box.x1 > x0 + 0.5 * em and text.box.x0 < x1]
    wide = any(text.box.x1 - text.box.x0 > WORDS * em for text in inside)
    crowded = any(abs(one.middle - other.middle) < em for one, other in combinations(inside, 2))
    return not wide and not crowded  # a word alone in a row is a value: none, not applicable


def _is_sentence(row: FigureRow, texts: Sequence[Piece], start: float, em: float) -> bool:
    """Whether words stand before the figures of a row where the table, which starts at `start`, has figures only."""
    return any(
        start < text.box.x0 < row.pieces[0].box.x0
        and abs(text.middle - row.middle) < SAME_ROW * em
        and text.box.x1 - text.box.x0 > WORDS * em
        for text in texts
    )


def _labels_end(rows: Sequence[FigureRow], texts: Sequence[Piece], em: float) -> float:
    """Where the labels left of the rows' figures end; units do not count."""
    ends = [
        text.box.x1
        for row in rows
        for text in texts
        if abs(text.middle - row.middle) < 1.2 * em
        and text.box.x1 < row.pieces[0].box.x0
        and text.box.x1 - text.box.x0 > WORDS * em
    ]
    return max(ends, default=rows[-1].pieces[0].box.x0)


def _part(
    run: Sequence[FigureRow],
    texts: Sequence[Piece],
    rules: Sequence[PixelBox],
    between: tuple[float, float],
    apart: float,
) -> Part | None:
    """The table of these rows `between` two heights of the page; the lines of its header are as far `apart` as they."""
    ceiling, floor = between
    em = _size(run, texts)
    run, texts = without_unit_dashes(run, texts, em)
    run = _without_header(run, texts, em)
    columns = figure_columns(run, em)
    first, last = run[0], run[-1]
    middles = [row.middle for row in run]
    printed = [text for text in texts if text.height < LARGER * em]
    above = _joined([text for text in printed if ceiling < text.middle < first.middle - 0.5 * em], columns, em)
    size = [*above, *(text for text in printed if text.middle >= first.middle - 0.5 * em)]
    bare = units_above(run, size, em, ceiling)
    above = [text for text in above if not any(text is unit for unit in bare)]
    high = min((unit.middle for unit in bare), default=first.middle)
    header, prose = _header(
        first, columns, above, (em, _labels_end(run, texts, em), max(HEADER_GAP * em, min(apart, WIDEST_ROW * em)))
    )
    header = without_corner(header, columns, em)
    ceiling = max(ceiling, prose)
    columns = with_header_columns(columns, header, em)
    top = min((piece.box.top for piece in header), default=high - 0.5 * em)
    left = [text for text in size if text.box.x0 < columns[0].x0 - 0.5 * em and text.middle > ceiling]
    left = [text for text in left if not any(text is piece for piece in header)]
    columns, header = with_even_columns(columns, header, printed, em)
    over = min((piece.box.x0 for piece in header), default=columns[0].x0)
    start = min(columns[0].x0 - 0.5 * em, max(over, _labels_end(run, texts, em) + CLEAR * em))
    low = ruled_down(run, start, texts, cuts_across(columns, rules, em), (em, floor))
    body = _beside(left, top - 0.3 * em, max(last.middle + 0.5 * em, low), em, down=floor)
    band = (columns[0].x0, columns[-1].x1)
    body = [text for text in [*body, *rows_below(run, left, body, em, floor)] if text.box.x1 < band[0] + em]
    words = [
        text
        for text in texts
        if text.box.x1 > band[0] + em
        and text.box.x0 < band[1]
        and any(abs(text.middle - middle) < 0.55 * em for middle in middles)
    ]
    beside = [row for row in run if any(abs(text.middle - row.middle) < 1.6 * em for text in body)]
    if not beside and len(columns) < (FEWEST if header else BARE):
        return None
    return Part(tuple(columns), tuple(run), tuple(header), tuple(body), tuple(words), em, high, low)


def _joined(texts: Sequence[Piece], columns: Sequence[Span], em: float) -> list[Piece]:
    """Words of one line as one piece, those over two columns apart."""
    joined: list[Piece] = []
    for piece in sorted(texts, key=lambda piece: piece.box.x0):
        for number, last in enumerate(joined):
            beside = abs(last.middle - piece.middle) < 0.4 * em and -em < piece.box.x0 - last.box.x1 < ONE_LABEL * em
            whole = Piece(hull((last.box, piece.box)))
            if beside and (len(columns) == 1 or sum(column.overlap(whole) > 0 for column in columns) < 2):
                joined[number] = whole
                break
        else:
            joined.append(piece)
    return joined


def _without_header(run: Sequence[FigureRow], texts: Sequence[Piece], em: float) -> Sequence[FigureRow]:
    """The rows without those at the top that are signs in a header: few figures among words in the columns."""
    start = 0
    while start + 1 < len(run):
        rest = figure_columns(run[start + 1 :], em)
        row = run[start]
        words = [text for text in texts if rest[0].x0 - em < text.centre < rest[-1].x1 + em]
        beside = [text for text in words if abs(text.middle - row.middle) < em]
        if 2 * len(row.pieces) >= len(rest) or len(beside) < 2:
            break
        start += 1
    return run[start:]


def _size(run: Sequence[FigureRow], texts: Sequence[Piece]) -> float:
    """The size of the print beside the rows; figures are two thirds of it high."""
    page = float(median(text.height for text in texts))
    near = [text.height for row in run for text in texts if text.box.top < row.middle < text.box.bottom]
    tall = [row.height for row in run if not all(is_dash(piece) for piece in row.pieces)]
    figures = median(tall) * 1.35 if tall else page  # a dash tells no size
    likely = [height for height in near if 0.6 * figures < height < 1.5 * figures]
    return float(median(likely)) if likely else float(figures)


def _apart(runs: Iterable[Sequence[FigureRow]]) -> float:
    """The pixels between rows of figures that follow each other, as most are; 0 where no two do."""
    return float(median([below.middle - above.middle for run in runs for above, below in pairwise(run)] or [0.0]))


def _header(
    first: FigureRow, columns: Sequence[Span], above: Sequence[Piece], size: tuple[float, float, float]
) -> tuple[list[Piece], float]:
    """The texts above the columns without a wide gap, and the bottom of the prose above them (0 if there is none).

    `size` is that of the print, where the labels of rows end, and the widest gap.

    Labels of columns may stand left of figures that are set to the right, but not over the labels of rows.
    """
    em, end, widest = size
    x0, x1 = min(columns[0].x0 - 2 * em, end + CLEAR * em), columns[-1].x1 + 2 * em
    found: list[Piece] = []
    frontier = over_blank_rows(first, x0, above, widest)
    for text in sorted(
        (text for text in above if text.middle < frontier - 0.3 * em), key=lambda text: -text.box.bottom
    ):
        if text.box.x1 < x0 or text.box.x0 > x1 or text.box.x1 - text.box.x0 < NARROWEST * em:
            continue
        if frontier - text.box.bottom > widest:
            break
        line = _line_of(text, above, em)
        if not _are_labels(line, above, columns) and line.x0 < min(end, columns[0].x0 - em) and line.x1 > columns[0].x1:
            return found, text.box.bottom
        if x0 < text.centre < x1:
            found.append(text)
            frontier = min(frontier, text.box.top)
    return found, 0.0


def _are_labels(line: PixelBox, texts: Sequence[Piece], columns: Sequence[Span]) -> bool:
    """Whether a line of text and what stands right of it are labels of columns: words, none over a column of another.

    Figures are narrow, so that a label may stand between two; most stand over one.
    """
    words = [text for text in texts if text.box.x0 >= line.x0 and line.top <= text.middle <= line.bottom]
    over = [number for word in words for number, column in enumerate(columns) if column.overlap(word) > 0]
    own = len(over) == len(set(over)) <= len(words)
    return len(columns) >= FEWEST and own and 2 * len(over) > len(words) > 1


def _line_of(piece: Piece, texts: Sequence[Piece], em: float) -> PixelBox:
    """The box of the line of text that a piece is part of."""
    box = piece.box
    for text in sorted(texts, key=lambda text: -text.box.x0):
        if abs(text.middle - piece.middle) < 0.5 * em and -em < box.x0 - text.box.x1 < IN_LINE * em:
            box = hull((box, text.box))
    for text in sorted(texts, key=lambda text: text.box.x0):
        if abs(text.middle - piece.middle) < 0.5 * em and -em < text.box.x0 - box.x1 < IN_LINE * em:
            box = hull((box, text.box))
    return box


def _beside(left: Sequence[Piece], top: float, bottom: float, em: float, *, down: float) -> list[Piece]:
    """Labels between top and bottom, and those that go on from there up and down without a gap."""
    inside = [text for text in left if top < text.middle < bottom]
    high = min([top, *(text.box.top for text in inside)])
    low = max([bottom, *(text.box.bottom for text in inside)])
    above = sorted((text for text in left if text.middle <= top), key=lambda text: -text.box.bottom)
    for text in above:
        if high - text.box.bottom > LEADING * em:
            break
        inside.append(text)
        high = min(high, text.box.top)
    for text in sorted((text for text in left if text.middle >= bottom), key=lambda text: text.box.top):
        if text.box.top - low > LEADING * em or text.middle > down - em:
            break
        inside.append(text)
        low = max(low, text.box.bottom)
    return inside
