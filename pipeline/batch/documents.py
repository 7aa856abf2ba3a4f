"""Files grouped by content: the same bytes are read once, whatever they are called."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.batch.intake import Bundle, Input
from pipeline.batch.naming import record_name
from pipeline.stages.identification.parts import digest_of_file, digest_of_parts, pictures_beside


@dataclass(frozen=True, slots=True)
class Document:
    """One content: the name of its record, where to open it, all its paths (sorted) and its digest.

    `parts` are the pictures of pages that it is made of; `location` is then their folder. `trouble` says why it cannot
    be opened; its digest is then None and its name ends in a digest of its path.
    """

    name: str
    location: Path
    paths: tuple[str, ...]
    sha256: str | None
    trouble: str | None = None
    parts: tuple[Input, ...] = ()

    @property
    def path(self) -> str:
        """The path that the record names first."""
        return self.paths[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Its paths and those of its parts."""
        return (*self.paths, *(part.path for part in self.parts))

    @property
    def files(self) -> Path | tuple[Path, ...]:
        """What to open: the file, or the pictures of its pages in order."""
        return tuple(part.location for part in self.parts) or self.location


def group(inputs: Iterable[Input | Bundle]) -> tuple[Document, ...]:
    """One document for each content, sorted by path; names are unique, also where eight digits are not."""
    first: dict[str, Document] = {}
    lost: list[Document] = []
    for item in sorted(inputs, key=lambda item: item.path):
        document = _document(item)
        if document.sha256 is None:
            lost.append(document)
        elif document.sha256 in first:
            same = first[document.sha256]
            first[document.sha256] = replace(same, paths=(*same.paths, item.path))
        else:
            first[document.sha256] = document
    return _named(sorted([*first.values(), *lost], key=lambda document: document.path))


def _document(item: Input | Bundle) -> Document:
    """The document of an input, not yet named."""
    parts = item.parts if isinstance(item, Bundle) else ()
    location = item.location if isinstance(item, Input) else parts[0].location.parent
    try:
        digest = (
            _digest(item)
            if isinstance(item, Input)
            else digest_of_parts([digest_of_file(one.location) for one in parts])
        )
    except OSError as error:
        known = item.trouble if isinstance(item, Input) else None
        return Document("", location, (item.path,), None, known or error.strerror or str(error), parts)
    return Document("", location, (item.path,), digest, parts=parts)


def _digest(item: Input) -> str:
    """The digest of a file; of a web page with pictures beside it, that of all of them."""
    if item.trouble is not None:
        raise OSError(item.trouble)
    digest = digest_of_file(item.location)
    beside = pictures_beside(item.location)
    return digest_of_parts([digest, *map(digest_of_file, beside)]) if beside else digest


def _named(documents: Iterable[Document]) -> tuple[Document, ...]:
    taken: dict[str, Document] = {}
    for document in documents:
        digest = document.sha256 or hashlib.sha256(document.path.encode()).hexdigest()
        name = record_name(document.path, digest)
        if name in taken:  # two contents of one start: the next digits tell them apart
            name = record_name(document.path, digest, digits=32)
        taken[name] = replace(document, name=name)
    return tuple(taken.values())
