"""What stands before and after the report: title lines, signature, date, and what the site prints round it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.stages.outlining.paragraphs import Piece
from pipeline.text.normalise import simplify, squeeze
from pipeline.text.wording import is_report_title

LONGEST_TITLE, LONGEST_CLOSING, LONGEST_SITE_LINE = 60, 40, 120
MOST_TITLE_LINES, MOST_BEFORE_TITLE = 4, 400
LONGEST_MENU = 12
STOPS = "。：:；;！"
SENTENCE = re.compile(r"[。；;，,！？]")
DATE = re.compile(
    r"(?:\d{4}|二[〇○零oO0]{1}[一二三四五六七八九〇○零oO0]{2})\s*[年./\-]\s*[\d一二三四五六七八九十]{1,3}\s*[月./\-]"
)
AGENCY_END = re.compile(
    r"(?:政府|局|办|办公室|委员会|委|厅|院|中心|街道|镇|乡|处|馆|会|部|署|社|队|所|公室|管委会|\(盖章\)|学校|大学|公司)$"
)
# What sites print below a report; from the first such line on nothing belongs to it.
SITE_WORDS = re.compile(
    r"^[\s【\[(]*(?:打印|关闭|返回顶部|返回|分享|收藏|扫一扫|上一[篇条页]|下一[篇条页]|相关(?:链接|文章|附件|信息|词条|阅读|新闻|稿件|推荐)"
    r"|热门词条|联系我们|联络我们|版权所有|主办单位|主办[:：]|承办[:：]|网站地图|网站标识码|技术支持|.{0,3}icp备|.{0,6}公网安备|责任编辑"
    r"|友情链接|浏览次数|点击数|字号[:：]|字体[:：]|关于我们|附件下载|编辑[:：]|来源[:：]|信息来源[:：]|关联阅读|手机扫码|微信扫)",
    re.IGNORECASE,
)
# What sites print above one, or between its title and its text.
METADATA = re.compile(
    r"^标题[:：]|当前位置|您(?:的|现在的)?位置|首页\s*[>＞»/]|索引号|信息分类|发布机构|发布日期|发布时间|发文日期|成文日期|生成日期|公开日期|文号[:：]"
    r"|名称[:：]|主题词|关键词|有效性|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:数|率|量)|访问量|字[体号][:：]|\[?大\s*中\s*小\]?|打印|分享到|来源[:：]|信息来源"
    r"|责任编辑|编辑[:：]|作者[:：]|时间[:：]|日期[:：]|保护视力|扫一扫|收藏|公开方式|公开范围|公开目录"
)
YEAR = re.compile(r"\d{4}|二[〇○零oO0]")
NUMBERING = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
CAPTION = re.compile(r"^附[表件录][一二三\d]?(?:[:：]|$)|统计表$|^填报单位|^单位[:：]|^[（(]\d{4}年度?[)）]")
FOOTER = re.compile(r"单位负责人|审核人|填报人|填报日期|填表人|制表人")


def split_title(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The lines of the title block, and what of `pieces` is prose; what a site prints above and between is dropped.

    The title block are the lines that name the report, with the agency's line above and short lines below, each time
    that they are printed before the first prose. Where no line names a report, all short lines are the title.
    """
    texts = [squeeze(simplify(piece.text)).replace("资讯", "信息") for piece in pieces]
    cores = _cores(texts)
    if not cores:
        short = [_is_short(text) and not is_metadata(text) for text in texts]
        prose = [piece for piece, text in zip(pieces, texts, strict=True) if not _is_short(text)]
        return [piece for piece, wanted in zip(pieces, short, strict=True) if wanted], prose
    first = cores[0][0]
    title = {number for start, end in cores for number in range(start, end)}
    for start, end in cores:
        title |= _above(texts, start) | _below(texts, end)
    rest = [
        piece
        for number, piece in enumerate(pieces)
        if number > first and number not in title and not _is_of_site(texts[number])
    ]
    return [pieces[number] for number in sorted(title)], rest


