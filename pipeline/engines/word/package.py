"""The archive that a .docx is: its XML parts, relations and media.

Parts are taken from the archive one by one, and elements known by their local names: documents with a lost part or a
relation to nothing, with macros, or in the strict variant of the format are read like any other.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
USUAL_MAIN = "word/document.xml"
DAMAGED = "the Word document is damaged; open it in Word, which may repair it, and save it again"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the name of another part, or an address outside where `external`."""

    target: str
    kind: str
    external: bool


class Package:
    """An open .docx; a context manager."""

    def __init__(self, path: Path, *, largest: int) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
        except OSError as error:
            message = f"the file cannot be read ({error.strerror or error}); check that it exists and may be opened"
            raise DocumentError("unreadable_file", message) from error
        except BROKEN as error:
            raise DocumentError("damaged", DAMAGED, kind="docx") from error
        entries = self._archive.infolist()
        if sum(entry.file_size for entry in entries) > largest:
            self._archive.close()
            message = f"unpacked, the Word document is larger than {largest:,} bytes; save it as PDF"
            raise DocumentError("too_large", message, kind="docx")
        self._names = {entry.filename.replace("\\", "/").lower().lstrip("/"): entry for entry in entries}

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def main(self) -> str:
        """The name of the part that holds the document."""
        found = (one.target for one in self.relations("").values() if one.kind == "officeDocument")
        return next((name for name in found if name.lower() in self._names), USUAL_MAIN)

    def content(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none.

        Raises:
            DocumentError: it is damaged or encrypted.
        """
        entry = self._names.get(name.lower())
        if entry is None:
            return None
        if entry.flag_bits & 0x1:
            raise DocumentError("encrypted", "the document is encrypted; save it without a password", kind="docx")
        try:
            return self._archive.read(entry)
        except BROKEN as error:
            raise DocumentError("damaged", DAMAGED, kind="docx") from error

    def xml(self, name: str) -> _Element | None:
        """The root element of a part; None where there is no such part.

        Raises:
            DocumentError: it is damaged.
        """
        from lxml import etree

        content = self.content(name)
        if content is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DocumentError("damaged", DAMAGED, kind="docx") from error

    def relations(self, name: str) -> dict[str, Relation]:
        """What the part refers to, by relation id."""
        folder, _, file = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
        found: dict[str, Relation] = {}
        for element in root if root is not None else ():
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = (
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(f"{folder}/{target}").lstrip("/")
                )
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relation(target, kind, external)
        return found
