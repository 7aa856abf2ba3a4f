"""A random sample of accepted figures, as it was drawn."""

from __future__ import annotations

from pipeline.schema.model import SCHEMA_VERSION, Noun
from pipeline.schema.report import Meaning, Number


class DrawnFigure(Noun):
    """A figure of the sample, and what the program had accepted for it when the sample was drawn."""

    sha256: str
    path: str
    key: str
    value: Number | None
    meaning: Meaning


class AuditSample(Noun):
    """`count` figures drawn with `seed` from all `population` figures of `documents` that no person had looked at.

    `max_error` is what the run had promised, null where it had promised nothing.
    """

    schema_version: str = SCHEMA_VERSION
    seed: int
    count: int
    population: int
    documents: int
    max_error: float | None
    figures: tuple[DrawnFigure, ...]
