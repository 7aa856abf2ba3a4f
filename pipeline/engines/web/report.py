"""Where the report stands in a page: the smallest container of its headings and tables, without what is round it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.engines.web.stretches import Share, Stretch, shares, stretches
from pipeline.engines.web.tree import name, take_out
from pipeline.text.wording import is_distinctive_label, is_report_title, is_section_heading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEWEST_LABELS = 3
MOST_LINKS_ROUND = 0.3  # share of links in what stands round the report: more is navigation
LINK_LIST = 0.6
FEWEST_LINKS = 3
LONG_PARAGRAPH = 25
LEAST_SIDE = 200  # pixels of a picture that may show a page or a table
PIXELS = re.compile(r"\s*(\d{1,5})(?:px)?\s*$")
LONGEST_CHROME, SHORT_CHROME = 400, 60  # characters; more is never thrown away for its class, with and without links
PARTS = frozenset({"tr", "tbody", "thead", "tfoot", "td", "th", "table", "p", "span", "font", "b", "strong"})
CONTAINERS = frozenset(
    ("div", "ul", "ol", "dl", "nav", "footer", "aside", "header", "section", "form", "table", "center", "fieldset")
)
CHROME_TAGS = frozenset({"nav", "footer", "aside"})
CHROME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:share|bdshare\w*|bshare\w*|jiathis\w*|toolbar|tools?|print\w*|bread\w*|crumbs?|position|location|loc"
    r"|dqwz|weizhi|nav\w*|menu\w*|foot\w*|copyright|related\w*|xgxx|xgwz|recommend\w*|side\w*|pag(?:er|ination)|prev|next"
    r"|qr\w*|ewm|erweima|search\w*|login|comments?|fontsize|zihao|top\w*|header|banner|logo|link\w*|friend\w*)(?:$|[\s_-])",
    re.I,
)
CHROME_LINE = re.compile(
    r"(?:您?(?:所在|当前|现在)?的?位置|首页|字[体号]|【?打印|【?关闭|【?纠错|分享|扫一扫|上一[篇条页]|下一[篇条页]|浏览|阅读|点击|访问"
    r"|(?:信息|文章)?来源|发布(?:时间|日期|机构|单位)|时间|日期|索\s*引\s*号|主办|承办|版权|备案|网站标识|责任编辑|编辑|相关链接|热门|收藏"
    r"|返回顶部|无障碍|进入关怀)\s*(?:[:：>＞»|】(（\]\d]|单位|所有|次数|量|到|本页|正文|词条|$).{0,100}"
)
ICP = re.compile(r".{0,60}(?:ICP备|公网安备|网站标识码).{0,80}", re.I)


@dataclass(frozen=True, slots=True)
class Where:
    """The element that holds the report, and the lines of its title where that stands outside."""

    element: HtmlElement
    title: tuple[str, ...] = ()


def find_report(body: HtmlElement) -> Where:
    """Where the report stands; the whole body where nothing tells."""
    texts = list(stretches(body))
    held = shares(body)
    marks = [one.element for one in texts if not one.is_link and is_section_heading(one.text)] + _tables(texts)
    if not marks:
        densest = _densest(texts, held, body)
        return Where(_with_pictures(densest, body))
    core = _widened(_common(marks, body), held, body, alone=len(set(marks)) < 2)
    return Where(core, _title_outside(texts, core))


def remove_chrome(element: HtmlElement) -> None:
    """Take lists of links, share buttons and the like out of the element that holds the report."""
    held = shares(element)
    marked = _marked(element)
    chrome = [one for one in element.iterdescendants() if one not in marked and _is_chrome(one, held[one])]
    take_out(element, chrome)


def is_chrome_line(text: str) -> bool:
    """Whether a short line belongs to the page and not to the report: its path, print buttons, who runs the site."""
    return len(text) <= 160 and (CHROME_LINE.fullmatch(text) is not None or ICP.fullmatch(text) is not None)


def _tables(texts: Iterable[Stretch]) -> list[HtmlElement]:
    """The innermost tables that hold several labels which only such a report has."""
    labels: dict[HtmlElement, int] = {}
    for one in texts:
        if is_distinctive_label(one.text):
            table = next((up for up in [one.element, *one.element.iterancestors()] if name(up) == "table"), None)
            if table is not None:
                labels[table] = labels.get(table, 0) + 1
    return [table for table, count in labels.items() if count >= FEWEST_LABELS]


def _common(elements: Sequence[HtmlElement], body: HtmlElement) -> HtmlElement:
    """The innermost element that holds all of them."""
    path = [elements[0], *elements[0].iterancestors()]
    for element in elements[1:]:
        others = {element, *element.iterancestors()}
        path = [one for one in path if one in others]
    return path[0] if path else body


def _widened(element: HtmlElement, held: dict[HtmlElement, Share], body: HtmlElement, *, alone: bool) -> HtmlElement:
    """The element with what belongs to the report round it.

    A paragraph or a part of a table is never the whole report. Parents that add nothing are taken in; where there is
    one mark only, so are those that add text with few links.
    """
    while element is not body:
        parent = element.getparent()
        if parent is None:
            break
        more = held[parent].less(held[element])
        near = alone and more.of_links < MOST_LINKS_ROUND
        if more.characters and not near and name(element) not in PARTS:
            break
        element = parent
    return element


def _title_outside(texts: Sequence[Stretch], core: HtmlElement) -> tuple[str, ...]:
    """The last title before the core, where the core does not begin with one."""
    inside = {core, *core.iterdescendants()}
    first = next((n for n, one in enumerate(texts) if one.element in inside), 0)
    opening = [one for one in texts[first : first + 12] if one.element in inside]
    if any(is_report_title(one.text) for one in opening):
        return ()
    titles = [
        one.text
        for one in texts[:first]
        if is_report_title(one.text) and not one.is_link and not is_chrome_line(one.text)
    ]
    return (titles[-1],) if titles else ()


def _densest(texts: Sequence[Stretch], held: dict[HtmlElement, Share], body: HtmlElement) -> HtmlElement:
    """The element whose own paragraphs hold most text: where there are no marks, prose is all there is."""
    scores: dict[HtmlElement, float] = {}
    for one in texts:
        if one.is_link or len(one.text) < LONG_PARAGRAPH:
            continue
        share = 1.0
        for holder in [one.element, *one.element.iterancestors()][:3]:
            if holder not in held:
                break
            scores[holder] = scores.get(holder, 0.0) + share * len(one.text)
            share /= 2
    best = max(scores, key=lambda element: scores[element] * (1 - held[element].of_links), default=body)
    return best if name(best) not in ("html", "") else body


def _with_pictures(element: HtmlElement, body: HtmlElement) -> HtmlElement:
    """The element, or the whole body where it holds none of the page's large pictures: they may be the report."""
    if any(map(_may_be_page, element.iter("img"))) or not any(map(_may_be_page, body.iter("img"))):
        return element
    return body