def _cores(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where the report is named: first line and the one after the last; not after the first prose, unless alone."""
    found: list[tuple[int, int]] = []
    number = 0
    while number < min(len(texts), MOST_BEFORE_TITLE):
        for length in range(1, MOST_TITLE_LINES + 1):
            window = texts[number : number + length]
            if all(_is_short(text) and not is_metadata(text) for text in window) and is_report_title("".join(window)):
                # the lines above the words that name it are the agency's, which `_above` takes
                if length > 1 and is_report_title("".join(window[1:])):
                    break
                found.append((number, number + length))
                number += length - 1
                break
        number += 1
    dated = [core for core in found if YEAR.search("".join(texts[slice(*core)]))]
    return dated or found  # a menu names reports without a year


def _above(texts: Sequence[str], start: int) -> set[int]:
    """The agency's line right above."""
    if start > 0 and _is_short(texts[start - 1]) and AGENCY_END.search(texts[start - 1]) is not None:
        return {start - 1}
    return set()


def _below(texts: Sequence[str], end: int) -> set[int]:
    """Short lines right below: the year in brackets, the rest of a wrapped title, agency and date."""
    taken: set[int] = set()
    for number in range(end, min(end + 2, len(texts))):
        text = texts[number]
        wanted = _is_short(text) and not is_metadata(text) and not is_report_title(text)
        if not wanted or not (
            DATE.search(text) or AGENCY_END.search(text) or re.match(r"[(（].*[)）]$|.{0,4}报告$", text)
        ):
            break
        taken.add(number)
    return taken


def _is_short(text: str) -> bool:
    return (
        text[-1:] not in STOPS
        and len(text) <= LONGEST_TITLE
        and SENTENCE.search(text) is None
        and NUMBERING.match(text) is None
    )


def _is_of_site(text: str) -> bool:
    """Whether a line between title and prose is the site's: metadata, a menu, another spelling of the title."""
    menu = len(text) <= LONGEST_MENU and text[-1:] not in STOPS
    return (
        menu or is_metadata(text) or SITE_WORDS.match(text) is not None or (_is_short(text) and is_report_title(text))
    )


def _is_menu(piece: Piece) -> bool:
    text = squeeze(simplify(piece.text))
    return len(text) <= LONGEST_MENU and is_report_title(text) and YEAR.search(text) is None


def is_metadata(text: str) -> bool:
    """Whether the text is what a site prints of a document: its number, date, path, size of type."""
    return len(text) <= LONGEST_SITE_LINE and "。" not in text and METADATA.search(text) is not None


def is_site_line(piece: Piece) -> bool:
    """Whether the piece is what a site prints below a report."""
    text = squeeze(simplify(piece.text))
    return len(text) <= LONGEST_SITE_LINE and SITE_WORDS.match(text) is not None


def is_table_edge(piece: Piece) -> bool:
    """Whether the piece is the caption or the foot of a statistics table."""
    text = squeeze(simplify(piece.text))
    if len(text) > LONGEST_TITLE or SENTENCE.search(text):
        return False
    return CAPTION.search(text) is not None or FOOTER.search(text) is not None


def split_closing(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """What belongs to the last section, and signature and date below it; what a site prints below is dropped."""
    below = next((number for number, piece in enumerate(pieces) if is_site_line(piece)), len(pieces))
    kept = [piece for piece in pieces[:below] if not (is_table_edge(piece) or _is_menu(piece))]
    start = len(kept)
    while start > 0 and _closes(kept[start - 1]):
        start -= 1
    return kept[:start], kept[start:]


def _closes(piece: Piece) -> bool:
    text = squeeze(simplify(piece.text))
    if len(text) > LONGEST_CLOSING or SENTENCE.search(text) or NUMBERING.match(text):
        return False
    return DATE.search(text) is not None or AGENCY_END.search(text) is not None
