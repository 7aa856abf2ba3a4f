"""Small questions to WordprocessingML elements, by local name: the strict variant has other namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

OFF = frozenset({"0", "false", "off", "none"})


def name(element: _Element) -> str:
    """The local name; empty for what is no element (an entity, a comment)."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: _Element | None, wanted: str) -> _Element | None:
    """The first child of that local name."""
    if element is None:
        return None
    return next((one for one in element if name(one) == wanted), None)


def children(element: _Element | None, wanted: str) -> Iterator[_Element]:
    """The children of that local name."""
    if element is not None:
        yield from (one for one in element if name(one) == wanted)


def value(element: _Element | None, attribute: str = "val") -> str | None:
    """An attribute by its local name, in whatever namespace; None where it or the element is missing."""
    if element is None:
        return None
    for key, text in element.attrib.items():
        if str(key).rpartition("}")[2] == attribute:
            return str(text)
    return None


def number(element: _Element | None, attribute: str = "val") -> int | None:
    """An attribute that is a whole number; None where it is missing or none."""
    text = value(element, attribute)
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def is_on(element: _Element | None) -> bool | None:
    """What a switch such as `<w:b/>` says; None where it is not there."""
    if element is None:
        return None
    text = value(element)
    return text is None or text.lower() not in OFF
