"""Layout and Outline -> whether this is an annual report on government information disclosure at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.forms import Form
from pipeline.text.normalise import label_key, simplify, squeeze
from pipeline.text.wording import is_distinctive_label, is_figure, is_report_title, is_section_heading
from pipeline.types.layout import Layout
from pipeline.types.outline import Outline
from pipeline.types.page import Line

FEWEST_LABELS = 3
FEWEST_HEADINGS, FEWEST_WITH_TITLE = 3, 1
FEWEST_PHRASES, FEWEST_CHARACTERS = 3, 300
FEWEST_FIGURES = 10  # seen in a picture under a title
LONG_LABEL, LIKE, FEWEST_LIKE = 6, 0.6, 6  # characters of labels that are misread, their likeness, and how many rows
FIRST_LINES = 20
PHRASES = (
    "依申请公开", "主动公开", "行政复议", "行政诉讼", "政府信息公开申请", "政府信息公开条例", "信息公开目录",
    "公开政府信息", "政府信息",
)  # fmt: skip
# A document about reports: how to write them, that they are due, what is thought of them.
ABOUT_REPORTS = re.compile(r"(?:通知|公告|的函|的意见|办法|方案|细则|指南|解读|问答|评估报告|填报说明|考核.*)$")


def is_report(layout: Layout, outline: Outline, forms: Iterable[Form] = ()) -> bool:
    """Whether the document is such a report: its tables, its headings, or its title over prose on the subject.

    Of a poor picture whose labels are all misread its title over a table of figures is enough, or labels that many
    labels of one of the `forms` are clearly most like.

    A notice about reports is none, unless it prints a filled table; a list of links to reports is none.
    """
    cells = {cell.text for grid in layout.grids for cell in grid.cells}
    labels = sum(is_distinctive_label(text) for text in cells)
    lines = [block.text for block in layout.blocks if isinstance(block, Line)]
    opening = [*(line.text for line in outline.title), *lines[:FIRST_LINES]]
    if labels >= FEWEST_LABELS:
        return any(is_figure(text) for text in cells) or not _is_about_reports(opening)
    headings = len({squeeze(text) for text in lines if is_section_heading(text)})
    titled = any(is_report_title(text) for text in opening) or is_report_title(_joined(opening))
    if _is_about_reports(opening):
        return False
    if titled and headings >= FEWEST_WITH_TITLE:  # the labels of a poor picture may all be misread
        return _speaks_of_disclosure(lines, fewest=1) or any(text.strip() and is_figure(text) for text in cells)
    seen = [cell.text for grid in layout.grids for cell in grid.cells if cell.ink is not None]
    if titled and sum(is_figure(text) for text in seen) >= FEWEST_FIGURES:
        return True
    if any(_is_like(seen, form) for form in forms):
        return True
    if headings >= FEWEST_HEADINGS:
        return _speaks_of_disclosure(lines, fewest=FEWEST_PHRASES)
    return titled and _speaks_of_disclosure(lines, fewest=FEWEST_PHRASES)


def _is_like(texts: Iterable[str], form: Form) -> bool:
    """Whether the texts are misread labels of the form's rows and columns: as many of them are like one."""
    labels = [index for indices in (form.row_labels, form.column_labels) for index in indices.values()]
    alike = set()
    for text in {text for text in texts if len(label_key(text)) >= LONG_LABEL}:
        likest = [max(((fit, key) for key, fit in index.likeness(text).items()), default=(0.0, "")) for index in labels]
        fit, key = max(likest)
        if fit >= LIKE:
            alike.add(key)
    return len(alike) >= FEWEST_LIKE


def _is_about_reports(opening: list[str]) -> bool:
    """Whether the first line that speaks of such reports says that this is a document about them."""
    parts = [part for text in opening for part in text.split("|") if len(part) < 100]
    joined = [squeeze(simplify(part)).strip("《》") for part in parts]
    for number, text in enumerate(joined):
        if is_report_title(text):
            return False
        for title in (text, text + "".join(joined[number + 1 : number + 2])):
            if "公开" in title and "报告" in title and ABOUT_REPORTS.search(title) is not None:
                return True
    return False


def _joined(opening: list[str]) -> str:
    """The first short lines as one: titles are wrapped."""
    return "".join(squeeze(text) for text in opening[:3] if len(text) < 50)


def _speaks_of_disclosure(lines: list[str], *, fewest: int) -> bool:
    prose = squeeze(simplify("".join(lines)))
    return len(prose) >= FEWEST_CHARACTERS and sum(phrase in prose for phrase in PHRASES) >= fewest
