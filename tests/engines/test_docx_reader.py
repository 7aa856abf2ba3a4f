"""Word documents: what a reader of the printed page would see, in the places where Word hides it."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.schema import CellPlace, TextPlace
from tests.engines.docxfiles import cell, docx, paragraph, row, run, table
from tests.engines.reading import grids, lines, pictures, read, rows, spans


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + b"\xff" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def num(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def level(number: int, numbering: str, text: str, more: str = "") -> str:
    head = f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{numbering}"/>'
    return f'{head}<w:lvlText w:val="{text}"/>{more}</w:lvl>'


def abstract(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def instance(list_id: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def drawing(relation: str, *, width: int = 400, height: int = 300) -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{width * 9525}" cy="{height * 9525}"/>'
        f'<a:graphic><a:blip r:embed="{relation}"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


def test_paragraphs_and_tables_come_in_order_with_their_places(tmp_path: Path) -> None:
    body = (
        paragraph("一、总体情况")
        + paragraph("")
        + table(row("规章", "1"), row("行政许可", "2"))
        + paragraph("二、其他事项")
    )
    transcript = read(tmp_path, docx(body), "docx")
    first, grid, last = transcript.pages[0].blocks
    assert first.place == TextPlace(paragraph=0, start=0, end=6)
    assert last.place == TextPlace(paragraph=1, start=0, end=6)
    assert [one.place for one in grid.cells][-1] == CellPlace(table=0, row=1, column=1)
    assert (grid.engine, grid.shape, rows(grid)) == ("docx", "ruled", [["规章", "1"], ["行政许可", "2"]])


def test_merged_cells_are_one_cell(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell("（本列数据）", '<w:gridSpan w:val="2"/>'), "自然人", "总计"),
        row(cell("三、本年度办理结果", down), "（一）予以公开", "1", "1"),
        row(cell("看不见", on), cell("（三）不予公开", down), "2", "2"),
        row(cell("", on), cell("", on), "3", "3"),
    )
    (grid,) = grids(read(tmp_path, docx(body), "docx"))
    found = spans(grid)
    assert found["（本列数据）"] == (0, 0, 1, 2)
    assert found["三、本年度办理结果"] == (1, 0, 3, 1)
    assert found["（三）不予公开"] == (2, 1, 2, 1)
    assert found["3"] == (3, 3, 1, 1)
    assert "看不见" not in found


def test_cells_merged_across_in_the_old_way(tmp_path: Path) -> None:
    body = table(
        row(cell("法人或其他组织", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "总计"), row("1", "2", "3")
    )
    (grid,) = grids(read(tmp_path, docx(body), "docx"))
    assert spans(grid)["法人或其他组织"] == (0, 0, 1, 2)
    assert spans(grid)["总计"] == (0, 2, 1, 1)


def test_rows_that_begin_later_keep_their_columns(tmp_path: Path) -> None:
    body = table(row("规章", "1", "2"), row("3", "4", properties='<w:gridBefore w:val="1"/>'))
    (grid,) = grids(read(tmp_path, docx(body), "docx"))
    assert spans(grid)["3"] == (1, 1, 1, 1)


def test_columns_in_which_no_cell_begins_are_no_columns(tmp_path: Path) -> None:
    wide = '<w:gridSpan w:val="7"/>'
    body = table(
        row(cell("规章", wide), cell("1", wide)), row(cell("行政许可", wide), cell("2", '<w:gridSpan w:val="3"/>'))
    )
    (grid,) = grids(read(tmp_path, docx(body), "docx"))
    assert (grid.columns, spans(grid)["2"]) == (2, (1, 1, 1, 1))


def test_rows_and_cells_in_content_controls_are_found(tmp_path: Path) -> None:
    inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{row('行政许可', '2')}</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent>{table(row('规章', '1'), inner)}{paragraph('其后')}</w:sdtContent></w:sdt>"
    transcript = read(tmp_path, docx(body), "docx")
    assert rows(grids(transcript)[0]) == [["规章", "1"], ["行政许可", "2"]]
    assert lines(transcript) == ["其后"]


def test_paragraphs_of_a_cell_are_lines_of_its_text(tmp_path: Path) -> None:
    (grid,) = grids(read(tmp_path, docx(table(row("商业|企业", "1"), row("科研|机构", "2"))), "docx"))
    assert rows(grid) == [["商业\n企业", "1"], ["科研\n机构", "2"]]


def test_a_table_that_only_frames_prose_is_flowed(tmp_path: Path) -> None:
    body = table(row(cell("一、总体情况|我局重视公开工作。")))
    transcript = read(tmp_path, docx(body), "docx")
    assert (lines(transcript), grids(transcript)) == (["一、总体情况", "我局重视公开工作。"], [])


def test_tables_in_cells_of_a_layout_table_are_tables(tmp_path: Path) -> None:
    inner = f"<w:tc><w:tcPr/>{paragraph('前')}{table(row('规章', '1'), row('行政许可', '2'))}{paragraph('后')}</w:tc>"
    transcript = read(tmp_path, docx(table(row("左栏", inner))), "docx")
    assert lines(transcript) == ["左栏", "前", "后"]
    assert rows(grids(transcript)[0]) == [["规章", "1"], ["行政许可", "2"]]


def test_a_table_in_a_cell_of_a_data_table_follows_it(tmp_path: Path) -> None:
    inner = f"<w:tc><w:tcPr/>{paragraph('3')}{table(row('规章', '7'), row('行政强制', '8'))}</w:tc>"
    body = table(row("自然人", "商业企业", "总计"), row("1", "2", inner), row("4", "5", "9"))
    outer, nested = grids(read(tmp_path, docx(body), "docx"))
    assert rows(outer)[1] == ["1", "2", "3"]
    assert rows(nested) == [["规章", "7"], ["行政强制", "8"]]
    assert nested.cells[0].place == CellPlace(table=1, row=0, column=0)


def test_prose_in_a_row_of_its_own_parts_a_table(tmp_path: Path) -> None:
    across = '<w:gridSpan w:val="2"/>'
    body = table(
        row("规章", "1"),
        row("行政许可", "2"),
        row(cell("三、收到和处理政府信息公开申请情况", across)),
        row("一、本年新收政府信息公开申请数量", "3"),
        row("四、结转下年度继续办理", "0"),
        row(cell("注：均为网络申请。", across)),
    )
    transcript = read(tmp_path, docx(body), "docx")
    assert [len(rows(grid)) for grid in grids(transcript)] == [2, 2]
    assert lines(transcript) == ["三、收到和处理政府信息公开申请情况", "注：均为网络申请。"]


def test_row_headings_of_the_old_list_stay_in_it(tmp_path: Path) -> None:
    across = '<w:gridSpan w:val="3"/>'
    body = table(
        row("统计指标", "单位", "统计数"), row(cell("一、主动公开情况", across)), row("制发规范性文件总数", "件", "1"),
        row(cell("三、依申请公开情况", across)), row("收到申请数", "件", "2"),
    )  # fmt: skip
    transcript = read(tmp_path, docx(body), "docx")
    assert (len(grids(transcript)), lines(transcript)) == (1, [])


def test_numerals_of_headings_are_printed(tmp_path: Path) -> None:
    numbering = abstract(0, level(0, "japaneseCounting", "%1、"), level(1, "chineseCounting", "（%2）")) + instance(
        1, 0
    )
    texts = [("总体情况", 0), ("主动公开", 1), ("依申请公开", 1), ("主动公开政府信息情况", 0), ("其他", 1)]
    body = "".join(paragraph(text, num(1, depth)) for text, depth in texts)
    assert lines(read(tmp_path, docx(body, numbering=numbering), "docx")) == [
        "一、总体情况", "（一）主动公开", "（二）依申请公开", "二、主动公开政府信息情况", "（一）其他",
    ]  # fmt: skip


def test_numerals_come_from_styles_too(tmp_path: Path) -> None:
    numbering = abstract(3, level(0, "chineseCountingThousand", "第%1部分", '<w:pStyle w:val="H1"/>')) + instance(5, 3)
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>'
        '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1b"><w:basedOn w:val="H1"/></w:style>'
    )
    body = paragraph("概述", '<w:pStyle w:val="H1"/>') + paragraph("附表", '<w:pStyle w:val="H1b"/>')
    plain = '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    transcript = read(tmp_path, docx(body + paragraph("正文", plain), numbering=numbering, styles=styles), "docx")
    assert lines(transcript) == ["第一部分概述", "第二部分附表", "正文"]
    assert {(block.size, block.bold) for block in transcript.pages[0].blocks} == {(16.0, True)}


def test_lists_go_on_and_start_anew(tmp_path: Path) -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(0, level(0, "decimal", "%1.")) + instance(1, 0) + instance(2, 0) + instance(3, 0, anew)
    body = "".join(paragraph(text, num(which)) for text, which in [("甲", 1), ("乙", 2), ("丙", 3), ("丁", 3)])
    assert lines(read(tmp_path, docx(body, numbering=numbering), "docx")) == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_bullets_print_nothing_that_counts(tmp_path: Path) -> None:
    numbering = abstract(0, level(0, "bullet", "")) + instance(1, 0)
    assert lines(read(tmp_path, docx(paragraph("要点", num(1)), numbering=numbering), "docx")) == ["要点"]


def test_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    body = (
        f"<w:p>{run('收到申请')}<w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins>{run('6')}</w:ins>{run('件')}"
        f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('，新')}</w:moveTo></w:p>"
        + table(row("规章", "1"), row("行政许可", "9", properties="<w:del/>"), row("行政处罚", "2"))
    )
    transcript = read(tmp_path, docx(body), "docx")
    assert lines(transcript) == ["收到申请6件，新"]
    assert rows(grids(transcript)[0]) == [["规章", "1"], ["行政处罚", "2"]]
    assert [remark.code for remark in transcript.remarks] == ["tracked_changes"]


def test_hidden_text_is_not_read(tmp_path: Path) -> None:
    styles = '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    gone = run("隐藏二", '<w:rStyle w:val="Gone"/>')
    shown = run("也看得见", '<w:vanish w:val="0"/>')
    body = f"<w:p>{run('看得见')}{run('隐藏', '<w:vanish/>')}{gone}{shown}</w:p>"
    assert lines(read(tmp_path, docx(body, styles=styles), "docx")) == ["看得见也看得见"]


def test_what_is_struck_out_gives_way_to_what_replaces_it(tmp_path: Path) -> None:
    struck = run("5", "<w:strike/>")
    body = table(row(f"<w:tc><w:p>{struck}{run('6')}</w:p></w:tc>", f"<w:tc><w:p>{struck}</w:p></w:tc>"), row("1", "2"))
    assert rows(grids(read(tmp_path, docx(body), "docx"))[0])[0] == ["6", "5"]


@pytest.mark.parametrize("raised", ['<w:vertAlign w:val="superscript"/>', '<w:position w:val="8"/>'])
def test_the_number_of_a_note_is_no_digit(tmp_path: Path, raised: str) -> None:
    note = run("1", raised)
    body = table(row(f"<w:tc><w:p>{run('12')}{note}</w:p></w:tc>", f"<w:tc><w:p>{note}</w:p></w:tc>"), row("3", "4"))
    assert rows(grids(read(tmp_path, docx(body), "docx"))[0])[0] == ["12[1]", "1"]


def test_field_results_are_read_and_codes_are_not(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> PAGEREF x </w:instrText></w:r>"
    body = f"<w:p>{run('第')}{mark('begin')}{code}{run('码')}{mark('separate')}{run('3')}{mark('end')}{run('页')}</w:p>"
    body += f"<w:p>{mark('begin')}{run('没有结果')}</w:p>" + paragraph("照常")
    assert lines(read(tmp_path, docx(body), "docx")) == ["第3页", "照常"]


def test_breaks_tabs_and_symbols(tmp_path: Path) -> None:
    breaks = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/>"
    breaks += '<w:sym w:char="F0FC"/><w:sym w:char="2460"/></w:r>'
    transcript = read(tmp_path, docx(f"<w:p>{breaks}</w:p>"), "docx")
    assert lines(transcript) == ["甲\t乙", "丙-①"]
    assert [block.place for block in transcript.pages[0].blocks][1] == TextPlace(paragraph=0, start=4, end=7)


def test_phonetic_guides_are_no_text(tmp_path: Path) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('gong')}</w:rt><w:rubyBase>{run('公')}</w:rubyBase></w:ruby></w:r>"
    assert lines(read(tmp_path, docx(f"<w:p>{ruby}{run('开')}</w:p>"), "docx")) == ["公开"]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('框中的标题')}{table(row('规章', '1'), row('行政许可', '2'))}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    transcript = read(tmp_path, docx(f"<w:p><w:r>{both}</w:r></w:p>" + paragraph("正文")), "docx")
    assert lines(transcript) == ["框中的标题", "正文"]
    assert len(grids(transcript)) == 1


def test_word_art_is_text(tmp_path: Path) -> None:
    art = '<w:p><w:r><w:pict><v:shape><v:textpath string="年度报告"/></v:shape></w:pict></w:r></w:p>'
    assert lines(read(tmp_path, docx(art), "docx")) == ["年度报告"]


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('一、总体情况1')}</w:sdtContent></w:sdt>"
    body += paragraph("二、其他事项2", '<w:pStyle w:val="T1"/>') + paragraph("一、总体情况")
    assert lines(read(tmp_path, docx(body, styles=styles), "docx")) == ["一、总体情况"]


def test_pictures_are_kept_with_their_bytes(tmp_path: Path) -> None:
    image = png(200, 100)
    relations = {"rId7": ("image", "media/one.png"), "rId8": ("image", "media/dot.png"), "rId9": ("image", "NULL")}
    parts = {"word/media/one.png": image, "word/media/dot.png": png(8, 8)}
    body = drawing("rId7") + drawing("rId8") + drawing("rId9") + paragraph("其后")
    transcript = read(tmp_path, docx(body, relations=relations, parts=parts), "docx")
    found = [(one.width, one.height, one.content, one.media_type) for one in pictures(transcript)]
    assert found == [(200, 100, image, "image/png"), (400, 300, None, None)]
    assert lines(transcript) == ["其后"]


def test_a_page_in_place_of_a_body_is_read(tmp_path: Path) -> None:
    page = "<html><body><p>一、总体情况</p><table><tr><td>规章<td>1<tr><td>行政许可<td>2</table></body></html>"
    relations = {"rId4": ("aFChunk", "afchunk.htm")}
    content = docx('<w:altChunk r:id="rId4"/>', relations=relations, parts={"word/afchunk.htm": page.encode("gbk")})
    transcript = read(tmp_path, content, "docx")
    assert lines(transcript) == ["一、总体情况"]
    assert rows(grids(transcript)[0]) == [["规章", "1"], ["行政许可", "2"]]


def test_tables_typed_with_tabs_are_tables(tmp_path: Path) -> None:
    typed = ["信息内容\t本年制发件数\t本年废止件数\t现行有效件数", "规章\t0\t0\t3", "行政规范性文件\t1\t2\t4"]
    body = paragraph("二、主动公开政府信息情况") + "".join(paragraph(line) for line in typed)
    body = body.replace("\t", "</w:t><w:tab/><w:t>")
    transcript = read(tmp_path, docx(body), "docx")
    (grid,) = grids(transcript)
    assert (grid.shape, rows(grid)) == ("rows", [line.split("\t") for line in typed])
    assert grid.cells[5].place == TextPlace(paragraph=2, start=3, end=4)


def test_the_strict_variant_of_the_format(tmp_path: Path) -> None:
    content = docx(paragraph("一、总体情况") + table(row("规章", "1"), row("行政许可", "2")), strict=True)
    transcript = read(tmp_path, content, "docx")
    assert (lines(transcript), len(grids(transcript))) == (["一、总体情况"], 1)


def test_a_document_written_by_a_library(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("沅溪县教育局2022年政府信息公开工作年度报告", level=0)
    document.add_paragraph("一、总体情况")
    grid = document.add_table(rows=2, cols=3)
    grid.cell(0, 0).merge(grid.cell(0, 2)).text = "第二十条第（一）项"
    for column, text in enumerate(("规章", "1", "2")):
        grid.cell(1, column).text = text
    buffer = io.BytesIO()
    document.save(buffer)
    transcript = read(tmp_path, buffer.getvalue(), "docx")
    assert lines(transcript) == ["沅溪县教育局2022年政府信息公开工作年度报告", "一、总体情况"]
    assert spans(grids(transcript)[0])["第二十条第（一）项"] == (0, 0, 1, 3)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 no archive", "damaged"),
        (docx("</w:p>"), "damaged"),
        (docx("").replace(b"w:body", b"w:none"), "damaged"),
        (docx(""), "empty"),
    ],
)
def test_what_cannot_be_read_has_a_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(tmp_path, content, "docx")
    assert caught.value.reason == reason


def test_an_archive_that_unpacks_to_too_much_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        read(tmp_path, docx(paragraph("零" * 1000)), "docx", largest=1000)
    assert caught.value.reason == "too_large"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    body = docx(paragraph("文"), parts={"word/other.xml": bomb.encode()})
    assert lines(read(tmp_path, body, "docx")) == ["文"]


PIECES = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>一</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:sdt>",
    "</w:sdt>",
    "<w:ins>",
    "</w:ins>",
    "<w:drawing/>",
    "<w:br/>",
    "<w:tcPr><w:vMerge/></w:tcPr>",
]
PIECES += [
    '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>',
    '<w:tcPr><w:gridSpan w:val="-3"/></w:tcPr>',
    '<w:trPr><w:gridBefore w:val="99999"/></w:trPr>',
    '<w:pPr><w:numPr><w:numId w:val="x"/></w:numPr></w:pPr>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_markup_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, markup: list[str]) -> None:
    try:
        transcript = read(tmp_path_factory.getbasetemp(), docx("".join(markup)), "docx")
    except DocumentError as error:
        outcome: object = error.reason
    else:
        outcome = len(transcript.pages)
    assert outcome in ("damaged", "empty", 1)
