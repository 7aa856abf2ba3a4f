"""What stands before and after the report: title lines, signature, date, and what the site prints below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.stages.outlining.paragraphs import Piece
from pipeline.text.normalise import simplify, squeeze

LONGEST_TITLE, LONGEST_CLOSING = 60, 40
SENTENCE = re.compile(r"[。；;，,！？]")
DATE = re.compile(
    r"(?:\d{4}|二[〇○零oO0]{1}[一二三四五六七八九〇○零oO0]{2})\s*[年./\-]\s*[\d一二三四五六七八九十]{1,3}\s*[月./\-]"
)
AGENCY_END = re.compile(
    r"(?:政府|局|办|办公室|委员会|委|厅|院|中心|街道|镇|乡|处|馆|会|部|署|社|队|所|公室|管委会|\(盖章\)|学校|大学|公司)$"
)
# What sites print below a report; from the first such line on nothing belongs to it.
SITE_WORDS = re.compile(
    r"^(?:【?(?:打印|关闭|返回顶部|返回|分享|收藏)|扫一扫|上一[篇条页]|下一[篇条页]|相关(?:链接|文章|附件|信息|词条|阅读|新闻|稿件|推荐)"
    r"|热门词条|联系我们|联络我们|版权所有|主办单位|主办[:：]|承办[:：]|网站地图|网站标识码|技术支持|.{0,3}icp备|.{0,6}公网安备|责任编辑"
    r"|友情链接|浏览次数|点击数|字号[:：]|关于我们|附件下载|编辑[:：]|来源[:：]|信息来源[:：])",
    re.IGNORECASE,
)
NUMBERING = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]")


def is_title_line(piece: Piece) -> bool:
    """Whether a piece before the first heading is a line of a title and not prose."""
    text = squeeze(simplify(piece.text))
    return len(text) <= LONGEST_TITLE and SENTENCE.search(text) is None and NUMBERING.match(text) is None


def is_site_line(piece: Piece) -> bool:
    """Whether the piece is what a site prints below a report."""
    return SITE_WORDS.match(squeeze(simplify(piece.text))) is not None


def closing_start(pieces: Sequence[Piece]) -> int:
    """Where signature and date begin among the last pieces; their number where there are none."""
    start = len(pieces)
    while start > 0 and _closes(pieces[start - 1]):
        start -= 1
    return start


def _closes(piece: Piece) -> bool:
    text = squeeze(simplify(piece.text))
    if len(text) > LONGEST_CLOSING or SENTENCE.search(text) or NUMBERING.match(text):
        return False
    return DATE.search(text) is not None or AGENCY_END.search(text) is not None
