"""Word documents: merged cells, nested tables, headings that number themselves."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from pipeline.synth.document import Draft, Passage, Picture, PrintedCell, PrintedTable

if TYPE_CHECKING:
    from docx.document import Document

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACE = f'xmlns:w="{MAIN}"'
EPOCH = (2024, 1, 1, 0, 0, 0)
TWIPS = 9000  # the text's width, twentieths of a point
NUMBERING = 77  # an id that the template does not use


@dataclass(frozen=True, slots=True)
class WordLook:
    """How the document is built.

    `numbered`: headings carry no number in their text, the list they belong to gives it. `nested`: each table stands
    in a cell of another. `split_runs`: paragraphs are cut into runs as editing leaves them. `bordered` false leaves
    the rules of the tables out. `tracked`: text deleted under revision is still in the file, though not shown.
    """

    numbered: bool = False
    nested: bool = False
    split_runs: bool = False
    bordered: bool = True
    footer: bool = True
    tracked: bool = False
    font: str = "仿宋_GB2312"


def draw_word(rng: random.Random) -> WordLook:
    """A look as it comes."""
    return WordLook(
        numbered=rng.random() < 0.25,
        nested=rng.random() < 0.12,
        split_runs=rng.random() < 0.5,
        bordered=rng.random() < 0.93,
        footer=rng.random() < 0.7,
        tracked=rng.random() < 0.05,
        font=rng.choice(("仿宋_GB2312", "宋体", "FangSong")),
    )


def render_word(draft: Draft, look: WordLook, rng: random.Random) -> bytes:
    """The draft as the bytes of a .docx file."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    if look.numbered:
        _add_numbering(document)
    body = document.element.body
    add = body.insert_element_before
    for block in draft.blocks:
        if isinstance(block, Passage):
            add(parse_xml(_paragraph(block, look, rng)), "w:sectPr")
        elif isinstance(block, Picture):
            _add_picture(document, block)
        else:
            add(parse_xml(_table(block, look)), "w:sectPr")
            add(parse_xml(f"<w:p {NAMESPACE}/>"), "w:sectPr")  # two tables without one between would be one table
    if look.footer:
        _add_footer(document, draft)
    target = io.BytesIO()
    document.save(target)
    return _without_times(target.getvalue())


def _paragraph(passage: Passage, look: WordLook, rng: random.Random) -> str:
    auto = look.numbered and passage.role == "heading"
    text = passage.text if auto else passage.whole
    align = {"title": "center", "subtitle": "center", "signature": "right", "date": "right"}.get(passage.role, "both")
    properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{NUMBERING}"/></w:numPr>' if auto else ""
    properties += f'<w:jc w:val="{align}"/>'
    if passage.role == "body":
        properties = '<w:ind w:firstLine="640" w:firstLineChars="200"/>' + properties
    size = {"title": 44, "note": 21, "caption": 28}.get(passage.role, 32)
    bold = passage.role in ("title", "heading", "subheading")
    run = partial(_run, font=look.font, size=size, bold=bold, underlined=passage.underlined)
    runs = "".join(run(part) for part in _cut(text, rng)) if look.split_runs else run(text)
    if look.tracked and passage.role == "body":
        removed = (
            '<w:del w:id="{0}" w:author="a" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>{0}</w:delText></w:r></w:del>'
        )
        runs += removed.format(rng.randint(10, 999))
    return f"<w:p {NAMESPACE}><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _cut(text: str, rng: random.Random) -> list[str]:
    parts: list[str] = []
    while text:
        length = rng.randint(1, 30)
        parts.append(text[:length])
        text = text[length:]
    return parts


def _run(text: str, *, font: str, size: int, bold: bool = False, underlined: bool = False) -> str:
    properties = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}"/>'
    properties += "<w:b/>" if bold else ""
    properties += f'<w:sz w:val="{size}"/>' + ('<w:u w:val="single"/>' if underlined else "")
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{lines}</w:r>"


