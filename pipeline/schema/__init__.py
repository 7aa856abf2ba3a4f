"""The nouns that users see."""

from pipeline.schema.correction import Correction
from pipeline.schema.failure import FailedSource, Failure, Reason
from pipeline.schema.model import SCHEMA_VERSION
from pipeline.schema.place import Box, CellPlace, PagePlace, Place, TextPlace
from pipeline.schema.report import (
    Agreement,
    Alternative,
    Blame,
    Check,
    Field,
    FormEvidence,
    Hedge,
    Kind,
    Level,
    Meaning,
    Note,
    Number,
    Origin,
    Paragraph,
    PrintedLine,
    ProseFigure,
    Remark,
    Repair,
    Report,
    Section,
    SectionKey,
    Source,
    Stated,
    Status,
    Table,
    TableCell,
    Verdict,
)

__all__ = [
    "SCHEMA_VERSION", "Agreement", "Alternative", "Blame", "Box", "CellPlace", "Check", "Correction", "FailedSource",
    "Failure", "Field", "FormEvidence", "Hedge", "Kind", "Level", "Meaning", "Note", "Number", "Origin", "PagePlace",
    "Paragraph", "Place", "PrintedLine", "ProseFigure", "Reason", "Remark", "Repair", "Report", "Section", "SectionKey",
    "Source", "Stated", "Status", "Table", "TableCell", "TextPlace", "Verdict",
]  # fmt: skip
