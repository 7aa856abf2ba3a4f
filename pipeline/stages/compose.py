"""Everything that was found -> the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.schema import (
    Check,
    Field,
    PagePlace,
    PrintedLine,
    Promise,
    ProseFigure,
    Remark,
    Report,
    Source,
    Table,
    TableCell,
)
from pipeline.types.description import Description
from pipeline.types.grid import Cell, Grid
from pipeline.types.layout import Layout
from pipeline.types.located import Located
from pipeline.types.outline import Outline, TitleLine
from pipeline.types.source import SourceFile


@dataclass(frozen=True, slots=True)
class Findings:
    """What the stages found in one document."""

    layout: Layout
    outline: Outline
    about: Description
    located: Located
    remarks: tuple[Remark, ...] = ()
    encoding: str | None = None
    fields: Mapping[str, Field] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    prose: tuple[ProseFigure, ...] = ()
    calibrated: bool = False
    promise: Promise | None = None


def compose(source: SourceFile, found: Findings) -> Report:
    """The record of a document."""
    return Report(
        calibrated=found.calibrated,
        source=Source(
            path=source.paths[0],
            paths=source.paths,
            sha256=source.sha256,
            kind=source.kind,
            pages=found.layout.pages if source.kind in ("pdf", "image") else None,
            encoding=found.encoding,
            repaired=source.repaired,
            parts=tuple(part.sha256 for part in source.parts),
        ),
        form=found.located.form,
        form_evidence=found.located.evidence,
        agency=found.about.agency,
        region=found.about.region,
        year=found.about.year,
        published_on=found.about.published_on,
        title=_lines(found.outline.title),
        closing=_lines(found.outline.closing),
        sections=found.outline.sections,
        tables=tuple(_table(number, grid, found.located) for number, grid in enumerate(found.layout.grids)),
        fields=dict(found.fields),
        prose=found.prose,
        checks=found.checks,
        notes=found.outline.notes,
        warnings=_once((*found.remarks, *found.layout.remarks, *_unread(found.layout), *found.located.remarks)),
        promise=found.promise,
    )


def _lines(lines: Iterable[TitleLine]) -> tuple[PrintedLine, ...]:
    return tuple(PrintedLine(text=line.text, place=line.place) for line in lines)


def _table(number: int, grid: Grid, located: Located) -> Table:
    return Table(
        index=number,
        matched=located.matched[number] if number < len(located.matched) else (),
        engine=grid.engine,
        pages=grid.pages,
        rows=grid.rows,
        columns=grid.columns,
        cells=tuple(_cell(cell) for cell in grid.cells),
    )


def _cell(cell: Cell) -> TableCell:
    page, box = (cell.place.page, cell.place.box) if isinstance(cell.place, PagePlace) else (None, None)
    return TableCell(
        row=cell.row,
        column=cell.column,
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        text=cell.text,
        page=page,
        box=box,
        place=None if isinstance(cell.place, PagePlace) else cell.place,
    )


def _unread(layout: Layout) -> list[Remark]:
    return [
        Remark(code="unread_region", message=f"a part of the page is not read: {region.why}", page=region.page)
        for region in layout.unread
    ]


def _once(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Each remark once, in order."""
    return tuple(dict.fromkeys(remarks))
