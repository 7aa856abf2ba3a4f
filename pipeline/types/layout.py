"""A whole document in reading order, its tables joined."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Remark
from pipeline.types.grid import Grid
from pipeline.types.page import Block, Region


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks in reading order over all pages: prose lines, tables joined over pages, pictures.

    Lines that a reader took for a table (underlined prose) are lines again; page numbers and running heads are gone.
    """

    blocks: tuple[Block, ...]
    pages: int
    unread: tuple[Region, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))
