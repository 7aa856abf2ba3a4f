"""The bytes of a source file, within a limit, and what its encoding gives cause to say."""

from __future__ import annotations

from pipeline.errors import DocumentError
from pipeline.schema import Remark
from pipeline.text.decoding import Decoded
from pipeline.types.source import SourceFile


def read_content(source: SourceFile, *, largest: int) -> bytes:
    """The bytes of the file.

    Raises:
        DocumentError: it has more than `largest` bytes, or cannot be opened.
    """
    try:
        with source.location.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        message = f"the file cannot be read ({error.strerror or error}); check that it exists and may be opened"
        raise DocumentError("unreadable_file", message) from error
    if len(content) > largest:
        message = f"the file is larger than {largest:,} bytes; split it, or save it as PDF"
        raise DocumentError("too_large", message, kind=source.kind)
    return content


def encoding_remarks(decoded: Decoded) -> tuple[Remark, ...]:
    """A declaration that lies, and characters that could not be decoded."""
    remarks = []
    if decoded.declared is not None and decoded.declared != decoded.encoding and not decoded.text.isascii():
        message = f"the file declares the encoding {decoded.declared} and is written in {decoded.encoding}"
        remarks.append(Remark(code="lying_charset", message=message))
    if decoded.lost:
        message = f"{decoded.lost} characters could not be decoded from {decoded.encoding}"
        remarks.append(Remark(code="undecodable", message=message))
    return tuple(remarks)
