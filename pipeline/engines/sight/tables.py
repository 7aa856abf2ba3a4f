"""The tables of a cleaned picture, and the mask of their ruling lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from statistics import median
from typing import TYPE_CHECKING

from pipeline.imaging.alignment.levels import is_within_row, level_boxes
from pipeline.imaging.cleaning import Cleaned
from pipeline.imaging.grids import find_grids
from pipeline.imaging.ink import PALE_BELOW, ink_mask
from pipeline.imaging.parting import CLEAR, NO_RECTANGLE, WORN_OUT
from pipeline.imaging.rules import FAINT, LOOSE, PALE, STRICT, Contrast, Rules, contrast_of, find_rules, has_paler_rules
from pipeline.imaging.sealed import with_hidden_rules
from pipeline.imaging.seals import Marks, marks_over
from pipeline.imaging.splitcells import with_whole_cells
from pipeline.types.raster import PixelBox, PixelGrid, hull

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Found = tuple[PixelGrid, "NDArray[np.uint8]"]  # a table, and the mask of all rules that it was found by
TIDY = 0.96  # the least quality of a table of evened rules; strokes of grain make no tidy one
MANY, WIDE = 40, 0.25  # cells, and inches of their width, of tables that may be dashed
GRAIN, LONG_GRAIN = 0.05, 0.08  # inches along a rule that are taken together, of pale and of faint ones
HALF = 0.5  # of the area and of the cells of a table, that a fragment of it is smaller than
NOTHING_MISSING = 0.985  # the least quality, its rules as whole as they are, of a table of which no edge is doubtful
SOUND = 0.9  # the least quality of a table, its rules as whole as they are, that no fragment replaces
WHOLE = 0.9  # of the area of a table found before that one of evened rules covers
LEAST_CELL = 0.085  # inches; the least print that is read has rows as high
BEYOND, LEVEL = 0.1, 0.02  # inches beside a table and from a level rule of it
SIDES = 0.05  # inches by which the sides of two tables of one page differ
LONGEST_WORD = 0.6  # inches of stroke there, of more than half of its level rules: no type has so much
BAND = 0.015  # inches on both sides of an edge: dashes of a rule lie there that are in no mask of rules
REACH = 0.04  # inches from the edge of a cell within which its rules lie, double ones too
STEEP = 50  # a doubtful table counts for little: .99 for six tenths of its cells
WORN_STEEP = 15  # one of worn rules for more: what is lost of these is cells
OUTDONE = 1.3  # times as many cells
LINES, INKED = 2, 0.25  # rows of a lattice of type, and the share of its strokes that is print; faint rules are none
MOST = 0.8  # of the area of a picture that is the picture of a table


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Tables top to bottom, where their rules are (255), which is no print, and the marks that lie over print."""

    grids: tuple[PixelGrid, ...]
    rules: NDArray[np.uint8]
    marks: Marks


