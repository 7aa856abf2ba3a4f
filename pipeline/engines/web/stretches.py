"""The text of a page, stretch by stretch, with how much of it is links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.engines.web.tree import BLOCKS, name, walk

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring text in `element`, the innermost block round it; `linked` counts its characters inside links."""

    element: HtmlElement
    text: str
    linked: int

    @property
    def is_link(self) -> bool:
        """Whether most of it is a link."""
        return 2 * self.linked > len(self.text)


@dataclass(frozen=True, slots=True)
class Share:
    """How many characters of text an element holds, how many of them in links, and how many links."""

    characters: int
    linked: int
    links: int

    def less(self, other: Share) -> Share:
        """What it holds beside `other`."""
        return Share(self.characters - other.characters, self.linked - other.linked, self.links - other.links)

    @property
    def of_links(self) -> float:
        """The share of text in links, 0 where there is no text."""
        return self.linked / self.characters if self.characters else 0.0


def stretches(root: HtmlElement) -> Iterator[Stretch]:
    """Every stretch of text in the element, in reading order; line breaks end stretches too."""
    blocks = [root]
    links = 0
    pieces: list[str] = []
    linked = 0
    for event in walk(root):
        tag = name(event.element)
        if event.kind == "text":
            text = " ".join(event.text.split())
            pieces.append(text)
            linked += len(text) if links else 0
            continue
        if tag == "a" and event.element.get("href"):
            links += 1 if event.kind == "start" else -1
        if tag in BLOCKS or (tag == "br" and event.kind == "start"):
            text = "".join(pieces)
            if text:
                yield Stretch(blocks[-1], text, linked)
            pieces, linked = [], 0
        if tag in BLOCKS and event.kind == "start":
            blocks.append(event.element)
        elif tag in BLOCKS and len(blocks) > 1:
            blocks.pop()
    if "".join(pieces):
        yield Stretch(blocks[-1], "".join(pieces), linked)


def shares(root: HtmlElement) -> dict[HtmlElement, Share]:
    """For each element how much text it holds and how much of that is links."""
    found: dict[HtmlElement, Share] = {}
    open_elements: list[list[int]] = []
    links = 0
    for event in walk(root):
        is_link = name(event.element) == "a" and bool(event.element.get("href"))
        if event.kind == "start":
            open_elements.append([0, 0, 0])
            links += is_link
        elif event.kind == "text":
            length = len("".join(event.text.split()))
            open_elements[-1][0] += length
            open_elements[-1][1] += length if links else 0
        else:
            links -= is_link
            characters, linked, number = open_elements.pop()
            found[event.element] = Share(characters, linked, number + is_link)
            if open_elements:
                for n, more in enumerate((characters, linked, number + is_link)):
                    open_elements[-1][n] += more
    return found
