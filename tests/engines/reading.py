"""What tests of readers share: a source file of some bytes, and what was read as plain lists."""

from __future__ import annotations

from pathlib import Path

from pipeline.engines.names import READERS, engine
from pipeline.schema import Kind
from pipeline.types.grid import Grid
from pipeline.types.page import Block, Line, Picture, Transcript
from pipeline.types.source import SourceFile


def source_of(folder: Path, content: bytes, kind: Kind, name: str = "report") -> SourceFile:
    """A file with this content in the folder, already identified."""
    path = folder / name
    path.write_bytes(content)
    return SourceFile(path, (name,), "0" * 64, kind, len(content))


def read(folder: Path, content: bytes, kind: Kind, **options: object) -> Transcript:
    """What the reader of the kind makes of the content."""
    transcript: Transcript = engine(READERS, kind, **options).read(source_of(folder, content, kind))
    return transcript


def lines(transcript: Transcript) -> list[str]:
    """The texts of the lines."""
    return [block.text for block in _blocks(transcript) if isinstance(block, Line)]


def grids(transcript: Transcript) -> list[Grid]:
    """The grids."""
    return [block for block in _blocks(transcript) if isinstance(block, Grid)]


def pictures(transcript: Transcript) -> list[Picture]:
    """The pictures."""
    return [block for block in _blocks(transcript) if isinstance(block, Picture)]


def rows(grid: Grid) -> list[list[str]]:
    """The texts of the cells, row by row."""
    return [[cell.text for cell in grid.row(number)] for number in range(grid.rows)]


def spans(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    """Row, column, rowspan and colspan of each cell by its text."""
    return {cell.text: (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells}


def _blocks(transcript: Transcript) -> list[Block]:
    assert len(transcript.pages) == 1
    page = transcript.pages[0]
    assert (page.number, page.width, page.height) == (1, 0, 0)
    return list(page.blocks)
