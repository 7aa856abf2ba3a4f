"""`gongkai run`: read reports and write one record a report."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.batch.documents import Document
    from pipeline.batch.intake import Intake
    from pipeline.batch.manifest import Manifest
    from pipeline.batch.store import Store
    from pipeline.batch.sweep import Outcome
    from pipeline.batch.tally import Tally
    from pipeline.run import Kit
    from pipeline.settings import Resolved

SOME_FAILED, STOPPED = 3, 130  # 130: ended by Ctrl-C, as shells count it
MOST_NAMED = 10  # lines of a manifest that are wrong
EPILOG = """\b
Examples:
  gongkai run reports/ --out out
  gongkai run a.pdf b.docx 'sites/*/2023*' --out out --no-html
  gongkai run reports/ --out out --manifest files.csv
  gongkai run --pages scans/2019 --pages scans/2020 --out out

\b
A file that is named is always tried. In a folder every document is taken; what
is not one is listed in OUT/run.json. Running again into the same folder reads
all inputs again, keeps corrections, and puts records of other inputs aside.
Exit codes: 0 every input has a record, 3 some failed, 2 wrong usage.
"""


@click.command("run", epilog=EPILOG)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the results.")
@click.option(
    "--pages",
    multiple=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder whose pictures are the pages of one report; may be given again.",
)
@click.option(
    "--manifest", type=click.Path(dir_okay=False, path_type=Path), help="CSV: path, url, agency, region, year, report."
)
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="Settings file.")
@click.option("--max-error", type=float, help="Share of accepted figures that may be wrong, such as 0.001.")
@click.option("--html/--no-html", default=None, help="Pages to look at; by default as the settings say.")
@click.option("--excel/--no-excel", default=None, help="Excel sheets; by default as the settings say.")
@click.option("--fail-fast/--no-fail-fast", default=False, help="Stop at the first document that fails.")
@click.pass_context
def run(
    context: click.Context,
    *,
    inputs: tuple[str, ...],
    out: Path,
    pages: tuple[Path, ...],
    manifest: Path | None,
    config: Path | None,
    max_error: float | None,
    html: bool | None,
    excel: bool | None,
    fail_fast: bool,
) -> None:
    """Read every INPUT (files, folders, globs) and leave for each a record or a failure in OUT."""
    from pipeline.cli.frame import frame_of, resolve

    if config is not None:
        context.find_root().obj = frame_of(context)._replace(config=config)
    resolved = resolve(context, {"output.html": html, "output.excel": excel, "accept.max_error": max_error})
    job = _prepare(_Wanted(inputs, pages, out, manifest), resolved)
    with _stop_on_terminate():
        _read(job, fail_fast=fail_fast)
        _finish(job)
    if job.stopped:
        context.exit(STOPPED)
    if job.tally.failures:
        context.exit(SOME_FAILED)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the command line asks for."""

    inputs: tuple[str, ...]
    pages: tuple[Path, ...]
    out: Path
    manifest: Path | None


@dataclass(slots=True)
class _Job:
    """A run while it runs."""

    started: str
    clock: float
    resolved: Resolved
    kit: Kit
    store: Store
    intake: Intake
    documents: tuple[Document, ...]
    manifest: Manifest
    manifest_path: Path | None
    tally: Tally
    removed: tuple[str, ...] = ()
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    stopped: bool = False


def _prepare(wanted: _Wanted, resolved: Resolved) -> _Job:
    """Everything that can go wrong before the first document is read."""
    from pipeline.batch.bundles import bundle
    from pipeline.batch.documents import group
    from pipeline.batch.intake import collect
    from pipeline.batch.journal import now
    from pipeline.batch.manifest import Manifest, load_manifest, match_manifest
    from pipeline.batch.store import Store
    from pipeline.batch.tally import Tally
    from pipeline.run import kit_for

    started, clock = now(), perf_counter()
    out, manifest = wanted.out, wanted.manifest
    if not wanted.inputs and not wanted.pages:
        raise UsageError("nothing to read: give files or folders, or --pages FOLDER")
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out}: not a folder")
    entries = load_manifest(manifest) if manifest is not None else ()
    intake = collect(wanted.inputs, out=out, pages=wanted.pages)
    beside = manifest.resolve().parent if manifest is not None else intake.root
    intake = bundle(intake, entries, beside=beside)
    documents = group([*intake.inputs, *intake.bundles])
    matched = match_manifest(entries, documents, root=intake.root, beside=beside) if entries else Manifest()
    kit = kit_for(resolved.settings)
    _ = kit.forms, kit.policy  # a wrong file, or a promise that cannot be kept, is said before hours of reading
    store = Store(out)
    store.sweep()
    removed = store.put_aside(frozenset(document.name for document in documents))
    return _Job(started, clock, resolved, kit, store, intake, documents, matched, manifest, Tally(), removed=removed)


