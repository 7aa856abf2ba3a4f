"""Taking out of a page what a reader does not see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.engines.web.tree import BLOCKS, name, style, take_out

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEVER_SHOWN = frozenset(
    (
        "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "select", "option", "datalist",
        "textarea", "input", "button", "svg", "canvas", "audio", "video", "map", "del", "applet", "noframes",
    )
)  # fmt: skip
# What they show is elsewhere or drawn: a table may be among it.
OPAQUE = ("iframe", "object", "embed", "canvas", "svg")
SMALL = 150  # pixels of width or height below which they are icons, players and counters
PIXELS = re.compile(r"\s*(\d+)(?:\.\d+)?\s*(?:px)?\s*")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
NESTED = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
SELECTOR = re.compile(r"([a-z][a-z0-9]*)?([.#])([\w-]+)", re.I)
NO_DISPLAY = re.compile(r"display\s*:\s*none")
NO_SIZE = re.compile(r"0+(?:\.0+)?(?:px|pt|em|rem|%)?")
FAR_AWAY = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em)")

Selector = tuple[str, str, str]  # tag ("" any), "." or "#", name


def remove_invisible(root: HtmlElement) -> bool:
    """Take out scripts, hidden elements and the like; True where something was hidden that holds text."""
    hidden_by_rule = _hiding_rules(root)
    _show_filled_in(root)
    _mark_opaque(root)
    take_out(root, (), *NEVER_SHOWN)
    hidden = [element for element in root.iterdescendants() if name(element) and _is_hidden(element, hidden_by_rule)]
    found = any(element.text_content().strip() for element in hidden)
    take_out(root, hidden)
    take_out(root, [element for element in root.iterdescendants() if _is_struck(element) and _is_replaced(element)])
    return found


def _show_filled_in(root: HtmlElement) -> None:
    """Make text of what stands in the fields of a form: some sites print reports so."""
    for element in root.iter("input", "textarea"):
        shown = element.get("value") if name(element) == "input" else element.text
        if (element.get("type") or "text").lower() in ("text", "number") and shown:
            element.tag = "span"
            element.text = "".join(character for character in shown if character.isprintable())


def _mark_opaque(root: HtmlElement) -> None:
    """Make unread pictures of frames and drawings that are large enough for a table, or of unknown size."""
    for element in [one for one in root.iter(*OPAQUE) if not _is_small(one)]:
        if any(name(one) in OPAQUE or name(one) == "img" for one in element.iterancestors()):
            continue
        element.set("src", f"embedded:{name(element)}")
        element.text = None
        del element[:]
        element.tag = "img"


def _is_small(element: HtmlElement) -> bool:
    own = style(element)
    shown = [element.get(side) or own.get(side, "") for side in ("width", "height")]
    sizes = [PIXELS.fullmatch(text) for text in shown]
    known = [int(size.group(1)) for size in sizes if size is not None]
    drawn = name(element) == "svg" and not known  # icons that a style sheet sizes
    return drawn or any(size < SMALL for size in known)


def _is_struck(element: HtmlElement) -> bool:
    return name(element) in ("s", "strike") or "line-through" in style(element).get("text-decoration", "")


def _is_replaced(element: HtmlElement) -> bool:
    """Whether the paragraph or cell round the element holds other text too, which stands in its place."""
    block = next((one for one in element.iterancestors() if name(one) in BLOCKS), None)
    return block is not None and block.text_content().strip() != element.text_content().strip()


def _is_hidden(element: HtmlElement, rules: set[Selector]) -> bool:
    if element.get("hidden") is not None:
        return True
    own = style(element)
    if own.get("display") == "none" or own.get("visibility") in ("hidden", "collapse") or own.get("mso-hide") == "all":
        return True
    if FAR_AWAY.fullmatch(own.get("left", "")) or FAR_AWAY.fullmatch(own.get("text-indent", "")):
        return own.get("position") == "absolute" or "text-indent" in own
    if NO_SIZE.fullmatch(own.get("font-size", "")) and not len(element):
        return True
    return bool(rules) and "display" not in own and any(selector in rules for selector in _selectors(element))


def _selectors(element: HtmlElement) -> list[Selector]:
    tag = name(element)
    names = [(".", one) for one in (element.get("class") or "").split()]
    names += [("#", one) for one in (element.get("id") or "").split()]
    return [(of, mark, one) for mark, one in names for of in ("", tag)]


def _hiding_rules(root: HtmlElement) -> set[Selector]:
    """Single classes and ids that the page's own style sheets hide; rules for some media only are left aside."""
    hidden: set[Selector] = set()
    for sheet in root.iter("style"):
        text = NESTED.sub("", COMMENT.sub("", sheet.text_content()[:200_000]))
        for selectors, declarations in RULE.findall(text):
            for selector in selectors.split(","):
                match = SELECTOR.fullmatch(selector.strip())
                if match is None:
                    continue
                key = ((match.group(1) or "").lower(), match.group(2), match.group(3))
                if NO_DISPLAY.search(declarations.lower()):
                    hidden.add(key)
                elif "display" in declarations.lower():
                    hidden.discard(key)
    return hidden
