"""Picture files -> SourceFile: the pages of one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.schema import Reason
from pipeline.stages.identification.parts import digest_of_file, digest_of_parts, is_picture
from pipeline.text.sorting import natural_key
from pipeline.types.source import Part, SourceFile

NOT_A_PICTURE = "is no picture: pages of one report are PNG, JPEG, WebP, TIFF, BMP, GIF or JPEG 2000 files"


def gather(files: Sequence[Path], *, name: str) -> SourceFile:
    """The document that pictures of pages make, in the order given; the record will call it `name`.

    Raises:
        DocumentError: no_pages, unsupported_kind or unreadable_file.
    """
    if not files:
        raise DocumentError("no_pages", "there is no picture of a page; name a folder that holds some", kind="image")
    for file in files:
        if not is_picture(file):
            reason: Reason = "unsupported_kind" if file.is_file() else "unreadable_file"
            raise DocumentError(reason, f"{file.name} {NOT_A_PICTURE}", kind="image")
    try:
        parts = tuple(Part(file, digest_of_file(file)) for file in files)
        size = sum(file.stat().st_size for file in files)
    except OSError as error:
        raise DocumentError("unreadable_file", f"a page cannot be read ({error.strerror or error})") from error
    digest = digest_of_parts([part.sha256 for part in parts])
    return SourceFile(files[0].parent, (name,), digest, "image", size, parts=parts)


def pages_in(folder: Path) -> list[Path]:
    """The pictures of a folder, not of folders in it, in natural order; hidden files are none.

    Raises:
        OSError: the folder cannot be listed.
    """
    return in_order(path for path in folder.iterdir() if not path.name.startswith(".") and is_picture(path))


def in_order(files: Iterable[Path]) -> list[Path]:
    """Files in natural order of their paths: page2 before page10."""
    return sorted(files, key=lambda path: natural_key(path.as_posix()))
