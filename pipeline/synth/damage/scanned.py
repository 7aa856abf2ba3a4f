"""From paper to a file: print, damage page by page, pack; or leave it digital."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.synth.damage.job import Finished, Job
from pipeline.synth.damage.packing import Packed, pack
from pipeline.synth.damage.page import Rng
from pipeline.synth.damage.printing import Paper, draft_on, pages_of, print_pdf
from pipeline.synth.damage.scans import Plan
from pipeline.synth.draw import Drafted


def scanned(planned: Callable[[Rng, Drafted], Plan], paper: Paper, job: Job) -> Finished:
    """The report printed on that paper, its pages damaged as planned."""
    drafted = draft_on(paper, job.own_seed, job.order)
    rng = job.rng()
    plan = planned(rng, drafted)
    pages = pages_of(print_pdf(drafted, job.own_seed), plan.dpi)
    for step in plan.steps:
        pages = step(pages, rng)
    return Finished(drafted, pack(job.id_of(drafted), pages, job.packing or plan.packing, plan.quality))


def digital(paper: Paper, job: Job) -> Finished:
    """The report as a PDF with its text."""
    drafted = draft_on(paper, job.own_seed, job.order)
    printed = print_pdf(drafted, job.own_seed)
    return Finished(drafted, Packed("pdf", printed.content, printed.places))
