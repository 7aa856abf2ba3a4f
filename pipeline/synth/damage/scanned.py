"""From paper to a file: print, damage page by page, pack; or leave it digital."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.synth.damage.job import Finished, Job
from pipeline.synth.damage.packing import Packed, pack
from pipeline.synth.damage.page import Page, Rng
from pipeline.synth.damage.printing import Paper, draft_on, pages_of, print_pdf
from pipeline.synth.damage.scans import Plan
from pipeline.synth.draw import Drafted


@dataclass(frozen=True, slots=True)
class Sheets:
    """The damaged pages of a report, before they are packed."""

    drafted: Drafted
    pages: list[Page]
    plan: Plan


def damage_sheets(planned: Callable[[Rng, Drafted], Plan], paper: Paper, job: Job) -> Sheets:
    """The report printed on that paper, its pages damaged as planned."""
    drafted = draft_on(paper, job.own_seed, job.order)
    rng = job.rng()
    plan = planned(rng, drafted)
    pages = pages_of(print_pdf(drafted, job.own_seed), plan.dpi)
    for step in plan.steps:
        pages = step(pages, rng)
    return Sheets(drafted, pages, plan)


def scanned(planned: Callable[[Rng, Drafted], Plan], paper: Paper, job: Job) -> Finished:
    """The damaged pages as a file, or a folder of pictures."""
    sheets = damage_sheets(planned, paper, job)
    packing = job.packing or sheets.plan.packing
    return Finished(sheets.drafted, pack(job.id_of(sheets.drafted), sheets.pages, packing, sheets.plan.coding))


def digital(paper: Paper, job: Job) -> Finished:
    """The report as a PDF with its text."""
    drafted = draft_on(paper, job.own_seed, job.order)
    printed = print_pdf(drafted, job.own_seed)
    return Finished(drafted, Packed("pdf", printed.content, printed.places))
