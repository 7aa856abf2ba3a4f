"""Plain text, in any encoding and any of the layouts in which tables are written down as text."""

from __future__ import annotations

from pipeline.engines.content import encoding_remarks, read_content
from pipeline.engines.factlines import facts_in_line
from pipeline.engines.textlayout.layout import lay_out
from pipeline.engines.textlayout.spans import TextLine
from pipeline.errors import DocumentError
from pipeline.text.decoding import decode
from pipeline.types.page import Page, Transcript
from pipeline.types.source import SourceFile

FIRST_LINES = 15  # where a page from which text was copied says who published it, and when
LINE_ENDS = str.maketrans({**dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"), "\x00": ""})


class TextReader:
    """Reads .txt; places are line numbers from 0."""

    def __init__(self, *, largest: int = 50_000_000) -> None:
        self._largest = largest

    def read(self, source: SourceFile) -> Transcript:
        """One page of paragraphs and grids.

        Raises:
            DocumentError: empty, too large, or not readable.
        """
        decoded = decode(read_content(source, largest=self._largest))
        text = decoded.text.replace("\r\n", "\n").translate(LINE_ENDS)
        if not text.strip():
            raise DocumentError("empty", "the file holds nothing but white space; download it again", kind="txt")
        lines = [TextLine(number, line) for number, line in enumerate(text.split("\n"))]
        page = Page(1, 0, 0, tuple(lay_out(lines)))
        return Transcript((page,), encoding_remarks(decoded), encoding=decoded.encoding, site=_site_facts(lines))


def _site_facts(lines: list[TextLine]) -> tuple[tuple[str, str], ...]:
    """What the page that the text was taken from said of it, at its top."""
    inked = [line.text.strip() for line in lines if line.text.strip()][:FIRST_LINES]
    return tuple(fact for text in inked for fact in facts_in_line(text) if fact[1])
