"""One report -> what is wrong with it: every rule of the table, put into words, worst first."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.preflight.case import Case
from pipeline.preflight.finding import Checked, Finding, Inspection, Language, Spot
from pipeline.preflight.hit import Hit
from pipeline.preflight.messages import Messages, load_messages
from pipeline.preflight.privacy import mask
from pipeline.preflight.rules import RULES
from pipeline.schema import Level, Report

LEVELS: tuple[Level, ...] = ("error", "warning", "info")


def examine(case: Case, *, language: Language = "zh", last: Report | None = None) -> Inspection:
    """Every finding on the report, worst first, then in the order of the rules and of the document.

    `last` is the report of last year that `case.years` compares it with.
    """
    found = sorted(_findings(case, language), key=lambda finding: LEVELS.index(finding.level))
    return Inspection(
        language=language,
        report=_checked(case.report),
        last_year=_checked(last) if last is not None else None,
        counts={level: sum(finding.level == level for finding in found) for level in LEVELS},
        findings=tuple(found),
        rules=tuple(code for rules in RULES.values() for code in rules),
    )


def _findings(case: Case, language: Language) -> Iterator[Finding]:
    messages = load_messages()
    for group, rules in RULES.items():
        for code, rule in rules.items():
            for hit in rule(case):
                yield _finding(code, group, hit, messages, language)


def _finding(code: str, group: str, hit: Hit, messages: Messages, language: Language) -> Finding:
    wording = messages.codes[code]
    says, mend = (messages.fill(part, hit.values, language) for part in (wording.says, wording.mend))
    hints = [messages.fill(wording.hints[hint.name], hint.values, language) for hint in hit.hints]
    return Finding(
        code=code,
        group=group,
        level=hit.level,
        title=messages.fill(wording.title, hit.values, language),
        says=mask(says),
        why=messages.fill(wording.why, hit.values, language),
        mend=mask(("" if language == "zh" else " ").join((mend, *hints))),
        spots=tuple(_masked(spot) for spot in hit.spots),
        keys=hit.keys,
        private=hit.private,
    )


def _masked(spot: Spot) -> Spot:
    """Without whole personal numbers, whatever rule made it."""
    masked = {"label": mask(spot.label), "excerpt": mask(spot.excerpt), "row": tuple(mask(text) for text in spot.row)}
    return spot.model_copy(update=masked)


def _checked(report: Report) -> Checked:
    source = report.source
    return Checked(
        path=source.path,
        sha256=source.sha256,
        kind=source.kind,
        pages=source.pages,
        form=report.form,
        agency=report.agency.value,
        year=report.year.value,
        published_on=report.published_on.value,
    )
