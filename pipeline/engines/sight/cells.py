"""The cells of a table in a picture: cut out, read by readers with different weights, strokes told by shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from pipeline.engines.protocols import CellReader
from pipeline.imaging.crops import CellInk, crop_cell
from pipeline.imaging.loops import has_closed_loops
from pipeline.imaging.ragged import without_ragged_rules, without_specks_aside
from pipeline.imaging.seals import Marks
from pipeline.imaging.shades import find_pale
from pipeline.imaging.signs import stroke_before
from pipeline.imaging.steps import has_room_between
from pipeline.imaging.strokes import has_leading_minus, stroke_of
from pipeline.schema import PagePlace
from pipeline.text.normalise import has_ideograph
from pipeline.text.numerals import parse_cell
from pipeline.types.grid import NO_INK, PIXELS, Cell, Glimpse, Grid
from pipeline.types.raster import PixelCell, PixelGrid, Raster, to_page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIGNS = "-+−－＋—"
MONEY = "万元"
NOT_ZERO = "123456789"  # a figure without any of these has no sign
SHAPE = -0.05  # log-probability of what the shape of a stroke says
CRUMBLED = 0.5  # what is left of the quality of a table whose figures lost their thin strokes
FEWEST_LOST, OFTEN_LOST = 3, 0.25  # cells with ink that is nothing to be read, and their share in columns of figures
OFTEN_DUSTED = 0.08  # share of the cells without print in which dust lies together
FEWEST_TRACED, OFTEN_TRACED = 2, 0.15  # cells in which dots lie as of a dash, and their share; dust does so in .1
FINE = 150.0  # dots an inch of black and white, of which a thin dash leaves something; coarser ones may lose it whole
MANY_BLANK = 6  # cells of which dashes would leave a trace in one, since they meet the dots at different heights


class Ruled(Protocol):
    """Of what is no print: the mask of ruling lines, and marks that lie over it."""

    @property
    def rules(self) -> NDArray[np.uint8]:
        """255 where a rule is."""
        ...

    @property
    def marks(self) -> Marks:
        """Where a seal or another mark is."""
        ...


@dataclass(frozen=True, slots=True)
class GridReader:
    """Reads the cells of a table: `cells` reads all of them, `others` read figures again, each with other weights.

    Of a picture in black and white alone the readers of `bilevel`, if any, read figures instead of all these; of one
    whose dots are coarse those of `coarse`, and `words`, if there is one, reads all cells instead of `cells`.
    """

    cells: CellReader
    others: tuple[CellReader, ...]
    bilevel: tuple[CellReader, ...] = ()
    coarse: tuple[CellReader, ...] = ()
    words: CellReader | None = None

    def read(self, grid: PixelGrid, raster: Raster, ruled: Ruled, page: int) -> Grid:
        """The table with what its cells say, with places on page `page`; `ruled` is what of the picture is no print."""
        pixels = _table_alone(grid, raster, ruled)
        inks = [crop_cell(pixels, ruled.rules, cell.box, dpi=raster.dpi, marks=ruled.marks) for cell in grid.cells]
        coarse = raster.bilevel is not None and raster.bilevel < FINE
        cells = self.words if coarse and self.words is not None else self.cells
        first = iter(cells.read_figures([crop for ink in inks for crop in ink.lines]))
        glimpses = [[next(first) for _ in ink.lines] for ink in inks]
        again = [
            number
            for number, (ink, seen) in enumerate(zip(inks, glimpses, strict=True))
            if len(ink.lines) == 1 and _may_be_figure(seen[0][0].text, broken=raster.bilevel is not None)
        ]
        crops = {number: inks[number].lines[0] for number in again}
        further: dict[int, tuple[tuple[Glimpse, ...], ...]] = {}
        readers = self.coarse if coarse else self.bilevel
        if raster.bilevel is not None and readers:
            bare = {
                number: without_specks_aside(crop, dpi=raster.dpi, dots=raster.bilevel)
                for number, crop in crops.items()
            }
            further = _figures(_read_by(readers, bare))
            glimpses = [[further[number][0]] if number in further else seen for number, seen in enumerate(glimpses)]
        further |= _read_by(self.others, {number: crop for number, crop in crops.items() if number not in further})
        further |= self._words_again(
            {number: ink.lines for number, ink in enumerate(inks) if _is_none(glimpses[number])}
        )
        if raster.bilevel is None:
            pale = find_pale(inks, [seen[0][0].text if seen else "" for seen in glimpses], raster.pixels)
            inks = [replace(ink, covered=True) if faint else ink for ink, faint in zip(inks, pale, strict=True)]
        if raster.bilevel is not None and not _are_blanks_sure(inks, coarse=coarse):
            inks = [ink if ink.lines else replace(ink, torn=True) for ink in inks]
        read = [
            _cell(pixels, ink, _readings(seen, further.get(number, ()), ink.lines), PagePlace(page=page, box=box))
            for number, (pixels, ink, seen, box) in enumerate(
                zip(grid.cells, inks, glimpses, [to_page(cell.box, raster) for cell in grid.cells], strict=True)
            )
        ]
        if raster.bilevel is None:
            read = [
                replace(cell, stroke=_stroke_before(ink, cell.text, raster.dpi))
                for cell, ink in zip(read, inks, strict=True)
            ]
        else:
            read = [
                replace(_in_black_and_white(cell, ink, coarse=coarse), dusted=_is_only_dusted(own, ink))
                for cell, own, ink in zip(read, grid.cells, inks, strict=True)
            ]
        quality = grid.quality
        if raster.bilevel is not None and _is_crumbled(read):
            quality *= CRUMBLED
        return Grid(tuple(read), grid.rows, grid.columns, PIXELS, "ruled", (page,), quality, confirmable=not grid.leans)

    def _words_again(
        self, lines: dict[int, tuple[NDArray[np.uint8], ...]]
    ) -> dict[int, tuple[tuple[Glimpse, ...], ...]]:
        """By its number what the first of the other readers says of a cell of several lines."""
        if not self.others:
            return {}
        said = iter(self.others[0].read_figures([crop for crops in lines.values() for crop in crops]))
        return {number: ((_joined([next(said) for _ in crops]),),) for number, crops in lines.items()}


def _table_alone(grid: PixelGrid, raster: Raster, ruled: Ruled) -> NDArray[np.uint8]:
    """The picture, a table in black and white without its rules: what stands out of them, and dust there, looks alone.

    With the rules it would pass for a part of them, without them for print.
    """
    if raster.bilevel is None:
        return raster.pixels
    box, pixels = grid.box, raster.pixels.copy()
    here = slice(box.top, box.bottom + 1), slice(box.x0, box.x1 + 1)
    pixels[here] = without_ragged_rules(pixels[here], ruled.rules[here], dpi=raster.dpi, dots=raster.bilevel)
    return pixels


def _stroke_before(ink: CellInk, text: str, dpi: float) -> float | None:
    """How dark a level stroke before a figure of grey print is; None where there is no figure on one line."""
    if len(ink.lines) != 1 or ink.inside is None or ink.print_mask is None or has_ideograph(text):
        return None
    if not any(char in NOT_ZERO for char in text):
        return None
    return stroke_before(ink.inside, ink.print_mask, dpi, four=text.lstrip(SIGNS).startswith("4"))


def _in_black_and_white(cell: Cell, ink: CellInk, *, coarse: bool) -> Cell:
    """The cell with what its dots say of thin strokes and points that are gone."""
    looped = has_closed_loops(ink.lines[0], cell.text) if ink.lines else None
    return replace(cell, bilevel=True, coarse=coarse, looped=looped, spaced=_is_spaced(ink, cell.text))


def _is_spaced(ink: CellInk, text: str) -> bool:
    """Whether two digits of a number without a point stand as far apart as with one."""
    digits = text.rstrip(MONEY)
    whole = digits.isdigit() and len(digits) > 1
    return whole and len(ink.lines) == 1 and has_room_between(ink.lines[0], unit=len(text) - len(digits))


def _is_only_dusted(cell: PixelCell, ink: CellInk) -> bool:
    """Whether nothing but dust, in it or in other cells, says that a cell without print may have held any."""
    return ink.torn and not (ink.lines or ink.covered or cell.doubtful)


def _are_blanks_sure(inks: Sequence[CellInk], *, coarse: bool) -> bool:
    """Whether cells of black and white without print never held any: of dashes that went some would leave a trace."""
    blank = [ink for ink in inks if not ink.lines]
    traced = sum(ink.traced for ink in blank)
    if coarse:
        return len(blank) >= MANY_BLANK and traced <= OFTEN_DUSTED * len(blank)
    return traced < max(FEWEST_TRACED, OFTEN_TRACED * len(blank)) and not _is_dusted(inks)


def _is_dusted(inks: Sequence[CellInk]) -> bool:
    """Whether dust lies together in many of the cells without print: thin strokes crumbled, and in others went."""
    blank = [ink.torn for ink in inks if not ink.lines]
    return sum(blank) >= max(FEWEST_LOST, OFTEN_DUSTED * len(blank))


def _is_crumbled(cells: Sequence[Cell]) -> bool:
    """Whether ink that is no figure and no word is usual: thin strokes are gone, and what is left of a 4 is a 1."""
    by_column: dict[int, list[str]] = defaultdict(list)
    for cell in cells:
        if (cell.ink or 0.0) >= NO_INK and not has_ideograph(cell.text):
            by_column[cell.column].append(cell.text)
    figures = [texts for texts in by_column.values() if 2 * sum(map(_has_digit, texts)) >= len(texts)]
    inked = [text for texts in figures for text in texts]
    lost = sum(not text or parse_cell(text, money=True).meaning == "unparseable" for text in inked)
    return lost >= FEWEST_LOST and lost > OFTEN_LOST * len(inked)


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _read_by(
    readers: Sequence[CellReader], crops: dict[int, NDArray[np.uint8]]
) -> dict[int, tuple[tuple[Glimpse, ...], ...]]:
    """By its number what each reader says of a crop."""
    said = [reader.read_figures(list(crops.values())) for reader in readers]
    return dict(zip(crops, zip(*said, strict=True), strict=False))


def _figures(seen: dict[int, tuple[tuple[Glimpse, ...], ...]]) -> dict[int, tuple[tuple[Glimpse, ...], ...]]:
    """Those that the first reader takes for no word: words, whose strokes lie near together, are better read as is."""
    return {number: readers for number, readers in seen.items() if not _is_word(readers[0][0].text)}


def _is_word(text: str) -> bool:
    return parse_cell(text, money=True).meaning == "unparseable" and has_ideograph(text)


def _cell(pixels: PixelCell, ink: CellInk, readings: tuple[Glimpse, ...], place: PagePlace) -> Cell:
    if ink.gapped:  # two figures that a rule too pale to see would part
        readings = tuple(replace(one, text=f"{one.text[:1]} {one.text[1:]}") for one in readings)
    text = readings[0].text if readings else ""
    return Cell(
        text, pixels.row, pixels.column, place, pixels.rowspan, pixels.colspan,
        trusted=True, glimpses=readings, ink=ink.ink, clear=not (ink.torn or ink.covered or pixels.doubtful),
    )  # fmt: skip


def _readings(
    lines: Sequence[tuple[Glimpse, ...]], further: Sequence[tuple[Glimpse, ...]], crops: Sequence[NDArray[np.uint8]]
) -> tuple[Glimpse, ...]:
    """All glimpses of a cell, reader by reader, each reader's own best first.

    Shapes that recognisers get wrong have a word of their own, before them.
    """
    if not lines:
        return ()
    if len(lines) > 1:
        return (_joined(lines), *(glimpse for seen in further for glimpse in seen))
    readers = (lines[0], *(seen for seen in further if seen[0].reader != lines[0][0].reader))
    return (*_shape([seen[0] for seen in readers], crops[0]), *(glimpse for seen in readers for glimpse in seen))


def _joined(lines: Sequence[tuple[Glimpse, ...]]) -> Glimpse:
    """What a reader says of several lines of print."""
    first = [line[0] for line in lines]
    text = "\n".join(line.text for line in first)
    return Glimpse(text, sum(line.log_probability for line in first), first[0].reader)


def _is_none(lines: Sequence[tuple[Glimpse, ...]]) -> bool:
    """Whether several lines make a word that stands where there is no figure: one reader alone is not believed."""
    return len(lines) > 1 and parse_cell(_joined(lines).text, money=True).meaning in ("not_applicable", "none_word")


def _shape(seen: Sequence[Glimpse], crop: NDArray[np.uint8]) -> tuple[Glimpse, ...]:
    """What the shape of the ink says where the recognisers say something else."""
    stroke = stroke_of(crop)
    meanings = {parse_cell(glimpse.text, money=True).meaning for glimpse in seen}
    if stroke in ("slash", "dash") and meanings != {stroke}:
        mark = "/" if stroke == "slash" else "—"
        return (Glimpse(mark, SHAPE, "shape"),)
    text = seen[0].text
    if text[:1].isdigit() and has_leading_minus(crop):
        return (Glimpse(f"-{text}", SHAPE, "shape"),)
    return ()


def _may_be_figure(text: str, *, broken: bool) -> bool:
    """Whether a reading may be of a figure; one that is `broken`, its thin strokes gone, is read as any signs."""
    return len(text) <= 14 and (
        parse_cell(text, money=True).meaning != "unparseable"
        or sum(char.isdigit() for char in text) * 2 >= len(text)
        or len(text) <= 2
        or (broken and not has_ideograph(text))
    )
