"""Word documents (.docx): paragraphs with their numerals, tables with their merged cells, pictures."""

from __future__ import annotations

from pipeline.engines.flow.flow import flow
from pipeline.engines.flow.items import Image, Item
from pipeline.engines.pictures import media_type, pixel_size
from pipeline.engines.web.chunk import chunk_items
from pipeline.engines.word.body import Body
from pipeline.engines.word.elements import child
from pipeline.engines.word.numbering import Numbering
from pipeline.engines.word.package import DAMAGED, Package
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
                _PackageParts(package, main),
            )
            blocks = flow(body.items(content), engine="docx")
        if not blocks:
            raise DocumentError("empty", "the document holds no text and no picture", kind="docx")
        return Transcript((Page(1, 0, 0, tuple(blocks)),), _remarks(body))


def _remarks(body: Body) -> tuple[Remark, ...]:
    if not body.changed:
        return ()
    return (Remark(code="tracked_changes", message="tracked changes are read as if they were accepted"),)


class _PackageParts:
    """Pictures and pages of the package that the main part refers to."""

    def __init__(self, package: Package, main: str) -> None:
        self._package, self._relations = package, package.relations(main)

    def picture(self, relation_id: str, shown: tuple[int, int]) -> Image | None:
        """The picture with its own size in pixels, else that in which it is shown."""
        content = self._content(relation_id)
        if content is None:
            return Image(*shown) if min(shown) >= SMALLEST else None
        size = pixel_size(content)
        width, height = shown if size == (0, 0) else size
        return None if 0 < min(width, height) < SMALLEST else Image(width, height, content, media_type(content))

    def chunk(self, relation_id: str) -> list[Item]:
        """What stands in a page or text that programs put in place of a body of their own."""
        content = self._content(relation_id)
        return [] if content is None else chunk_items(content)

    def _content(self, relation_id: str) -> bytes | None:
        relation = self._relations.get(relation_id)
        return None if relation is None or relation.external else self._package.content(relation.target)
