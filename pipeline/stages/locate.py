"""Layout and forms -> the form the report is on, and a reading for each of its figures."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.forms import FieldSpec, Form
from pipeline.schema import Origin, Remark
from pipeline.stages.location.captioned import find_captioned
from pipeline.stages.location.cellfinding import FoundCell
from pipeline.stages.location.confirming import confirm_seen
from pipeline.stages.location.cutlabels import join_cut_labels
from pipeline.stages.location.formvote import fall_back, vote_by_grid, winner
from pipeline.stages.location.glimpses import seen_candidates
from pipeline.stages.location.hiddenrows import hidden_rows
from pipeline.stages.location.lines import TableLine, table_lines
from pipeline.stages.location.listing import find_listing
from pipeline.stages.location.lonemarks import agree_on_marks
from pipeline.stages.location.matrix import find_matrix
from pipeline.stages.location.seendoubts import STROKE, doubt_seen
from pipeline.stages.location.separators import with_separators
from pipeline.stages.location.singlerow import find_single_row
from pipeline.stages.location.thinstrokes import Strokes, strokes_of
from pipeline.stages.location.traces import traces
from pipeline.stages.location.twovotes import AGAINST_LABEL
from pipeline.text.normalise import simplify
from pipeline.text.numerals import CellText, number_of, parse_cell, without_marks
from pipeline.types.grid import Cell, Grid
from pipeline.types.layout import Layout
from pipeline.types.located import Located
from pipeline.types.outline import Outline
from pipeline.types.page import Line, Picture
from pipeline.types.reading import CLEARLY_SEEN, Candidate, Reading

MONEY = "万元"  # what the forms ask amounts of money in
MONEY_WORDS = ("亿元", MONEY, "元")
MONEY_WORD = re.compile(r"(?<![百十拾千仟佰美欧港])(?:亿元|万元|元)|[百十拾千仟佰美欧港]+[亿万]?元")
MISREAD_UNIT = re.compile(r"[^\s\d()（）:：]{0,2}[^\s\d()（）:：币位费额]元\W?")
BREAK = re.compile(r"\s*\n\s*")
TENS_OF_THOUSANDS = re.compile(r"万(?:件|项|条|次|人次|人|个|篇)")
AS_PRINTED, ON_TWO_LINES, ODD_FOR_ITS_COLUMN, NO_UNIT = 0.9999, 0.97, 0.6, 0.6
MAYBE = 0.2  # that a reader saw a point; two that leave it out agree on nothing then
EIGHT = "8"  # of all digits the one that another becomes by one stroke more
PLUS = ("+", "＋")  # has a level stroke of its own
BARE, STRUCK = 0.1, 0.15  # darkness before digits, of theirs, from which there may be a sign and one is seen
TWICE = 0.5  # two tables of one kind print different figures: which is meant is not ours to say


def locate(layout: Layout, forms: Mapping[str, Form], outline: Outline, *, year: int | None) -> Located:
    """Decide on the form and find the cell of each of its figures.

    Where no table is left, the section plan, the notices cited and, last, the year decide; with a table on an unread
    page the form stays "unknown", since a wrong form would claim wrong figures absent.
    """
    grids = layout.grids
    evidence = vote_by_grid(forms, [[cell.text for cell in grid.cells if cell.trusted] for grid in grids])
    name = winner(evidence) if evidence.decided_by == "cells" else "unknown"
    hidden = bool(layout.unread) or any(isinstance(block, Picture) for block in layout.blocks)
    if name == "unknown":
        name, evidence = fall_back(forms, evidence, dict(outline.plan), _prose(layout), year)
    lines = [line for number, grid in enumerate(grids) for line in table_lines(number, grid)]
    found = _find(lines, _captions(layout), forms[name]) if name != "unknown" else []
    if name == "unknown" or (not found and hidden):
        return Located("unknown", evidence, (), tuple(() for _ in grids))
    form = forms[name]
    found = found if evidence.decided_by == "cells" else [_of_maybe_another_form(cell, form) for cell in found]
    readings, remarks = _readings(found, form, strokes_of(grids))
    located = {form.specs[reading.key].table for reading in readings}
    missing = tuple(table.id for table in form.tables if table.id not in located)
    matched = _matched(len(grids), found, form)
    return Located(
        form=name,
        evidence=evidence,
        readings=readings,
        matched=matched,
        missing=missing,
        unread=missing if hidden or _is_seen(layout) else traces(layout, form, missing, matched),
        hidden=hidden_rows(found, lines, [block.text for block in layout.blocks if isinstance(block, Line)], form),
        remarks=remarks,
    )


def _of_maybe_another_form(found: FoundCell, form: Form) -> FoundCell:
    """A cell of a picture under a caption, where no label says which form it is: another has such tables too."""
    captioned = form.table_by_id[form.specs[found.key].table].caption is not None
    doubted = captioned and found.cell.ink is not None
    return replace(found, found=min(found.found, AGAINST_LABEL)) if doubted else found


def _is_seen(layout: Layout) -> bool:
    """Whether anything was seen in a picture: what was not found there may have been overlooked."""
    grids = any(cell.ink is not None for grid in layout.grids for cell in grid.cells)
    return grids or any(isinstance(block, Line) and block.seen is not None for block in layout.blocks)


def _find(lines: Sequence[TableLine], captions: Mapping[int, str], form: Form) -> list[FoundCell]:
    lines = [join_cut_labels(line, form.label_keys) for line in lines]
    found: list[FoundCell] = []
    captioned = [table for table in form.tables if table.caption is not None]
    if captioned:
        found += find_captioned(lines, captions, form, captioned)
    for table in form.tables:
        if table.caption is not None:
            continue
        if table.single_data_row:
            found += find_single_row(lines, form, table)
        elif table.columns:
            found += find_matrix(lines, form, table)
        else:
            found += find_listing(lines, form, table)
    found = doubt_seen(confirm_seen(found, lines, form), lines, form)
    return [_with_unit_above(cell, captions.get(cell.line.grid, "")) for cell in found]


def _with_unit_above(found: FoundCell, caption: str) -> FoundCell:
    """The cell with the line above its table, where that says that figures are in tens of thousands."""
    if TENS_OF_THOUSANDS.search(_unbroken(caption)) is None:
        return found
    return replace(found, unit_text=f"{found.unit_text} {caption}")


def _captions(layout: Layout) -> dict[int, str]:
    """For each grid the line of prose right above it."""
    captions: dict[int, str] = {}
    above, number = "", 0
    for block in layout.blocks:
        if isinstance(block, Grid):
            captions[number] = above
            above, number = "", number + 1
        elif isinstance(block, Line):
            above = block.text
    return captions


def _prose(layout: Layout) -> str:
    return "".join(block.text for block in layout.blocks if isinstance(block, Line) and block.trusted)


def _readings(
    found: Sequence[FoundCell], form: Form, strokes: Strokes
) -> tuple[tuple[Reading, ...], tuple[Remark, ...]]:
    by_key: dict[str, list[FoundCell]] = defaultdict(list)
    for cell in found:
        by_key[cell.key].append(cell)
    readings, twice = [], set()
    for key in form.specs:
        cells = by_key.get(key, [])
        if not cells:
            continue
        own = [_reading(cell, form.specs[key], strokes) for cell in cells]
        first = max(own, key=lambda reading: reading.found)
        others = [other for other in own if _differs(first, other)]
        if others:
            twice.add(form.specs[key].table)
            candidates = first.candidates + tuple(c for other in others for c in other.candidates)
            first = _replace(first, candidates, min(first.found, TWICE))
        readings.append(first)
    remarks = tuple(
        Remark(code="table_twice", message=f"the table {table} is printed twice with different figures")
        for table in sorted(twice)
    )
    return tuple(agree_on_marks(readings, form.specs)), remarks


def _replace(reading: Reading, candidates: tuple[Candidate, ...], found: float) -> Reading:
    return replace(reading, candidates=candidates, found=found)


def _differs(one: Reading, other: Reading) -> bool:
    return [(c.value, c.meaning) for c in one.candidates] != [(c.value, c.meaning) for c in other.candidates]


def _reading(found: FoundCell, spec: FieldSpec, strokes: Strokes) -> Reading:
    cell = found.cell
    if cell.dusted and strokes.whole:
        cell = replace(cell, ink=0.0, clear=True)
    if not spec.decimal:
        cell = with_separators(cell)
    worn = cell.bilevel and (strokes.worn or cell.looped is False)
    if cell.ink is not None:
        unit_text = _without_misread_unit(found.unit_text)
        candidates, trusted = seen_candidates(cell, lambda text: _seen_candidate(text, spec, unit_text), worn=worn)
        trusted = trusted and not (cell.coarse and _may_lack_a_stroke(cell, candidates[0], spec, thin=strokes.kept))
        trusted = trusted and not (worn and _may_lack_its_sign(candidates[0], spec))
        trusted = trusted and not _may_have_another_sign(cell, candidates[0], spec)
        trusted = trusted and not _may_lack_ten_thousand(found, spec) and not _is_marked(cell, spec)
        trusted = trusted and not (spec.decimal and cell.spaced)  # its point may have passed for dust
        if cell.bilevel and strokes.gone and STROKE in candidates[0].raw:  # which may be a 4: no reader can be sure
            candidates = (replace(candidates[0], clear_to=0), *candidates[1:])
        origin: Origin = "ocr"
    else:
        candidates, trusted = ((_candidate(cell.text, spec, found.unit_text),) if cell.trusted else ()), cell.trusted
        origin = "text"
    return Reading(
        key=spec.key, candidates=candidates, origin=origin, place=cell.place, found=round(found.found, 6),
        trusted=trusted, row=found.line.row, grid=found.line.grid, clear=cell.ink is not None and cell.clear,
        bilevel=cell.bilevel,
    )  # fmt: skip


def _may_lack_a_stroke(cell: Cell, read: Candidate, spec: FieldSpec, *, thin: bool) -> bool:
    """Whether a level stroke may have been too thin for coarse dots: a change's minus sign, or the bar of a 7 or 4.

    All readers take what is left of these for a 1, and are sure of it: only a sum knows better. Where the digits of the
    document kept `thin` strokes, so did those, but for a hyphen, that is a hair in some print. An 8 of whose loops
    one is open, and of which no two readers are sure, may be a 6 or a 3.
    """
    unsigned = _may_lack_its_sign(read, spec)
    unclear = cell.looped is False and EIGHT in cell.text and read.clear_to < CLEARLY_SEEN
    return unsigned or unclear or (not thin and STROKE in cell.text)


def _may_lack_its_sign(read: Candidate, spec: FieldSpec) -> bool:
    """Whether it is a change without a minus sign, which is as thin as strokes that black and white took."""
    return spec.signed and read.value is not None and read.value > 0


def _may_have_another_sign(cell: Cell, read: Candidate, spec: FieldSpec) -> bool:
    """Whether the picture says something else of a change's minus sign than the reading, or nothing clear.

    Blur and coarse dots leave so little of a hyphen that all readers pass over it, and are sure of the digits.
    """
    if not spec.signed or not read.value or cell.stroke is None or read.raw.strip().startswith(PLUS):
        return False
    return cell.stroke >= BARE if read.value > 0 else cell.stroke < STRUCK


def _may_lack_ten_thousand(found: FoundCell, spec: FieldSpec) -> bool:
    """Whether an amount stands beside a smaller unit than the form's: its words are read once, and 万 may be lost."""
    return spec.unit == MONEY and _money_word(found.unit_text) not in (None, MONEY)