def find_tables(cleaned: Cleaned) -> Tables:
    """The tables that ruling lines make: of plain strokes, or of pale ones too where those make more of a region.

    Where these make none that is tidy, fainter strokes are taken.
    """
    found: list[Found] = []
    pixels, dpi = cleaned.raster.pixels, cleaned.raster.dpi
    strokes = _strokes(cleaned)
    plainly, worn = False, False
    for contrast in (STRICT, LOOSE):
        new, rules = _found(pixels, dpi, contrast, strokes)
        found = _better(found, [one for one in new if not _is_fragment(one[0], [*found, *new])])
        plainly = bool(new) if contrast == STRICT else plainly and not _is_outdone(found, new)
        worn = worn or (contrast == STRICT and any(grid.quality <= WORN_OUT for grid, _ in new))
        whole = bool(found) and all(grid.quality >= CLEAR and not grid.passed_over for grid, _ in found)
        if whole and not has_paler_rules(strokes, rules, dpi=dpi):
            break  # whole tables, and nothing that would add to them
    plainly_tidy = plainly and not worn and _is_tidy(found)  # of a table of dashes fainter strokes may make a tidy part
    plain = [grid for grid, _ in found]
    found = _with_fainter(found, cleaned, strokes, plainly)
    if not plainly_tidy or any(_goes_on(grid, rules, dpi) for grid, rules in found):
        for contrast in (STRICT, LOOSE):
            dashed = _found(pixels, dpi, contrast, strokes, dashed=True)[0]
            faint = [grid for grid, _ in found if all(grid is not one for one in plain)]
            found = _with_dashed(found, dashed, dpi, faint, MOST * pixels.size)
    elif cleaned.raster.bilevel is not None and any(grid.passed_over for grid, _ in found):
        for contrast in (STRICT, LOOSE):
            found = _with_crumbs(found, _found(pixels, dpi, contrast, strokes, dashed=True)[0], dpi)
    mask = pixels * 0
    for grid, own in found:
        _keep_rules(mask, own, grid, dpi)
    grids = tuple(sorted((grid for grid, _ in found), key=lambda grid: (grid.box.top, grid.box.x0)))
    ink = ink_mask(pixels, below=PALE_BELOW) & ~cleaned.seal  # what is left of a seal is no other mark
    ruled = mask | rules.level | rules.upright | _edges_of(grids, mask, dpi)  # tables of level rules have no grid here
    marks = marks_over(ink, ruled, dpi=dpi) if grids else mask
    over = marks | cleaned.hiding
    grids = tuple(with_whole_cells(grid, over, dpi=dpi) for grid in grids)
    return Tables(grids, mask, Marks(over, cleaned.seal))


def _is_outdone(found: list[Found], paler: list[Found]) -> bool:
    """Whether paler rules make many more cells of a table, if doubtful ones: it may lack rules that are pale."""
    return any(
        _overlap(grid.box, other.box) and len(other.cells) > OUTDONE * len(grid.cells)
        for grid, _ in found
        for other, _ in paler
    )


def _strokes(cleaned: Cleaned, *, grain: float = 0.0) -> Contrast:
    """The strokes of a picture, and those that run on under a seal; `grain` is how many inches are taken together."""
    raster = cleaned.raster
    strokes = contrast_of(raster.pixels, dpi=raster.dpi, grain=grain) if grain else cleaned.strokes
    whole = with_hidden_rules(strokes, cleaned.seal, dpi=raster.dpi)
    return whole if raster.bilevel is None else replace(whole, crumbled=True)


def _with_fainter(found: list[Found], cleaned: Cleaned, strokes: Contrast, plainly: bool) -> list[Found]:
    """What was found, or what fainter strokes make, the grain of the picture evened out along the rules or not.

    Of these only tidy tables are taken, and none that is a part of what was found before. Where nothing is ruled
    `plainly`, a tidy table may be a fragment of one whose other rules are fainter.
    """
    pixels, dpi = cleaned.raster.pixels, cleaned.raster.dpi
    if not _is_tidy(found):
        found = _with_tidy(found, pixels, dpi, PALE, strokes)  # of pale dashes the loose ones are the darker few
        found = _with_tidy(found, pixels, dpi, LOOSE, _strokes(cleaned, grain=GRAIN))
    if not _is_tidy(found) or not plainly:
        found = _with_tidy(found, pixels, dpi, FAINT, strokes)
    if not _is_tidy(found) and not plainly:
        found = _with_tidy(found, pixels, dpi, FAINT, _strokes(cleaned, grain=LONG_GRAIN))
    return found


def _is_tidy(found: list[Found]) -> bool:
    return bool(found) and all(grid.quality >= TIDY for grid, _ in found)


def _goes_on(grid: PixelGrid, rules: NDArray[np.uint8], dpi: float) -> bool:
    """Whether level rules go on beyond a side of the table, with a gap: a part of it was left out."""
    levels = sorted({y for cell in grid.cells for y in (cell.box.top, cell.box.bottom)})
    aside, near = round(BEYOND * dpi), max(2, round(LEVEL * dpi))
    sides = slice(0, max(0, grid.box.x0 - aside)), slice(grid.box.x1 + aside, None)
    for side in sides:
        lengths = [int((rules[max(0, y - near) : y + near + 1, side] > 0).any(axis=0).sum()) for y in levels]
        if sum(length >= LONGEST_WORD * dpi for length in lengths) > HALF * len(levels):
            return True
    return False