def _table(table: PrintedTable, look: WordLook) -> str:
    inner = _table_xml(table, look)
    if not look.nested:
        return inner
    outer = PrintedTable("outer", ((PrintedCell("", "label"),),), (1.0,), 0)
    return _table_xml(outer, look).replace("<w:p>", inner.replace(f" {NAMESPACE}", "") + "<w:p>", 1)


def _table_xml(table: PrintedTable, look: WordLook) -> str:
    widths = [round(TWIPS * width / sum(table.widths)) for width in table.widths]
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = "single" if look.bordered else "nil"
    borders = "".join(f'<w:{edge} w:val="{line}" w:sz="4" w:space="0" w:color="000000"/>' for edge in edges)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {NAMESPACE}><w:tblPr><w:tblW w:w="{TWIPS}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(_rows(table, widths, look))}</w:tbl>"
    )


def _rows(table: PrintedTable, widths: list[int], look: WordLook) -> list[str]:
    cells: list[dict[int, str]] = [{} for _ in table.rows]
    for row, column, cell in table.placed():
        width = sum(widths[column : column + cell.colspan])
        for below in range(cell.rowspan):
            cells[row + below][column] = _cell(cell, width, look, first=below == 0)
    rows: list[str] = []
    for number, line in enumerate(cells):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number < table.header_rows else ""
        rows.append(f"<w:tr>{head}{''.join(line[column] for column in sorted(line))}</w:tr>")
    return rows


def _cell(cell: PrintedCell, width: int, look: WordLook, *, first: bool) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.colspan > 1:
        properties += f'<w:gridSpan w:val="{cell.colspan}"/>'
    if cell.rowspan > 1:
        properties += '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    properties += '<w:vAlign w:val="center"/>'
    align = "left" if cell.role == "label" else "center"
    indent = f'<w:ind w:left="{cell.indent * 210}"/>' if cell.indent else ""
    run = _run(cell.text, font=look.font, size=18) if cell.text and first else ""
    paragraph = f'<w:p><w:pPr><w:spacing w:after="0"/>{indent}<w:jc w:val="{align}"/></w:pPr>{run}</w:p>'
    if not cell.text:
        paragraph = "<w:p></w:p>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph}</w:tc>"


def _add_picture(document: Document, picture: Picture) -> None:
    """A paragraph of its own with the picture in the line, as pasting leaves it."""
    from docx.shared import Twips

    run = document.add_paragraph().add_run()
    run.add_picture(io.BytesIO(picture.content), width=Twips(round(TWIPS * picture.width)))


def _add_numbering(document: Document) -> None:
    """A list that numbers headings 一、二、三、."""
    from docx.oxml import parse_xml

    numbering: Any = document.part.numbering_part.element
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/></w:lvl>'
    )
    abstract = f'<w:abstractNum {NAMESPACE} w:abstractNumId="{NUMBERING}">{level}</w:abstractNum>'
    number = f'<w:num {NAMESPACE} w:numId="{NUMBERING}"><w:abstractNumId w:val="{NUMBERING}"/></w:num>'
    numbering.insert(0, parse_xml(abstract))  # the schema wants abstract lists before lists
    numbering.append(parse_xml(number))


def _add_footer(document: Document, draft: Draft) -> None:
    from docx.oxml import parse_xml

    section = document.sections[0]
    section.header.paragraphs[0].text = f"{draft.year}年度报告"
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph = section.footer.paragraphs[0]._p
    paragraph.append(parse_xml(f'<w:r {NAMESPACE}><w:t xml:space="preserve">— </w:t></w:r>'))
    paragraph.append(parse_xml(field.replace("<w:fldSimple", f"<w:fldSimple {NAMESPACE}", 1)))
    paragraph.append(parse_xml(f'<w:r {NAMESPACE}><w:t xml:space="preserve"> —</w:t></w:r>'))


def _without_times(content: bytes) -> bytes:
    """The same archive with the same time on every part, so that a seed gives the same bytes each day."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, source.read(name))
    return target.getvalue()