def _is_marked(cell: Cell, spec: FieldSpec) -> bool:
    """Whether a reader may have seen a point in a count, or a sign of what has none.

    A dot may be what is left of a digit, and a publisher may print what the form does not know.
    """
    likely = [one.text for one in cell.glimpses if math.exp(one.log_probability) >= MAYBE]
    return any((not spec.decimal and _has_point(text)) or (not spec.signed and _has_sign(text)) for text in likely)


def _has_point(text: str) -> bool:
    return without_marks(text) != text and not isinstance(number_of(text), int)  # as 1,234 is


def _has_sign(text: str) -> bool:
    return (number_of(text) or 0) < 0


def _seen_candidate(text: str, spec: FieldSpec, unit_text: str) -> Candidate:
    """What the text of a cell that was seen in a picture proposes; marks among the digits of a count are no points.

    Nor is a stroke before it a sign: there it is likelier a speck.
    """
    own = _candidate(text, spec, unit_text)
    if own.value is not None and own.value < 0 and not spec.signed:
        return replace(own, value=-own.value)
    is_whole = own.meaning == "number" and own.value is not None and own.value == int(own.value)
    if spec.decimal or is_whole or own.meaning not in ("number", "unparseable"):
        return own
    bare = _candidate(without_marks(text), spec, unit_text)
    if bare.meaning != "number" or bare.raw == STROKE:  # which may be a slash
        return own
    return replace(bare, raw=text, log_probability=own.log_probability)


