"""The tree of a page: parsing, walking without recursion, styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul", "xmp",
    )
)  # fmt: skip
GONE = "gone"  # what is to be taken out is called so: lxml takes out all of a name at once
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)


class Event(NamedTuple):
    """A step through the tree: an element begins or ends, or a piece of text stands in `element`."""

    kind: Literal["start", "text", "end"]
    element: HtmlElement
    text: str = ""


def parse(text: str) -> HtmlElement | None:
    """The root of the page; None where there is nothing in it."""
    from lxml import etree, html

    content = XML_DECLARATION.sub("", text).replace("\x00", "").encode("utf-8", errors="replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):  # an empty document is an error to lxml
        return None


def name(element: HtmlElement) -> str:
    """The tag in small letters, without a namespace; empty for what is no element."""
    tag: object = element.tag
    return tag.lower().rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def walk(root: HtmlElement) -> Iterator[Event]:
    """All steps through the tree in reading order; deep trees are no trouble."""
    stack: list[tuple[HtmlElement, Iterator[HtmlElement]]] = [(root, iter(root))]
    yield Event("start", root)
    if root.text:
        yield Event("text", root, root.text)
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is not None:
            yield Event("start", child)
            if child.text:
                yield Event("text", child, child.text)
            stack.append((child, iter(child)))
            continue
        stack.pop()
        yield Event("end", element)
        if stack and element.tail:
            yield Event("text", stack[-1][0], element.tail)


def take_out(root: HtmlElement, elements: Iterable[HtmlElement], *tags: str) -> None:
    """Take the elements, and all of these tags, out of the tree below `root`; the text behind them stays."""
    from lxml import etree

    for element in elements:
        element.tag = GONE
    etree.strip_elements(root, GONE, *tags, with_tail=False)


def style(element: HtmlElement) -> dict[str, str]:
    """The properties of the element's own `style`, in small letters."""
    found: dict[str, str] = {}
    for declaration in (element.get("style") or "").lower().split(";"):
        key, _, value = declaration.partition(":")
        if value:
            found[key.strip()] = value.replace("!important", "").strip()
    return found