def _with_tidy(
    found: list[Found], pixels: NDArray[np.uint8], dpi: float, contrast: int, strokes: Contrast
) -> list[Found]:
    new, rules = _found(pixels, dpi, contrast, strokes)
    most = MOST * pixels.size
    tidy = [one for one in new if _holds_together(one[0], dpi, most) and _has_room(one[0], dpi)]
    levels = level_boxes(rules.level, dpi=dpi) if tidy else []
    tidy = [one for one in tidy if not is_within_row(one[0].box, levels, dpi=dpi)]
    if contrast == FAINT:
        tidy = [one for one in tidy if not is_type(*one, pixels, dpi=dpi)]
    new = [one for one in tidy if not _is_part(one[0], found) and not _adds_type(*one, found, pixels, dpi=dpi)]
    return _better(found, new)


def is_type(grid: PixelGrid, rules: NDArray[np.uint8], pixels: NDArray[np.uint8], *, dpi: float) -> bool:
    """Whether a row or two of cells are lines of type: what passes for faint rules there is as dark as print."""
    own = pixels * 0
    _keep_rules(own, rules, grid, dpi)
    inked = ((own > 0) & (ink_mask(pixels) > 0)).sum()
    return grid.rows <= LINES and int(inked) > INKED * int((own > 0).sum())


def _adds_type(
    grid: PixelGrid, rules: NDArray[np.uint8], found: list[Found], pixels: NDArray[np.uint8], *, dpi: float
) -> bool:
    """Whether what fainter strokes add to a whole table is print, upright lines as dark as it: such rules are plain."""
    whole = [one for one, _ in found if _overlap(one.box, grid.box) and one.quality >= CLEAR and not one.passed_over]
    if not whole:
        return False
    known = [x for one in whole for cell in one.cells for x in (cell.box.x0, cell.box.x1)]
    reach, ink = round(REACH * dpi), ink_mask(pixels)
    strokes = inked = 0
    for box in (cell.box for cell in grid.cells):
        if min(abs(box.x0 - x) for x in known) > reach:
            own = slice(box.top, box.bottom), slice(box.x0 - reach, box.x0 + reach)
            strokes += int((rules[own] > 0).sum())
            inked += int(((rules[own] > 0) & (ink[own] > 0)).sum())
    return inked > INKED * strokes


def _with_dashed(
    found: list[Found], dashed: list[Found], dpi: float, faint: Sequence[PixelGrid] = (), most: float = inf
) -> list[Found]:
    """What was found, each table of dashed rules instead of what is only a part of it or makes less of it.

    One of whole rules is none: beside these, rows of strokes of type would pass for more of them. So they would where
    all rules of a table of dashes were found before. Of those found of `faint` strokes, which run together where dashes
    are evened out, some rules may be too faint.
    """
    for one in dashed:
        grid = one[0]
        parts = [other for other in found if _overlap(other[0].box, grid.box)]
        others = [other for other, _ in parts]
        sound = _holds_together(grid, dpi, most) or _is_sounder(grid, others, dpi) or _is_all_of(grid, others, dpi)
        sound = sound or (not parts and any(_is_like(grid, other, dpi) for other, _ in found))
        if grid.quality > WORN_OUT or not (sound and _has_room(grid, dpi)):
            continue
        lacking = {id(other) for other in others if _lacks_rules(other, grid) and any(other is one for one in faint)}
        if any(_is_as_whole(other, grid) for other in others if id(other) not in lacking):
            continue
        found = [other for other in found if id(other[0]) not in lacking]
        if parts and all(_area(other) < WHOLE * _area(grid) for other, _ in parts):
            found = [other for other in found if not _overlap(other[0].box, grid.box)]
        found = _better(found, [one])
    return found


