"""One damaged sample with its truth."""

from __future__ import annotations

from dataclasses import replace

from pipeline.errors import UsageError
from pipeline.synth.damage.job import Job
from pipeline.synth.damage.kinds import DAMAGES
from pipeline.synth.damage.packing import PACKINGS, Packing
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
    if kind not in DAMAGES:
        raise UsageError(f"no kind of damage {kind!r}; known are {', '.join(DAMAGES)}")
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
