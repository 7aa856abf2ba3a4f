"""What reading costs: the whole run beside pdfplumber's own pass over the same characters, in one process."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

import click

from pipeline.batch.documents import Document, group
from pipeline.batch.intake import collect
from pipeline.batch.store import Store
from pipeline.batch.sweep import Beside, sweep
from pipeline.engines.names import TABLE_FINDERS, engine
from pipeline.errors import UsageError
from pipeline.export.exporter import Order, export
from pipeline.run import Kit, kit_for, read
from pipeline.schema import Report
from pipeline.settings import default_settings

SIDE_WORKS = ("html", "excel", "review")
EPILOG = """\b
Examples:
  gongkai bench cost samples
  gongkai bench cost reports/ --rounds 5
"""


@dataclass(slots=True)
class Cost:
    """CPU seconds over all documents, one entry a round."""

    characters: list[float] = field(default_factory=list)
    records: list[float] = field(default_factory=list)
    side_works: dict[str, list[float]] = field(default_factory=dict)
    second_opinion: float = 0.0


@click.command("cost", epilog=EPILOG)
@click.argument("folders", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="The median round counts.")
def cost(folders: tuple[Path, ...], rounds: int) -> None:
    """Compare the cost of records and Parquet with pdfplumber's page.chars over the born-digital PDFs of FOLDERS.

    One process, CPU seconds, start-up apart; what HTML, Excel, the review sheet and camelot cost is printed beside.
    """
    documents = _born_digital(folders or (Path("samples"),))
    measured = measure(documents, rounds=rounds)
    base = median(measured.characters)
    click.echo(f"{len(documents)} born-digital PDFs, CPU seconds, median of {rounds} rounds, start-up apart")
    click.echo(f"{'part':34}{'seconds':>9}{'times':>8}")
    rows = [("pdfplumber page.chars", base), ("records and Parquet", median(measured.records))]
    rows += [(f"beside it: {name}", median(seconds)) for name, seconds in measured.side_works.items()]
    rows.append(("beside it: camelot on all pages", measured.second_opinion))
    for name, seconds in rows:
        click.echo(f"{name:34}{seconds:9.2f}{seconds / base:8.2f}")


def measure(documents: Sequence[Document], *, rounds: int) -> Cost:
    """The CPU seconds of each part; the parts take turns, so that a change of the machine's pace hits all."""
    kit = kit_for(default_settings())
    measured = Cost(side_works={name: [] for name in SIDE_WORKS})
    with tempfile.TemporaryDirectory() as folder:
        _write_records(documents[:1], Path(folder) / "warm", kit)  # models and dictionaries load once a process
        for number in range(rounds):
            out = Path(folder) / str(number)
            measured.characters.append(_seconds(partial(_read_characters, documents)))
            measured.records.append(_seconds(partial(_write_records, documents, out, kit)))
            for name, seconds in measured.side_works.items():
                seconds.append(_seconds(partial(_export, name, documents, out, kit)))
        measured.second_opinion = _seconds(partial(_find_tables, documents, Store(Path(folder) / "0")))
    return measured


def _born_digital(folders: Sequence[Path]) -> tuple[Document, ...]:
    with tempfile.TemporaryDirectory() as empty:
        documents = group(collect([str(folder) for folder in folders], out=Path(empty) / "out").inputs)
    kit = kit_for(default_settings())
    found = []
    for document in documents:
        if document.location.read_bytes()[:1024].find(b"%PDF") < 0:
            continue
        if isinstance(read(document.location, name=document.path, kit=kit), Report):
            found.append(document)
    if not found:
        raise UsageError("no born-digital PDF that can be read is in " + ", ".join(map(str, folders)))
    return tuple(found)


def _read_characters(documents: Sequence[Document]) -> None:
    import pdfplumber

    with _quiet():
        for document in documents:
            with pdfplumber.open(document.location) as pdf:
                for page in pdf.pages:
                    _ = page.chars


def _write_records(documents: Sequence[Document], out: Path, kit: Kit) -> None:
    store = Store(out)
    for _ in sweep(documents, lambda path, name: read(path, name=name, kit=kit), store, Beside()):
        pass
    export(["parquet"], Order(out=out, forms=kit.forms, records=len(documents)), store.reports())


def _export(name: str, documents: Sequence[Document], out: Path, kit: Kit) -> None:
    locations = {document.name: document.location for document in documents}
    order = Order(out=out, forms=kit.forms, records=len(documents), locations=locations)
    export([name], order, Store(out).reports())


def _find_tables(documents: Sequence[Document], store: Store) -> None:
    """Camelot on every page; a run asks it for the few pages whose rules give no table."""
    from pipeline.stages.identify import identify

    finder = engine(TABLE_FINDERS, "camelot")
    pages = {name: report.source.pages or 0 for name, report in store.reports()}
    for document in documents:
        source = identify(document.location, name=document.path)
        finder.find(source, range(1, pages[document.name] + 1))


def _seconds(work: Callable[[], None]) -> float:
    """CPU seconds of this process and of the children it waited for."""
    started = time.process_time() + _of_children()
    work()
    return time.process_time() + _of_children() - started


def _of_children() -> float:
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _quiet() -> Iterator[None]:
    """Without pdfminer's flood of log lines, which would be counted as its cost."""
    import logging

    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
