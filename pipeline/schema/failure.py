"""What a run says of a document that it could not read."""

from __future__ import annotations

from typing import Literal

from pipeline.schema.model import SCHEMA_VERSION, Noun

Reason = Literal[
    "encrypted",
    "damaged",
    "truncated",
    "empty",
    "no_pages",
    "unsupported_kind",
    "not_a_report",
    "needs_ocr",
    "no_text",
    "too_large",
    "out_of_memory",
    "timed_out",
    "no_progress",
    "crashed",
    "unreadable_file",
]


class FailedSource(Noun):
    """The file that failed: path relative to the input root, and its content's SHA-256 if it could be read."""

    path: str
    paths: tuple[str, ...]
    sha256: str | None
    kind: str | None


class Failure(Noun):
    """One document failed at `stage`; `message` says what the user can do."""

    schema_version: str = SCHEMA_VERSION
    source: FailedSource
    reason: Reason
    stage: str
    page: int | None = None
    message: str
