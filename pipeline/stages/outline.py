"""Layout -> outline: title block, sections with their paragraphs, notes under tables, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from pipeline.forms import Form
from pipeline.schema import Note, Paragraph, Section
from pipeline.stages.outlining.chapters import Chapter, cut, is_line_heading
from pipeline.stages.outlining.edges import closing_start, is_site_line, is_title_line
from pipeline.stages.outlining.headings import enumerated_title, plan_scores
from pipeline.stages.outlining.paragraphs import Piece, one_line, rebuild
from pipeline.text.normalise import BOOKMARK
from pipeline.types.layout import Layout
from pipeline.types.outline import Outline, TitleLine

NOTE = re.compile(r"^\s*(?:备?注|说明|備註|註|說明)\s*\d*\s*[:：]")


class Topics(Protocol):
    """What says what paragraphs are about; the run hands an engine in."""

    def topics(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """A section key and its probability for each text."""
        ...


def outline(layout: Layout, forms: Mapping[str, Form], classifier: Topics) -> Outline:
    """Rebuild the paragraphs and say of each where it stands and what it is about.

    What stands before the first heading belongs to the overview, but for the lines of the title block.
    """
    known = tuple(forms.values())
    pieces = [_tidy(piece) for piece in rebuild(layout.blocks, lambda text: is_line_heading(text, known))]
    first, *chapters = cut([piece for piece in pieces if piece.text], known)
    title, first = _take_title(first, headed=bool(chapters))
    *before, last = [first, *chapters]
    closing, last = _take_closing(last)
    chapters = [*before, last]
    texts = [piece.text for chapter in chapters for piece in chapter.pieces]
    topics = iter(classifier.topics(texts) if texts else [])
    titles = [enumerated_title(chapter.title) for chapter in chapters if chapter.title]
    return Outline(
        title=tuple(TitleLine(piece.text, piece.place) for piece in title),
        sections=tuple(_section(chapter, topics) for chapter in chapters if chapter.title or chapter.pieces),
        notes=tuple(_notes(chapters)),
        closing=tuple(TitleLine(piece.text, piece.place) for piece in closing),
        plan=plan_scores(titles, forms) if titles else (),
    )


def _tidy(piece: Piece) -> Piece:
    return replace(piece, text=BOOKMARK.sub("", one_line(piece.text)).strip())


def _take_title(first: Chapter, *, headed: bool) -> tuple[list[Piece], Chapter]:
    """The lines of the title block; where no heading follows, only those before the first prose."""
    title: list[Piece] = []
    rest: list[Piece] = []
    for piece in first.pieces:
        belongs = is_title_line(piece) and (headed or not rest)
        (title if belongs else rest).append(piece)
    return title, replace(first, pieces=tuple(rest))


def _take_closing(last: Chapter) -> tuple[Sequence[Piece], Chapter]:
    """Signature and date; what a site prints below them is dropped."""
    pieces = list(last.pieces)
    below = next((number for number, piece in enumerate(pieces) if is_site_line(piece)), len(pieces))
    pieces = pieces[:below]
    start = closing_start(pieces)
    return pieces[start:], replace(last, pieces=tuple(pieces[:start]))


def _section(chapter: Chapter, topics: Iterator[tuple[str, float]]) -> Section:
    return Section(
        key=chapter.section,
        title=chapter.title,
        confidence=chapter.confidence,
        paragraphs=tuple(_paragraph(piece, chapter, next(topics)) for piece in chapter.pieces),
    )


def _paragraph(piece: Piece, chapter: Chapter, topic: tuple[str, float]) -> Paragraph:
    return Paragraph.model_validate(
        {
            "text": piece.text,
            "place": piece.place,
            "section": chapter.section,
            "section_confidence": chapter.confidence,
            "topic": topic[0],
            "topic_confidence": round(topic[1], 4),
        }
    )


def _notes(chapters: Sequence[Chapter]) -> Iterator[Note]:
    """Notes under tables, which stay paragraphs of their section as well."""
    for chapter in chapters:
        for piece in chapter.pieces:
            if piece.grid and NOTE.match(piece.text):
                yield Note(text=piece.text, place=piece.place, table=piece.grid - 1)
