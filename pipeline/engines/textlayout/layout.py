"""Lines of plain text as blocks: the tables that any layout gives, and the prose between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.engines.textlayout.piped import find_piped
from pipeline.engines.textlayout.prose import paragraphs
from pipeline.engines.textlayout.spaced import find_spaced
from pipeline.engines.textlayout.spans import Span, TextLine
from pipeline.engines.textlayout.stream import find_stream
from pipeline.engines.textlayout.tabbed import find_tabbed
from pipeline.types.page import Block

# Marks first: what TABs or bars part is never read as a row of words.
FINDERS: tuple[Callable[[Sequence[TextLine]], list[Span]], ...] = (find_tabbed, find_piped, find_spaced, find_stream)


def lay_out(lines: Sequence[TextLine]) -> list[Block]:
    """The blocks that the lines hold, in reading order."""
    blocks: list[Block] = []
    for part in find_tables(lines):
        blocks += [part.grid] if isinstance(part, Span) else paragraphs(part)
    return blocks


def find_tables(lines: Sequence[TextLine]) -> list[Span | list[TextLine]]:
    """The lines cut into tables and the stretches of lines between them, in reading order."""
    parts: list[Span | list[TextLine]] = [list(lines)]
    for find in FINDERS:
        parts = [found for part in parts for found in (_cut(part, find) if isinstance(part, list) else [part])]
    return parts


def _cut(lines: list[TextLine], find: Callable[[Sequence[TextLine]], list[Span]]) -> list[Span | list[TextLine]]:
    """The lines cut at the tables that one finder finds among them."""
    parts: list[Span | list[TextLine]] = []
    done = 0
    for span in find(lines):
        parts += [lines[done : span.start], span]
        done = span.stop
    return [part for part in [*parts, lines[done:]] if not isinstance(part, list) or part]
