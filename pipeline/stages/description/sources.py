"""Where a report says things of itself: opening, first paragraphs, closing, the page round it, the file's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.schema import Place
from pipeline.stages.description.agencies import filled_in_agency
from pipeline.stages.description.titles import Title, read_title
from pipeline.text.wording import is_section_heading
from pipeline.types.grid import Grid
from pipeline.types.layout import Layout
from pipeline.types.outline import Outline, TitleLine
from pipeline.types.page import Line

FIRST_LINES, FIRST_PARAGRAPHS, LAST_LINES = 14, 8, 6
LONGEST_TITLE_LINE, LONGEST_CLOSING_LINE = 90, 60
SITE_TITLES = ("articletitle", "信息名称", "名称", "标题", "og:title", "dc.title", "title")


@dataclass(frozen=True, slots=True)
class Sources:
    """The texts that say whose report it is and of when, with their places; `filled_in` holds names already."""

    title: Title | None
    site_titles: tuple[Title, ...]
    file_title: Title | None
    opening: tuple[tuple[str, Place | None], ...]
    closing: tuple[TitleLine, ...]
    filled_in: tuple[tuple[str, str, Place | None], ...]
    site: tuple[tuple[str, str], ...]

    def on_site(self, names: Sequence[str]) -> list[str]:
        """The values that the page gives under these names, in the order of the names."""
        return [value for name in names for key, value in self.site if key.lower() == name.lower()]


def gather(layout: Layout, outline: Outline, *, site: tuple[tuple[str, str], ...], name: str) -> Sources:
    """What there is of each source. `name` is the file's name, with or without folders."""
    lines = [block for block in layout.blocks if isinstance(block, Line)]
    title, first = read_title(outline.title), read_title(_first_lines(layout))
    if title is None:
        title = first
    elif title.year is None and first is not None:  # a year alone on a line is not kept as a line of the title
        title = replace(title, year=first.year)
    paragraphs = [(one.text, one.place) for section in outline.sections for one in section.paragraphs]
    opening = paragraphs[:FIRST_PARAGRAPHS] or [(line.text, line.place) for line in lines[:FIRST_LINES]]
    last = [TitleLine(line.text, line.place) for line in lines[-LAST_LINES:] if len(line.text) <= LONGEST_CLOSING_LINE]
    file_name = name.replace("\\", "/").rpartition("/")[2]
    stem = file_name.rpartition(".")[0] or file_name
    on_site = [value for wanted in SITE_TITLES for key, value in site if key.lower() == wanted]
    return Sources(
        title=title,
        site_titles=tuple(found for value in on_site if (found := _alone(value)) is not None),
        file_title=_alone(stem),
        opening=tuple(opening),
        closing=outline.closing or tuple(last),
        filled_in=tuple(_filled_in(layout)),
        site=site,
    )


def _filled_in(layout: Layout) -> Iterator[tuple[str, str, Place | None]]:
    """Agencies that a table or a line round it names as those that fill it in: name, characters, place."""
    for block in layout.blocks:
        parts = block.cells if isinstance(block, Grid) else (block,) if isinstance(block, Line) else ()
        for part in parts:
            name = filled_in_agency(part.text)
            if name is not None:
                yield name, part.text, part.place


def _first_lines(layout: Layout) -> list[TitleLine]:
    """The lines before the first table or heading that may be those of a title."""
    found: list[TitleLine] = []
    for block in layout.blocks:
        if isinstance(block, Grid) or len(found) >= FIRST_LINES:
            break
        if isinstance(block, Line):
            if is_section_heading(block.text):
                break
            if len(block.text) <= LONGEST_TITLE_LINE:
                found.append(TitleLine(block.text, block.place))
    return found


def _alone(text: str) -> Title | None:
    """A title that stands by itself; sites put their own name behind a dash or bar."""
    from pipeline.schema import TextPlace

    nowhere = TextPlace(paragraph=0, start=0, end=0)
    return read_title([TitleLine(text, nowhere)])
