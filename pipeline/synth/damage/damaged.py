"""One damaged sample with its truth, or its pages alone."""

from __future__ import annotations

from dataclasses import replace

from pipeline.errors import UsageError
from pipeline.synth.damage.job import Job
from pipeline.synth.damage.kinds import DAMAGES
from pipeline.synth.damage.optics import compressed
from pipeline.synth.damage.packing import PACKINGS, Packing
from pipeline.synth.damage.page import Page
from pipeline.synth.damage.pdf_file import is_bilevel
from pipeline.synth.document import Draft
from pipeline.synth.sample import Order, Sample


def damaged(seed: int, kind: str, order: Order | None = None, *, packing: Packing | None = None) -> Sample:
    """The sample of that seed and kind of damage, the same bytes each time on a machine with the same fonts.

    Args:
        seed: figures, words, look and damage all come from it.
        kind: a name in DAMAGES; it is the truth's `variant`.
        order: what the report shall be; its `kind` of file is the damage's own. With `prose=False` there are only
            title, headings and tables, which are read sooner.
        packing: the kind of file that scanned or photographed pages are packed into; by default the kind's own.

    Raises:
        UsageError: no such kind, form, layout or packing, or pages that do not go into one picture.
        SetupError: fonts or libraries are missing.
    """
    _check(kind)
    if packing is not None and packing not in PACKINGS:
        raise UsageError(f"no packing {packing!r}; known are {', '.join(PACKINGS)}")
    job = Job(kind, seed, order or Order(), packing)
    finished = DAMAGES[kind].draw(job)
    drafted, packed = finished.drafted, finished.packed
    truth = replace(drafted.truth, variant=kind)
    return Sample(
        id=job.id_of(drafted),
        kind=packed.kind,
        layout=drafted.layout,
        content=packed.content,
        truth=truth,
        draft=drafted.draft,
        places=packed.places,
        beside=packed.beside,
    )


def damaged_pages(seed: int, kind: str, order: Order | None = None) -> tuple[Draft, list[Page]]:
    """The pages of a scanned or photographed sample as pictures with the outlines of their cells, and what they print.

    They are those of `damaged`, after the JPEG of its file, without the file around them: for training.

    Raises:
        UsageError: no such kind, or one that is not of sheets of paper.
        SetupError: fonts or libraries are missing.
    """
    _check(kind)
    draw = DAMAGES[kind].sheets
    if draw is None:
        papers = ", ".join(name for name, damage in DAMAGES.items() if damage.sheets is not None)
        raise UsageError(f"{kind} is no paper; kinds with pages are {papers}")
    sheets = draw(Job(kind, seed, order or Order()))
    quality = sheets.plan.quality
    pages = [
        page if is_bilevel(page) else replace(page, pixels=compressed(page.pixels, quality)) for page in sheets.pages
    ]
    return sheets.drafted.draft, pages


def _check(kind: str) -> None:
    """Complain of a kind that there is not."""
    if kind not in DAMAGES:
        raise UsageError(f"no kind of damage {kind!r}; known are {', '.join(DAMAGES)}")
