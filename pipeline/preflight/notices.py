"""Notices and regulations that no longer apply, and forms that do not fit the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.forms import Form
from pipeline.preflight.case import Case, Passage, sentence_of
from pipeline.preflight.finding import Spot
from pipeline.preflight.hit import Hit, Said

NEW_REGULATION = 2019  # its first report year: it has been in force since 15 May 2019
OLD_ORDER = re.compile(r"国(?:务院)?令[(（〔\[]?第?492号|492号(?:国务院)?令|(?:国务院)?令第?四百九十二号")
NEW_ORDER = re.compile(r"第?711号")
# In the regulation of 2008 the annual report stood in articles 31 and 32; since 2019 in 49 and 50.
OLD_ARTICLE = re.compile(r"条例[》>]?(?:[(（][^)）]{0,30}[)）])?第?(?:三十一|三十二|31|32)条")
OF_REPORT = re.compile(r"年度报告|年报|报告")
MARKS = re.compile(r"[^\w]")


def notice_old(case: Case) -> Iterator[Hit]:
    """The report cites the notice of a form that is no longer in force."""
    due = case.due
    if due is None or case.year is None:
        return
    for form in case.forms.values():
        years = form.file.cited.years
        if form is due or years is None or years[1] >= case.year:
            continue
        spots = tuple(_cited(case, form))
        if spots:
            cited = ("、".join(form.file.cited.phrases), "、".join(due.file.cited.phrases))
            yield Hit("error", {"cited": cited[0], "wanted": cited[1], "year": case.year}, spots)


def regulation_old(case: Case) -> Iterator[Hit]:
    """The report cites the regulation of 2008 by its order."""
    if case.year is None or case.year < NEW_REGULATION:
        return
    for passage in case.prose:
        for match in OLD_ORDER.finditer(passage.plain):
            start, end = sentence_of(passage, match.start())
            if NEW_ORDER.search(passage.plain, start, end) is None:  # else it tells the regulation's history
                yield Hit(
                    "error", {"printed": passage.text[match.start() : match.end()]}, (passage.spot(*match.span()),)
                )


def article_old(case: Case) -> Iterator[Hit]:
    """The report rests on articles that spoke of annual reports only until 2019."""
    if case.year is None or case.year < NEW_REGULATION:
        return
    for passage in case.of("preamble", "body"):
        for match in OLD_ARTICLE.finditer(passage.plain):
            start, end = sentence_of(passage, match.start())
            if OF_REPORT.search(passage.plain, start, end) is not None:
                yield Hit(
                    "error", {"printed": passage.text[match.start() : match.end()]}, (passage.spot(*match.span()),)
                )


def form_of_other_year(case: Case) -> Iterator[Hit]:
    """The form is not the one in force for the year."""
    form, due, year = case.form, case.due, case.year
    years = form.file.cited.years if form is not None else None
    if form is None or due is None or years is None or year is None or years[0] <= year <= years[1]:
        return
    values: dict[str, Said] = {"form": form.file.legal_basis, "wanted": due.file.legal_basis, "year": year}
    yield Hit("error" if years[1] < year else "warning", values, _first_figure(case))


def _cited(case: Case, form: Form) -> Iterator[Spot]:
    for phrase in form.file.cited.phrases:
        wanted = _bare(phrase)
        for passage in case.prose:
            bare, places = _bare_with_places(passage)
            at = bare.find(wanted)
            if at >= 0 and not _is_history(case, passage, places[at]):
                yield passage.spot(places[at], places[at + len(wanted) - 1] + 1)


def _is_history(case: Case, passage: Passage, at: int) -> bool:
    """Whether the same sentence cites the notice in force too: it tells what was replaced."""
    start, end = sentence_of(passage, at)
    sentence = _bare(passage.plain[start:end])
    return case.due is not None and any(_bare(phrase) in sentence for phrase in case.due.file.cited.phrases)


def _bare(text: str) -> str:
    """Without brackets, which every report prints its own way, or loses."""
    return MARKS.sub("", text)


def _bare_with_places(passage: Passage) -> tuple[str, list[int]]:
    places = [place for place, character in enumerate(passage.plain) if not MARKS.match(character)]
    return "".join(passage.plain[place] for place in places), places


def _first_figure(case: Case) -> tuple[Spot, ...]:
    key = next((key for key, field in case.report.fields.items() if field.place is not None), None)
    return (case.cell(key),) if key is not None else ()
