"""Records as they follow from what was read and what people said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.batch.store import Store
from pipeline.batch.sweep import Revise
from pipeline.schema import Correction, Report


def derive(store: Store, corrections: Mapping[str, Sequence[Correction]], revise: Revise) -> tuple[str, ...]:
    """Write again each record that has corrections, always from the record as first read; the names of those."""
    derived = []
    for name, report in store.reports():
        said = corrections.get(report.source.sha256, ())
        if not said:
            continue
        first: Report = store.reading(name) or report
        store.write(name, revise(first, said), reading=first)
        derived.append(name)
    return tuple(derived)