def _with_crumbs(found: list[Found], worn: list[Found], dpi: float) -> list[Found]:
    """What was found, each tidy table of worn rules instead of one with doubtful edges that it makes more of.

    Where rules have crumbled one that is missing does not show: it is no surer than what it replaces.
    """
    for grid, mask in worn:
        parts = [other for other, _ in found if _overlap(other.box, grid.box)]
        if len(parts) != 1 or parts[0].passed_over <= grid.passed_over or grid.quality < TIDY:
            continue
        if _has_room(grid, dpi) and _area(grid) >= WHOLE * _area(parts[0]):
            doubted = replace(grid, quality=min(grid.quality, parts[0].quality))
            found = _better(found, [(doubted, mask)])
    return found


def _is_sounder(grid: PixelGrid, parts: Sequence[PixelGrid], dpi: float) -> bool:
    """Whether a worn table is less doubtful than the doubtful ones that are all there is instead of it.

    One of which nothing is missing, with cells wider than characters, may be as doubtful as those: all dashes are.
    """
    whole = grid.quality >= WORN_OUT * NOTHING_MISSING and _usual_width(grid) >= WIDE * dpi
    doubtful = [other for other in parts if other.quality < WORN_OUT]
    sounder = all(other.quality < grid.quality or (whole and other.quality == grid.quality) for other in doubtful)
    return bool(parts) and len(doubtful) == len(parts) and sounder


def _is_all_of(grid: PixelGrid, parts: Sequence[PixelGrid], dpi: float) -> bool:
    """Whether worn tables that were found are small parts of a large one, a cell or two of which may be no rectangle.

    It goes to a person as they would, but as a whole.
    """
    large = grid.rows * grid.columns >= MANY and _usual_width(grid) >= WIDE * dpi
    small = all(_area(one) < HALF * _area(grid) and len(one.cells) < HALF * len(grid.cells) for one in parts)
    worn = all(one.quality <= WORN_OUT for one in parts)
    return bool(parts) and large and small and worn and grid.quality >= WORN_OUT * NO_RECTANGLE * NOTHING_MISSING


def _is_like(grid: PixelGrid, other: PixelGrid, dpi: float) -> bool:
    """Whether a table of dashes of which nothing is missing lies between the same sides as one above or below it."""
    near = SIDES * dpi
    sides = abs(grid.box.x0 - other.box.x0) <= near and abs(grid.box.x1 - other.box.x1) <= near
    return sides and grid.quality >= WORN_OUT * NOTHING_MISSING and _usual_width(grid) >= WIDE * dpi


def _is_as_whole(found: PixelGrid, grid: PixelGrid) -> bool:
    """Whether a table that was found covers another, and nothing is missing of it as far as worn rules can say.

    Of two that are as sound the one of dashes holds the rules that the other has not.
    """
    whole = found.quality >= WORN_OUT * NOTHING_MISSING and not found.passed_over and found.quality > grid.quality
    return whole and _area(found) >= WHOLE * _area(grid)


def _lacks_rules(found: PixelGrid, grid: PixelGrid) -> bool:
    """Whether a table of dashes of which nothing is missing has rows or columns that another lacks."""
    all_of_it = grid.rows >= found.rows and grid.columns >= found.columns
    more = all_of_it and (grid.rows > found.rows or grid.columns > found.columns)
    return more and grid.quality >= WORN_OUT * NOTHING_MISSING and _area(grid) >= WHOLE * _area(found)


def _has_room(grid: PixelGrid, dpi: float) -> bool:
    """Whether most of its cells are large enough for print: strokes of characters make a lattice too."""
    height = median((cell.box.bottom - cell.box.top) / cell.rowspan for cell in grid.cells)
    return min(height, _usual_width(grid)) >= LEAST_CELL * dpi


