"""Web pages: encodings, tables, what is hidden, and what stands round the report."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.schema import CellPlace, TextPlace
from tests.engines.reading import grids, lines, pictures, read, rows, spans
from tests.engines.test_docx_reader import png

TITLE = "沅溪县教育局2022年政府信息公开工作年度报告"
SMALL = "<table><tr><td>规章<td>1<tr><td>行政许可<td>2</table>"


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def portal(report: str) -> bytes:
    """A site with all that stands round a report."""
    head = f"<title>{TITLE}_沅溪县人民政府</title><meta name='SiteName' content='沅溪县人民政府'>"
    head += "<meta name='PubDate' content='2023-01-20 10:11'><meta name='viewport' content='width=device-width'>"
    return page(
        "<div class='header'><ul class='nav'><li><a href='/'>首页</a></li><li><a href='/a'>政务公开</a></li>"
        "<li><a href='/b'>一、总体情况</a></li></ul></div>"
        "<div class='position'>当前位置：<a href='/'>首页</a> &gt; <a href='/n'>政府信息公开年报</a></div>"
        "<table class='index'><tr><td>索 引 号：</td><td>1135/2023-00012</td><td>发布机构：</td><td>沅溪县教育局</td>"
        "</tr><tr><td>生成日期</td><td>2023-01-19</td><td>文号</td><td></td></tr></table>"
        f"<h1>{TITLE}</h1><div class='info'>发布时间：2023-01-20 10:11　来源：县教育局　浏览次数：<span>123</span>"
        "【字体：<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>】</div>"
        f"<div id='zoom'>{report}</div>"
        "<div class='share'>分享到：<a href='#'>微信</a><a href='#'>微博</a></div>"
        "<div class='related'><h3>相关链接</h3><ul><li><a href='/1'>沅溪县教育局2021年政府信息公开工作年度报告</a></li>"
        "<li><a href='/2'>沅溪县教育局2020年政府信息公开工作年度报告</a></li><li><a href='/3'>更多</a></li></ul></div>"
        "<div class='footer'>主办：沅溪县人民政府办公室 网站标识码：9907240001 湘ICP备00000000号</div>",
        head,
    )


REPORT = "<p>本报告由沅溪县教育局编制。</p><p>一、总体情况</p><p>我局重视公开工作。</p>"
REPORT += f"<p>二、主动公开政府信息情况</p>{SMALL}"
REPORT += "<p>五、存在的主要问题及改进情况</p><p>更新不够及时。</p><p>沅溪县教育局<br>2023年1月19日</p>"
REPORT_LINES = [
    "本报告由沅溪县教育局编制。", "一、总体情况", "我局重视公开工作。", "二、主动公开政府信息情况",
    "五、存在的主要问题及改进情况", "更新不够及时。", "沅溪县教育局", "2023年1月19日",
]  # fmt: skip


def test_the_report_is_taken_out_of_the_site_round_it(tmp_path: Path) -> None:
    transcript = read(tmp_path, portal(REPORT), "html")
    assert lines(transcript) == [TITLE, *REPORT_LINES]
    assert [rows(grid) for grid in grids(transcript)] == [[["规章", "1"], ["行政许可", "2"]]]


def test_what_the_site_says_of_the_report_is_kept(tmp_path: Path) -> None:
    site = dict(read(tmp_path, portal(REPORT), "html").site)
    assert site == {
        "title": f"{TITLE}_沅溪县人民政府", "SiteName": "沅溪县人民政府", "PubDate": "2023-01-20 10:11",
        "索引号": "1135/2023-00012", "发布机构": "沅溪县教育局", "生成日期": "2023-01-19", "发布时间": "2023-01-20",
        "来源": "县教育局",
    }  # fmt: skip


def test_sections_in_containers_of_their_own(tmp_path: Path) -> None:
    sections = {
        "一、总体情况": "<p>重视。</p>",
        "二、主动公开政府信息情况": SMALL,
        "六、其他需要报告的事项": "<p>无。</p>",
    }
    parts = (f"<section><div><h2>{title}</h2></div><div>{body}</div></section>" for title, body in sections.items())
    transcript = read(tmp_path, portal(f"<p>导语。</p>{''.join(parts)}"), "html")
    expected = [TITLE, "导语。", "一、总体情况", "重视。", "二、主动公开政府信息情况", "六、其他需要报告的事项", "无。"]
    assert lines(transcript) == expected


def test_an_old_site_laid_out_with_tables(tmp_path: Path) -> None:
    side = "<ul><li><a href='/1'>领导</a></li><li><a href='/2'>机构</a></li><li><a href='/3'>法规</a></li></ul>"
    frame = f"<table><tr><td>{side}</td><td><table><tr><td>{REPORT}</td></tr></table></td></tr></table>"
    transcript = read(tmp_path, page(f"<h3>{TITLE}</h3>{frame}"), "html")
    assert lines(transcript) == [TITLE, *REPORT_LINES]
    assert len(grids(transcript)) == 1


def test_a_page_of_prose_without_headings(tmp_path: Path) -> None:
    prose = "".join(f"<p>第{n}段，说的是这一年公开工作的情况，写得较长，以便与栏目区分开来。</p>" for n in range(6))
    menu = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(20))
    transcript = read(tmp_path, page(f"<ul>{menu}</ul><div id='c'>{prose}</div>"), "html")
    assert len(lines(transcript)) == 6


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "big5"])
def test_encodings_declared_undeclared_and_lied_about(tmp_path: Path, codec: str, declared: str) -> None:
    head = f"<meta charset={declared}>" if declared else ""
    transcript = read(tmp_path, page(REPORT, head).decode().encode(codec), "html")
    assert lines(transcript) == REPORT_LINES
    family = {"utf-16": "utf-16-le"}.get(codec, codec)
    assert transcript.encoding == family
    lies = declared not in ("", {"gb18030": "gb2312"}.get(codec, codec)) and codec != "utf-16"
    assert ("lying_charset" in [remark.code for remark in transcript.remarks]) == lies


def test_spans_of_cells(tmp_path: Path) -> None:
    body = (
        "<table><tr><td rowspan=2 colspan=2>甲<td colspan=0>乙<td>丙<tr><td>1<td>2"
        "<tr><td rowspan=0>丁<td>戊<td colspan=9999>3<tr><td>己<td>4<td>5</table>"
    )
    (grid,) = grids(read(tmp_path, page(body), "html"))
    found = spans(grid)
    assert found["甲"] == (0, 0, 2, 2)
    assert found["乙"] == (0, 2, 1, 1)
    assert found["丁"] == (2, 0, 2, 1)
    assert found["3"] == (2, 2, 1, 2)
    assert found["5"] == (3, 3, 1, 1)
    assert grid.cells[0].place == CellPlace(table=0, row=0, column=0)


def test_a_span_ends_with_its_group_of_rows(tmp_path: Path) -> None:
    body = "<table><tbody><tr><td rowspan=9>甲<td>1</tbody><tbody><tr><td>乙<td>2</tbody></table>"
    (grid,) = grids(read(tmp_path, page(body), "html"))
    assert spans(grid)["乙"] == (1, 0, 1, 1)


def test_heads_come_first_and_feet_last(tmp_path: Path) -> None:
    body = (
        "<table><tfoot><tr><td>总计<td>3</tfoot><tbody><tr><td>规章<td>1</tbody><thead><tr><th>项<th>数</thead></table>"
    )
    (grid,) = grids(read(tmp_path, page(body), "html"))
    assert rows(grid) == [["项", "数"], ["规章", "1"], ["总计", "3"]]


def test_cells_without_rows_and_text_between_them(tmp_path: Path) -> None:
    transcript = read(tmp_path, page("<table>题外<td>规章<td>1<tr><td>行政许可<td>2</table>"), "html")
    assert rows(grids(transcript)[0]) == [["规章", "1"], ["行政许可", "2"]]
    assert lines(transcript) == ["题外"]


def test_a_caption_stands_above_its_table(tmp_path: Path) -> None:
    body = "<table><caption>第二十条第（一）项</caption><tr><td>规章<td>1<tr><td>行政许可<td>2</table>"
    transcript = read(tmp_path, page(body), "html")
    assert [type(block).__name__ for block in transcript.pages[0].blocks] == ["Line", "Grid"]


def test_white_space_is_shown_as_a_browser_shows_it(tmp_path: Path) -> None:
    body = "<p>　　政府\n   信息&nbsp;公开 2022\n年<br>\n  第二行</p>"
    body += "<table><tr><td>商业<br/>企业<td>&nbsp;<tr><td>1\n<td> 2 </table>"
    transcript = read(tmp_path, page(body), "html")
    assert lines(transcript) == ["政府信息 公开 2022 年", "第二行"]
    assert rows(grids(transcript)[0]) == [["商业\n企业", ""], ["1", "2"]]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>隐</script>", "<style>隐</style>", "<noscript>隐</noscript>", "<span style='display:none'>隐</span>",
        "<span style='VISIBILITY: hidden;'>隐</span>", "<i hidden>隐</i>", "<b class='off'>隐</b>", "<b id=gone>隐</b>",
        "<span style='font-size:0'>隐</span>", "<span style='position:absolute;left:-9999px'>隐</span>", "<!-- 隐 -->",
        "<span style='mso-hide:all'>隐</span>", "<select><option>隐</option></select>", "<del>隐</del>",
    ],
)  # fmt: skip
def test_what_is_not_shown_is_not_read(tmp_path: Path, hidden: str) -> None:
    style = "<style>p {margin:0} .off, #gone {display:none} @media print { .shown {display:none} }</style>"
    body = f"<p>前{hidden}<span class=shown>后</span></p><table><tr><td>规章<td>1{hidden}<tr><td>行政许可<td>2</table>"
    transcript = read(tmp_path, page(body, style), "html")
    assert lines(transcript) == ["前后"]
    assert rows(grids(transcript)[0]) == [["规章", "1"], ["行政许可", "2"]]


def test_what_is_struck_out_and_notes_and_filled_in_fields(tmp_path: Path) -> None:
    body = (
        "<table><tr><td>规章<td><s>5</s>6<td>12<sup>1</sup><td><strike>7</strike>"
        "<tr><td>行政处罚<td>5<span style='vertical-align: super; font-size: 60%'>2</span><td>1<td>2"
        "<tr><td>行政许可<td><input value='8'><td><input type=hidden value=9>3<td><textarea>4</textarea></table>"
    )
    (grid,) = grids(read(tmp_path, page(body), "html"))
    assert rows(grid) == [["规章", "6", "12[1]", "7"], ["行政处罚", "5[2]", "1", "2"], ["行政许可", "8", "3", "4"]]


def test_a_report_that_is_hidden_at_first_is_read_with_a_warning(tmp_path: Path) -> None:
    transcript = read(tmp_path, page(f"<p>正在加载</p><div style='display:none'>{REPORT}</div>"), "html")
    assert set(REPORT_LINES) <= set(lines(transcript))
    assert [remark.code for remark in transcript.remarks] == ["hidden_text"]


def test_preformatted_text_is_read_like_plain_text(tmp_path: Path) -> None:
    typed = "信息内容\t本年制发件数\n规章\t0\n行政规范性文件\t12"
    transcript = read(tmp_path, page(f"<p>二、主动公开政府信息情况</p><pre>\n{typed}\n</pre><p>其后</p>"), "html")
    (grid,) = grids(transcript)
    assert (grid.shape, rows(grid)) == ("rows", [line.split("\t") for line in typed.split("\n")])
    assert lines(transcript) == ["二、主动公开政府信息情况", "其后"]


def test_a_table_typed_into_paragraphs_is_a_table(tmp_path: Path) -> None:
    typed = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "0", "0", "3"]
    body = "<p>二、主动公开政府信息情况</p>" + "".join(f"<p>{text}</p>" for text in typed)
    (grid,) = grids(read(tmp_path, page(body), "html"))
    assert (grid.shape, rows(grid)) == ("stream", [[text] for text in typed])
    assert grid.cells[-1].place == TextPlace(paragraph=8, start=0, end=1)


def test_pictures_in_the_page_beside_it_and_elsewhere(tmp_path: Path) -> None:
    image = png(120, 90)
    (tmp_path / "secret.png").write_bytes(image)
    folder = tmp_path / "site"
    (folder / "report_files").mkdir(parents=True)
    (folder / "report_files" / "表 一.png").write_bytes(image)
    data = base64.b64encode(image).decode()
    body = (
        f"<p>一、总体情况</p><img src='data:image/png;base64,{data}'><img src='report_files/%E8%A1%A8%20%E4%B8%80.png'>"
        "<img src='../secret.png' width=300 height=200><img src='https://example.org/t.png' width=640 height='480px'>"
        "<img src='/etc/hostname' width=90 height=90><img src='icon.gif'><img src='x.png' width=16 height=16><img>"
    )
    found = pictures(read(folder, page(body), "html"))
    assert [(one.width, one.height, one.content) for one in found] == [
        (120, 90, image), (120, 90, image), (300, 200, None), (640, 480, None), (90, 90, None),
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "height", "count"), [(829, 36, 1), (300, 36, 0), (829, 16, 0)])
def test_a_flat_picture_as_wide_as_a_table_is_no_ornament(tmp_path: Path, width: int, height: int, count: int) -> None:
    data = base64.b64encode(png(width, height)).decode()
    body = f"<p>一、总体情况</p><img src='data:image/png;base64,{data}'>"
    assert len(pictures(read(tmp_path, page(body), "html"))) == count


def test_pictures_are_the_report_where_the_only_long_text_stands_apart_from_them(tmp_path: Path) -> None:
    (tmp_path / "one.png").write_bytes(png(1000, 1400))
    title = "槐溪区人民政府办公室2025年度政府信息公开工作年度报告"
    found = pictures(read(tmp_path, page(f"<h1>{title}</h1><p><img src='one.png'></p>"), "html"))
    assert [one.width for one in found] == [1000]


def test_a_page_saved_as_a_mail_archive(tmp_path: Path) -> None:
    image = base64.b64encode(png(80, 60)).decode()
    body = base64.b64encode(page(f"{REPORT}<img src='file:///C:/a/t.png'>").decode().encode("gbk")).decode()
    archive = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
        f"--x\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n"
        "--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: file:///C:/a/t.png\r\n\r\n"
        f"{image}\r\n--x--\r\n"
    )
    transcript = read(tmp_path, archive.encode(), "html")
    assert lines(transcript) == REPORT_LINES
    assert [(one.width, one.height) for one in pictures(transcript)] == [(80, 60)]


def test_a_page_saved_by_a_word_processor(tmp_path: Path) -> None:
    body = (
        "<div class=WordSection1><p><b><span lang=EN-US>2022</span><span>年报告</span></b><o:p></o:p></p>"
        "<p><![if !supportLists]><span style='mso-list:Ignore'>一、</span><![endif]>总体情况</p>"
        f"<p>主动公开</p>{SMALL}</div>"
    )
    transcript = read(tmp_path, page(body), "html")
    assert lines(transcript) == ["2022年报告", "一、总体情况", "主动公开"]
    assert [block.bold for block in transcript.pages[0].blocks[:2]] == [True, False]


def test_a_page_that_only_links_to_the_report_says_so(tmp_path: Path) -> None:
    body = f"<div><h1>年度报告</h1><p>附件：<a href='/upload/2022.pdf?x=1'>{TITLE}.pdf</a></p></div>"
    transcript = read(tmp_path, page(body), "html")
    assert [remark.code for remark in transcript.remarks] == ["attachment"]


@pytest.mark.parametrize(
    "content", [b"<html></html>", b"<html><frameset><frame src=a.htm></frameset></html>", b"<script>load()</script>"]
)
def test_a_page_without_text_is_empty(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        read(tmp_path, content, "html")
    assert caught.value.reason == "empty"


def test_a_page_beyond_the_limit_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        read(tmp_path, page(REPORT), "html", largest=100)
    assert caught.value.reason == "too_large"


@pytest.mark.parametrize(
    "content",
    [
        b"<table><tr><td>" * 3000 + b"1",
        b"<html><body>" + b"<div>" * 20000 + b"x",
        b"<table>" + b"<tr><td colspan=1000 rowspan=1000>1</td><td>2</td></tr>" * 300,
        b"<style>" + b"@a{" * 5000 + b"</style><p>x",
        b"<p>" + b"<script></script>a" * 5000,
    ],
)
def test_hostile_pages_neither_hang_nor_crash(tmp_path: Path, content: bytes) -> None:
    try:
        transcript = read(tmp_path, content, "html")
    except DocumentError as error:
        outcome: object = error.reason
    else:
        outcome = len(transcript.pages)
    assert outcome in ("empty", 1)


PIECES = ["<table>", "</table>", "<tr>", "</tr>", "<td rowspan=0>", "<td colspan=-1>", "</td>", "<tfoot>", "<thead>"]
PIECES += [
    "<pre>",
    "</pre>",
    "<div hidden>",
    "<div>",
    "</div>",
    "<a href=x>",
    "</a>",
    "<br>",
    "<img src=../x>",
    "<body>",
]
PIECES += [
    "规章",
    "1",
    "一、总体情况",
    "自然人",
    "\x00",
    "\x01",
    "&#1;",
    "<p>",
    "\ud800",
    "<![CDATA[",
    "<!--",
    "发布日期：2023",
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_markup_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, markup: list[str]) -> None:
    content = "".join(markup).encode("utf-8", errors="surrogatepass")
    try:
        transcript = read(tmp_path_factory.getbasetemp(), content, "html")
    except DocumentError as error:
        outcome: object = error.reason
    else:
        outcome = len(transcript.pages)
    assert outcome in ("empty", 1)


@given(st.binary(max_size=800))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    for kind in ("html", "txt"):
        try:
            outcome: object = len(read(tmp_path_factory.getbasetemp(), content, kind).pages)  # type: ignore[arg-type]
        except DocumentError as error:
            outcome = error.reason
        assert outcome in ("empty", 1)


@pytest.mark.parametrize(
    "element",
    [
        "<iframe src='table.html'></iframe>",
        "<iframe src='table.html' width='100%' height='600'></iframe>",
        "<canvas width='800' height='500'></canvas>",
        "<object data='table.swf' style='width:640px;height:400px'><embed src='table.swf'></object>",
        "<svg width='700' height='300'><text x='1' y='9'>12</text></svg>",
    ],
)
def test_a_frame_or_drawing_that_may_hold_a_table_is_an_unread_picture(tmp_path: Path, element: str) -> None:
    transcript = read(tmp_path, page(f"<h1>{TITLE}</h1><p>一、总体情况</p>{element}<p>无。</p>"), "html")
    assert len(pictures(transcript)) == 1
    assert lines(transcript) == [TITLE, "一、总体情况", "无。"]


@pytest.mark.parametrize(
    "element",
    [
        "<iframe src='count.html' width='0' height='0'></iframe>",
        "<iframe src='count.html' style='display:none'></iframe>",
        "<svg viewBox='0 0 24 24'><path d='M0 0'/></svg>",
        "<object data='player.swf' width='320' height='40'></object>",
    ],
)
def test_counters_players_and_icons_are_no_pictures(tmp_path: Path, element: str) -> None:
    transcript = read(tmp_path, page(f"<h1>{TITLE}</h1><p>一、总体情况</p>{element}<p>无。</p>"), "html")
    assert pictures(transcript) == []
