"""Files grouped by content: the same bytes are read once, whatever they are called."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.intake import Input
from pipeline.batch.naming import record_name

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Document:
    """One content: the name of its record, where to open it, all its paths (sorted) and its digest.

    `trouble` says why it cannot be opened; its digest is then None and its name ends in a digest of its path.
    """

    name: str
    location: Path
    paths: tuple[str, ...]
    sha256: str | None
    trouble: str | None = None

    @property
    def path(self) -> str:
        """The path that the record names first."""
        return self.paths[0]


def group(inputs: Iterable[Input]) -> tuple[Document, ...]:
    """One document for each content, sorted by path; names are unique, also where eight digits are not."""
    first: dict[str, Input] = {}
    paths: dict[str, list[str]] = {}
    lost: list[tuple[Input, str]] = []
    for item in sorted(inputs, key=lambda item: item.path):
        try:
            digest = _digest(item)
        except OSError as error:
            lost.append((item, item.trouble or error.strerror or str(error)))
            continue
        first.setdefault(digest, item)
        paths.setdefault(digest, []).append(item.path)
    documents = [Document("", item.location, tuple(paths[digest]), digest) for digest, item in first.items()]
    documents += [Document("", item.location, (item.path,), None, trouble) for item, trouble in lost]
    return _named(sorted(documents, key=lambda document: document.path))


def _digest(item: Input) -> str:
    if item.trouble is not None:
        raise OSError(item.trouble)
    digest = hashlib.sha256()
    with item.location.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _named(documents: Iterable[Document]) -> tuple[Document, ...]:
    taken: dict[str, Document] = {}
    for document in documents:
        digest = document.sha256 or hashlib.sha256(document.path.encode()).hexdigest()
        name = record_name(document.path, digest)
        if name in taken:  # two contents of one start: the next digits tell them apart
            name = record_name(document.path, digest, digits=32)
        taken[name] = Document(name, document.location, document.paths, document.sha256, document.trouble)
    return tuple(taken.values())
