"""What the page round a report says of it: title, publisher, dates, index number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.engines.factlines import LONGEST_VALUE, fact_name, facts_in_line, is_labelled
from pipeline.engines.web.stretches import Stretch, stretches
from pipeline.engines.web.tree import name

if TYPE_CHECKING:
    from lxml.html import HtmlElement

META = frozenset(
    (
        "articletitle", "pubdate", "publishdate", "contentsource", "sitename", "columnname", "author", "createdate",
        "og:title", "source", "publisher", "firstpublishedtime", "publish_time", "dc.date", "dc.title",
    )
)  # fmt: skip
CELLS = frozenset({"td", "th", "dt", "dd", "li", "p", "div"})


def site_facts(root: HtmlElement) -> tuple[tuple[str, str], ...]:
    """Pairs of name and value: the title, `<meta>` elements, then labelled lines and cells in the order of the page."""
    facts: dict[tuple[str, str], None] = {}
    title = " ".join((root.findtext(".//title") or "").split())
    if title:
        facts["title", title] = None
    for meta in root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").strip()
        content = " ".join((meta.get("content") or "").split())
        if key.lower() in META and content:
            facts[key, content[:LONGEST_VALUE]] = None
    texts = list(stretches(root))
    for number, one in enumerate(texts):
        for fact in _facts_of(one, texts[number + 1] if number + 1 < len(texts) else None):
            facts[fact] = None
    return tuple(facts)


def _is_next(one: Stretch, following: Stretch) -> bool:
    """Whether the following text stands in the next cell of the row, or the next item of the list."""
    return one.element is not following.element and one.element.getparent() is following.element.getparent()


def is_fact_table(texts: list[str]) -> bool:
    """Whether cells with these texts are the page's own table about the document, and not one of the report's."""
    names = sum(fact_name(text) is not None or is_labelled(text) for text in texts)
    return names >= 2 and 4 * names >= len([text for text in texts if text])


def _facts_of(one: Stretch, following: Stretch | None) -> list[tuple[str, str]]:
    """What the line says, and the value in the next cell or item where only a name fills this one."""
    found = facts_in_line(one.text)
    facts = [fact for fact in found if fact[1]]
    alone = fact_name(one.text) or next((label for label, value in found if not value), None)
    if alone is None or following is None or name(one.element) not in CELLS or not _is_next(one, following):
        return facts
    if len(following.text) <= LONGEST_VALUE and fact_name(following.text) is None:  # else the next name follows at once
        facts.append((alone, following.text.strip()))
    return facts
