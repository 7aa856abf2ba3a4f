"""Which form a report is on: labels of table cells vote, never the year, as long as there is a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.forms import Form
from pipeline.schema import FormEvidence
from pipeline.text.normalise import caption_key

AGAINST = 0.5  # a label that speaks against a form lowers it, never excludes it: hybrids exist
SURE_BY_CELLS, BY_CITATION, BY_PLAN, BY_YEAR = 0.999, 0.8, 0.7, 0.5
BY_FIRST_TABLE = 0.6
PLAN_FITS = 0.5
WHOLE_TABLES = 3  # votes; of a hybrid the other form has fewer


def vote(forms: Mapping[str, Form], cells: Iterable[str]) -> FormEvidence:
    """What the cell labels say; `decided_by` is "nothing" where no form has more votes than every other."""
    texts = {caption_key(text) for text in cells if text}
    seen: dict[str, tuple[str, ...]] = {}
    votes: dict[str, float] = {}
    for name, form in forms.items():
        for_it = _seen(form.file.detect.any_of, texts)
        seen[name] = tuple(for_it)
        votes[name] = len(for_it) - AGAINST * len(_seen(form.file.detect.against, texts))
    labels = {name: labels for name, labels in seen.items() if labels}
    best = sorted(votes.values(), reverse=True)
    if not best or best[0] <= 0 or (len(best) > 1 and best[0] == best[1]):
        return FormEvidence(labels=labels, votes=votes)
    margin = best[0] - max(best[1] if len(best) > 1 else 0.0, 0.0)
    confidence = SURE_BY_CELLS if margin >= 2 else 0.97
    return FormEvidence(labels=labels, votes=votes, decided_by="cells", confidence=confidence)


def vote_by_grid(forms: Mapping[str, Form], grids: Sequence[Sequence[str]]) -> FormEvidence:
    """What the labels of all grids say; where whole tables of two forms stand there, the first of them decides.

    An appendix may quote the tables of another year.
    """
    evidence = vote(forms, [text for cells in grids for text in cells])
    if len(evidence.votes) < 2 or sorted(evidence.votes.values())[-2] < WHOLE_TABLES:
        return evidence
    for cells in grids:
        first = vote(forms, cells)
        if first.decided_by == "cells":
            votes = {**evidence.votes, winner(first): max(evidence.votes.values()) + 1}
            return evidence.model_copy(update={"votes": votes, "decided_by": "cells", "confidence": BY_FIRST_TABLE})
    return evidence


def winner(evidence: FormEvidence) -> str:
    """The form with the most votes."""
    return max(evidence.votes, key=lambda name: evidence.votes[name])


def fall_back(
    forms: Mapping[str, Form], evidence: FormEvidence, plan: Mapping[str, float], prose: str, year: int | None
) -> tuple[str, FormEvidence]:
    """The form where cells do not decide: section plan, notices cited, the year as last resort.

    A form that was not there yet in that year is out of the question, whatever the sections are called.

    Returns ("unknown", evidence) where nothing speaks for any form.
    """
    fitting = {name for name in forms if plan.get(name, 0.0) >= PLAN_FITS and not _is_later(forms[name], year)}
    top = max((plan[name] for name in fitting), default=0.0)
    fitting = {name for name in fitting if plan[name] >= top - 0.1}
    text = caption_key(prose)
    cited = [name for name, form in forms.items() if any(caption_key(p) in text for p in form.file.cited.phrases)]
    of_year = [name for name, form in forms.items() if _in_force(form, year)]
    if len(cited) == 1 and (not fitting or cited[0] in fitting):
        return cited[0], _decided(evidence, "sections", BY_CITATION)
    if len(fitting) == 1:
        return next(iter(fitting)), _decided(evidence, "sections", BY_PLAN)
    both = [name for name in of_year if name in fitting]
    if both:
        return both[0], _decided(evidence, "sections", BY_PLAN)
    if fitting and year is not None:  # the plan excludes the form of the year: the nearest that it allows
        nearest = min(fitting, key=lambda name: _distance(forms[name], year))
        return nearest, _decided(evidence, "sections", BY_YEAR)
    if of_year:
        return of_year[0], _decided(evidence, "year", BY_YEAR)
    return "unknown", evidence


def _seen(words: Iterable[str], texts: set[str]) -> list[str]:
    return [word for word in words if any(caption_key(word) in text for text in texts)]


def _in_force(form: Form, year: int | None) -> bool:
    years = form.file.cited.years
    return year is not None and years is not None and years[0] <= year <= years[1]


def _is_later(form: Form, year: int | None) -> bool:
    return year is not None and form.file.cited.years is not None and year < form.file.cited.years[0]


def _distance(form: Form, year: int) -> int:
    first, last = form.file.cited.years or (year, year)
    return max(first - year, year - last, 0)


def _decided(evidence: FormEvidence, by: str, confidence: float) -> FormEvidence:
    return evidence.model_copy(update={"decided_by": by, "confidence": confidence})
