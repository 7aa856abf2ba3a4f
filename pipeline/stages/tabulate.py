"""Transcript -> layout: tables joined over page breaks, tables without rules found, furniture gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.forms import Form
from pipeline.stages.tabulation.furniture import without_furniture
from pipeline.stages.tabulation.joining import join_tables
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.stages.tabulation.segments import join_segments
from pipeline.types.grid import Grid
from pipeline.types.layout import Layout
from pipeline.types.page import Transcript

Finder = Callable[[Sequence[int]], dict[int, tuple[Grid, ...]]]


def tabulate(transcript: Transcript, forms: Sequence[Form], finder: Finder | None) -> Layout:
    """The document's blocks in reading order over all pages.

    `finder` is asked for the grids of pages (numbers from 1) that seem to hold a table which their rules do not give.
    """
    labels = FormLabels(forms)
    pages = without_furniture(transcript.pages)
    blocks = join_tables([join_segments(kept) for _, kept in pages], labels)
    return Layout(
        blocks=tuple(blocks),
        pages=len(transcript.pages),
        unread=tuple(region for page in transcript.pages for region in page.unread),
    )
