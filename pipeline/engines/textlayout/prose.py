"""Lines of prose as paragraphs: a line is one, or several are joined where the text was wrapped at a width."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.engines.textlayout.spans import TextLine
from pipeline.schema import TextPlace
from pipeline.text.wording import is_section_heading
from pipeline.types.page import Line

ENDS_PARAGRAPH = ("。", "！", "？", "；", "：", ":", ";", "!", "?", "”", "）", ")", "】")
STARTS_PARAGRAPH = re.compile(
    r"(?:\u3000{2}|\s{4}|[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|\d{1,2}[、.．)）]|第[一二三四五六七八九十]+|[一二三四五六]是|注[:：]|附)"
)
NARROWEST, WIDEST = 15, 80  # characters of a line that a program wrapped
FEWEST_WRAPPED = 3


def paragraphs(lines: Sequence[TextLine]) -> list[Line]:
    """The lines of prose as whole paragraphs; blank lines end one. A joined one has the place of its first line."""
    width = _wrap_width(lines)
    joined: list[list[TextLine]] = []
    open_line: TextLine | None = None
    for line in lines:
        text = line.text.strip()
        if not text:
            open_line = None
        elif open_line is not None and width is not None and _goes_on(open_line, line, width):
            joined[-1].append(line)
            open_line = line
        else:
            joined.append([line])
            open_line = line
    return [_paragraph(group) for group in joined]


def _wrap_width(lines: Sequence[TextLine]) -> int | None:
    """How many characters full lines have, where the text was wrapped; None where a line is a paragraph.

    Wrapped text has many lines of nearly one length, most of which stop in the middle of a sentence.
    """
    texts = [line.text.rstrip() for line in lines if line.text.strip()]
    longest = sorted((len(text) for text in texts), reverse=True)[:FEWEST_WRAPPED]
    if len(longest) < FEWEST_WRAPPED or not longest[-1] >= NARROWEST or longest[0] > WIDEST:
        return None
    width = longest[0]
    full = [text for text in texts if len(text) >= 0.85 * width]
    broken = [text for text in full if not text.endswith(ENDS_PARAGRAPH)]
    return width if len(full) >= FEWEST_WRAPPED and 2 * len(broken) >= len(full) else None


def _goes_on(above: TextLine, line: TextLine, width: int) -> bool:
    if len(above.text.rstrip()) < 0.8 * width or is_section_heading(above.text):
        return False
    return STARTS_PARAGRAPH.match(line.text) is None and not is_section_heading(line.text)


def _paragraph(lines: Sequence[TextLine]) -> Line:
    first = lines[0]
    text = "".join(line.text.strip() for line in lines)
    start = len(first.text) - len(first.text.lstrip())
    place = TextPlace(paragraph=first.number, start=start, end=len(first.text.rstrip()))
    return Line(text, place, whole=True)