def _holds_together(grid: PixelGrid, dpi: float, most: float = inf) -> bool:
    """Whether a table of faint strokes is tidy, as far as it can be if its rules are dashed.

    Strokes of type make such lattices too, of few cells or of cells no wider than a character; but none that is as
    large as a picture of a table (`most`, in pixels).
    """
    large = grid.rows * grid.columns >= MANY or _area(grid) >= most
    may_be_dashed = large and _usual_width(grid) >= WIDE * dpi
    return grid.quality >= (TIDY * WORN_OUT if may_be_dashed else TIDY)


def _usual_width(grid: PixelGrid) -> float:
    return median((cell.box.x1 - cell.box.x0) / cell.colspan for cell in grid.cells)


def _found(
    pixels: NDArray[np.uint8], dpi: float, contrast: int, strokes: Contrast, *, dashed: bool = False
) -> tuple[list[Found], Rules]:
    """The tables of rules of this contrast, each with the mask of all rules, and these rules."""
    rules, edges = find_rules(pixels, dpi=dpi, contrast=contrast, strokes=strokes, dashed=dashed)
    mask = rules.level | rules.upright
    return [(grid, mask) for grid in find_grids(rules, edges)], rules


def _is_fragment(grid: PixelGrid, found: list[Found]) -> bool:
    """Whether it is less than half, in size and cells, of a table found so far whose cells are rectangles."""
    return any(
        _overlap(grid.box, one.box)
        and max(_area(grid) / _area(one), len(grid.cells) / len(one.cells)) < HALF
        and one.quality > WORN_OUT * SOUND
        for one, _ in found
    )


def _is_part(grid: PixelGrid, found: list[Found]) -> bool:
    """Whether it leaves out much of a table that was found before."""
    return any(_overlap(grid.box, one.box) and _area(grid) < WHOLE * _area(one) for one, _ in found)


def _area(grid: PixelGrid) -> int:
    """The area that its cells take; its box may hold strokes of the prose round it that rules run on to."""
    edge = hull([cell.box for cell in grid.cells])
    return (edge.x1 - edge.x0) * (edge.bottom - edge.top)


def _keep_rules(mask: NDArray[np.uint8], own: NDArray[np.uint8], grid: PixelGrid, dpi: float) -> None:
    """Add to the mask the rules of a grid: those along the edges of its cells. What lies further inside is type."""
    reach = max(3, round(REACH * dpi))
    for cell in grid.cells:
        x0, top, x1, bottom = cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom
        across, down = slice(max(0, x0 - reach), x1 + reach), slice(max(0, top - reach), bottom + reach)
        for y in (top, bottom):
            part = slice(max(0, y - reach), y + reach), across
            mask[part] |= own[part]
        for x in (x0, x1):
            part = down, slice(max(0, x - reach), x + reach)
            mask[part] |= own[part]


def _edges_of(grids: Sequence[PixelGrid], like: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """255 along the edges of all cells, in a picture as large as another: what lies there is no mark by itself."""
    import cv2

    edges, thick = like * 0, 2 * max(1, round(BAND * dpi)) + 1
    for cell in (cell for grid in grids for cell in grid.cells):
        box = cell.box
        cv2.rectangle(edges, (box.x0, box.top), (box.x1, box.bottom), (255,), thick)
    return edges


def _better(first: list[Found], second: list[Found]) -> list[Found]:
    """Of two findings the one that makes more of a region, region by region; of equal ones the one of more rules."""
    kept = list(first)
    for grid, mask in second:
        rivals = [one for one in kept if _overlap(one[0].box, grid.box)]
        worth = sum(_worth(one[0]) for one in rivals)
        same = worth == _worth(grid) and sum(one[0].passed_over for one in rivals) > grid.passed_over
        if worth < _worth(grid) or same:
            kept = [one for one in kept if not _overlap(one[0].box, grid.box)]
            kept.append((grid, mask))
    return kept


def _worth(grid: PixelGrid) -> float:
    worn = min(1.0, grid.quality / WORN_OUT) ** WORN_STEEP
    return len(grid.cells) * float(max(grid.quality, WORN_OUT) ** STEEP * worn)


def _overlap(a: PixelBox, b: PixelBox) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.top < b.bottom and b.top < a.bottom
