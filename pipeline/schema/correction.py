"""A person's word on a field: a later fact, never an edit."""

from __future__ import annotations

from pipeline.schema.model import SCHEMA_VERSION, Noun
from pipeline.schema.report import Meaning, Number


class Correction(Noun):
    """What a person says that the report with content `sha256` prints for `key`; `at` is ISO 8601 in UTC."""

    schema_version: str = SCHEMA_VERSION
    sha256: str
    key: str
    value: Number | None
    meaning: Meaning
    by: str
    at: str
    note: str = ""
