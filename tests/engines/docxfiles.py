"""Word documents written part by part, as odd as a test needs them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TRANSITIONAL, STRICT = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/w/main",
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx(
    body: str, *, numbering: str = "", styles: str = "", relations: Mapping[str, tuple[str, str]] | None = None,
    parts: Mapping[str, bytes] | None = None, strict: bool = False,
) -> bytes:  # fmt: skip
    """A document with this body; `relations` gives kind and target by id, `parts` more parts by name."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", _relations({"rId1": ("officeDocument", "word/document.xml")}))
        spaces = SPACES.replace(TRANSITIONAL, STRICT) if strict else SPACES
        file.writestr("word/document.xml", f"<w:document {spaces}><w:body>{body}</w:body></w:document>")
        file.writestr("word/numbering.xml", f"<w:numbering {SPACES}>{numbering}</w:numbering>")
        file.writestr("word/styles.xml", f"<w:styles {SPACES}>{styles}</w:styles>")
        own = {"rIdN": ("numbering", "numbering.xml"), "rIdS": ("styles", "styles.xml")}
        file.writestr("word/_rels/document.xml.rels", _relations({**own, **(relations or {})}))
        for name, content in (parts or {}).items():
            file.writestr(name, content)
    return buffer.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str, properties: str = "") -> str:
    """A cell with one paragraph a line of its text."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(line) for line in text.split('|'))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, or of texts."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<') else cell(c) for c in cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def _relations(relations: Mapping[str, tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="{name}" Type="{RELATION}{kind}" Target="{target}"/>'
        for name, (kind, target) in relations.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
