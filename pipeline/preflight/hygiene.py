"""What was forgotten in the text: places to fill in, marks of word processors, text printed twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.preflight.case import Case, Passage
from pipeline.preflight.hit import Hit
from pipeline.schema import Level
from pipeline.text.normalise import caption_key, clean, simplify, squeeze
from pipeline.text.wording import is_report_title

CROSSES = "Xx×✕╳"
UNITS = "年月日省市县区镇乡街局委办厅院部处科股室件条项次个人元万家期"
# Letters, digits and signs of addresses beside crosses: an English word, a masked number, a link.
BESIDE = rf"A-Za-z\d/@._{CROSSES}*-"
SURELY_LEFT = (
    re.compile(rf"(?<![{BESIDE}])(?:20)?[{CROSSES}]{{1,6}}(?=[{UNITS}])"),
    re.compile(rf"(?<!\d)20[{CROSSES}]{{2}}(?!\d)"),
    re.compile(r"_{3,}"),
    re.compile(r"[(【\[]?(?:此处|在此|请在?此处?)(?:填写|填入|插入|输入|描述|说明|添加)[^。]{0,12}"),
    re.compile(r"[(]文字描述[^)]{0,40}[)]|单击(?:或点击)?此处(?:输入|添加)"),
    re.compile(r"(?<!某)某某+(?=[省市县区镇乡局委办单部机])|(?<![○Oo])[○Oo]{2,}(?=[局委办市县区镇乡])"),
    re.compile(r"[(【](?:示例|样例|模板|参考模板|待补充|待填写?|待定|待核实?)[)】]|TODO|Loremipsum", re.IGNORECASE),
)
MAYBE_LEFT = (re.compile(rf"(?<![{BESIDE}])[{CROSSES}]{{2,}}(?![{UNITS}{BESIDE}])"),)  # or a person's name, masked
MARKS = re.compile(
    r"\[bookmark:[^\]]*\]|错误[!！]\s*未(?:找到引用源|定义书签|指定书签)[^。]{0,6}"
    r"|Error!\s*(?:Reference source|Bookmark) not \w+|HYPERLINK\s+\"|MERGEFORMAT|PAGEREF\s+_Toc"
    r"|批注\s*\[[^\]]{0,20}\]|\[批注[^\]]{0,20}\]|Commented\s*\[[^\]]{0,20}\]"
    r"|&(?:nbsp|amp|lt|gt|quot);|</?(?:p|div|span|br|strong|font)\b[^>]{0,80}>|锟斤拷|\ufffd"
)
LONGEST_SHOWN = 40
LONG_PARAGRAPH = 40  # characters; a shorter one may well stand twice
TITLE_TWICE = "title_twice"


def template_left(case: Case) -> Iterator[Hit]:
    """Text of a template was left in, or a place to fill in left open."""
    for passage in case.passages:
        for start, end, level in _left_open(passage):
            printed = passage.shown[start:end][:LONGEST_SHOWN]
            yield Hit(level, {"printed": printed}, (passage.spot(start, end),))


def marks_left(case: Case) -> Iterator[Hit]:
    """Marks of a word processor or a web page stand in the text."""
    for passage in case.passages:
        match = MARKS.search(passage.printed)
        if match is not None:
            printed = match.group()[:LONGEST_SHOWN]
            at = passage.text.find(squeeze(clean(printed))) if clean(printed) else 0
            yield Hit("warning", {"printed": printed}, (passage.spot(max(at, 0), max(at, 0) + len(printed)),))


def title_twice(case: Case) -> Iterator[Hit]:
    """The title of the report stands twice."""
    titles = [passage for passage in case.of("title") if is_report_title(passage.printed)]
    same = [passage for passage in titles if titles and passage.plain == titles[0].plain]
    if len(same) > 1:
        yield Hit("warning", {"title": same[0].text}, tuple(passage.whole for passage in same))
    elif any(remark.code == TITLE_TWICE for remark in case.report.warnings):
        yield Hit("warning", {"title": titles[0].text if titles else "—"}, tuple(passage.whole for passage in titles))


def paragraph_twice(case: Case) -> Iterator[Hit]:
    """A long paragraph stands twice."""
    seen: dict[str, list[Passage]] = defaultdict(list)
    for passage in case.of("preamble", "body"):
        if len(passage.text) >= LONG_PARAGRAPH:
            seen[caption_key(simplify(passage.printed))].append(passage)
    for passages in seen.values():
        if len(passages) > 1:
            spots = tuple(passage.whole for passage in passages)
            yield Hit("warning", {"start": passages[0].shown[:20], "times": len(passages)}, spots)


def _left_open(passage: Passage) -> Iterator[tuple[int, int, Level]]:
    """What was left open, in printed order; none of them overlap."""
    found: list[tuple[int, int, Level]] = []
    levels: tuple[tuple[Level, tuple[re.Pattern[str], ...]], ...] = (("error", SURELY_LEFT), ("warning", MAYBE_LEFT))
    for level, patterns in levels:
        found += [(*match.span(), level) for pattern in patterns for match in pattern.finditer(passage.plain)]
    reached = 0
    for start, end, level in sorted(found):
        if start >= reached:
            yield start, end, level
            reached = end
