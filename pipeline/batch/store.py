"""The output folder: one record or failure for each input, and what people said of them."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.atomic import PREFIX, write_whole
from pipeline.errors import SetupError
from pipeline.schema import Failure, Report

OURS = re.compile(r"^.+-[0-9a-f]{8}(?:[0-9a-f]{24})?$", re.DOTALL)
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
FOLDERS = ("reports", "failures", "readings", "removed")


@dataclass(frozen=True, slots=True)
class Store:
    """The folder `out`: `reports/`, `failures/`, `readings/` (records as first read, where a person changed them)."""

    out: Path

    def report_path(self, name: str) -> Path:
        """Where the record of that name lies."""
        return self.out / "reports" / f"{name}.json"

    def failure_path(self, name: str) -> Path:
        """Where the failure of that name lies."""
        return self.out / "failures" / f"{name}.json"

    def reading_path(self, name: str) -> Path:
        """Where the record of that name lies as the machine read it; not `.json`, so that nobody counts it twice."""
        return self.out / "readings" / f"{name}.json.gz"

    def write(self, name: str, result: Report | Failure, *, reading: Report | None = None) -> None:
        """Write what came of an input; what an earlier run said of it goes, once the new is there.

        `reading` is the record as first read, where corrections changed it.
        """
        written, other = self.report_path(name), self.failure_path(name)
        if isinstance(result, Failure):
            written, other = other, written
        if reading is not None:
            write_whole(self.reading_path(name), gzip.compress(record_bytes(reading), mtime=0))
        write_whole(written, record_bytes(result))
        other.unlink(missing_ok=True)
        if reading is None:
            self.reading_path(name).unlink(missing_ok=True)

    def reports(self) -> Iterator[tuple[str, Report]]:
        """All records by name, sorted.

        Raises:
            SetupError: a record is not one; the message names it.
        """
        for path in _sorted(self.out / "reports"):
            yield path.stem, _load_report(path, path.read_bytes())

    def failures(self) -> Iterator[tuple[str, Failure]]:
        """All failures by name, sorted.

        Raises:
            SetupError: a failure is not one; the message names it.
        """
        for path in _sorted(self.out / "failures"):
            try:
                yield path.stem, Failure.model_validate_json(path.read_bytes())
            except ValidationError as error:
                raise SetupError(f"{path}: not a failure of this version; run again") from error

    def count(self) -> int:
        """How many records there are."""
        return len(_sorted(self.out / "reports"))

    def reading(self, name: str) -> Report | None:
        """The record as first read, where corrections changed it."""
        path = self.reading_path(name)
        return _load_report(path, gzip.decompress(path.read_bytes())) if path.exists() else None

    def put_aside(self, keep: frozenset[str]) -> tuple[str, ...]:
        """Move records and failures of inputs that are not in `keep` to `removed/`, and name them.

        Only files that are surely ours are touched: named like a record, and with the digest that the name ends in.
        """
        moved = []
        for kind in ("reports", "failures"):
            for path in _sorted(self.out / kind):
                if path.stem not in keep and _is_ours(path):
                    write_whole(
                        self.out / "removed" / kind / f"{path.name}.gz", gzip.compress(path.read_bytes(), mtime=0)
                    )
                    path.unlink()
                    self.reading_path(path.stem).unlink(missing_ok=True)
                    moved.append(path.stem)
        return tuple(moved)

    def sync(self) -> None:
        """Make sure that the names of all records survive a power cut, as their contents do."""
        for folder in (self.out / name for name in FOLDERS):
            if folder.is_dir():
                handle = os.open(folder, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)

    def sweep(self) -> None:
        """Remove the temporary files that a killed run left behind."""
        for folder in (self.out, *(self.out / name for name in FOLDERS)):
            for left in folder.glob(f"{PREFIX}*") if folder.is_dir() else ():
                left.unlink(missing_ok=True)


def record_bytes(record: Report | Failure) -> bytes:
    """The record as UTF-8 JSON, indented by one space; the same record gives the same bytes."""
    try:
        return record.model_dump_json(indent=1).encode() + b"\n"
    except ValueError:  # half a character, out of a broken font
        text = json.dumps(record.model_dump(mode="python"), ensure_ascii=False)
        mended = type(record).model_validate_json(LONE_SURROGATE.sub("\ufffd", text))
        return mended.model_dump_json(indent=1).encode() + b"\n"


def _load_report(path: Path, content: bytes) -> Report:
    try:
        return Report.model_validate_json(content)
    except ValidationError as error:
        raise SetupError(f"{path}: not a record of this version; run again") from error


def _sorted(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        (path for path in folder.iterdir() if path.suffix == ".json" and OURS.match(path.stem)), key=lambda p: p.stem
    )


def _is_ours(path: Path) -> bool:
    try:
        content = json.loads(path.read_bytes())
        source = content["source"]
        digest, named = source["sha256"], path.stem.rpartition("-")[2]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return "schema_version" in content and (digest is None or str(digest).startswith(named))
