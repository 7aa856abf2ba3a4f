"""Drawing accepted figures at random, keeping what was accepted, and comparing it with what a person read."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.atomic import write_whole
from pipeline.batch.store import Store
from pipeline.errors import UsageError
from pipeline.schema import AuditSample, DrawnFigure, Meaning, Number
from pipeline.trust.intervals import LEVEL, lower_bound, upper_bound

FOLDER = "audits"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a person read for a figure, without having seen what the program read."""

    sha256: str
    key: str
    value: Number | None
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a sample: the figures that are wrong with what was read, and how many have no clear answer."""

    sample: AuditSample
    wrong: tuple[tuple[DrawnFigure, Heard], ...]
    unreadable: int
    unanswered: int

    @property
    def against(self) -> int:
        """Errors as they count in the bound: what nobody could read counts against the program."""
        return len(self.wrong) + self.unreadable

    @property
    def rate(self) -> float:
        """The share of the sample that is wrong."""
        return self.against / self.sample.count

    @property
    def upper(self) -> float:
        """The exact one-sided upper bound of the share of accepted figures that is wrong."""
        return upper_bound(self.against, self.sample.count, level=LEVEL)

    @property
    def lower(self) -> float:
        """Likewise the lower bound, of what is surely wrong."""
        return lower_bound(len(self.wrong), self.sample.count, level=LEVEL)


def draw_sample(store: Store, *, count: int, seed: int) -> AuditSample:
    """Figures that were accepted without a person, each with the same chance; the same for a seed each time.

    Raises:
        UsageError: so many were not accepted.
    """
    accepted: list[DrawnFigure] = []
    promises: set[float | None] = set()
    for _, report in store.reports():
        promises.add(report.promise.max_error if report.promise is not None else None)
        accepted += [
            DrawnFigure(
                sha256=report.source.sha256, path=report.source.path, key=key, value=one.value, meaning=one.meaning
            )
            for key, one in report.fields.items()
            if one.status == "accepted" and one.origin != "person" and one.meaning is not None
        ]
    if count > len(accepted):
        raise UsageError(f"--count {count}: only {len(accepted):,} figures of {store.out} were accepted by the program")
    figures = random.Random(f"audit/{seed}").sample(accepted, count)
    return AuditSample(
        seed=seed,
        count=count,
        population=len(accepted),
        documents=len({one.sha256 for one in accepted}),
        max_error=promises.pop() if len(promises) == 1 else None,
        figures=tuple(figures),
    )


def sample_name(sample: AuditSample) -> str:
    """The name that sheet and kept sample share."""
    return f"audit-{sample.seed}-{sample.count}"


def keep_sample(out: Path, sample: AuditSample) -> Path:
    """Write what was accepted, apart from the sheet that the reader gets.

    Raises:
        UsageError: the same sample was drawn before from other records; its sheet may be with a reader.
    """
    path = out / FOLDER / f"{sample_name(sample)}.json"
    if path.exists() and load_sample(path) != sample:
        raise UsageError(f"{path}: drawn before, and the records changed since; take another --seed")
    write_whole(path, sample.model_dump_json(indent=1).encode() + b"\n")
    return path


def load_sample(path: Path) -> AuditSample:
    """The sample that was kept.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    try:
        return AuditSample.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(
            f"{path}: the sample that the sheet belongs to is not there; audit where it was drawn"
        ) from error
    except ValidationError as error:
        raise UsageError(f"{path}: not a sample of this version") from error


def compare_sample(sample: AuditSample, heard: Iterable[Heard]) -> Outcome:
    """The sample beside what was read."""
    answers = {(one.sha256, one.key): one for one in heard}
    wrong, unreadable, unanswered = [], 0, 0
    for figure in sample.figures:
        answer = answers.get((figure.sha256, figure.key))
        if answer is None:
            unanswered += 1
        elif answer.meaning == "unparseable":
            unreadable += 1
        elif (answer.value, answer.meaning) != (figure.value, figure.meaning):
            wrong.append((figure, answer))
    return Outcome(sample, tuple(wrong), unreadable, unanswered)