def _read(job: _Job, *, fail_fast: bool) -> None:
    """Read and write all documents; Ctrl-C ends it with what is done."""
    from pipeline.batch.corrections import load_corrections
    from pipeline.batch.sweep import Beside, sweep
    from pipeline.cli.outputs import reviser
    from pipeline.cli.progress import follow
    from pipeline.run import read
    from pipeline.schema import Failure

    beside = Beside(job.manifest, load_corrections(job.store.out), reviser(job.kit))
    outcomes = sweep(job.documents, lambda path, name: read(path, name=name, kit=job.kit), job.store, beside)
    try:
        for outcome in follow(outcomes, len(job.documents)):
            job.tally.add(outcome.result)
            job.outcomes[outcome.document.name] = outcome
            if fail_fast and isinstance(outcome.result, Failure):
                break
    except KeyboardInterrupt:
        job.stopped = True


def _said(job: _Job, document: Document) -> dict[str, Any]:
    """What run.json says of a document; no seconds where it was not read."""
    from pipeline.batch.journal import file_of
    from pipeline.schema import Failure

    said: dict[str, Any] = {"name": document.name, "file": file_of(document.location, job.intake.root)}
    if document.parts:
        said["parts"] = [file_of(part.location, job.intake.root) for part in document.parts]
    outcome = job.outcomes.get(document.name)
    if outcome is not None:
        said["reason"] = outcome.result.reason if isinstance(outcome.result, Failure) else None
        said["seconds"] = round(outcome.seconds, 3)
    entry = job.manifest.of(document)
    if entry is not None and entry.url:
        said["url"] = entry.url
    return said


def _finish(job: _Job) -> None:
    """Exports, run.json, and what is printed at the end."""
    from pipeline.cli.outputs import wanted, write_outputs
    from pipeline.cli.summary import show_next, show_summary

    output = job.resolved.settings.output
    names = wanted({"parquet": output.parquet, "excel": output.excel, "html": output.html})
    _journal(job, {})  # exports look up there where the files are
    seconds = write_outputs(names, job.store, job.kit)
    job.store.sync()
    _journal(job, seconds)
    show_summary(job.tally)
    _tell(job)
    show_next(job.store.out, job.tally, names)


def _journal(job: _Job, exports: dict[str, float]) -> None:
    from pipeline.batch.journal import now, write_journal

    write_journal(
        job.store.out,
        {
            "started": job.started,
            "ended": now(),
            "seconds": round(perf_counter() - job.clock, 3),
            "stopped": job.stopped,
            "root": str(job.intake.root),
            "inputs": sum(len(document.paths) for document in job.documents),
            "counts": job.tally.as_counts(),
            "promise": promise.model_dump(mode="json") if (promise := job.kit.policy.promise) else None,
            "settings": {key: _plain(value) for key, value in job.resolved.values().items()},
            "export_seconds": exports,
            "ignored": [{"path": one.path, "why": one.why} for one in job.intake.ignored],
            "removed": list(job.removed),
            "not_read": [document.path for document in job.documents if document.name not in job.outcomes],
            "manifest": _manifest(job),
            "documents": [_said(job, document) for document in job.documents],
        },
    )


def _manifest(job: _Job) -> dict[str, Any] | None:
    if job.manifest_path is None:
        return None
    named = [{"line": one.line, "path": one.path} for one in job.manifest.missing]
    twice = [{"line": one.line, "path": one.path} for one in job.manifest.repeated]
    unlisted = [document.path for document in job.documents if job.manifest.of(document) is None]
    return {"file": str(job.manifest_path), "missing": named, "repeated": twice, "unlisted": unlisted}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, Path) else value


def _tell(job: _Job) -> None:
    """What a reader of the table would not see: what was left out, and why."""
    from pipeline.cli.terminal import console, plain

    shown = console()
    missing, repeated = job.manifest.missing, job.manifest.repeated
    lines = [f"manifest, line {one.line}: no such input: {one.path}" for one in missing[:MOST_NAMED]]
    lines += [f"and {len(missing) - MOST_NAMED:,} more; run.json names them"] if len(missing) > MOST_NAMED else []
    lines += [f"manifest, line {one.line}: said before: {one.path}" for one in repeated[:MOST_NAMED]]
    promise = job.kit.policy.promise
    if promise is not None:
        held = ", ".join(f"{one.group} ({one.wrong:,} of {one.cells:,} measured were wrong)" for one in promise.groups)
        lines.append(f"promised with {promise.level:.0%}: at most {promise.max_error:g} wrong among {held}")
        if promise.unsupported:
            lines.append(f"not promised, all for review: {', '.join(promise.unsupported)}")
    if job.intake.ignored:
        lines.append(f"{len(job.intake.ignored):,} files are not documents; run.json names them")
    if job.removed:
        lines.append(f"{len(job.removed):,} records of inputs that are not named now were moved to removed/")
    if job.stopped:
        left = len(job.documents) - len(job.outcomes)
        lines.append(f"stopped: {left:,} of {len(job.documents):,} documents were not read; run again to read them")
    for line in lines:
        shown.print(plain(line), soft_wrap=True)


@contextmanager
def _stop_on_terminate() -> Iterator[None]:
    """A request to end (SIGTERM) ends a run as Ctrl-C does."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
