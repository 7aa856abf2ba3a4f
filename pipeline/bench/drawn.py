"""Documents of a kind, drawn and read into a folder; what is there already is not done again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from zlib import crc32

from pipeline.atomic import write_whole
from pipeline.batch.attempt import attempt
from pipeline.batch.documents import group
from pipeline.batch.intake import Input
from pipeline.batch.store import Store
from pipeline.errors import UsageError
from pipeline.settings import Settings
from pipeline.synth import KINDS, Order, Sample, draw
from pipeline.synth.damage import DAMAGES, damaged

TOLD = "prose-only"  # the tables are lost, and only what the narrative says is known
A_KIND = 1000  # seeds that a kind has for itself
DIGITAL = (*KINDS, TOLD)


@dataclass(frozen=True, slots=True)
class Task:
    """The document of `kind` and `seed`, below `folder`."""

    kind: str
    seed: int
    folder: Path

    @property
    def stem(self) -> str:
        """The name of its file without the ending."""
        return f"{self.kind}-{self.seed}"

    @property
    def documents(self) -> Path:
        """Where documents and their true values lie."""
        return self.folder / "documents"

    @property
    def read(self) -> Path:
        """The output folder with the records."""
        return self.folder / "read"

    def is_read(self) -> bool:
        """Whether there is a record or a failure."""
        places = (self.read / "reports", self.read / "failures")
        return any(place.is_dir() and any(place.glob(f"{self.stem}.*-*.json")) for place in places)


def kinds_of(asked: Sequence[str]) -> tuple[str, ...]:
    """The kinds that are asked for: names, `digital`, `ordinary`, `hard` or `all`.

    Raises:
        UsageError: no such kind.
    """
    groups = {
        "digital": DIGITAL,
        "ordinary": tuple(name for name, damage in DAMAGES.items() if not damage.hard),
        "hard": tuple(name for name, damage in DAMAGES.items() if damage.hard),
        "all": (*DIGITAL, *DAMAGES),
    }
    known = groups["all"]
    found = [kind for name in asked for kind in groups.get(name, (name,))]
    unknown = [kind for kind in found if kind not in known]
    if unknown:
        raise UsageError(f"no kind {unknown[0]!r}; known are {', '.join((*groups, *known))}")
    return tuple(dict.fromkeys(found))


def seed_of(kind: str, number: int, seeds: range) -> int:
    """The seed of the document of that number: no two kinds have the same reports, whichever are asked for."""
    return seeds.start + crc32(kind.encode()) % (len(seeds) // A_KIND) * A_KIND + number


def is_hard(kind: str) -> bool:
    """Whether the kind is one of those beyond the ordinary."""
    return kind in DAMAGES and DAMAGES[kind].hard


def read_all(tasks: Sequence[Task], settings: Settings, *, workers: int) -> Iterator[Task]:
    """Each task when its record is on disk. With one worker all is done in this process."""
    if workers == 1:
        for task in tasks:
            yield read_one(task, settings)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(read_one, task, settings) for task in tasks]):
            yield done.result()


def read_one(task: Task, settings: Settings) -> Task:
    """Draw the document unless it is there, and read it."""
    from pipeline.run import kit_for, read

    path = _drawn(task)
    (document,) = group([Input(path, path.name)])
    kit = kit_for(settings)
    result = attempt(document, lambda location, name: read(location, name=name, kit=kit))
    Store(task.read).write(document.name, result)
    return task


def draw_one(kind: str, seed: int) -> Sample:
    """The sample of that kind and seed; damaged ones have their tables alone, which is what is measured on them."""
    if kind not in DIGITAL:
        sample = damaged(seed, kind, Order(prose=False))
        return damaged(seed, kind, Order(prose=False), packing="pdf") if sample.kind == "pages" else sample
    if kind == TOLD:
        return draw(seed, Order(tables=False, errors=0))
    return draw(seed, Order(kind=next(name for name in KINDS if name == kind)))


def _drawn(task: Task) -> Path:
    """The document's file; its true values are written last, so that where they are all is."""
    truth = task.documents / f"{task.stem}.truth.json"
    if truth.exists():
        return next(path for path in sorted(task.documents.glob(f"{task.stem}.*")) if path != truth)
    sample = draw_one(task.kind, task.seed)
    path = task.documents / f"{task.stem}.{sample.kind}"
    write_whole(path, sample.content)
    for name, content in sample.beside.items():
        write_whole(task.documents / name, content)
    write_whole(truth, replace(sample.truth, variant=task.kind).as_json().encode())
    return path
