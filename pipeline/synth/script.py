"""A draft in traditional characters, as machines turn simplified text into them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipeline.synth.document import Block, Draft, Passage, PrintedCell, PrintedTable
from pipeline.synth.words import Script

if TYPE_CHECKING:
    import opencc

CONVERSIONS = {"traditional": "s2tw", "taiwan": "s2twp"}  # of characters alone, of words too


@cache
def _converter(name: str) -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC(name)


def to_script(draft: Draft, script: Script) -> Draft:
    """The draft in that script; `agency` and `place` stay simplified, as a record names them."""
    if script == "simplified":
        return draft
    converter = _converter(CONVERSIONS[script])
    return replace(draft, blocks=tuple(_block(block, converter) for block in draft.blocks), script=script)


def convert(text: str, script: Script) -> str:
    """The text in that script."""
    return text if script == "simplified" else str(_converter(CONVERSIONS[script]).convert(text))


def _block(block: Block, converter: opencc.OpenCC) -> Block:
    if isinstance(block, Passage):
        return replace(block, text=converter.convert(block.text), number=converter.convert(block.number))
    return _table(block, converter) if isinstance(block, PrintedTable) else block


def _table(table: PrintedTable, converter: opencc.OpenCC) -> PrintedTable:
    def turn(cell: PrintedCell) -> PrintedCell:
        return replace(cell, text=converter.convert(cell.text))

    return replace(table, rows=tuple(tuple(turn(cell) for cell in row) for row in table.rows))
