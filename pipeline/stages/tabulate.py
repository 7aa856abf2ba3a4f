"""Transcript -> layout: tables joined over page breaks, tables without rules found, furniture gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.forms import Form
from pipeline.stages.tabulation.aligned.find import find_aligned
from pipeline.stages.tabulation.asking import Finder, ask_finder
from pipeline.stages.tabulation.furniture import without_furniture
from pipeline.stages.tabulation.joining import join_tables
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.stages.tabulation.segments import join_segments
from pipeline.stages.tabulation.unframing import dissolve, unframe
from pipeline.types.grid import Grid
from pipeline.types.layout import Layout
from pipeline.types.page import Block, Transcript


def tabulate(transcript: Transcript, forms: Sequence[Form], finder: Finder | None, *, align: bool = True) -> Layout:
    """The document's blocks in reading order over all pages.

    Args:
        transcript: what a reader saw.
        forms: all forms that are known; their labels tell tables from prose and the halves of a row from two rows.
        finder: gives the grids of pages (numbers from 1) that seem to hold a table which was not found otherwise.
        align: whether tables without rules are looked for by what stands under each other.
    """
    labels = FormLabels(forms)
    pages = [_each_grid(blocks, labels, unframe) for _, blocks in without_furniture(transcript.pages)]
    blocks = _each_grid(join_tables(pages, labels), labels, dissolve)
    if align:
        blocks = _with_aligned(blocks, labels)
    if finder is not None:
        blocks = ask_finder(blocks, labels, finder)
    return Layout(
        blocks=tuple(join_segments(blocks)),
        pages=len(transcript.pages),
        unread=tuple(region for page in transcript.pages for region in page.unread),
    )


def _each_grid(
    blocks: Sequence[Block], labels: FormLabels, change: Callable[[Grid, FormLabels], list[Block]]
) -> list[Block]:
    changed: list[Block] = []
    for block in blocks:
        changed += change(block, labels) if isinstance(block, Grid) else [block]
    return changed


def _with_aligned(blocks: Sequence[Block], labels: FormLabels) -> list[Block]:
    """The blocks, lines that make a table as grids."""
    kept: list[Block] = []
    start = 0
    for table in find_aligned(blocks, labels):
        kept += [*blocks[start : table.first], *table.grids]
        start = table.last + 1
    return [*kept, *blocks[start:]]
