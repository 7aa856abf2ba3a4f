"""What an analyst says of the files beforehand: a CSV with path, url, agency, region, year and report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batch.documents import Document
from pipeline.errors import UsageError

COLUMNS = ("path", "url", "agency", "region", "year", "report")
HEADINGS = {
    "路径": "path", "文件": "path", "文件名": "path", "file": "path", "filename": "path", "网址": "url", "链接": "url",
    "机关": "agency", "单位": "agency", "机构": "agency", "地区": "region", "年份": "year", "年度": "year",
    "报告": "report",
}  # fmt: skip
DELIMITERS = (",", "\t", ";", "，")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a manifest; empty text where a column is missing or empty. `line` from 1, the header being 1."""

    line: int
    path: str
    url: str = ""
    agency: str = ""
    region: str = ""
    year: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The lines by the document they speak of, and the lines that speak of none."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    missing: tuple[Entry, ...] = ()
    repeated: tuple[Entry, ...] = ()

    def of(self, document: Document) -> Entry | None:
        """What is said of a document, whichever of its paths, or of the files it is made of, the manifest names."""
        return next((self.entries[path] for path in document.names if path in self.entries), None)


def load_manifest(path: Path) -> tuple[Entry, ...]:
    """The lines of a manifest: UTF-8 with or without a mark, UTF-16, or GB18030.

    Raises:
        UsageError: it cannot be read, or has no column `path`.
    """
    try:
        text = _decode(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: the manifest cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: the manifest is neither UTF-8 nor GB18030; save it as CSV UTF-8") from error
    header, _, _ = text.partition("\n")
    delimiter = max(DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [_column(cell) for cell in next(rows, [])]
    if "path" not in names:
        raise UsageError(f"{path}: the manifest needs a column `path`; the columns are {', '.join(COLUMNS)}")
    entries = []
    try:
        for cells in rows:
            said = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name in COLUMNS}
            if said.get("path"):
                entries.append(Entry(line=rows.line_num, **said))
    except csv.Error as error:
        raise UsageError(f"{path}:{rows.line_num}: not CSV ({error})") from error
    return tuple(entries)


def match_manifest(entries: Iterable[Entry], documents: Iterable[Document], *, root: Path, beside: Path) -> Manifest:
    """Which line speaks of which document.

    A line's path is relative to the input root, or to the folder of the manifest (`beside`), or absolute.
    """
    paths = {path for document in documents for path in document.names}
    found: dict[str, Entry] = {}
    missing, repeated = [], []
    for entry in entries:
        wanted = next((path for path in candidates(entry.path, root, beside) if path in paths), None)
        if wanted is None:
            missing.append(entry)
        elif wanted in found:
            repeated.append(entry)
        else:
            found[wanted] = entry
    return Manifest(found, tuple(missing), tuple(repeated))


def _decode(octets: bytes) -> str:
    if octets.startswith((b"\xff\xfe", b"\xfe\xff")):
        return octets.decode("utf-16")
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return octets.decode("gb18030")


def _column(cell: str) -> str:
    name = cell.strip().lower()
    return HEADINGS.get(name, name)


def candidates(path: str, root: Path, beside: Path) -> Iterable[str]:
    """What records may call the file that a manifest names so."""
    plain = path.replace("\\", "/").removeprefix("./")
    yield path
    yield plain
    for folder in (root, beside):
        location = folder / plain
        if location.is_relative_to(root):
            yield location.relative_to(root).as_posix()
