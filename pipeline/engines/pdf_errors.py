"""What pdfminer and what it calls raise on files that are not as they should be."""

from __future__ import annotations

import struct
import zlib

from pdfminer.psexceptions import PSException  # noqa: TID253  this module is imported by the reader when it reads
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException  # noqa: TID253

# PSException is the root of pdfminer's own; the rest is what its parsing lets through. MemoryError is not among
# them: it is translated by itself.
PDF_ERRORS: tuple[type[Exception], ...] = (
    PSException,
    PdfminerException,
    MalformedPDFException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
