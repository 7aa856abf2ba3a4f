"""All records of a run -> what they say of each other: years that do not continue, reports out twice, text taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from pipeline.corpus.agencies import by_agency
from pipeline.corpus.comparison import Addend, Break, Comparison, Difference, Taken, Twice, Whose
from pipeline.corpus.copied import find_copied
from pipeline.corpus.lastyear import compare_years
from pipeline.corpus.shared import find_shared
from pipeline.forms import Form
from pipeline.schema import Field, Number, Report
from pipeline.text.normalise import clean, squeeze
from pipeline.types.years import YearBreak, YearComparison

Named = tuple[str, Report]
MUCH = 0.3  # share of a narrative that is worth a word
LONGEST_EXCERPT = 80


def compare_reports(records: Iterable[Named], forms: Mapping[str, Form]) -> Comparison:
    """Compare the reports of each agency over its years, and all narratives with each other.

    Only accepted figures count: what a person has yet to look at breaks nothing.
    """
    reports = [(name, _accepted(report)) for name, report in records]
    placed = {
        agency: _by_year(members)
        for agency, members in by_agency(reports).items()
        if any(report.year.value is not None for _, report in members)
    }
    known = {name for years in placed.values() for members in years.values() for name, _ in members}
    pairs = [pair for years in placed.values() for pair in _pairs(years)]
    compared = [(this, last, compare_years(this[1], last[1], forms.get(this[1].form))) for this, last in pairs]
    return Comparison(
        reports=len(reports),
        agencies=len(placed),
        pairs=len(pairs),
        held=sum(years.held for _, _, years in compared),
        not_assessable=sum(years.not_assessable for _, _, years in compared),
        breaks=tuple(one for this, last, years in compared for one in _breaks(this, last, years, forms)),
        twice=tuple(_twice(members, forms) for years in placed.values() for members in years.values() if members[1:]),
        taken=(*_from_last_year(compared), *_from_others(placed)),
        unplaced=tuple(name for name, _ in reports if name not in known),
    )


def _accepted(report: Report) -> Report:
    """The report with only what was accepted."""
    fields = {key: field if field.status == "accepted" else _unknown(field) for key, field in report.fields.items()}
    return report.model_copy(update={"fields": fields})


def _unknown(field: Field) -> Field:
    return field.model_copy(update={"value": None})


def _by_year(members: Iterable[Named]) -> dict[int, list[Named]]:
    years: dict[int, list[Named]] = defaultdict(list)
    for name, report in members:
        if report.year.value is not None:
            years[report.year.value].append((name, report))
    return dict(sorted(years.items()))


def _pairs(years: Mapping[int, Sequence[Named]]) -> Iterator[tuple[Named, Named]]:
    """Each report with last year's; of several for one year the one that was published last, or the last by name."""
    for year, members in years.items():
        if year - 1 in years:
            yield _latest(members), _latest(years[year - 1])


def _latest(members: Sequence[Named]) -> Named:
    return max(members, key=lambda pair: (pair[1].published_on.value or "", pair[0]))


def whose(named: Named) -> Whose:
    """By whom and when a report with agency and year was made."""
    name, report = named
    return Whose(agency=report.agency.value or "", region=report.region.value, year=report.year.value or 0, name=name)


def _breaks(this: Named, last: Named, years: YearComparison, forms: Mapping[str, Form]) -> Iterator[Break]:
    form = forms[this[1].form]
    note = squeeze(clean(years.explanation)) if years.explanation is not None else None
    for broken in years.breaks:
        yield Break(
            report=whose(this),
            last=whose(last),
            rule=broken.rule,
            level="info" if note is not None else broken.level,
            key=broken.key,
            label=_label(form, broken.key),
            this=broken.this,
            expected=broken.expected,
            terms=tuple(_addends(broken, this[1].year.value or 0)),
            note=note,
        )


def _addends(broken: YearBreak, year: int) -> Iterator[Addend]:
    for when, key, sign, value in broken.terms:
        yield Addend(year=year if when == "this" else year - 1, key=key, sign=sign, value=value)


def _label(form: Form | None, key: str) -> str:
    return form.specs[key].label if form is not None and key in form.specs else key


def _twice(members: Sequence[Named], forms: Mapping[str, Form]) -> Twice:
    form = forms.get(members[0][1].form)
    keys = dict.fromkeys(key for _, report in members for key in report.fields)
    differs = []
    for key in keys:
        fields = [report.fields.get(key) for _, report in members]
        if any(field is None or field.status != "accepted" for field in fields):
            continue
        values: tuple[Number | None, ...] = tuple(field.value for field in fields if field is not None)
        if len(set(values)) > 1:
            differs.append(Difference(key=key, label=_label(form, key), values=values))
    return Twice(reports=tuple(whose(one) for one in members), differs=tuple(differs))


def _from_last_year(compared: Iterable[tuple[Named, Named, YearComparison]]) -> Iterator[Taken]:
    for this, last, years in compared:
        if years.copied_share is not None and years.copied_share >= MUCH:
            text = years.copied[0].text if years.copied else ""
            yield _taken("last_year", this, last, years.copied_share, text)


def _from_others(placed: Mapping[str, Mapping[int, Sequence[Named]]]) -> Iterator[Taken]:
    """Narratives that share much with another agency's; the earlier one is the source, the closest one counts."""
    reports = [(agency, named) for agency, years in placed.items() for members in years.values() for named in members]
    best: dict[str, Taken] = {}
    for one, other in find_shared([(agency, report) for agency, (_, report) in reports], least=MUCH):
        this, source = sorted((reports[one][1], reports[other][1]), key=_when, reverse=True)
        copied = find_copied(this[1], source[1])
        if copied.share is None or copied.share < MUCH:
            continue
        text = copied.paragraphs[0].text if copied.paragraphs else ""
        found = _taken("other_agency", this, source, copied.share, text)
        if this[0] not in best or best[this[0]].share < found.share:
            best[this[0]] = found
    yield from best.values()


def _when(named: Named) -> tuple[int, str, str]:
    name, report = named
    return report.year.value or 0, report.published_on.value or "", name


def _taken(kind: Literal["last_year", "other_agency"], this: Named, source: Named, share: float, text: str) -> Taken:
    excerpt = squeeze(clean(text))
    return Taken(
        kind=kind,
        report=whose(this),
        source=whose(source),
        share=round(share, 3),
        excerpt=excerpt[:LONGEST_EXCERPT] + "…" * (len(excerpt) > LONGEST_EXCERPT),
    )
