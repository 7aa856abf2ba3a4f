"""The prose of a document: title, sections, paragraphs, notes."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Note, Place, Section


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line of the document's title block, or of its signature."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Outline:
    """Title lines, sections in printed order with their paragraphs, notes under tables, closing lines.

    `closing` holds signature and date at the end; `plan` names the forms whose section plan fits, with a score
    from 0 to 1.
    """

    title: tuple[TitleLine, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    closing: tuple[TitleLine, ...] = ()
    plan: tuple[tuple[str, float], ...] = ()
