"""Layout -> outline: title block, sections with their paragraphs, notes under tables, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.engines.protocols import TopicClassifier
from pipeline.forms import Form
from pipeline.schema import Note, Paragraph, Section
from pipeline.stages.outlining.chapters import Chapter, cut, is_line_heading
from pipeline.stages.outlining.edges import is_metadata, is_site_line, split_closing, split_title
from pipeline.stages.outlining.headings import enumerated_title
from pipeline.stages.outlining.paragraphs import Piece, one_line, rebuild
from pipeline.stages.outlining.plan import plan_scores
from pipeline.stages.outlining.remains import prose_only
from pipeline.stages.outlining.standing import Topic, stand
from pipeline.text.normalise import BOOKMARK, squeeze
from pipeline.types.layout import Layout
from pipeline.types.outline import Outline, TitleLine

NOTE = re.compile(r"^\s*[*※]?\s*(?:备?注|附注|说明|备注说明|填[报表]说明|備註|附註|註|說明)\s*\d*\s*[:：]")


def outline(layout: Layout, forms: Mapping[str, Form], classifier: TopicClassifier) -> Outline:
    """Rebuild the paragraphs and say of each where it stands and what it is about.

    What stands before the first heading belongs to the overview, but for the lines of the title block.
    """
    known = tuple(forms.values())
    pieces = [_tidy(piece) for piece in rebuild(layout.blocks, lambda text: is_line_heading(text, known))]
    first, *rest = cut([piece for piece in pieces if piece.text], known, tables=len(layout.grids))
    title, prose = split_title(first.pieces)
    chapters = [replace(first, pieces=tuple(prose)), *rest]
    last, closing = split_closing(chapters[-1].pieces)
    chapters[-1] = replace(chapters[-1], pieces=tuple(last))
    chapters = [replace(one, pieces=tuple(_prose(one, known))) for one in chapters]
    titles = [enumerated_title(chapter.title) for chapter in chapters if chapter.title]
    return Outline(
        title=_lines(title),
        sections=tuple(_sections(chapters, classifier)),
        notes=tuple(_notes(chapters)),
        closing=_lines(closing),
        plan=plan_scores(titles, forms) if titles else (),
    )


def _tidy(piece: Piece) -> Piece:
    return replace(piece, text=BOOKMARK.sub("", one_line(piece.text)).strip())


def _prose(chapter: Chapter, forms: Sequence[Form]) -> list[Piece]:
    """The paragraphs of a chapter; lines of the site between them are dropped."""
    kept = [piece for piece in chapter.pieces if not (is_site_line(piece) and is_metadata(squeeze(piece.text)))]
    return prose_only(kept, chapter.section, forms)


def _lines(pieces: Sequence[Piece]) -> tuple[TitleLine, ...]:
    return tuple(TitleLine(piece.text, piece.place) for piece in pieces)


def _sections(chapters: Sequence[Chapter], classifier: TopicClassifier) -> Iterator[Section]:
    texts = [piece.text for chapter in chapters for piece in chapter.pieces]
    topics = iter(classifier.topics(texts))
    asked = [[next(topics) for _ in chapter.pieces] for chapter in chapters]
    for chapter, found in stand(chapters, asked):
        if chapter.title or chapter.pieces:
            paragraphs = [_paragraph(piece, chapter, topic) for piece, topic in zip(chapter.pieces, found, strict=True)]
            yield Section(
                key=chapter.section or "other_matters",
                title=chapter.title,
                confidence=chapter.confidence,
                paragraphs=tuple(paragraphs),
            )


def _paragraph(piece: Piece, chapter: Chapter, topic: Topic) -> Paragraph:
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
    """Notes under tables, which stay paragraphs of their section as well; a note may go on with numbered points."""
    for chapter in chapters:
        below = False
        for piece in chapter.pieces:
            starts = NOTE.match(piece.text) is not None
            below = piece.grid > 0 and (starts or (below and re.match(r"^\s*[（(]?\d", piece.text) is not None))
            if below:
                yield Note(text=piece.text, place=piece.place, table=piece.grid - 1)
