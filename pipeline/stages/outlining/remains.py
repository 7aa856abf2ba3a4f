"""Lines of a section that are no paragraphs: sub-headings, and rows of a table that no reader took for one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.forms import Form
from pipeline.schema import SectionKey
from pipeline.stages.outlining.headings import BARE, read_heading
from pipeline.stages.outlining.paragraphs import Piece
from pipeline.text.normalise import label_key, simplify, squeeze
from pipeline.text.numerals import parse_cell
from pipeline.text.wording import is_caption, is_table_label

TABLE_SECTIONS = ("disclosure", "requests", "disputes")
LONGEST_ROW = 160  # characters
LONGEST_SUB_HEADING, LONGEST_BARE_SUB_HEADING = 45, 16
PROSE_IS_LONGER = 1.5  # times the sub-heading above it
STOP = re.compile(r"[。；;，,！？!?：:、]")
FIGURE_WITH_UNIT = re.compile(r"\d\s*[万亿]?(?:件|条|次|人|项|篇|个|份|元|期|场|%)")


def prose_only(pieces: Sequence[Piece], section: SectionKey | None, forms: Sequence[Form]) -> list[Piece]:
    """The pieces without sub-headings and without rows of tables."""
    if section in TABLE_SECTIONS:
        pieces = [piece for piece in pieces if not _is_of_a_table(piece.text, forms)]
    kept = []
    for number, piece in enumerate(pieces):
        below = pieces[number + 1] if number + 1 < len(pieces) else None
        if below is None or not _is_sub_heading(piece, below, forms):
            kept.append(piece)
    return kept


def _is_of_a_table(text: str, forms: Sequence[Form]) -> bool:
    """Whether the text is labels and figures alone."""
    if len(text) > LONGEST_ROW:
        return False
    if is_caption(text) or is_table_label(text) or _is_label(text, forms):
        return True
    parts = simplify(text).split()
    words = [part for part in parts if parse_cell(part, money=True).meaning != "number"]
    if len(words) == len(parts):
        return all(_is_label(word, forms) for word in words)
    return not words or _is_label("".join(words), forms) or all(_is_label(word, forms) for word in words)


def _is_label(text: str, forms: Sequence[Form]) -> bool:
    key = label_key(text)
    return bool(key) and (any(key in form.label_keys for form in forms) or is_table_label(text))


def _is_sub_heading(piece: Piece, below: Piece, forms: Sequence[Form]) -> bool:
    """Whether a short line without a stop heads what stands below: prose, or a heading of a deeper level."""
    text = squeeze(simplify(piece.text))
    if len(text) > LONGEST_SUB_HEADING or FIGURE_WITH_UNIT.search(text):
        return False
    heading = read_heading(piece.text, forms)
    if heading is None or heading.level == BARE:
        short = len(text) <= LONGEST_BARE_SUB_HEADING and STOP.search(text) is None and len(text) > 1
        return short and _is_prose(below.text, longer_than=len(text))
    if heading.rest:
        return False
    other = read_heading(below.text, forms)
    if other is not None and other.level != BARE and not other.rest:
        return other.level > heading.level
    return _is_prose(below.text, longer_than=0)


def _is_prose(text: str, *, longer_than: int) -> bool:
    text = squeeze(text)
    return len(text) >= PROSE_IS_LONGER * longer_than and text.endswith(("。", "；", ";", "！", "：", ":"))
