"""Readings kept on disk by content: what was read once is not read again, in this run or the next.

A key is made of the reader, the code that decodes what a network says, the version of its runtime and the pixels, so
that no answer is ever stale. The file is a convenience: where it cannot be used, pictures are read without it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.engines.ocr.crops import fingerprint
from pipeline.types.grid import Glimpse
from pipeline.types.raster import PixelBox, Raster, SeenLine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.engines.protocols import CellReader, PageReader

FILE_NAME = "readings.sqlite"
LARGEST = 2_000_000_000  # bytes; a larger file is begun anew
AT_ONCE = 500  # keys in one question; SQLite allows 999
PATIENCE = 10.0  # seconds to wait for another process that writes
RUNTIMES = ("onnxruntime", "openvino", "opencv-contrib-python-headless", "opencv-python-headless")


class Readings:
    """Answers (JSON text) by key in one SQLite file, shared by processes; used by one thread."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._connection = _open(self._path)

    def find(self, keys: Sequence[str]) -> dict[str, str]:
        """The answers that are known, by key."""
        found: dict[str, str] = {}
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            found.update(self._ask(f"SELECT key, answer FROM readings WHERE key IN ({marks})", some))
        return found

    def keep(self, answers: Mapping[str, str]) -> None:
        """Keep answers; what cannot be written is not kept."""
        if self._connection is None or not answers:
            return
        try:
            with self._connection:
                self._connection.executemany("INSERT OR IGNORE INTO readings VALUES (?, ?)", answers.items())
        except sqlite3.Error:
            self._connection = None

    def _ask(self, question: str, keys: Sequence[str]) -> Iterable[tuple[str, str]]:
        if self._connection is None:
            return ()
        try:
            return self._connection.execute(question, keys).fetchall()
        except sqlite3.Error:
            self._connection = None
            return ()


class KeptCells:
    """A reader of cells that looks up what it read before."""

    def __init__(self, reader: CellReader, readings: Readings) -> None:
        self.name = reader.name
        self._reader, self._readings = reader, readings

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        """What each crop says, as the reader itself would say it."""
        keys = [_key(self.name, "figures", fingerprint(crop)) for crop in crops]
        known = {
            key: _to_glimpses(text, self.name) for key, text in self._readings.find(list(dict.fromkeys(keys))).items()
        }
        new = {key: crop for key, crop in zip(keys, crops, strict=True) if key not in known}
        answers = dict(zip(new, self._reader.read_figures(list(new.values())), strict=True)) if new else {}
        self._readings.keep({key: _from_glimpses(glimpses) for key, glimpses in answers.items()})
        return [known[key] if key in known else answers[key] for key in keys]


class KeptPages:
    """A reader of pages that looks up what it read before."""

    def __init__(self, reader: PageReader, readings: Readings) -> None:
        self.name = reader.name
        self._reader, self._readings = reader, readings

    def lines(self, raster: Raster) -> list[SeenLine]:
        """The lines in reading order, as the reader itself would give them."""
        key = _key(self.name, "lines", fingerprint(raster.pixels), repr(raster.dpi))
        known = self._readings.find([key]).get(key)
        if known is not None:
            return [SeenLine(PixelBox(*box), text, score) for box, text, score in json.loads(known)]
        lines = self._reader.lines(raster)
        answer = [[[line.box.x0, line.box.top, line.box.x1, line.box.bottom], line.text, line.score] for line in lines]
        self._readings.keep({key: json.dumps(answer, ensure_ascii=False)})
        return lines


def user_folder() -> Path:
    """Where this user's programs keep what they can make again (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gongkai"


def _open(path: Path) -> sqlite3.Connection | None:
    """The file, begun anew where it is too large or damaged; None where the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LARGEST:
            path.unlink()
    except OSError:
        return None
    try:
        return _connect(path)
    except sqlite3.OperationalError:  # locked, or not ours to write
        return None
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)
    try:
        return _connect(path)
    except sqlite3.Error:
        return None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")  # what is lost is read again
        connection.execute("CREATE TABLE IF NOT EXISTS readings (key TEXT PRIMARY KEY, answer TEXT NOT NULL)")
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _key(*parts: str) -> str:
    return hashlib.blake2b("\0".join((*parts, _code())).encode(), digest_size=16).hexdigest()


@cache
def _code() -> str:
    """A name for the code and the runtimes that stand between pixels and an answer."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    for runtime in RUNTIMES:
        try:
            digest.update(f"{runtime} {version(runtime)}".encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()


def _from_glimpses(glimpses: Sequence[Glimpse]) -> str:
    return json.dumps([[one.text, one.log_probability, one.characters] for one in glimpses], ensure_ascii=False)


def _to_glimpses(text: str, reader: str) -> tuple[Glimpse, ...]:
    said: list[Any] = json.loads(text)
    return tuple(
        Glimpse(
            one, log_probability, reader, tuple(tuple((str(c), float(p)) for c, p in ranked) for ranked in characters)
        )
        for one, log_probability, characters in said
    )
