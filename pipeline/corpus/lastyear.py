"""This year's and last year's report of one agency -> what they say of each other."""

from __future__ import annotations

import re

from pipeline.corpus.continuity import continue_figures
from pipeline.corpus.copied import find_copied
from pipeline.forms import Form
from pipeline.schema import Report
from pipeline.text.normalise import caption_key, simplify, squeeze
from pipeline.types.years import YearComparison

# What makes figures start anew, and is said in a note where it happened.
REASONS = re.compile(
    r"区划(?:调整|变更)|机构(?:改革|调整|合并|撤销)|职[能责](?:划转|调整|划入|划出)|划转|撤并|合并(?:组建|设立)|新组建|"
    r"统计口径|口径(?:调整|变化|不同)|误填|漏填|错填|误报|更正|重复统计|(?:清理|核减|核增|核销)"
    r"|不(?:一致|相符|符|同)|有(?:出入|差异)"
)
NOTE = re.compile(r"^[(（]?(?:备?注|说明)\d*[)）]?[:：]?")
OFFICE = re.compile(r"(?:办公[室厅])$")


def compare_years(this: Report, last: Report, form: Form | None) -> YearComparison:
    """Compare two reports; `form` is this year's, whose rules between years are evaluated (None: no figures)."""
    figures = continue_figures(form.file.cross_year if form is not None else (), this.fields, last.fields)
    copied = find_copied(this, last)
    return YearComparison(
        same_agency=_same_agency(this.agency.value, last.agency.value),
        follows=this.year.value is None or last.year.value is None or this.year.value == last.year.value + 1,
        held=figures.held,
        not_assessable=figures.not_assessable,
        breaks=figures.breaks,
        explanation=_explanation(this),
        copied=copied.paragraphs,
        copied_share=copied.share,
    )


def _same_agency(this: str | None, last: str | None) -> bool:
    """Whether two names may be one agency's: a government and its office report for each other."""
    if this is None or last is None:
        return True
    here, there = (OFFICE.sub("", caption_key(name)) for name in (this, last))
    return here == there or here.endswith(there) or there.endswith(here)


def _explanation(report: Report) -> str | None:
    """A note, or a paragraph that is one, that says why figures do not continue last year's."""
    notes = [note.text for note in report.notes]
    notes += [
        paragraph.text
        for section in report.sections
        for paragraph in section.paragraphs
        if NOTE.match(squeeze(simplify(paragraph.text)))
    ]
    return next((text for text in notes if REASONS.search(squeeze(simplify(text)))), None)
