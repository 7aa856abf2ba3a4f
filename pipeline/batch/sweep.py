"""One pass over the documents: read each, add what is known beside it, write what came out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.batch.attempt import Reader, attempt
from pipeline.batch.documents import Document
from pipeline.batch.manifest import Manifest
from pipeline.batch.remarks import compare
from pipeline.batch.store import Store
from pipeline.schema import Correction, Failure, Report

Revise = Callable[[Report, Sequence[Correction]], Report]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of documents beside their files: the manifest, and corrections by digest with how to apply them."""

    manifest: Manifest = field(default_factory=Manifest)
    corrections: Mapping[str, Sequence[Correction]] = field(default_factory=dict)
    revise: Revise | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a document, and how many seconds reading it took."""

    document: Document
    result: Report | Failure
    seconds: float


def sweep(documents: Sequence[Document], read: Reader, store: Store, beside: Beside) -> Iterator[Outcome]:
    """Read and write the documents in order; an outcome comes when it is safely on disk.

    Reading a document needs its location and path alone and gives a value that survives JSON, so that it can be done
    elsewhere; all writing is done here.
    """
    for document in documents:
        started = time.perf_counter()
        first = attempt(document, read)
        seconds = time.perf_counter() - started
        result, reading = complete(first, document, beside)
        store.write(document.name, result, reading=reading)
        yield Outcome(document, result, seconds)


def complete(first: Report | Failure, document: Document, beside: Beside) -> tuple[Report | Failure, Report | None]:
    """The result to write; and where people corrected it, the record before their corrections."""
    if isinstance(first, Failure):
        return first, None
    entry = beside.manifest.of(document)
    report = first if entry is None else compare(first, entry)
    said = beside.corrections.get(report.source.sha256, ())
    if not said or beside.revise is None:
        return report, None
    return beside.revise(report, said), report
