"""Everything that is written beside the records, for `run` and `apply`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.journal import load_journal, locations

if TYPE_CHECKING:
    from pipeline.batch.store import Store
    from pipeline.batch.tally import Tally
    from pipeline.run import Kit
    from pipeline.schema import Correction, Report


def reviser(kit: Kit) -> Callable[[Report, Sequence[Correction]], Report]:
    """How corrections are applied: by the report's form; a report on no form stays as it is."""
    from pipeline.stages.revise import revise

    def revised(report: Report, corrections: Sequence[Correction]) -> Report:
        form = kit.forms.get(report.form)
        return report if form is None else revise(report, corrections, form, policy=kit.policy)

    return revised


def write_outputs(names: Iterable[str], store: Store, kit: Kit) -> dict[str, float]:
    """Write the exports of `names` from the records; the seconds that each took."""
    from pipeline.export.exporter import Order, export

    said = load_journal(store.out)
    urls = {one["name"]: one["url"] for one in said.get("documents", []) if one.get("url")}
    failures = tuple(store.failures())
    order = Order(store.out, kit.forms, store.count(), failures, locations(store.out), urls)
    seconds = {}
    for name in names:
        started = time.perf_counter()
        export([name], order, store.reports())
        seconds[name] = round(time.perf_counter() - started, 3)
    return seconds


def count(store: Store) -> Tally:
    """All records and failures, counted."""
    from pipeline.batch.tally import Tally

    tally = Tally()
    for _, report in store.reports():
        tally.add(report)
    for _, failure in store.failures():
        tally.add(failure)
    return tally


def exported(out: Path) -> tuple[str, ...]:
    """The exporters whose files are there."""
    from pipeline.export.exporter import EXPORTERS

    return tuple(name for name, (_, files) in EXPORTERS.items() if (out / files[0]).exists())


def wanted(output: Mapping[str, bool]) -> tuple[str, ...]:
    """The exporters that the settings `output.*` ask for; the JSON lines are always written."""
    names = ["jsonl"]
    names += ["parquet"] if output["parquet"] else []
    names += ["excel", "review"] if output["excel"] else []
    return (*names, *(["html"] if output["html"] else []))
