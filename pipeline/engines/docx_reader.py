"""Word documents (.docx): paragraphs with their numerals, tables with their merged cells, pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pipeline.engines.flow.flow import flow
from pipeline.engines.flow.items import Image
from pipeline.engines.pictures import media_type, pixel_size
from pipeline.engines.word.body import Body
from pipeline.engines.word.elements import child
from pipeline.engines.word.numbering import Numbering
from pipeline.engines.word.package import DAMAGED, Package, Relation
from pipeline.engines.word.styles import Styles
from pipeline.errors import DocumentError
from pipeline.schema import Remark
from pipeline.types.page import Page, Transcript
from pipeline.types.source import SourceFile

SMALLEST = 24  # pixels: bullets and rules drawn as pictures are smaller


class DocxReader:
    """Reads .docx; places are paragraphs and cells, counted from 0 in reading order."""

    def __init__(self, *, largest: int = 500_000_000) -> None:
        self._largest = largest

    def read(self, source: SourceFile) -> Transcript:
        """One page of paragraphs, grids and pictures.

        Raises:
            DocumentError: encrypted, damaged, too large, or without any content.
        """
        with Package(source.location, largest=self._largest) as package:
            main = package.main()
            root = package.xml(main)
            content = child(root, "body")
            if content is None:
                raise DocumentError("damaged", DAMAGED, kind="docx")
            parts = {relation.kind: relation.target for relation in package.relations(main).values()}
            body = Body(
                Styles(package.xml(parts.get("styles", "word/styles.xml"))),
                Numbering(package.xml(parts.get("numbering", "word/numbering.xml"))),
                _pictures(package, main),
            )
            blocks = flow(body.items(content), engine="docx")
        if not blocks:
            raise DocumentError("empty", "the document holds no text and no picture", kind="docx")
        return Transcript((Page(1, 0, 0, tuple(blocks)),), _remarks(body))


def _remarks(body: Body) -> tuple[Remark, ...]:
    if not body.changed:
        return ()
    return (Remark(code="tracked_changes", message="tracked changes are read as if they were accepted"),)


def _pictures(package: Package, main: str) -> Callable[[str, tuple[int, int]], Image | None]:
    return partial(_picture, package, package.relations(main))


def _picture(
    package: Package, relations: dict[str, Relation], relation_id: str, extent: tuple[int, int]
) -> Image | None:
    """The picture of a relation, with its own size in pixels, else that in which it is shown; None for bullets."""
    relation = relations.get(relation_id)
    content = None if relation is None or relation.external else package.content(relation.target)
    if content is None:
        return Image(*extent) if min(extent) >= SMALLEST else None
    size = pixel_size(content)
    width, height = size if size != (0, 0) else extent
    if 0 < min(width, height) < SMALLEST:
        return None
    return Image(width, height, content, media_type(content))
