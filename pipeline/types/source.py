"""A document that was identified but not yet read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.schema import Kind, Remark


@dataclass(frozen=True, slots=True)
class Part:
    """A file that belongs to a document of several, and the digest of its content."""

    location: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A document on disk: `location` to open, `paths` as the record names them, `kind` decided by content.

    `location` is a converted copy where the file had to be converted; `sha256` and `size` are always those of the file
    itself. `remarks` say what was odd about it: converted, or named as something that it is not.

    `parts` are the files that a document of several is made of, in order: pictures of pages, or a web page and the
    pictures beside it. `location` is then their folder, or the page; `sha256` is that of the parts' digests.
    """

    location: Path
    paths: tuple[str, ...]
    sha256: str
    kind: Kind
    size: int
    encoding: str | None = None
    repaired: bool = False
    remarks: tuple[Remark, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """What to open, in order."""
        return tuple(part.location for part in self.parts) or (self.location,)
