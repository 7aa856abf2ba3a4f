"""The table of rules: group -> code -> function. The wording of each code lies in configs/messages.yaml.

A rule is a function from the case to its hits; to add one, write it, add its line here and its wording there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.preflight import (
    cells,
    fee,
    hygiene,
    lastyear,
    notices,
    persons,
    prose,
    sections,
    sums,
    tables,
    years,
)
from pipeline.preflight.case import Case
from pipeline.preflight.hit import Hit

Rule = Callable[[Case], Iterable[Hit]]

RULES: dict[str, dict[str, Rule]] = {
    "sums": {
        "sum-broken": sums.sum_broken,
        "sum-doubtful": sums.sum_doubtful,
        "sum-needs-zero": sums.sum_needs_zero,
    },
    "sections": {
        "section-missing": sections.section_missing,
        "section-twice": sections.section_twice,
        "section-order": sections.section_order,
        "section-empty": sections.section_empty,
        "section-title": sections.section_title,
        "section-number": sections.section_number,
        "overview-incomplete": sections.overview_incomplete,
        "supervision-missing": sections.supervision_missing,
    },
    "tables": {
        "form-unknown": tables.form_unknown,
        "table-missing": tables.table_missing,
        "row-missing": tables.row_missing,
        "column-missing": tables.column_missing,
        "row-of-other-form": tables.row_of_other_form,
    },
    "cells": {
        "cell-unparseable": cells.cell_unparseable,
        "cell-without-figure": cells.cell_without_figure,
        "cell-fraction": cells.cell_fraction,
        "cell-negative": cells.cell_negative,
        "cell-without-unit": cells.cell_without_unit,
    },
    "years": {
        "year-unknown": years.year_unknown,
        "year-unexpected": years.year_unexpected,
        "year-disagrees": years.year_disagrees,
        "period-disagrees": years.period_disagrees,
        "period-not-whole": years.period_not_whole,
        "date-damaged": years.date_damaged,
        "date-too-early": years.date_too_early,
        "date-too-late": years.date_too_late,
        "deadline-missed": years.deadline_missed,
        "agency-unknown": years.agency_unknown,
        "agency-unexpected": years.agency_unexpected,
        "agency-disagrees": years.agency_disagrees,
    },
    "notices": {
        "notice-old": notices.notice_old,
        "regulation-old": notices.regulation_old,
        "article-old": notices.article_old,
        "form-of-other-year": notices.form_of_other_year,
    },
    "fee": {
        "fee-missing": fee.fee_missing,
        "fee-elsewhere": fee.fee_elsewhere,
        "fee-confused": fee.fee_confused,
    },
    "prose": {
        "prose-disagrees": prose.prose_disagrees,
    },
    "last_year": {
        "last-year-wrong-file": lastyear.last_year_wrong_file,
        "last-year-differs": lastyear.last_year_differs,
        "text-copied": lastyear.text_copied,
        "paragraph-copied": lastyear.paragraph_copied,
    },
    "persons": {
        "person-id-card": persons.person_id_card,
        "person-mobile": persons.person_mobile,
        "person-bank-card": persons.person_bank_card,
        "person-email": persons.person_email,
    },
    "hygiene": {
        "template-left": hygiene.template_left,
        "marks-left": hygiene.marks_left,
        "title-twice": hygiene.title_twice,
        "paragraph-twice": hygiene.paragraph_twice,
    },
    "reading": {
        "part-not-read": tables.part_not_read,
        "cells-not-read": tables.cells_not_read,
        "cells-doubtful": tables.cells_doubtful,
    },
}
