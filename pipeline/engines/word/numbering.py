"""The numerals that Word prints before paragraphs and that stand nowhere in their text (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.engines.word.elements import child, children, is_on, number, value
from pipeline.engines.word.listnumerals import list_numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

PLACEHOLDER = re.compile(r"%([1-9])")
LEVELS = 9
NEEDS_SPACE = re.compile(r"[0-9A-Za-z]$")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    numbering: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    style: str | None = None
    arabic: bool = False


@dataclass(slots=True)
class _List:
    """An abstract list: its levels, and where the count of each stands."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Instance:
    """A use of an abstract list, some levels of which it starts anew or numbers differently."""

    of: _List
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts the numbered paragraphs of a document in reading order."""

    def __init__(self, root: _Element | None) -> None:
        lists = {value(one, "abstractNumId"): one for one in children(root, "abstractNum")}
        by_style = {value(child(one, "styleLink")): one for one in lists.values()}
        made = {}
        for name, element in lists.items():
            link = value(child(element, "numStyleLink"))
            source = by_style.get(link, element) if link is not None else element
            made[name] = _List(dict(_level(one) for one in children(source, "lvl")))
        self._instances: dict[str, _Instance] = {}
        for one in children(root, "num"):
            of = made.get(value(child(one, "abstractNumId")))
            if of is not None:
                self._instances[value(one, "numId") or ""] = _instance(one, of)

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level of the list that a paragraph style stands for."""
        instance = self._instances.get(list_id)
        levels = {} if instance is None else {**instance.of.levels, **instance.levels}
        return next((number for number, level in levels.items() if level.style == style), None)

    def next(self, list_id: str, level: int) -> str:
        """Count one more paragraph of the list at `level` (from 0); what is printed before its text."""
        instance = self._instances.get(list_id)
        if instance is None or not 0 <= level < LEVELS:
            return ""
        counts = instance.of.counts
        if level in instance.starts:
            counts[level] = instance.starts.pop(level)
        else:
            counts[level] = counts[level] + 1 if level in counts else self._of(instance, level).start
        for deeper in [other for other in counts if other > level]:
            restart = self._of(instance, deeper).restart
            if restart is None or restart > level:
                del counts[deeper]
        return self._printed(instance, level)

    def _of(self, instance: _Instance, level: int) -> _Level:
        return instance.levels.get(level) or instance.of.levels.get(level) or _Level()

    def _printed(self, instance: _Instance, level: int) -> str:
        own = self._of(instance, level)
        if own.numbering == "bullet":
            return ""

        def numeral(match: re.Match[str]) -> str:
            other = int(match.group(1)) - 1
            of = self._of(instance, other)
            count = instance.of.counts.get(other, of.start)
            return list_numeral(count, "decimal" if own.arabic and other < level else of.numbering)

        text = PLACEHOLDER.sub(numeral, own.text)
        return f"{text} " if NEEDS_SPACE.search(text) else text


def _level(element: _Element) -> tuple[int, _Level]:
    restart = number(child(element, "lvlRestart"))
    start = number(child(element, "start"))
    level = _Level(
        numbering=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")) or "",
        start=1 if start is None else start,
        restart=restart,
        style=value(child(element, "pStyle")),
        arabic=bool(is_on(child(element, "isLgl"))),
    )
    return number(element, "ilvl") or 0, level


def _instance(element: _Element, of: _List) -> _Instance:
    levels, starts = {}, {}
    for override in children(element, "lvlOverride"):
        level = number(override, "ilvl") or 0
        start = number(child(override, "startOverride"))
        if start is not None:
            starts[level] = start
        own = child(override, "lvl")
        if own is not None:
            levels[level] = _level(own)[1]
    return _Instance(of, levels, starts)
