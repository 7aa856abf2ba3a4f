"""A file that was identified but not yet read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.schema import Kind, Remark


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A document on disk: `location` to open, `paths` as the record names them, `kind` decided by content.

    `location` is a converted copy where the file had to be converted; `sha256` and `size` are always those of the file
    itself. `remarks` say what was odd about it: converted, or named as something that it is not.
    """

    location: Path
    paths: tuple[str, ...]
    sha256: str
    kind: Kind
    size: int
    encoding: str | None = None
    repaired: bool = False
    remarks: tuple[Remark, ...] = ()