def _may_be_page(picture: HtmlElement) -> bool:
    """Whether a picture may show a page or a table: not where the page itself says that it is small."""
    sides = [PIXELS.match(picture.get(side) or "") for side in ("width", "height")]
    return all(side is None or int(side.group(1)) >= LEAST_SIDE for side in sides) and not any(
        name(up) == "a" for up in picture.iterancestors()
    )


def _marked(root: HtmlElement) -> set[HtmlElement]:
    """Elements that hold a heading, a title or a label of the report: never thrown away whole."""
    marked: set[HtmlElement] = set()
    for one in stretches(root):
        if one.is_link or not (
            is_section_heading(one.text) or is_distinctive_label(one.text) or is_report_title(one.text)
        ):
            continue
        for holder in [one.element, *one.element.iterancestors()]:
            if holder in marked:
                break
            marked.add(holder)
    return marked


def _is_chrome(element: HtmlElement, share: Share) -> bool:
    if name(element) not in CONTAINERS:
        return False
    if share.links >= FEWEST_LINKS and share.of_links > LINK_LIST:
        return True
    if share.characters > LONGEST_CHROME:
        return False
    if name(element) in CHROME_TAGS:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if CHROME_NAMES.search(names) is None or next(element.iter("img"), None) is not None:
        return False
    return share.links > 0 or share.characters <= SHORT_CHROME
