"""The nouns that users see."""

from pipeline.schema.audit import AuditSample, DrawnFigure
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
    Promise,
    ProseFigure,
    Remark,
    Repair,
    Report,
    Section,
    SectionKey,
    Source,
    Stated,
    Status,
    Support,
    Table,
    TableCell,
    Verdict,
)

__all__ = [
    "SCHEMA_VERSION", "Agreement", "Alternative", "AuditSample", "Blame", "Box", "CellPlace", "Check", "Correction",
    "DrawnFigure", "FailedSource", "Failure", "Field", "FormEvidence", "Hedge", "Kind", "Level", "Meaning", "Note",
    "Number", "Origin", "PagePlace", "Paragraph", "Place", "PrintedLine", "Promise", "ProseFigure", "Reason", "Remark",
    "Repair", "Report", "Section", "SectionKey", "Source", "Stated", "Status", "Support", "Table", "TableCell",
    "TextPlace", "Verdict",
]  # fmt: skip