def _candidate(text: str, spec: FieldSpec, unit_text: str) -> Candidate:
    """What the cell's text proposes. A count has no point and no sign; an amount needs a unit somewhere."""
    money = spec.unit == MONEY
    parsed = parse_cell(text, money=money)
    unit, value, sure = spec.unit, parsed.value, ON_TWO_LINES if parsed.joined else AS_PRINTED
    odd = value is not None and ((value < 0 and not spec.signed) or (value != int(value) and not spec.decimal))
    if odd or parsed.meaning == "unparseable":
        sure = ODD_FOR_ITS_COLUMN
    if money and value and parsed.unit not in MONEY_WORDS:
        printed = _money_word(unit_text)
        if printed is None and parsed.unit is None:
            unit, sure = None, NO_UNIT
        elif printed is not None and parsed.unit is None:
            value = _in_wan_yuan(text, printed, parsed)
    if not money and value and parsed.unit is None and TENS_OF_THOUSANDS.search(_unbroken(unit_text)):
        value = _times(value, 10_000)
        sure = min(sure, ODD_FOR_ITS_COLUMN)
    return Candidate(text, value, parsed.meaning, math.log(sure), "text", unit)


def _money_word(text: str) -> str | None:
    """The unit of money that the text names; of several the greatest, None where one is no unit that is known."""
    words = set(MONEY_WORD.findall(_unbroken(text)))
    return next((word for word in MONEY_WORDS if word in words), None) if words <= set(MONEY_WORDS) else None


def _unbroken(text: str) -> str:
    """The text in simplified characters, in one line: of 万 and 元 in two lines of a narrow cell 元 is no unit."""
    return simplify(BREAK.sub("", text))


def _without_misread_unit(text: str) -> str:
    """The text without a cell of a unit of money of which more was seen than can be read: 万 lost makes it 元."""
    return " ".join(part for part in text.split(" ") if MISREAD_UNIT.fullmatch(part) is None or _is_unit(part))


def _is_unit(text: str) -> bool:
    return MONEY_WORD.fullmatch(simplify(text)) is not None


def _times(value: int | float, factor: int) -> int | float:
    product = round(value * factor, 6)
    return int(product) if product == int(product) else product


def _in_wan_yuan(text: str, unit: str, parsed: CellText) -> int | float | None:
    return parse_cell(f"{text.strip()}{unit}", money=True).value if unit != MONEY else parsed.value


def _matched(grids: int, found: Sequence[FoundCell], form: Form) -> tuple[tuple[str, ...], ...]:
    tables: list[dict[str, None]] = [{} for _ in range(grids)]
    for cell in found:
        tables[cell.line.grid][form.specs[cell.key].table] = None
    return tuple(tuple(table) for table in tables)
